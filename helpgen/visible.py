"""Texts from elsewhere, made fit for a terminal: what would steer it is shown instead.

Names, titles and errors hold what somebody in Gladly, a theme or the network wrote. An escape
sequence could clear the screen, forge a line or set the clipboard; an override of direction
shows letters in another order than they have.
"""

from __future__ import annotations

import re

# All controls but line breaks and tabs; embeddings, overrides and isolates of direction
# (Unicode UAX 9); separators of lines and paragraphs; halves of pairs, which can't be written.
# Marks of direction stay: Hebrew and Arabic need them, and they reorder nothing by force.
_STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_BREAKS = re.compile(r"[\t\n]")
_ONE_BYTE = 0xFF
_NAMES = {"\t": r"\t", "\n": r"\n", "\r": r"\r"}


def visible(text: str) -> str:
    r"""The text with escapes such as `\x1b` and `\u202e` for what steers; lines and tabs stay."""
    return _STEERING.sub(_escape, text)


def on_one_line(text: str) -> str:
    r"""The same on one line, for a name among others: breaks and tabs become `\n` and `\t`."""
    return _BREAKS.sub(_escape, visible(text))


def json_visible(text: str) -> str:
    r"""A JSON document of the same meaning that steers nothing: `\u009b` in its strings."""
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    return _NAMES.get(found[0]) or (f"\\x{code:02x}" if code <= _ONE_BYTE else f"\\u{code:04x}")
