"""What is looked for -> answers, best first.

An answer's score is the sum over the words of what each counts in it; a word counts as its
best alternative there. Up to three words, answers with all of them come first, then those
with fewer. Longer queries are questions in people's own words, and hardly any answer holds
all of those: the score alone puts them in order.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from helpgen.search.plan import COUNTS, FEW_WORDS, Alternative, Plan, Wanted

_TAIL = 0.3
"""Answers that reach less than this share of the best score are left out."""
_DIGITS = 6

Weights = Mapping[int, float]
"""What a term counts in each answer that holds it, by the answer's number."""


class Postings(Protocol):
    """Where terms stand."""

    def weights(self, term: str) -> Weights:
        """What the term counts in each answer, rarity included; empty if there's none."""

    def rarity(self, term: str) -> float:
        """What a term counts by how few answers hold it; 0 if none does."""

    def address(self, number: int) -> str:
        """The answer's URL, which puts equal scores in order."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """Answers in order.

    Attributes:
        answers: Number and score, best first.
        complete: How many of them hold every word.
        partial: Whether time ran out before all was looked at.
    """

    answers: tuple[tuple[int, float], ...]
    complete: int
    partial: bool = False


def rank(
    plan: Plan,
    postings: Postings,
    *,
    deadline: float | None = None,
    clock: Callable[[], float] = time.perf_counter,
) -> Ranked:
    """The answers to a plan.

    Args:
        plan: What is looked for.
        postings: The edition's index.
        deadline: Time of `clock` from which on nothing further is looked at.
        clock: Seconds that only grow.
    """
    scores: dict[int, float] = {}
    matched: dict[int, int] = {}
    in_time = _InTime(deadline, clock)
    for wanted in plan.wanted:
        _add(wanted, in_time.only(wanted.alternatives), postings, scores, matched)
    partial = plan.partial or in_time.over
    return _in_order(plan, postings, scores, matched, partial=partial)


class _InTime:
    """Lets things through until a time; the first one always, so that something is found.

    Attributes:
        over: Whether anything was left out.
    """

    def __init__(self, deadline: float | None, clock: Callable[[], float]) -> None:
        self._deadline, self._clock = deadline, clock
        self._begun = False
        self.over = False

    def only(self, alternatives: Iterable[Alternative]) -> Iterator[Alternative]:
        """Those for which there's time."""
        for alternative in alternatives:
            if self._begun and self._deadline is not None and self._clock() > self._deadline:
                self.over = True
                return
            self._begun = True
            yield alternative


def _add(
    wanted: Wanted,
    alternatives: Iterable[Alternative],
    postings: Postings,
    scores: dict[int, float],
    matched: dict[int, int],
) -> None:
    best: dict[int, float] = {}
    holding: set[int] = set()
    own = postings.rarity(wanted.word.term)
    for alternative in alternatives:
        weights, factor = _weights(alternative, postings), _factor(alternative, own, postings)
        if wanted.required and alternative.weight >= COUNTS:
            holding.update(weights)
        if best:
            _keep_better(best, weights, factor)
        else:
            best = {number: weight * factor for number, weight in weights.items()}
    share, so_far = wanted.weight, scores.get
    for number, weight in best.items():
        scores[number] = so_far(number, 0.0) + weight * share
    for number in holding:
        matched[number] = matched.get(number, 0) + 1


def _keep_better(best: dict[int, float], weights: Weights, factor: float) -> None:
    for number, weight in weights.items():
        counted = weight * factor
        if counted > best.get(number, 0.0):
            best[number] = counted


def _weights(alternative: Alternative, postings: Postings) -> Weights:
    first, *rest = (postings.weights(term) for term in alternative.terms)
    if not rest:
        return first
    together = set(first).intersection(*rest)
    every = (first, *rest)
    return {n: sum(weights[n] for weights in every) / len(every) for n in together}


def _factor(alternative: Alternative, own: float, postings: Postings) -> float:
    """What an alternative counts; being rare doesn't make it more than the word itself.

    Args:
        alternative: What would do for the word.
        own: The word's rarity; 0 if no answer holds it.
        postings: The edition's index.
    """
    rarity = sum(postings.rarity(term) for term in alternative.terms) / len(alternative.terms)
    return alternative.weight * (own / rarity) if 0 < own < rarity else alternative.weight


def _in_order(
    plan: Plan,
    postings: Postings,
    scores: Mapping[int, float],
    matched: Mapping[int, int],
    *,
    partial: bool,
) -> Ranked:
    required = plan.required
    complete = sum(count == required for count in matched.values())
    found: Iterable[int] = scores
    if plan.exact:
        found = [number for number, count in matched.items() if count == required]
    few = required <= FEW_WORDS
    least = _TAIL * round(max(map(scores.__getitem__, found), default=0.0), _DIGITS)
    low = least - 10**-_DIGITS  # most answers are far below, and needn't be rounded
    rounded = (
        (number, round(scores[number], _DIGITS))
        for number in found
        if scores[number] > low or matched.get(number, 0) == required
    )
    ordered = sorted(
        (-matched.get(number, 0) if few else 0, -score, postings.address(number), number)
        for number, score in rounded
        if score >= least or matched.get(number, 0) == required
    )
    answers = tuple((number, -score) for _, score, _, number in ordered)
    return Ranked(answers, complete, partial)
