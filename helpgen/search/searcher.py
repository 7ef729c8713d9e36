"""A query and an index -> what a person sees: the one order of steps for every way of asking."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from itertools import islice

from helpgen.search.plan import FEW_WORDS, LONGEST_QUERY, Plan, plan
from helpgen.search.ranking import Ranked, rank
from helpgen.search.reader import OpenIndex
from helpgen.search.results import Found, Hit
from helpgen.search.snippet import marked, snippet

BUDGET_MS = 50.0
"""Time after which nothing further of a query is looked at, in milliseconds."""
_PLANNING, _PLANNING_AGAIN = 0.4, 0.7
"""Shares of it at whose end planning stops, so that time is left to find something."""


class Searcher:
    """Asks one generation of an edition's index; may be used from several threads.

    Args:
        index: The generation.
        clock: Seconds that only grow, for time budgets.
    """

    def __init__(self, index: OpenIndex, *, clock: Callable[[], float] = time.perf_counter) -> None:
        self._index = index
        self._clock = clock

    @property
    def generation(self) -> str:
        """Name of the generation that is asked; the same name means the same answers."""
        return self._index.generation

    def search(
        self,
        query: str,
        *,
        limit: int = 10,
        offset: int = 0,
        budget_ms: float | None = BUDGET_MS,
    ) -> Found:
        """The answers that suit a query.

        Args:
            query: Whatever someone typed; plain words, quotation marks for words that must be
                there as they are.
            limit: How many answers to give.
            offset: How many to leave out before them.
            budget_ms: Time after which nothing further is looked at; None for no limit.
        """
        planned, ranked = self._ranked(query, budget_ms)
        terms = planned.shown
        hits = (
            self._hit(number, score, terms)
            for number, score in islice(ranked.answers, offset, offset + limit)
        )
        return Found(
            query=query[:LONGEST_QUERY],
            corrected=planned.corrected,
            total=len(ranked.answers),
            hits=tuple(hits),
            partial=ranked.partial,
        )

    def suggest(self, query: str, *, limit: int = 8, budget_ms: float | None = BUDGET_MS) -> Found:
        """The first answers while someone types, in the same order as `search`."""
        return self.search(query, limit=limit, budget_ms=budget_ms)

    def ids(self, query: str, *, limit: int | None = None) -> list[str]:
        """Ids of the answers that suit a query, best first; takes the time it takes."""
        _, ranked = self._ranked(query, None)
        return [self._index.document(n).id for n, _ in islice(ranked.answers, limit)]

    def _ranked(self, query: str, budget_ms: float | None) -> tuple[Plan, Ranked]:
        start = self._clock()

        def asked(share: float, *, more_typos: bool) -> tuple[Plan, Ranked]:
            seconds = None if budget_ms is None else budget_ms / 1000
            planned = plan(
                query,
                self._index.vocabulary,
                more_typos=more_typos,
                deadline=None if seconds is None else start + seconds * share,
                clock=self._clock,
            )
            deadline = None if seconds is None else start + seconds
            return planned, rank(planned, self._index, deadline=deadline, clock=self._clock)

        planned, ranked = asked(_PLANNING, more_typos=False)
        if ranked.complete or ranked.partial or planned.exact or planned.required > FEW_WORDS:
            return planned, ranked
        # The words as they are typed found too little: each may be a slip of the fingers.
        again = asked(_PLANNING_AGAIN, more_typos=True)
        return (planned, replace(ranked, partial=True)) if again[1].partial else again

    def _hit(self, number: int, score: float, terms: frozenset[str]) -> Hit:
        document, analyzer = self._index.document(number), self._index.vocabulary.analyzer
        return Hit(
            id=document.id,
            title=marked(document.name, terms, analyzer),
            url=document.url,
            section=document.section,
            snippet=snippet(document.text, terms, analyzer),
            score=score,
        )
