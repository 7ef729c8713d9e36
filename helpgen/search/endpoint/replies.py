"""Responses: fresh ones with their validator, unchanged ones, refusals, and headers for all."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

import helpgen
from helpgen.files import digest

JSON = "application/json"
HTML = "text/html; charset=utf-8"
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",  # addresses here hold what people typed
    "X-Robots-Tag": "noindex",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search came to.

    Attributes:
        body: Its bytes; None if the asker's copy is still right.
        etag: Its validator; empty if it mustn't be kept, since another try may find more.
    """

    body: bytes | None
    etag: str


def etag_of(kind: str, generations: Iterable[str], asked: object) -> str:
    """The validator of an answer, known before anything is searched.

    Weak: two answers with the same one have the same results, but not the same `took_ms`.

    Args:
        kind: Which form the answer has.
        generations: Of every index that is searched.
        asked: A frozen value with all that the answer depends on.
    """
    parts = [helpgen.__version__, kind, *generations, repr(asked)]
    return f'W/"{digest(*(part.encode() for part in parts))[:24]}"'


def still_right(if_none_match: str, etag: str) -> bool:
    """Whether `If-None-Match` holds the validator (weak comparison, RFC 9110, 8.8.3.2)."""
    given = {one.strip().removeprefix("W/") for one in if_none_match.split(",")}
    return not given.isdisjoint({"*", etag.removeprefix("W/")})


def wants_page(request: Request) -> bool:
    """Whether a browser asks for a page to show; scripts take anything."""
    return "text/html" in request.headers.get("accept", "").lower()


def as_json(value: Any) -> bytes:
    """Compact JSON in UTF-8."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def reply(answer: Answer, media_type: str, cache_seconds: int) -> Response:
    """200 or 304 of an answer."""
    headers = {"Cache-Control": "no-store"}
    if answer.etag:
        headers = {"Cache-Control": f"public, max-age={cache_seconds}", "ETag": answer.etag}
    if answer.body is None:
        return Response(status_code=304, headers=headers)
    return Response(answer.body, headers=headers, media_type=media_type)


class SafeHeaders:
    """Middleware: headers that every answer has, unless it has stricter ones of its own."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, and add headers."""

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _ALWAYS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, send_safely)
