"""Where a key stands in a TOML file, for messages: parsers of TOML don't keep the lines."""

from __future__ import annotations

import re
from collections import Counter

Key = tuple[str | int, ...]
# Plain texts, compiled when a mistake is told: every run of helpgen imports this.
_HEADER = r"\s*(\[\[?)([^\[\]]+)\]"
_NAME = r"""(?:[\w-]+|"[^"]*"|'[^']*')"""
_KEY = rf"\s*({_NAME}(?:\s*\.\s*{_NAME})*)\s*="
_PART = r"\"([^\"]*)\"|'([^']*)'|([\w-]+)"


def line_of(text: str, key: Key) -> int | None:
    """The line, from 1, that holds a key, else the closest table around it; None if none does.

    Args:
        text: The file.
        key: Names of tables and the key; numbers for tables of an array, as in
            `("brands", 0, "options", "accent")`.
    """
    found, length = None, 0
    table: Key = ()
    arrays: Counter[Key] = Counter()
    for number, line in enumerate(text.splitlines(), 1):
        here: Key = ()
        if header := re.match(_HEADER, line):
            here = table = _table(_parts(header[2]), arrays, new=header[1] == "[[")
        elif match := re.match(_KEY, line):
            here = (*table, *_parts(match[1]))
        if length < len(here) <= len(key) and here == key[: len(here)]:
            found, length = number, len(here)
    return found


def _table(names: list[str], arrays: Counter[Key], *, new: bool) -> Key:
    """The key of a table, with the number of each array's last table on the way to it."""
    key: Key = ()
    for index, name in enumerate(names):
        key = (*key, name)
        if new and index == len(names) - 1:
            arrays[key] += 1
        if key in arrays:
            key = (*key, arrays[key] - 1)
    return key


def _parts(dotted: str) -> list[str]:
    return [
        next(part for part in found if part) for found in re.findall(_PART, dotted) if any(found)
    ]
