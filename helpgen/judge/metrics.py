"""Figures of one result list, as information retrieval has them; only the first ten count.

Järvelin, Kekäläinen, "Cumulated gain-based evaluation of IR techniques" (2002) for nDCG, with
the gain 2^grade - 1 of Burges et al., "Learning to rank using gradient descent" (2005).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

DEPTH = 10

Grades = Mapping[str, float]
"""How well answers suit a query, by id; 1 is plainly right, others don't suit."""


def success(ids: Sequence[str], grades: Grades, top: int) -> bool:
    """Whether one of the first `top` results suits."""
    return any(grades.get(answer, 0) > 0 for answer in ids[:top])


def reciprocal_rank(ids: Sequence[str], grades: Grades) -> float:
    """1 / place of the first result that suits; 0 if none of the first ten does."""
    places = enumerate(ids[:DEPTH], start=1)
    return next((1 / place for place, answer in places if grades.get(answer, 0) > 0), 0.0)


def ndcg(ids: Sequence[str], grades: Grades) -> float:
    """Gain of the first ten results, discounted by place, of what is possible: 0 to 1."""
    best = _gain(sorted(grades.values(), reverse=True))
    return _gain(grades.get(answer, 0) for answer in ids) / best if best else 0.0


def _gain(grades: Iterable[float]) -> float:
    places = zip(range(DEPTH), grades, strict=False)
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in places)
