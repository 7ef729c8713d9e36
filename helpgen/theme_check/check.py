"""Everything that's wrong with a theme: files, templates, strings, options and colors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from helpgen.config import Site
from helpgen.errors import ConfigError, ContentError, Problem, Severity
from helpgen.files import read_text
from helpgen.overrides import changed_originals, overrides
from helpgen.theme import Theme, load_theme, resolve_options
from helpgen.theme_check.attributes import unknown_attributes
from helpgen.theme_check.contrast import Choice, low_contrasts
from helpgen.theme_check.files import outward_links, unused_files, unused_templates
from helpgen.theme_check.options import option_problems
from helpgen.theme_check.parsed import ParsedTemplates
from helpgen.theme_check.rendered import Walk, unknown_blocks, unknown_filters, wrong_references
from helpgen.theme_check.strings import string_problems, untranslated
from helpgen.toml_lines import line_of


def used_themes(site: Site) -> list[str]:
    """The themes of a site: those in its folder, and those that its brands name."""
    own = sorted(path.parent.name for path in site.themes.glob("*/theme.toml"))
    return list(dict.fromkeys([*own, *(brand.theme for brand in site.brands)]))


def check_theme(name: str, site: Site, file: str = "site.toml") -> list[Problem]:
    """Everything that's wrong with a theme and with what brands set of it.

    Args:
        name: The theme's.
        site: Names themes folder and brands.
        file: Name of the site's configuration file below its folder.
    """
    found: list[Problem] = []
    try:
        found += _problems(load_theme(name, site.themes), site, file)
    except ConfigError as error:
        found += error.problems
    except ContentError as error:  # of a theme that it extends: its own are told by their checks
        found.append(Problem(f"theme {name}", str(error), "", Severity.ERROR, "config"))
    return [_shown(problem, f"{site.root}/") for problem in dict.fromkeys(found)]


def _problems(theme: Theme, site: Site, file: str) -> Iterator[Problem]:
    if links := outward_links(theme):
        yield from links  # files can't be read as long as some aren't of the theme
        return
    brands = [brand for brand in site.brands if brand.theme == theme.name]
    templates = ParsedTemplates(theme)
    walk = Walk(templates)
    yield from _template_problems(templates, walk)
    if not templates.problems:  # what can't be read may use any file
        yield from unused_templates(templates, walk)
        yield from unused_files(templates, walk, [brand.options for brand in brands])
        yield from _override_problems(theme)
    strings = list(string_problems(templates))
    yield from strings
    if all(problem.severity is not Severity.ERROR for problem in strings):
        yield from untranslated(theme, site, brands)
    yield from low_contrasts(theme)
    text = read_text(site.root / file)
    for index, brand in enumerate(site.brands):
        if brand.theme == theme.name:
            place = _Place(text, file, index)
            _, wrong = resolve_options(theme, brand.options, place.table)
            yield from wrong
            if not wrong:
                for problem in low_contrasts(theme, Choice(brand.options, place.table + ".{}")):
                    yield replace(problem, where=place.with_line(problem.where))


def _template_problems(templates: ParsedTemplates, walk: Walk) -> Iterator[Problem]:
    yield from templates.problems
    yield from wrong_references(templates)
    yield from unknown_filters(templates)
    yield from unknown_blocks(templates)
    yield from walk.problems
    for parsed in templates.own():
        yield from unknown_attributes(templates.theme, parsed)
    yield from option_problems(templates)


def _override_problems(theme: Theme) -> Iterator[Problem]:
    yield from changed_originals(theme)
    for override in overrides(theme):
        if not override.stamp:
            what = f"doesn't tell which state of {override.original} it replaces"
            hint = "run 'helpgen theme check --accept', to be told when that one changes"
            where = f"{override.path}:1"
            yield Problem(where, what, hint, Severity.NOTE, "unknown-original")


class _Place:
    """Where a brand's options stand."""

    def __init__(self, text: str, file: str, index: int) -> None:
        self._text, self._file, self._index = text, file, index
        self.table = f"{file}: brands[{index}].options"

    def with_line(self, where: str) -> str:
        """The place of an option with its line."""
        option = where.removeprefix(f"{self.table}.")
        line = line_of(self._text, ("brands", self._index, "options", option))
        return where.replace(self._file, f"{self._file}:{line}", 1) if line else where


def _shown(problem: Problem, root: str) -> Problem:
    """A problem whose files are told from the site's folder."""
    where, what, hint = (
        text.replace(root, "") for text in (problem.where, problem.what, problem.hint)
    )
    return replace(problem, where=where, what=what, hint=hint)
