"""Interface strings of a theme: those that templates ask for, and those that nobody asks for."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping
from pathlib import Path

from jinja2 import nodes

from helpgen.config import Brand, Site
from helpgen.config_values import did_you_mean
from helpgen.errors import ContentError, Problem, Severity
from helpgen.files import files_below, read_text
from helpgen.theme import Theme, read_strings
from helpgen.theme_check.parsed import Parsed, ParsedTemplates
from helpgen.toml_lines import line_of
from helpgen.translations import missing_strings

_FILE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*\.toml")
_SHOWN = 5
Text = str | Mapping[str, str]


def string_problems(templates: ParsedTemplates) -> Iterator[Problem]:
    """What's wrong with a theme's strings, and with what its templates ask of them."""
    theme = templates.theme
    files = list(_own_files(theme))
    wrong = [found for found in files if isinstance(found, Problem)]
    yield from wrong
    if any(problem.severity is Severity.ERROR for problem in wrong):
        return
    english = theme.strings("en")
    for parsed in templates.own():
        for key, line in _asked(parsed):
            if key not in english:
                what, hint = f"no string file has {key!r}", did_you_mean(key, english)
                hint += "; or add it to strings/en.toml"
                yield parsed.problem(line, what, hint, "missing-string")
    wanted = {key for parsed in templates.all for key, _ in _asked(parsed)}
    below = Theme(theme.name, theme.chain[1:]).strings("en")
    known = {*below, *(wanted if below else english)}  # helpgen itself asks the lowest theme
    for path, strings in (found for found in files if not isinstance(found, Problem)):
        yield from _wrong(path, strings, {**english, **below}, known)


def untranslated(theme: Theme, site: Site, brands: list[Brand]) -> Iterator[Problem]:
    """Languages of the brands in which strings stand in English."""
    for missing in missing_strings(site, brands):
        keys = ", ".join(missing.keys[:_SHOWN])
        more = len(missing.keys) - _SHOWN
        what = f"lacks {keys}" + (f" and {more} more" if more > 0 else "")
        hint = "translate them there; until then they stand in English"
        path = theme.chain[0][0] / "strings" / f"{missing.language}.toml"
        yield Problem(str(path), what, hint, Severity.WARNING, "missing-string")


def _own_files(theme: Theme) -> Iterator[tuple[Path, Mapping[str, Text]] | Problem]:
    for name, path in files_below(theme.chain[0][0] / "strings"):
        if not _FILE.fullmatch(name):
            what = "isn't read: its name is no language code"
            hint = "call it by Gladly's code, such as fr.toml or fr-ca.toml"
            yield Problem(str(path), what, hint, Severity.WARNING, "unused-file")
            continue
        try:
            yield path, read_strings(path)
        except ContentError as error:
            what = str(error).removeprefix(f"{path}: ")
            yield Problem(str(path), what, "mend the file", Severity.ERROR, "bad-string")


def _asked(parsed: Parsed) -> Iterator[tuple[str, int]]:
    """Keys that a template gives to `t()`, with their lines."""
    for call in parsed.tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "t" and call.args:
            key = call.args[0]
            if isinstance(key, nodes.Const):
                yield str(key.value), call.lineno


def _wrong(
    path: Path, strings: Mapping[str, Text], english: Mapping[str, Text], known: set[str]
) -> Iterator[Problem]:
    text = read_text(path)
    for key, value in strings.items():
        where = f"{path}:{line_of(text, (key,)) or 1}: {key}"
        if key not in known:
            hint = did_you_mean(key, known)
            yield Problem(where, "no template asks for it", hint, Severity.WARNING, "unused-string")
        try:
            strange = _fields(value) - _fields(english.get(key, value))
        except ValueError as error:
            hint = "write {{ and }} for braces that stand for themselves"
            yield Problem(where, f"can't be filled in: {error}", hint, Severity.ERROR, "bad-string")
            continue
        if strange:
            names = ", ".join(f"{{{name}}}" for name in sorted(strange))
            hint = "use the names that the English one has"
            what = f"asks for {names}, which it isn't given"
            yield Problem(where, what, hint, Severity.ERROR, "bad-string")


def _fields(value: Text) -> set[str]:
    """Names between braces.

    Raises:
        ValueError: A brace isn't closed.
    """
    texts = [value] if isinstance(value, str) else value.values()
    return {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name}
