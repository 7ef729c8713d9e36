"""TOML as text: written so that a change shows as the line that it touches."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping, Sequence

Value = str | Sequence[str]
_LONG = 90


def toml_value(value: Value) -> str:
    """A string or a list of strings."""
    if not isinstance(value, str):
        one_line = f"[{', '.join(map(toml_value, value))}]"
        if len(one_line) <= _LONG:
            return one_line
        return "[\n" + "".join(f"  {toml_value(one)},\n" for one in value) + "]"
    if "\n" in value.strip("\n"):
        lines = value.split("\n")
        return '"""\n' + "\n".join(_escaped(line).replace('"""', '\\"""') for line in lines) + '"""'
    return f'"{_escaped(value, quote=True)}"'


def toml_text(values: Mapping[str, Value]) -> str:
    """A file of keys and values."""
    return "".join(f"{key} = {toml_value(value)}\n" for key, value in values.items())


def changed_toml(text: str, values: Mapping[str, Value]) -> str:
    """A TOML text in which some keys have other values; comments and order stay.

    Args:
        text: A table of strings and lists of strings, without tables within.
        values: What its keys are to be in the end; keys that are missing are added.
    """
    old = tomllib.loads(text)
    for key, value in values.items():
        if old.get(key) != (value if isinstance(value, str) else list(value)):
            text = _with_value(text, key, value, old)
    wanted = old | {key: v if isinstance(v, str) else list(v) for key, v in values.items()}
    return text if _parsed(text) == wanted else toml_text(wanted)


def _with_value(text: str, key: str, value: Value, old: Mapping[str, object]) -> str:
    line = f"{key} = {toml_value(value)}\n"
    if key not in old:
        return f"{text.rstrip()}\n{line}"
    found = re.search(rf"^{key}[ \t]*=[^\n]*\n?", text, re.MULTILINE)
    return f"{text[: found.start()]}{line}{text[found.end() :]}" if found else text


def _parsed(text: str) -> dict[str, object] | None:
    try:
        return tomllib.loads(text)
    except ValueError:
        return None


def _escaped(text: str, *, quote: bool = False) -> str:
    text = json.dumps(text, ensure_ascii=False)[1:-1].replace("\x7f", "\\u007F")
    return text if quote else text.replace('\\"', '"')
