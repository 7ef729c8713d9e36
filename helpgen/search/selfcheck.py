"""Does an index find what it holds? Every answer is searched by its own name."""

from __future__ import annotations

import json
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Protocol

from helpgen.errors import SearchError
from helpgen.files import write_atomic
from helpgen.search.analysis import Analyzer
from helpgen.search.generations import HIDDEN
from helpgen.search.plan import COMMON
from helpgen.search.ranking import Weights

TOP = 3
"""An answer should be among the first so many."""


_SURE = 1e-9
"""Scores that are nearer to each other are the same."""


class Weighed(Protocol):
    """What the check asks of an index."""

    def weights(self, term: str) -> Weights:
        """What the term counts in each answer."""


def unfindable(
    index: Weighed, analyzer: Analyzer, names: Iterable[tuple[int, str]]
) -> Iterator[int]:
    """Numbers of the answers that others hide from a search for their very name.

    The name's words alone are looked at, not what would do in their place: those words are
    all known. Mostly it's answers whose names are the same, or part of many others.

    Args:
        index: What is checked.
        analyzer: Of its language.
        names: Number and name of the answers in question.
    """
    columns = cache(lambda term: _Column(index.weights(term)))
    for number, name in names:
        words = {word.term: COMMON if word.common else 1.0 for word in analyzer.words(name)}
        looked_for = [(columns(term), weight) for term, weight in words.items()]
        if words and _better(looked_for, number) >= TOP:
            yield number


class _Column:
    """What a term counts, by answer and by weight; a dozen times smaller than a dictionary.

    Attributes:
        most: In any answer.
        numbers: Of the answers that hold it, ascending.
    """

    def __init__(self, weights: Weights) -> None:
        self.numbers = array("L", sorted(weights))
        self._weights = array("d", map(weights.__getitem__, self.numbers))
        self._heaviest = array("L", sorted(self.numbers, key=lambda number: -weights[number]))
        self._falling = array("d", (-weights[number] for number in self._heaviest))
        self.most = -self._falling[0] if self._falling else 0.0

    def weight(self, number: int) -> float:
        """What it counts in an answer; 0 if that doesn't hold it."""
        place = bisect_left(self.numbers, number)
        held = place < len(self.numbers) and self.numbers[place] == number
        return self._weights[place] if held else 0.0

    def above(self, weight: float) -> array[int]:
        """The answers in which it counts more."""
        return self._heaviest[: bisect_left(self._falling, -weight)]


def _better(looked_for: list[tuple[_Column, float]], number: int) -> int:
    """How many answers have a better score; no more than `TOP` are counted."""
    own = sum(column.weight(number) * weight for column, weight in looked_for)
    # The words that can count most come first, so that most others are soon out of the race.
    ordered = sorted(looked_for, key=lambda pair: -pair[0].most * pair[1])
    whole = sum(column.most * weight for column, weight in ordered)
    ahead = (
        other
        for other in _rivals(ordered, number, own)
        if other != number and _beats(ordered, whole, other, own)
    )
    return sum(1 for _ in islice(ahead, TOP))


def _rivals(looked_for: list[tuple[_Column, float]], number: int, own: float) -> set[int]:
    """The answers that may have a better score.

    Such a one counts more in some word. And it holds one of the words without which the
    others can't add up to as much.
    """
    more: set[int] = set()
    for column, _ in looked_for:
        more.update(column.above(column.weight(number)))
    rest = own + _SURE
    needed: set[int] = set()
    for column, weight in sorted(looked_for, key=lambda pair: -len(pair[0].numbers)):
        rest -= column.most * weight
        if rest < 0:
            needed.update(column.numbers)
    return more & needed


def _beats(ordered: list[tuple[_Column, float]], rest: float, other: int, own: float) -> bool:
    score = 0.0
    for column, weight in ordered:
        score += column.weight(other) * weight
        rest -= column.most * weight
        if score + rest <= own:
            return False
    return score > own + _SURE


def load_hidden(folder: Path, generation: str) -> tuple[str, ...] | None:
    """Ids of the answers that the check of a generation found hidden; None if it isn't known.

    Args:
        folder: The edition's.
        generation: Name of a generation.
    """
    try:
        stored = json.loads((folder / HIDDEN).read_bytes())
        return tuple(map(str, stored["ids"])) if stored["generation"] == generation else None
    except (OSError, ValueError, KeyError, TypeError):
        return None  # all are checked again


def save_hidden(folder: Path, generation: str, ids: Iterable[str]) -> None:
    """Keep what the check of a generation found.

    Raises:
        SearchError: The folder can't be written.
    """
    data = json.dumps({"generation": generation, "ids": list(ids)})
    try:
        write_atomic(folder / HIDDEN, data.encode())
    except OSError as error:
        raise SearchError(f"{folder / HIDDEN}: can't be written: {error.strerror}") from error
