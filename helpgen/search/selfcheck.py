"""Does an index find what it holds? Every answer is searched by its own name."""

from __future__ import annotations

import heapq
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

from helpgen.errors import SearchError
from helpgen.files import write_atomic
from helpgen.search.analysis import Analyzer
from helpgen.search.generations import HIDDEN
from helpgen.search.plan import COMMON
from helpgen.search.ranking import Weights
from helpgen.search.weights import most

TOP = 3
"""An answer should be among the first so many."""


class Weighed(Protocol):
    """What the check asks of an index."""

    def weights(self, term: str) -> Weights:
        """What the term counts in each answer."""

    def holding(self, term: str) -> int:
        """Answers that hold the term."""


def unfindable(
    index: Weighed, analyzer: Analyzer, documents: int, names: Iterable[tuple[int, str]]
) -> Iterator[int]:
    """Numbers of the answers that others hide from a search for their very name.

    The name's words alone are looked at, not what would do in their place: those words are
    all known. Mostly it's answers whose names are the same, or part of many others.

    Args:
        index: What is checked.
        analyzer: Of its language.
        documents: How many answers it holds.
        names: Number and name of the answers in question.
    """
    for number, name in names:
        words = {word.term: COMMON if word.common else 1.0 for word in analyzer.words(name)}
        if words and _better(index, documents, words, number) >= TOP:
            yield number


def _better(index: Weighed, documents: int, words: dict[str, float], number: int) -> int:
    """How many answers have a better score; at most `TOP` are counted exactly."""
    bounds = {t: w * most(documents, index.holding(t)) for t, w in words.items()}
    own = sum(index.weights(term).get(number, 0.0) * weight for term, weight in words.items())
    scores: dict[int, float] = {}
    rest = sum(bounds.values())
    for term in sorted(words, key=lambda term: -bounds[term]):
        weights, weight = index.weights(term), words[term]
        if rest > own:  # an answer without the words so far may still get ahead
            for other, counted in weights.items():
                scores[other] = scores.get(other, 0.0) + counted * weight
        else:
            for other in scores:
                scores[other] += weights.get(other, 0.0) * weight
        rest -= bounds[term]
    ahead = (score for other, score in scores.items() if other != number and score > own + 1e-9)
    return len(heapq.nlargest(TOP, ahead))


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
