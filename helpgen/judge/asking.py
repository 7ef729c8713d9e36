"""Whom judged queries are asked: the site's indexes, helpgen's endpoint, or Gladly's own search."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

from helpgen.gladly import AnswerTitle, GladlyClient, HelpgenSearch
from helpgen.judge.metrics import DEPTH
from helpgen.model import EditionKey
from helpgen.search.generations import edition_folder
from helpgen.search.library import Library
from helpgen.search.reader import OpenIndex
from helpgen.search.results import Hit


@dataclass(frozen=True, slots=True)
class Reply:
    """What came of a query.

    Attributes:
        answers: Id and name of the first ten, best first.
        milliseconds: How long it took.
    """

    answers: tuple[AnswerTitle, ...]
    milliseconds: float


class Asker(Protocol):
    """Answers queries."""

    def ask(self, edition: EditionKey, query: str) -> Reply:
        """The first ten answers to a query.

        Raises:
            HelpgenError: There's no such edition, or asking failed.
        """

    def names(self, edition: EditionKey) -> Mapping[str, str] | None:
        """Name of every answer of an edition by its id; None if they can't be told."""


class AskIndex:
    """Asks the indexes of a folder, as the endpoint would, but without a time budget.

    Args:
        folder: Where the build puts them.

    Raises:
        SearchError: No build has put any there.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._library = Library(folder)
        self._names = cache(self._read_names)

    @property
    def editions(self) -> tuple[EditionKey, ...]:
        """Every edition that can be asked."""
        return self._library.editions

    def ask(self, edition: EditionKey, query: str) -> Reply:
        """The first ten answers to a query."""
        searcher = self._library.searcher(edition.brand, edition.language)
        start = time.perf_counter()
        found = searcher.search(query, limit=DEPTH, budget_ms=None)
        took = _since(start)
        return Reply(tuple(AnswerTitle(hit.id, _plain(hit)) for hit in found.hits), took)

    def names(self, edition: EditionKey) -> Mapping[str, str] | None:
        """Name of every answer of an edition by its id."""
        return self._names(edition)

    def _read_names(self, edition: EditionKey) -> Mapping[str, str]:
        folder = edition_folder(self._folder, edition)
        with closing(OpenIndex(folder / self._library.newest(edition))) as index:
            documents = [index.document(number) for number in index.numbers]
        return {document.id: document.name for document in documents}


class Waits:
    """Sleeps for a rate limiter, and remembers for how long: that's no time of the search.

    Attributes:
        seconds: Slept so far.
    """

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self, seconds: float) -> None:
        """Sleep."""
        start = time.perf_counter()
        time.sleep(seconds)
        self.seconds += time.perf_counter() - start


class AskGladly:
    """Asks `answers-search`, Gladly's own or helpgen's in its place.

    Args:
        client: Of the organization.
        audiences: Each brand's audience by its slug; None for all answers.
        waits: Of the client's rate limiter.
    """

    def __init__(
        self, client: GladlyClient, audiences: Mapping[str, str | None], waits: Waits
    ) -> None:
        self._client = client
        self._audiences = audiences
        self._waits = waits

    def ask(self, edition: EditionKey, query: str) -> Reply:
        """The first ten answers to a query."""
        audience = self._audiences[edition.brand]
        return _timed(
            lambda: self._client.search_answers(query, edition.language, audience), self._waits
        )

    def names(self, edition: EditionKey) -> Mapping[str, str] | None:  # noqa: ARG002 - can't be told
        """Nothing: a search doesn't tell."""
        return None


class AskEndpoint:
    """Asks helpgen's own `/search`."""

    def __init__(self, endpoint: HelpgenSearch, waits: Waits) -> None:
        self._endpoint = endpoint
        self._waits = waits

    def ask(self, edition: EditionKey, query: str) -> Reply:
        """The first ten answers to a query."""
        return _timed(
            lambda: self._endpoint.search(edition.brand, edition.language, query, DEPTH),
            self._waits,
        )

    def names(self, edition: EditionKey) -> Mapping[str, str] | None:  # noqa: ARG002 - can't be told
        """Nothing: a search doesn't tell."""
        return None


def _timed(ask: Callable[[], tuple[AnswerTitle, ...]], waits: Waits) -> Reply:
    start, waited = time.perf_counter(), waits.seconds
    found = ask()
    took = _since(start) - (waits.seconds - waited) * 1000
    return Reply(found[:DEPTH], took)


def _plain(hit: Hit) -> str:
    return "".join(fragment.text for fragment in hit.title)


def _since(start: float) -> float:
    return (time.perf_counter() - start) * 1000
