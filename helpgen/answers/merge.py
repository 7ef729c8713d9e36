"""Three-way merge of texts by lines, with conflict markers where both sides changed the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

OURS, MIDDLE, THEIRS = "<<<<<<< file", "=======", ">>>>>>> Gladly"
_MARKER = re.compile(r"^(?:<<<<<<< file|>>>>>>> Gladly)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Merged:
    """A merged text; `clean` is False where it holds conflict markers."""

    text: str
    clean: bool


def has_markers(text: str) -> bool:
    """Whether a text holds conflict markers that nobody resolved."""
    return _MARKER.search(text) is not None


def merge(base: str, ours: str, theirs: str) -> Merged:
    """Both sides' changes to `base` in one text.

    Args:
        base: What both started from.
        ours: The file's text.
        theirs: Gladly's text.
    """
    old, mine, other = (_lines(text) for text in (base, ours, theirs))
    merged: list[str] = []
    clean = True
    at_old = at_mine = at_other = 0
    for start, mine_start, other_start, length in _anchors(old, mine, other):
        piece = _settle(old[at_old:start], mine[at_mine:mine_start], other[at_other:other_start])
        merged += piece[0]
        clean &= piece[1]
        merged += old[start : start + length]
        at_old, at_mine, at_other = start + length, mine_start + length, other_start + length
    return Merged("\n".join(merged), clean)


def _lines(text: str) -> list[str]:
    return text.split("\n")


def _settle(old: list[str], mine: list[str], other: list[str]) -> tuple[list[str], bool]:
    if mine in (old, other):
        return other, True
    if other == old:
        return mine, True
    return [OURS, *mine, MIDDLE, *other, THEIRS], False


def _anchors(
    old: Sequence[str], mine: Sequence[str], other: Sequence[str]
) -> list[tuple[int, int, int, int]]:
    """Runs of lines that all three share: where they start in each, and how long they are."""
    anchors = []
    theirs = _matches(old, other)
    for start, mine_start, length in _matches(old, mine):
        for begin, other_start, run in theirs:
            first, last = max(start, begin), min(start + length, begin + run)
            if first < last:
                shift = first - start, first - begin
                anchors.append((first, mine_start + shift[0], other_start + shift[1], last - first))
    return [*anchors, (len(old), len(mine), len(other), 0)]


def _matches(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int]]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [(one.a, one.b, one.size) for one in matcher.get_matching_blocks() if one.size]
