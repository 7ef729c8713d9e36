"""`helpgen answers new`, `edit` and `delete`: files alone, Gladly hears of them by an apply."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from helpgen.cli.answers_common import One
from helpgen.cli.options import DEFAULT_CONFIG, Config, Set, load
from helpgen.cli.terminal import tell

if TYPE_CHECKING:
    from helpgen.answer_files import ManagedAnswer
    from helpgen.answers.offline import Workspace
    from helpgen.config import Site
    from helpgen.model import EditionKey, Layout

Language = Annotated[
    str, typer.Option("--language", "-l", metavar="CODE", help="As en-us; the first by default.")
]


def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Unique in the organization.")],
    title: Annotated[str, typer.Option(help="What readers see; the name by default.")] = "",
    language: Language = "",
    audience: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Name or id of an audience. Repeatable."),
    ] = None,
    config: Config = DEFAULT_CONFIG,
    settings: Set = None,
) -> None:
    """Make a new answer, with an id of its own; prints the file to write in."""
    from helpgen.answers.drafts import Draft, write_draft
    from helpgen.answers.journal import exclusive
    from helpgen.answers.offline import offline

    site = load(config, settings)
    code = language or site.brands[0].languages[0]
    draft = Draft(name.strip(), title.strip() or name.strip(), code, tuple(audience or ()))
    space = offline(site)
    with exclusive(space.folder):
        path = write_draft(space.folder, space.local, draft)
    tell(path.relative_to(site.root))


def edit(
    answer: One,
    language: Language = "",
    config: Config = DEFAULT_CONFIG,
    settings: Set = None,
) -> None:
    """Open an answer's text in the editor that VISUAL or EDITOR names."""
    from helpgen.answers.folder import body_path
    from helpgen.answers.offline import offline
    from helpgen.errors import ConfigError, Problem, Severity

    site = load(config, settings)
    found = _managed(offline(site), answer)
    codes = [language] if language else list(site.brands[0].languages)
    order = {body.language: body for body in found.bodies}
    body = next((order[code] for code in codes if code in order), None)
    if body is None:
        has = ", ".join(order) or "none"
        problem = Problem(answer, f"has no text in {codes[0]}", f"it has {has}", Severity.ERROR)
        raise ConfigError([problem])
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not command:
        hint = f"set it to your editor, or open {body_path(found, body).relative_to(site.root)}"
        raise ConfigError([Problem("EDITOR", "isn't set", hint, Severity.ERROR)])
    path = body_path(found, body)
    done = subprocess.run([*shlex.split(command), str(path)], check=False)  # noqa: S603
    if done.returncode:
        raise typer.Exit(1)


def delete(
    answer: One,
    language: Annotated[
        str, typer.Option("--language", "-l", metavar="CODE", help="Only its text in one language.")
    ] = "",
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Don't ask.")] = False,
    config: Config = DEFAULT_CONFIG,
    settings: Set = None,
) -> None:
    """Delete an answer's files, after showing what that reaches.

    Gladly keeps the answer until an apply with --prune.
    """
    from helpgen.answers.drafts import delete_files
    from helpgen.answers.journal import exclusive
    from helpgen.answers.offline import offline
    from helpgen.cli.answers_show import impact_lines

    site = load(config, settings)
    space = offline(site)
    found = _managed(space, answer)
    if not language:
        for line in impact_lines(found.id, space, _placed(site)):
            tell(line)
    if not yes:
        typer.confirm(
            f"Delete {found.folder.name}{' ' + language if language else ''}?", abort=True
        )
    with exclusive(space.folder):
        for path in delete_files(found, language):
            tell(f"deleted {_shown(path, site)}")
    tell("Gladly has it until 'helpgen answers apply --prune'.")


def _managed(space: Workspace, answer: str) -> ManagedAnswer:
    from helpgen.answers.offline import chosen_ids
    from helpgen.errors import ConfigError, Problem, Severity

    key = chosen_ids(space, [answer])[0]
    if key not in space.local.answers:
        problem = Problem(answer, "was deleted here", "bring its files back first", Severity.ERROR)
        raise ConfigError([problem])
    return space.local.answers[key]


def _placed(site: Site) -> dict[EditionKey, Layout]:
    """Layouts of the snapshots: which sections showed what when it was fetched last."""
    from helpgen.errors import SnapshotError
    from helpgen.model import EditionKey
    from helpgen.snapshot import load_snapshot

    found = {}
    for brand in site.brands:
        for code in brand.languages:
            key = EditionKey(brand.slug, code)
            try:
                layout = load_snapshot(site.snapshots, key).layout
            except SnapshotError:
                continue
            if layout is not None:
                found[key] = layout
    return found


def _shown(path: Path, site: Site) -> Path:
    return path.relative_to(site.root)
