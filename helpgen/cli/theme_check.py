"""`helpgen theme check`."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from helpgen.cli.exits import Exit
from helpgen.cli.options import DEFAULT_CONFIG, Config, Format, FormatName, Set, Strict
from helpgen.cli.terminal import tell, tell_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from helpgen.config import Site
    from helpgen.errors import Problem


def check(
    theme: Annotated[
        str | None,
        typer.Argument(help="Name of the theme; by default all of the site's."),
    ] = None,
    config: Config = DEFAULT_CONFIG,
    settings: Set = None,
    accept: Annotated[
        bool,
        typer.Option(
            "--accept", help="First note in each overridden template that it's up to date."
        ),
    ] = False,
    strict: Strict = False,
    form: Format = FormatName.TEXT,
) -> None:
    """Check a theme: options, colors, templates, strings and files, and what brands set.

    Exit codes: 0 good, 2 wrong usage or configuration, 3 errors, or warnings under --strict.
    """
    from helpgen.config_file import load_site
    from helpgen.errors import Severity
    from helpgen.theme import find_theme, load_theme
    from helpgen.theme_check.check import check_theme, used_themes

    site = load_site(config, settings or [])
    if theme and find_theme(theme, site.themes) is None:
        load_theme(theme, site.themes)  # says what's wrong
    names = [theme] if theme else used_themes(site)
    if accept:
        _accept(names, site)
    problems = list(
        dict.fromkeys(problem for name in names for problem in check_theme(name, site, config.name))
    )
    _print(names, problems, form)
    bad = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    if any(problem.severity in bad for problem in problems):
        raise typer.Exit(Exit.PROBLEMS)


def _accept(names: Sequence[str], site: Site) -> None:
    from helpgen.overrides import accept
    from helpgen.theme import load_theme

    for name in names:
        for path in accept(load_theme(name, site.themes)):
            tell(f"accepted {path}", err=True)


def _print(names: Sequence[str], problems: Sequence[Problem], form: FormatName) -> None:
    if form is FormatName.JSON:
        document = {"themes": list(names), "problems": [problem.as_json() for problem in problems]}
        tell_json(document)
        return
    for problem in problems:
        tell(f"{problem.severity.value}: {problem}")
    counts = Counter(problem.severity.value for problem in problems)
    found = ", ".join(f"{count} {name}{'s' * (count > 1)}" for name, count in counts.items())
    tell(f"{', '.join(names)}: {found or 'nothing to mend'}")
