"""Word-level differences of two texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from helpgen.answers.canonical import canonical

Mark = Literal["same", "gone", "new"]
_WORD = re.compile(r"<[^>]*>|\w+|\s+|[^\w\s]")
_TOO_DIFFERENT = 0.3
_LONG = 20_000  # characters of two lines; comparing words takes the square of their number


@dataclass(frozen=True, slots=True)
class Span:
    """A run of a line that stays, goes or comes."""

    mark: Mark
    text: str


def body_lines(html: str) -> list[str]:
    """A body as lines to be compared: its canonical form, a block a line."""
    return canonical(html).split("\n") if html else []


def line_diff(old: list[str], new: list[str]) -> Iterator[tuple[Span, ...]]:
    """The lines that differ, each as spans; a changed line shows which words changed.

    Args:
        old: Lines of one side.
        new: Lines of the other.
    """
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind != "equal":
            yield from _changed(old[start:end], new[new_start:new_end])


def _changed(gone: list[str], come: list[str]) -> Iterator[tuple[Span, ...]]:
    pairs = min(len(gone), len(come))
    for before, after in zip(gone[:pairs], come[:pairs], strict=True):
        long = len(before) + len(after) > _LONG
        spans = () if long else tuple(word_diff(before, after))
        kept = sum(len(span.text) for span in spans if span.mark == "same")
        if kept < _TOO_DIFFERENT * max(len(before), len(after)):
            yield (Span("gone", before),)
            yield (Span("new", after),)
        else:
            yield spans
    yield from ((Span("gone", line),) for line in gone[pairs:])
    yield from ((Span("new", line),) for line in come[pairs:])


def word_diff(old: str, new: str) -> Iterator[Span]:
    """Two lines in one, as runs of words that stay, go or come."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            yield Span("same", "".join(before[start:end]))
            continue
        if end > start:
            yield Span("gone", "".join(before[start:end]))
        if new_end > new_start:
            yield Span("new", "".join(after[new_start:new_end]))
