"""A body has one length: what two programs could read in two ways is refused."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from helpgen.refusals import Mistake, refused

_TOLD = "the request has both Content-Length and Transfer-Encoding: send one of them"


class OneLength:
    """Middleware: 400 for a request with two lengths, and its connection ends.

    A proxy that goes by the other length would take the rest of the body for a request of its
    own, so the connection has to be closed (RFC 9112, 6.1); h11 leaves that to us.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what has one length."""
        answer = self._app
        if scope["type"] == "http":
            headers = Headers(scope=scope)
            if "content-length" in headers and "transfer-encoding" in headers:
                answer = _refusal()
        await answer(scope, receive, send)


def _refusal() -> ASGIApp:
    refusal = refused(400, [Mistake("", "invalid", _TOLD)])
    headers = {"Connection": "close", "Cache-Control": "no-store"}
    return JSONResponse(refusal.body, refusal.status, headers)
