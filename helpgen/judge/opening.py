"""From what a person names to whom the queries are asked."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from helpgen.config import Site
from helpgen.errors import ConfigError, Problem, Severity
from helpgen.gladly import GladlyClient, HelpgenSearch, RateLimiter, RetryPolicy
from helpgen.judge.asking import AskEndpoint, Asker, AskGladly, AskIndex, Waits
from helpgen.judge.queries import JudgedQuery
from helpgen.model import EditionKey

_OWN = "/search"


def is_own(url: str) -> bool:
    """Whether an address is that of helpgen's `/search`, and not of a host."""
    return urlsplit(url).path.endswith(_OWN)


@contextlib.contextmanager
def asking_index(folder: Path, queries: Iterable[JudgedQuery]) -> Iterator[Asker]:
    """Asks the indexes of a folder.

    Raises:
        SearchError: There are none.
        ConfigError: A query is for an edition that has none.
    """
    asker = AskIndex(folder)
    _check(queries, asker.editions, f"{folder} has")
    yield asker


@contextlib.contextmanager
def asking_endpoint(url: str) -> Iterator[Asker]:
    """Asks helpgen's `/search` at its whole address.

    Raises:
        ConfigError: The address can't be used.
    """
    waits = Waits()
    limiter = RateLimiter(per_second=None, sleep=waits)
    with HelpgenSearch(url, limiter=limiter, retries=RetryPolicy()) as endpoint:
        yield AskEndpoint(endpoint, waits)


@contextlib.contextmanager
def asking_gladly(url: str, site: Site, queries: Iterable[JudgedQuery]) -> Iterator[Asker]:
    """Asks `/api/v1/orgs/{orgId}/answers-search` of a host, without credentials.

    Args:
        url: The host.
        site: Knows the organization, and each brand's audience.
        queries: What will be asked.

    Raises:
        ConfigError: The address can't be used, or a query is for a brand that the site hasn't.
    """
    waits = Waits()
    audiences: Mapping[str, str | None] = {b.slug: b.audience_id for b in site.brands}
    editions = [EditionKey(b.slug, language) for b in site.brands for language in b.languages]
    _check(queries, editions, "site.toml has")
    client = GladlyClient(
        url,
        org_id=site.gladly.org_id,
        limiter=RateLimiter(sleep=waits),
        retries=RetryPolicy(attempts=site.gladly.attempts),
    )
    with client:
        yield AskGladly(client, audiences, waits)


def _check(queries: Iterable[JudgedQuery], editions: Iterable[EditionKey], holder: str) -> None:
    known = list(editions)
    unknown = dict.fromkeys(q.edition for q in queries if q.edition not in known)
    if unknown:
        hint = f"{holder} {', '.join(map(str, known)) or 'none'}"
        raise ConfigError(
            Problem(f"{edition}", "no such edition can be asked", hint, Severity.ERROR, "queries")
            for edition in unknown
        )
