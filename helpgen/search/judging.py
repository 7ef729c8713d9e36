"""How good search results are: measures of information retrieval, from ranks alone.

Success@k is the share of queries with an expected answer among the first k. MRR is the mean of 1
divided by the rank of the first expected answer. nDCG@10 is the discounted cumulative gain of
Järvelin and Kekäläinen (2002) with gains of 0 and 1, divided by the best one possible.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import fmean, median

from helpgen.model import EditionKey
from helpgen.search.query_sets import JudgedQuery, Thresholds

_NDCG_DEPTH = 10
_PERCENTILE = 0.99


@dataclass(frozen=True, slots=True)
class Shown:
    """A result as it was shown."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a query found.

    Attributes:
        judged: The query.
        shown: Results, best first.
        milliseconds: Time that the first ones took.
    """

    judged: JudgedQuery
    shown: tuple[Shown, ...]
    milliseconds: float

    @property
    def rank(self) -> int | None:
        """Place of the first expected answer, from 1; None if there's none."""
        ranks = (n for n, one in enumerate(self.shown, 1) if one.id in self.judged.expected)
        return next(ranks, None)

    @property
    def missed(self) -> bool:
        """Whether no expected answer stands where one should."""
        return self.rank is None or self.rank > self.judged.top

    @property
    def forbidden(self) -> tuple[tuple[int, Shown], ...]:
        """Results that must not stand where they do, with their places."""
        first = enumerate(self.shown[: self.judged.top], 1)
        return tuple((n, one) for n, one in first if one.id in self.judged.must_not)

    @property
    def failed(self) -> bool:
        """Whether it missed, or showed what it must not."""
        return self.missed or bool(self.forbidden)


@dataclass(frozen=True, slots=True)
class Figures:
    """The measures of some queries; times in milliseconds, the rest from 0 to 1."""

    queries: int
    success_at_1: float
    success_at_3: float
    success_at_10: float
    mrr: float
    ndcg_at_10: float
    latency_ms_p50: float
    latency_ms_p99: float


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A threshold that an edition doesn't keep."""

    edition: EditionKey
    measure: str
    wanted: float
    measured: float


@dataclass(frozen=True, slots=True)
class Judgement:
    """A whole run.

    Attributes:
        asked: The folder or the address that was asked.
        outcomes: In the order of the query set; at least one.
        thresholds: What each edition must reach.
    """

    asked: str
    outcomes: tuple[Outcome, ...]
    thresholds: Thresholds

    @property
    def shortfalls(self) -> tuple[Shortfall, ...]:
        """Thresholds that an edition doesn't keep."""
        return shortfalls(self.thresholds, by_edition(self.outcomes))

    @property
    def failures(self) -> tuple[Outcome, ...]:
        """Queries that failed."""
        return tuple(outcome for outcome in self.outcomes if outcome.failed)

    @property
    def good(self) -> bool:
        """Whether no query failed and every threshold is kept."""
        return not self.failures and not self.shortfalls


def figures(outcomes: Sequence[Outcome]) -> Figures:
    """The measures of one or more outcomes; a percentile is the nearest rank's."""
    times = sorted(outcome.milliseconds for outcome in outcomes)
    return Figures(
        queries=len(outcomes),
        success_at_1=_success(outcomes, 1),
        success_at_3=_success(outcomes, 3),
        success_at_10=_success(outcomes, 10),
        mrr=fmean(1 / outcome.rank if outcome.rank else 0.0 for outcome in outcomes),
        ndcg_at_10=fmean(map(ndcg, outcomes)),
        latency_ms_p50=median(times),
        latency_ms_p99=times[math.ceil(_PERCENTILE * len(times)) - 1],
    )


def ndcg(outcome: Outcome) -> float:
    """nDCG@10 of one query, from 0 to 1."""
    expected = outcome.judged.expected
    first = enumerate(outcome.shown[:_NDCG_DEPTH], 1)
    gain = sum(_discount(place) for place, one in first if one.id in expected)
    best = sum(_discount(place) for place in range(1, min(len(expected), _NDCG_DEPTH) + 1))
    return gain / best


def by_edition(outcomes: Iterable[Outcome]) -> dict[EditionKey, Figures]:
    """The measures of each edition, in the order of the query set."""
    groups: dict[EditionKey, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(outcome.judged.edition, []).append(outcome)
    return {edition: figures(group) for edition, group in groups.items()}


def shortfalls(
    thresholds: Thresholds, measured: Mapping[EditionKey, Figures]
) -> tuple[Shortfall, ...]:
    """Thresholds that an edition doesn't keep; what all keep, all together keep too."""
    wanted = {name: value for name, value in asdict(thresholds).items() if value is not None}
    return tuple(
        Shortfall(edition, name, value, got)
        for edition, values in measured.items()
        for name, value in wanted.items()
        for got in [asdict(values)[name]]
        if (got > value if name == "latency_ms_p99" else got < value)
    )


def _success(outcomes: Iterable[Outcome], depth: int) -> float:
    return fmean(outcome.rank is not None and outcome.rank <= depth for outcome in outcomes)


def _discount(place: int) -> float:
    return 1 / math.log2(place + 1)
