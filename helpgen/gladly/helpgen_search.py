"""helpgen's own search endpoint, asked like Gladly: one host, bounded replies, typed failures."""

from __future__ import annotations

from types import TracebackType
from typing import Self

import httpx
from pydantic import BaseModel, ValidationError

from helpgen.errors import ConfigError, GladlyMalformed, Problem
from helpgen.gladly.gateway import Gateway
from helpgen.gladly.hosts import origin
from helpgen.gladly.limiter import RateLimiter
from helpgen.gladly.records import AnswerTitle
from helpgen.gladly.retries import RetryPolicy
from helpgen.gladly.sender import Sender
from helpgen.gladly.settings import Limits
from helpgen.gladly.wire import complaint


class _Result(BaseModel):
    id: str
    title: str


class _Results(BaseModel):
    results: list[_Result]


class HelpgenSearch:
    """Asks `/search` of one endpoint; a context manager that closes its connections.

    Args:
        url: Its address, such as `https://search.example.com/search`.
        limiter: How fast it's asked.
        transport: Sends the requests in place of the network.
        retries: How often and how patiently a request is repeated.

    Raises:
        ConfigError: The address can't be used.
    """

    def __init__(
        self,
        url: str,
        *,
        limiter: RateLimiter,
        transport: httpx.BaseTransport | None = None,
        retries: RetryPolicy = RetryPolicy(),  # noqa: B008 - frozen
    ) -> None:
        try:
            host = httpx.URL(url).copy_with(path="/", query=None, fragment=None)
        except httpx.InvalidURL as error:
            raise ConfigError([Problem("--url", f"is no URL ({error})")]) from error
        self._url = url.partition("?")[0]
        self._sender = Sender(
            origin(str(host), "--url"),
            credentials=None,
            transport=transport,
            limiter=limiter,
            limits=Limits(),
            longest_pause=retries.retry_after_max,
        )
        self._gateway = Gateway(self._sender, retries)

    def search(self, brand: str, language: str, query: str, limit: int) -> tuple[AnswerTitle, ...]:
        """The first answers to a query, best first.

        Raises:
            GladlyError: Asking failed, or there's no such edition.
        """
        asked = {"brand": brand, "lng": language, "q": query, "limit": str(limit)}
        reply = self._gateway.get(self._url, asked)
        try:
            found = _Results.model_validate(reply.json())
        except ValidationError as error:
            raise GladlyMalformed(reply.request, complaint(error)) from error
        return tuple(AnswerTitle(result.id, result.title) for result in found.results)

    def close(self) -> None:
        """Close the connections."""
        self._sender.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()
