"""Judged queries asked one after another, and what they tell of the search."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from helpgen.gladly import AnswerTitle
from helpgen.judge.asking import Asker
from helpgen.judge.metrics import ndcg, reciprocal_rank, success
from helpgen.judge.queries import JudgedQuery


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a judged query.

    Attributes:
        query: What was asked.
        ids: Of the first ten answers.
        milliseconds: How long it took.
        reasons: Why it failed; empty if it passed.
    """

    query: JudgedQuery
    ids: tuple[str, ...]
    milliseconds: float
    reasons: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether all was as it should be."""
        return not self.reasons

    @property
    def place(self) -> int | None:
        """Place of the first expected answer, from 1; None if it's not among the first ten."""
        places = enumerate(self.ids, start=1)
        return next((place for place, answer in places if answer in self.query.expect), None)


def judge(queries: Iterable[JudgedQuery], asker: Asker) -> list[Outcome]:
    """Ask every query.

    Raises:
        HelpgenError: There's no such edition, or asking failed.
    """
    return [_outcome(query, asker) for query in queries]


def _outcome(query: JudgedQuery, asker: Asker) -> Outcome:
    reply = asker.ask(query.edition, query.text)
    ids = tuple(answer.id for answer in reply.answers)
    reasons = tuple(_reasons(query, ids, reply.answers, asker))
    return Outcome(query, ids, reply.milliseconds, reasons)


def _reasons(
    query: JudgedQuery, ids: Sequence[str], found: Sequence[AnswerTitle], asker: Asker
) -> Iterator[str]:
    first = query.top
    for answer in found[:first]:
        if answer.id in query.unwanted:
            place = ids.index(answer.id) + 1
            yield f"{_told(answer)} is at {place}, and must not be among the first {first}"
    if not query.expect or success(ids, query.expect, first):
        return
    names = asker.names(query.edition)
    for answer_id in query.expect:
        if names is not None and answer_id not in names:
            yield f"{answer_id} isn't an answer of {query.edition}"
            continue
        told = _told(AnswerTitle(answer_id, (names or {}).get(answer_id, "")))
        where = f"is at {ids.index(answer_id) + 1}" if answer_id in ids else "isn't found"
        yield f"{told} {where}, and should be among the first {first}"
    yield f"found: {', '.join(map(_told, found[:first]))}" if found else "found: nothing"


def _told(answer: AnswerTitle) -> str:
    return f"{answer.name!r} ({answer.id})" if answer.name else answer.id


def figures(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Shares of 1, means, and milliseconds by the names that thresholds use.

    Queries that expect nothing, but only forbid, count for `passed` and the times alone.
    """
    rated = [outcome for outcome in outcomes if outcome.query.expect]
    times = sorted(outcome.milliseconds for outcome in outcomes)
    return {
        "passed": statistics.fmean(outcome.passed for outcome in outcomes),
        "success_at_1": _mean(rated, lambda one: success(one.ids, one.query.expect, 1)),
        "success_at_3": _mean(rated, lambda one: success(one.ids, one.query.expect, 3)),
        "success_at_10": _mean(rated, lambda one: success(one.ids, one.query.expect, 10)),
        "mrr": _mean(rated, lambda one: reciprocal_rank(one.ids, one.query.expect)),
        "ndcg_at_10": _mean(rated, lambda one: ndcg(one.ids, one.query.expect)),
        "median_ms": statistics.median(times),
        "p99_ms": times[math.ceil(0.99 * len(times)) - 1],
    }


def _mean(outcomes: Sequence[Outcome], rate: Callable[[Outcome], float]) -> float:
    return statistics.fmean(map(rate, outcomes)) if outcomes else 1.0
