"""Text that Markdown must not read as markup."""

from __future__ import annotations

import re

_SELDOM = re.compile(
    r"[*`]"
    r"|(?<![^\W_])_|_(?![^\W_])"  # within a word it means nothing
    r"|\\(?=[!-/:-@\[-`{-~\n]|$)"
    r"|~(?=~)|(?<=~)~"
    r"|<(?=[A-Za-z/!?])"
)
_ENTITY = re.compile(r"&(?=#?\w+;)")
_LINK_LIKE = re.compile(r"\][(\[:]")
_BLOCK_START = re.compile(r"(?=(?:[-+>:~#=|]|\d{1,9}(?=[.)])))")
_NUMBER = re.compile(r"(\d{1,9})([.)])")
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
_INVISIBLE = {"\u00a0": "&nbsp;", "\u200b": "&#8203;", "\ufeff": "&#65279;", "\t": "&#9;"}


def escape_seldom(text: str) -> str:
    """The text with what is likely to be read as markup escaped; the result is to be tried."""
    text = _ENTITY.sub("&amp;", _SELDOM.sub(r"\\\g<0>", text))
    if _LINK_LIKE.search(text):
        text = text.replace("[", "\\[").replace("]", "\\]")
    return text


def escape_all(text: str) -> str:
    """The text with all punctuation escaped, and what editors don't show written as entities."""
    text = _PUNCTUATION.sub(lambda found: _escaped(found[0]), text)
    for char, entity in _INVISIBLE.items():
        text = text.replace(char, entity)
    return text


def escape_line_start(line: str) -> str:
    """A line that must not begin a list, a quotation, a heading or a definition."""
    if number := _NUMBER.match(line):
        return f"{number[1]}\\{line[len(number[1]) :]}"
    return f"\\{line}" if _BLOCK_START.match(line) and not line[0].isdigit() else line


def code_span(text: str) -> str:
    """The text as a code span, whatever backticks are in it."""
    runs = [len(run) for run in re.findall(r"`+", text)]
    ticks = "`" * next(n for n in range(1, len(runs) + 2) if n not in runs)
    pad = " " if text.startswith("`") or text.endswith("`") or _padded(text) else ""
    return f"{ticks}{pad}{text}{pad}{ticks}"


def fence_for(text: str) -> str:
    """A fence that no line of the text closes."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    return "`" * max(3, longest + 1)


def _padded(text: str) -> bool:
    return text.startswith(" ") and text.endswith(" ") and bool(text.strip())


def _escaped(char: str) -> str:
    return {"&": "&amp;", "<": "&lt;", ">": "&gt;"}.get(char, f"\\{char}")
