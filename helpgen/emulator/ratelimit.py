"""Gladly's rate limit: so many requests a second for each HTTP method of the organization."""

from __future__ import annotations

from collections.abc import Callable

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_API = "/api/"


class RateWindow:
    """Counts requests of one method in the second that the clock shows."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._second = -1
        self._count = 0

    def take(self, now: float) -> int:
        """Count one request; how many more the second allows, -1 if this was one too many."""
        if int(now) != self._second:
            self._second, self._count = int(now), 0
        self._count += 1
        return max(self._limit - self._count, -1)


class RateLimit:
    """Middleware: 429 beyond `limit` requests a second and method; the headers on every answer.

    The counted seconds are whole ones of the clock, as API gateways count them (inferred:
    the headers are those of such a gateway). The CDN's layouts are not limited.

    Args:
        app: What answers when the limit allows.
        limit: Requests a second; 0 turns all of it off.
        retry_after: Whether a 429 says `Retry-After: 1`; Gladly's may or may not.
        clock: Seconds, as `time.time` gives them.
    """

    def __init__(
        self, app: ASGIApp, *, limit: int, retry_after: bool, clock: Callable[[], float]
    ) -> None:
        self._app = app
        self._limit = limit
        self._retry_after = retry_after
        self._clock = clock
        self._windows: dict[str, RateWindow] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what the limit allows."""
        if not self._limit or scope["type"] != "http" or not scope["path"].startswith(_API):
            await self._app(scope, receive, send)
            return
        window = self._windows.setdefault(scope["method"], RateWindow(self._limit))
        left = window.take(self._clock())

        async def send_with_limits(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("Ratelimit-Limit-Second", str(self._limit))
                headers.setdefault("Ratelimit-Remaining-Second", str(max(left, 0)))
            await send(message)

        answer = self._app if left >= 0 else self._too_many()
        await answer(scope, receive, send_with_limits)

    def _too_many(self) -> ASGIApp:
        headers = {"Retry-After": "1"} if self._retry_after else {}
        return PlainTextResponse("API rate limit exceeded", status_code=429, headers=headers)
