"""The preview as an ASGI application."""

from __future__ import annotations

import traceback
from http import HTTPStatus
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlsplit

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from helpgen.preview.board import board_page
from helpgen.preview.documents import HOME, with_script
from helpgen.preview.failures import Failure
from helpgen.preview.hosts import Hosts, mount_of
from helpgen.preview.project import Reply
from helpgen.preview.responses import (
    OWN_HEADERS,
    failing,
    media_type,
    missing_response,
    own_page,
    page_response,
    refused,
)
from helpgen.preview.responses import moved as moved_response
from helpgen.preview.session import Session

_STATIC = Path(__file__).parent / "static"
_FILES = frozenset({"reload.js", "preview.css"})
_LONGEST_FEEDBACK = 20_000  # bytes
_READS = frozenset({"GET", "HEAD"})


class PreviewApp:
    """Answers every request from the files as they stand.

    Args:
        session: What is shown.
        hosts: The names under which it may be asked.
    """

    def __init__(self, session: Session, hosts: Hosts) -> None:
        self._session = session
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            raise RuntimeError(f"the preview answers HTTP only, not {scope['type']}")
        try:
            response = await self._response(Request(scope, receive))
        except Exception as error:  # noqa: BLE001 - told, and the preview goes on
            self._session.say(traceback.format_exc())
            told = Failure(f"{type(error).__name__}: {error}", _OWN_MISTAKE)
            response = failing((told,), self._session.events.version)
        await response(scope, receive, send)

    async def _response(self, request: Request) -> Response:
        slug = self._hosts.brand_of(Headers(scope=request.scope).get("host", ""))
        if slug is None:
            told = "This name isn't the preview's: see --allow-host"
            return refused(told, HTTPStatus.MISDIRECTED_REQUEST)
        path = str(request.scope["path"])
        if request.method == "POST":
            return await self._feedback(request, path)
        if request.method not in _READS:
            return refused("GET and HEAD only", HTTPStatus.METHOD_NOT_ALLOWED)
        if path.startswith(HOME):
            return await self._own(request, path.removeprefix(HOME))
        if path == "/" and not slug:
            return RedirectResponse(HOME, HTTPStatus.FOUND, {"Cache-Control": "no-store"})
        return await self._page(slug, path, request.url.query)

    async def _page(self, slug: str, path: str, query: str) -> Response:
        session = self._session
        version = session.events.version
        slugs = [brand.slug for brand in session.project.brands]
        mount = mount_of(slug, path, slugs)
        if mount is None:
            await session.work(session.project.look)
            failures = session.project.failures
            if failures and session.project.site is None:
                return page_response(path, Reply(None, failures=failures), version)
            slugs = [brand.slug for brand in session.project.brands]
            mount = mount_of(slug, path, slugs)
        if mount is None:
            return missing_response(path, None, version)
        reply = await session.work(session.project.reply, mount, path)
        if reply is None:
            return missing_response(path, None, version)
        if reply.moved:
            return moved_response(reply.moved, query)
        if reply.data is None and not reply.failures:
            missing = await session.work(session.project.missing, mount)
            return missing_response(path, missing, version)
        return page_response(path, reply, version)

    async def _own(self, request: Request, name: str) -> Response:
        if name in _FILES:
            headers = {**OWN_HEADERS, "Content-Type": media_type(name)}
            return Response((_STATIC / name).read_bytes(), headers=headers)
        events = self._session.events
        if name == "events":
            stream = events.stream(request.query_params.get("version", ""))
            return StreamingResponse(stream, headers={**OWN_HEADERS, "Content-Type": _STREAM})
        if not name:
            board = await self._session.work(board_page, self._session)
            failures = self._session.project.failures
            return own_page(with_script(board, events.version, failures))
        return missing_response(request.scope["path"], None, events.version)

    async def _feedback(self, request: Request, path: str) -> Response:
        """Take what "Was this answer helpful?" sends, print it, and lead back to the page."""
        known = {brand.feedback_url for brand in self._session.project.brands}
        if path not in known:
            return refused("nothing takes this", HTTPStatus.NOT_FOUND)
        body = b""
        try:
            async for part in request.stream():
                body += part
                if len(body) > _LONGEST_FEEDBACK:
                    return refused("too long", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        except ClientDisconnect:
            return refused("cut off", HTTPStatus.BAD_REQUEST)
        said = dict(parse_qsl(body.decode("utf-8", "replace")))
        self._session.say(f"feedback: {said}")
        page = urlsplit(said.get("page", "")).path
        back = f"/{quote(page, safe='/%').lstrip('/')}"
        return RedirectResponse(back, HTTPStatus.SEE_OTHER, {"Cache-Control": "no-store"})


_OWN_MISTAKE = "This is a mistake of helpgen's own: please report it with what the terminal says."
_STREAM = "text/event-stream"
