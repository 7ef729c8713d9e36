"""Options of a theme that lack something, and those that nothing uses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jinja2 import nodes

from helpgen.errors import Problem, Severity
from helpgen.files import read_text
from helpgen.theme import Theme
from helpgen.theme_check.parsed import ParsedTemplates
from helpgen.theme_file import THEME_API, theme_place


def option_problems(templates: ParsedTemplates) -> Iterator[Problem]:
    """What a theme.toml lacks, and what's wrong with the options that it declares."""
    theme = templates.theme
    folder, file = theme.chain[0]
    path = folder / "theme.toml"
    below = Theme(theme.name, theme.chain[1:]).options
    used = _used(templates) if below else set(file.options)  # helpgen itself reads base's
    if "helpgen_api" not in file.model_fields_set:
        what = "doesn't say which theme API it's made for"
        yield _warning(str(path), what, f"add helpgen_api = {THEME_API}", "no-api")
    for name, option in file.options.items():
        place = theme_place(path, ("options", name))
        if name in below:
            hint = f"write {name} = … under [defaults] to change its default only"
            yield _warning(place, "is an option of the theme that it extends", hint)
        elif name not in used:
            hint = f"use brand.options.{name} in a template"
            hint += f" or var({option.css}) in a stylesheet" if option.css else ""
            yield _warning(place, "nothing uses it", f"{hint}, or delete it", "unused-option")
        if not option.help:
            yield _warning(place, "has no help", "say in one sentence what it does")


def _warning(place: str, what: str, hint: str, kind: str = "bad-option") -> Problem:
    return Problem(place, what, hint, Severity.WARNING, kind)


def _used(templates: ParsedTemplates) -> set[str]:
    """Options that a template asks for, or whose custom property a stylesheet has."""
    theme = templates.theme
    asked = {node.attr for parsed in templates.all for node in parsed.tree.find_all(nodes.Getattr)}
    sheets = (
        read_text(folder / "assets" / name)
        for folder, file in theme.chain
        for name in file.stylesheets
    )
    properties = {name for sheet in sheets for name in re.findall(r"--[\w-]+", sheet)}
    styled = {name for name, option in theme.options.items() if option.css in properties}
    return asked | styled
