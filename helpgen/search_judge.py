"""Asks the queries of a query set: of the indexes, of an endpoint, or of Gladly's own search."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import httpx
from pydantic_core import PydanticCustomError

from helpgen.config_values import is_loopback, web_url
from helpgen.errors import ConfigError, Problem, SearchError, Severity
from helpgen.gladly.hosts import segment
from helpgen.model import EditionKey
from helpgen.search.judging import Outcome, Shown
from helpgen.search.library import Library
from helpgen.search.query_sets import DEPTH, JudgedQuery

Ask = Callable[[JudgedQuery], Outcome]
"""Asks one query."""
_PAGE = 10
"""Results on a first page: the time of a query is the time until they're there."""
_TIMEOUT, _TRIES, _LONGEST_WAIT = 30.0, 5, 30
_BUSY = frozenset({429, 503})
_HINT = "--url is for 'helpgen search serve', and with --gladly for Gladly's answers-search"


def judge(queries: Sequence[JudgedQuery], ask: Ask) -> tuple[Outcome, ...]:
    """Ask one query after the other.

    Each edition's first query is asked once before: an index or a connection that has just been
    opened would make a p99 of few queries the time of its opening.
    """
    for first in {query.edition: query for query in reversed(queries)}.values():
        ask(first)
    return tuple(ask(query) for query in queries)


def check_editions(queries: Iterable[JudgedQuery], known: Iterable[EditionKey]) -> None:
    """Tell queries of editions that aren't there.

    Raises:
        ConfigError: With every such edition.
    """
    there = {str(edition) for edition in known}
    strange = sorted({str(query.edition) for query in queries} - there)
    hint = f"there are {', '.join(sorted(there))}"
    if strange:
        raise ConfigError(_problem(name, "there's no such edition", hint) for name in strange)


def index_asker(library: Library) -> Ask:
    """Asks the indexes. No query is cut short.

    Asking raises SearchError if an index can't be opened.
    """

    def ask(judged: JudgedQuery) -> Outcome:
        searcher = library.searcher(judged.brand, judged.language)
        start = time.perf_counter()
        found = searcher.search(judged.query, limit=_PAGE, budget_ms=None)
        milliseconds = (time.perf_counter() - start) * 1000
        rest = searcher.search(judged.query, limit=DEPTH - _PAGE, offset=_PAGE, budget_ms=None)
        shown = (
            Shown(hit.id, "".join(piece.text for piece in hit.title))
            for hit in (*found.hits, *rest.hits)
        )
        return Outcome(judged, tuple(shown), milliseconds)

    return ask


@contextmanager
def endpoint_asker(url: str) -> Iterator[Ask]:
    """Asks the `/search` of `helpgen search serve`; asking raises SearchError where that fails.

    Args:
        url: Address of the endpoint, without `/search`; https, or http on this machine.

    Raises:
        ConfigError: It's no such address.
    """
    base = checked_url(url)
    with _client(base) as client:

        def page(judged: JudgedQuery, limit: int, offset: int) -> tuple[list[Shown], float]:
            asked = {"brand": judged.brand, "lng": judged.language, "q": judged.query}
            said, milliseconds = _get(
                client, f"{base}/search", {**asked, "limit": str(limit), "offset": str(offset)}
            )
            results = said.get("results") if isinstance(said, dict) else None
            return _shown(results, "title", f"{base}/search"), milliseconds

        def ask(judged: JudgedQuery) -> Outcome:
            first, milliseconds = page(judged, _PAGE, 0)
            rest = page(judged, DEPTH - _PAGE, _PAGE)[0] if len(first) == _PAGE else []
            return Outcome(judged, (*first, *rest), milliseconds)

        yield ask


@contextmanager
def gladly_asker(url: str, org_id: str, audiences: Mapping[str, str | None]) -> Iterator[Ask]:
    """Asks Gladly's `answers-search`, or that of `helpgen search serve` in its place.

    Args:
        url: Its address, before `/api/v1`; https, or http on this machine.
        org_id: The organization's id.
        audiences: Audience id of each brand by slug; None asks for all answers.

    Raises:
        ConfigError: Address or id can't be used.
    """
    base = checked_url(url)
    target = f"{base}/api/v1/orgs/{segment(org_id, '--gladly')}/answers-search"
    with _client(base) as client:

        def ask(judged: JudgedQuery) -> Outcome:
            asked = {"q": judged.query, "lng": judged.language}
            audience = audiences[judged.brand]
            asked |= {"audienceId": audience} if audience is not None else {}
            said, milliseconds = _get(client, target, asked)
            return Outcome(judged, tuple(_shown(said, "name", target)[:DEPTH]), milliseconds)

        yield ask


def checked_url(url: str) -> str:
    """The address without a slash at its end.

    Raises:
        ConfigError: It's neither https nor this machine's, or no address.
    """
    try:
        return web_url(url)
    except PydanticCustomError as error:
        context = error.context or {}
        raise ConfigError([_problem("--url", context["what"], context["hint"])]) from error


def _client(base: str) -> httpx.Client:
    return httpx.Client(timeout=_TIMEOUT, trust_env=not is_loopback(base))


def _get(client: httpx.Client, url: str, params: Mapping[str, str]) -> tuple[Any, float]:
    """The JSON of an answer and the milliseconds of the request that got it."""
    for attempt in range(1, _TRIES + 1):
        start = time.perf_counter()
        try:
            answered = client.get(url, params=params)
        except httpx.HTTPError as error:
            raise SearchError(f"GET {url}: no answer: {error}") from error
        milliseconds = (time.perf_counter() - start) * 1000
        if answered.status_code not in _BUSY or attempt == _TRIES:
            break
        time.sleep(_wait(answered.headers.get("Retry-After", "")))
    if answered.status_code != httpx.codes.OK:
        said = " ".join(answered.text.split())[:200]
        raise SearchError(f"GET {answered.url}: status {answered.status_code}: {said}: {_HINT}")
    try:
        return answered.json(), milliseconds
    except ValueError as error:
        raise SearchError(f"GET {answered.url}: answers no JSON: {_HINT}") from error


def _wait(retry_after: str) -> int:
    """Seconds until the next try: what the server asks for, within bounds."""
    return min(int(retry_after), _LONGEST_WAIT) if retry_after.isdecimal() else 1


def _shown(results: Any, name: str, url: str) -> list[Shown]:
    try:
        return [Shown(str(one["id"]), str(one[name])) for one in results]
    except (KeyError, TypeError) as error:
        raise SearchError(f"GET {url}: answers something else: {_HINT}") from error


def _problem(where: str, what: str, hint: str) -> Problem:
    return Problem(where, what, hint, Severity.ERROR, "search-eval")
