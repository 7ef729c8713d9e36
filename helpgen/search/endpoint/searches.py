"""The searches behind the routes: in a worker thread, from what is asked to finished bytes."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from helpgen.search.endpoint.html_page import results_page
from helpgen.search.endpoint.live import LiveLibrary
from helpgen.search.endpoint.parameters import MOST_RESULTS, Asked, AskedAnswers
from helpgen.search.endpoint.payloads import answers_payload, search_payload, suggest_payload
from helpgen.search.endpoint.replies import Answer, as_json, etag_of, still_right
from helpgen.search.query_log import Search
from helpgen.search.results import Found, Hit
from helpgen.search.searcher import Searcher
from helpgen.search.site import SearchBrand

Note = Callable[[Search], None]
Render = Callable[[Asked, Found, float], bytes]


@dataclass(frozen=True, slots=True)
class Searches:
    """Answers in any form, from the indexes of a library.

    Attributes:
        library: The indexes.
        budget_ms: Milliseconds that a search may take.
        note: Takes what was searched for, such as a query log's `add`.
    """

    library: LiveLibrary
    budget_ms: float
    note: Note

    def results(self, asked: Asked, known: str) -> Answer:
        """The results of one edition as JSON.

        Args:
            asked: The search.
            known: The asker's `If-None-Match`; empty if it has none.

        Raises:
            HelpgenError: The edition's index can't be opened.
        """
        return self._one("search", asked, known, _search_json)

    def page(self, asked: Asked, known: str) -> Answer:
        """The same as an HTML page."""
        return self._one("page", asked, known, _search_html)

    def suggestions(self, asked: Asked, known: str) -> Answer:
        """Titles for a query that is still typed; these are not noted."""
        start = time.perf_counter()
        searcher = self._searcher(asked.brand, asked.language)
        etag = etag_of("suggest", [searcher.generation], asked)
        if still_right(known, etag):
            return Answer(None, etag)
        found = searcher.suggest(asked.query, limit=asked.limit, budget_ms=self.budget_ms)
        payload = suggest_payload(asked.brand, found, _since(start))
        return Answer(as_json(payload), "" if found.partial else etag)

    def answers(self, asked: AskedAnswers, known: str) -> Answer:
        """Gladly's `answers-search`: every edition that is meant, best first."""
        end = time.perf_counter() + self.budget_ms / 1000
        searchers = [self._searcher(brand, asked.language) for brand in asked.brands]
        etag = etag_of("answers", [one.generation for one in searchers], asked)
        if still_right(known, etag):
            return Answer(None, etag)
        founds = []
        for place, searcher in enumerate(searchers):
            left = max(end - time.perf_counter(), 0) * 1000 / (len(searchers) - place)
            founds.append(searcher.search(asked.query, limit=MOST_RESULTS, budget_ms=left))
        payload = answers_payload(_best_first(founds))
        self._note_answers(asked, founds)
        partial = any(found.partial for found in founds)
        return Answer(as_json(payload), "" if partial else etag)

    def _searcher(self, brand: SearchBrand, language: str) -> Searcher:
        return self.library.searcher(brand.slug, language)

    def _one(self, kind: str, asked: Asked, known: str, render: Render) -> Answer:
        start = time.perf_counter()
        searcher = self._searcher(asked.brand, asked.language)
        etag = etag_of(kind, [searcher.generation], asked)
        if still_right(known, etag):
            return Answer(None, etag)
        found = searcher.search(
            asked.query, limit=asked.limit, offset=asked.offset, budget_ms=self.budget_ms
        )
        if asked.offset == 0:
            self.note(Search(asked.brand.slug, asked.language, asked.query, found.total))
        body = render(asked, found, _since(start))
        return Answer(body, "" if found.partial else etag)

    def _note_answers(self, asked: AskedAnswers, founds: list[Found]) -> None:
        if asked.brands:
            slug = asked.brands[0].slug if len(asked.brands) == 1 else ""
            total = sum(found.total for found in founds)
            self.note(Search(slug, asked.language, asked.query, total))


def _search_json(asked: Asked, found: Found, took_ms: float) -> bytes:
    payload: dict[str, Any] = search_payload(asked.brand, found, took_ms)
    return as_json(payload)


def _search_html(asked: Asked, found: Found, _: float) -> bytes:
    return results_page(asked, found)


def _best_first(founds: list[Found]) -> list[Hit]:
    """The hits of all editions: each in its own order, of the next ones the higher score first.

    Equal ones stand in the order of the site's brands.
    """
    waiting = [deque(found.hits) for found in founds if found.hits]
    hits: list[Hit] = []
    while waiting and len(hits) < MOST_RESULTS:
        best = max(waiting, key=lambda hits: hits[0].score)
        hits.append(best.popleft())
        waiting = [hits for hits in waiting if hits]
    return hits


def _since(start: float) -> float:
    return (time.perf_counter() - start) * 1000
