"""A line for each request: method, path, status, milliseconds; no address, no query by itself."""

from __future__ import annotations

import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from helpgen.search.endpoint.logs import ACCESS


class AccessLog:
    """Middleware that logs what was answered.

    Args:
        app: What answers.
        queries: Whether parameters, and so what people typed, are logged too.
    """

    def __init__(self, app: ASGIApp, *, queries: bool) -> None:
        self._app = app
        self._queries = queries

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, then log; a request that failed is logged as 500."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        start, status = time.perf_counter(), 500

        async def send_and_note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, send_and_note)
        finally:
            took = (time.perf_counter() - start) * 1000
            ACCESS.info("%s %s %d %.1f ms", scope["method"], self._target(scope), status, took)

    def _target(self, scope: Scope) -> str:
        """As it was sent, percent-encoded: a decoded one could forge lines."""
        path = (scope.get("raw_path") or scope["path"].encode()).partition(b"?")[0]
        query = b"?" + scope["query_string"] if self._queries and scope["query_string"] else b""
        return ascii((path + query).decode("latin-1"))[1:-1]
