"""Files of a theme that nothing uses, and links that lead out of it."""

from __future__ import annotations

import glob
import re
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import Any

from jinja2 import nodes

from helpgen.config_values import did_you_mean
from helpgen.errors import Problem, Severity
from helpgen.files import LINK_OUT, files_below, links_out, read_text
from helpgen.page_context import PAGE_TEMPLATES
from helpgen.theme import Theme
from helpgen.theme_check.parsed import Parsed, ParsedTemplates
from helpgen.theme_check.rendered import Walk

_FOLDERS = ("assets", "templates", "strings")
_FOR_PEOPLE = re.compile(
    r"(?:LICEN[CS]E|NOTICE|README|CHANGELOG|COPYING)(?:[.-].*)?|\..*", re.IGNORECASE
)
_TEXTS = (".css", ".js", ".svg", ".json", ".webmanifest", ".html")
_ANY = "*"


def outward_links(theme: Theme) -> list[Problem]:
    """Links in a theme that lead out of it: what they lead to would be published."""
    folder = theme.chain[0][0]
    found = dict.fromkeys(path for name in _FOLDERS for path in links_out(folder / name))
    what, hint = LINK_OUT
    return [Problem(str(path), what, hint, Severity.ERROR, "outside-theme") for path in found]


def unused_templates(templates: ParsedTemplates, walk: Walk) -> Iterator[Problem]:
    """Templates of the theme that no page is made with."""
    if not walk.certain:
        return
    for parsed in templates.own():
        if parsed not in walk.used:
            known = {*PAGE_TEMPLATES, *(used.name for used in walk.used)}
            yield _unused(parsed.path, f"no page includes it: {did_you_mean(parsed.name, known)}")


def unused_files(
    templates: ParsedTemplates, walk: Walk, chosen: Iterable[Mapping[str, Any]]
) -> Iterator[Problem]:
    """Assets of the theme that nothing names, and files that helpgen doesn't read.

    Args:
        templates: The theme's templates.
        walk: Which of them are used.
        chosen: The options that each brand of the theme sets.
    """
    theme = templates.theme
    folder = theme.chain[0][0]
    for name, path in files_below(folder):
        first = name.partition("/")[0]
        if name != "theme.toml" and first not in _FOLDERS and not _is_for_people(name):
            where = ", ".join(f"{known}/" for known in _FOLDERS)
            yield _unused(path, f"helpgen reads theme.toml and what's in {where} only: move it")
    named = _named(theme, [*walk.used], chosen)
    texts = _texts(theme)
    for name, path in files_below(folder / "assets"):
        used = any(fnmatchcase(name, pattern) for pattern in named) or _is_for_people(name)
        if not used and not any(_names(text, name) for other, text in texts if other != path):
            hint = "name it in a template, a stylesheet, a script or an option, or delete it"
            yield _unused(path, hint)


def _unused(path: Path, hint: str) -> Problem:
    return Problem(str(path), "isn't used", hint, Severity.WARNING, "unused-file")


def _is_for_people(name: str) -> bool:
    return _FOR_PEOPLE.fullmatch(PurePosixPath(name).name) is not None


def _named(
    theme: Theme, used: Iterable[Parsed], chosen: Iterable[Mapping[str, Any]]
) -> frozenset[str]:
    """The assets that theme.toml, options and templates name, as patterns with `*`."""
    found = {name for _, file in theme.chain for name in (*file.stylesheets, *file.scripts)}
    values = [{name: option.default for name, option in theme.options.items()}, *chosen]
    found |= {glob.escape(str(value)) for options in values for value in options.values()}
    for parsed in used:
        for call in parsed.tree.find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == "asset" and call.args:
                found.add(_pattern(call.args[0]))
    return frozenset(found)


def _pattern(node: nodes.Expr) -> str:
    """What an expression may be, as a pattern; an option's values are among the names anyway."""
    if isinstance(node, nodes.Const):
        return str(node.value)
    if isinstance(node, nodes.Concat):
        return "".join(map(_pattern, node.nodes))
    holder = node.node if isinstance(node, nodes.Getattr) else None
    is_option = isinstance(holder, nodes.Getattr) and holder.attr == "options"
    return "" if is_option else _ANY


def _texts(theme: Theme) -> list[tuple[Path, str]]:
    """The stylesheets and scripts of the chain, which may name others."""
    return [
        (path, read_text(path))
        for folder in theme.asset_folders
        for name, path in files_below(folder)
        if name.endswith(_TEXTS)
    ]


def _names(text: str, name: str) -> bool:
    return PurePosixPath(name).name in text
