"""The routes: read parameters, let the pool search, reply."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

import helpgen
from helpgen.errors import HelpgenError
from helpgen.refusals import not_found
from helpgen.search.endpoint.html_page import PAGE_PATH, STYLE_PATH, page_headers, stylesheet
from helpgen.search.endpoint.logs import LOGGER
from helpgen.search.endpoint.parameters import (
    RESULTS,
    SUGGESTIONS,
    Asked,
    read_answers_search,
    read_search,
)
from helpgen.search.endpoint.pool import Pool
from helpgen.search.endpoint.replies import HTML, JSON, Answer, as_json, reply
from helpgen.search.endpoint.searches import Searches

_DAY = 86_400
_NO_STORE = {"Cache-Control": "no-store"}

Question = TypeVar("Question")
Look = Callable[[Question, str], Answer]


class Endpoint:
    """Every route of the endpoint.

    Args:
        searches: What answers.
        pool: Where it runs.
        cache_seconds: How long an answer may be kept.
    """

    def __init__(self, searches: Searches, pool: Pool, cache_seconds: int) -> None:
        self._searches = searches
        self._pool = pool
        self._cache_seconds = cache_seconds

    def routes(self) -> list[Route]:
        """Paths and what answers them; GET and HEAD only."""
        return [
            Route("/api/v1/orgs/{org_id}/answers-search", self.answers_search),
            Route("/search", self.search),
            Route(PAGE_PATH, self.search_html),
            Route(STYLE_PATH, self.search_css),
            Route("/suggest", self.suggest),
            Route("/healthz", self.health),
            Route("/readyz", self.ready),
            Route("/openapi.json", self.openapi),
        ]

    async def answers_search(self, request: Request) -> Response:
        """Gladly's `answers-search`."""
        site = self._searches.library.site
        if request.path_params["org_id"] != site.org_id:
            raise not_found("organization")
        asked = read_answers_search(request.query_params, site.brands)
        return await self._reply(request, asked, self._searches.answers, JSON)

    async def search(self, request: Request) -> Response:
        """Results with snippets."""
        return await self._reply(request, self._asked(request), self._searches.results, JSON)

    async def search_html(self, request: Request) -> Response:
        """Results as a page."""
        response = await self._reply(request, self._asked(request), self._searches.page, HTML)
        response.headers.update(page_headers())
        return response

    async def suggest(self, request: Request) -> Response:
        """Titles as one types."""
        asked = self._asked(request, SUGGESTIONS)
        return await self._reply(request, asked, self._searches.suggestions, JSON)

    async def search_css(self, _: Request) -> Response:
        """The stylesheet of the page."""
        headers = {"Cache-Control": f"public, max-age={_DAY}"}
        return Response(stylesheet(), headers=headers, media_type="text/css")

    async def health(self, _: Request) -> Response:
        """The process answers."""
        return Response(as_json({"status": "ok"}), headers=_NO_STORE, media_type=JSON)

    async def ready(self, _: Request) -> Response:
        """Every edition's index opens."""
        status = 200
        try:
            await asyncio.to_thread(self._searches.library.open_all)
        except HelpgenError as error:
            LOGGER.error("not ready: %s", error)
            status = 503
        told = as_json({"status": "ok" if status == 200 else "unavailable"})  # noqa: PLR2004
        return Response(told, status, _NO_STORE, JSON)

    async def openapi(self, _: Request) -> Response:
        """The description of these routes."""
        headers = {"Cache-Control": f"public, max-age={self._cache_seconds}"}
        return Response(_openapi(), headers=headers, media_type=JSON)

    def _asked(self, request: Request, default_limit: int = RESULTS) -> Asked:
        brands = self._searches.library.site.brands
        return read_search(request.query_params, brands, default_limit=default_limit)

    async def _reply(
        self, request: Request, asked: Question, look: Look[Question], media_type: str
    ) -> Response:
        known = request.headers.get("if-none-match", "")
        answer = await self._pool.run(lambda: look(asked, known))
        return reply(answer, media_type, self._cache_seconds)


@cache
def _openapi() -> bytes:
    text = files("helpgen.search.endpoint").joinpath("openapi.json").read_text("utf-8")
    described = json.loads(text)
    described["info"]["version"] = helpgen.__version__
    return as_json(described)
