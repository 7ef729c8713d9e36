"""What goes wrong, as answers: Gladly's error form, or a page for `/search.html`; no insides."""

from __future__ import annotations

import re

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ExceptionHandler

from helpgen.errors import HelpgenError
from helpgen.refusals import Mistake, Refusal, not_found, refused
from helpgen.search.endpoint.addresses import FEEDBACK_PATH, THANKS_PATH
from helpgen.search.endpoint.html_page import PAGE_PATH, error_page, page_headers, unsent_page
from helpgen.search.endpoint.logs import LOGGER
from helpgen.search.endpoint.replies import HTML, wants_page

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")
_NO_STORE = {"Cache-Control": "no-store"}


def failure_handlers() -> dict[type[Exception], ExceptionHandler]:
    """A handler for each kind of exception that a request can end in."""
    return {
        Refusal: _refusal,
        HTTPException: _http_exception,
        HelpgenError: _unavailable,
        Exception: _internal,
    }


async def _refusal(request: Request, exc: Exception) -> Response:
    assert isinstance(exc, Refusal)  # noqa: S101 - Starlette calls it for no other
    return _told(request, exc)


async def _http_exception(request: Request, exc: Exception) -> Response:
    """Starlette's own: no such route, no such method."""
    assert isinstance(exc, HTTPException)  # noqa: S101
    refusal = not_found("page")
    if exc.status_code != 404:  # noqa: PLR2004
        refusal = refused(exc.status_code, [Mistake("", "invalid", exc.detail)], exc.headers)
    return _told(request, refusal)


async def _unavailable(request: Request, exc: Exception) -> Response:
    """An index that can't be opened: told to the operator, not to the asker."""
    LOGGER.error("%s", exc)
    mistake = Mistake("", "unavailable", "search is unavailable: try again later")
    return _told(request, refused(503, [mistake], {"Retry-After": "10"}))


async def _internal(request: Request, _: Exception) -> Response:
    """The server logs the exception by itself."""
    return _told(request, refused(500, [Mistake("", "internal", "the search failed")]))


def _told(request: Request, refusal: Refusal) -> Response:
    headers = refusal.headers | _NO_STORE
    if request.scope["path"].endswith(FEEDBACK_PATH) and wants_page(request):
        page = unsent_page(_language_asked(request), _details(refusal))
        return Response(page, refusal.status, headers | dict(page_headers()), HTML)
    if request.scope["path"].endswith((PAGE_PATH, THANKS_PATH)):
        page = error_page(refusal.status, _details(refusal))
        return Response(page, refusal.status, headers | dict(page_headers()), HTML)
    return JSONResponse(refusal.body, refusal.status, headers)


def _language_asked(request: Request) -> str:
    """The language that a browser names first, in Gladly's form."""
    named = _LANGUAGE.match(request.headers.get("accept-language", "").lower())
    return named[0] if named else "en"


def _details(refusal: Refusal) -> list[str]:
    errors = refusal.body["errors"]
    entries = errors if isinstance(errors, list) else [errors]
    return [entry["detail"] for entry in entries]
