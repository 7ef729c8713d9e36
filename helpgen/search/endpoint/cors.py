"""Which pages may read the answers: an allow-list for each brand."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from helpgen.search.endpoint.addresses import FEEDBACK_PATH, origin
from helpgen.search.endpoint.live import LiveLibrary
from helpgen.search.endpoint.parameters import brands_meant
from helpgen.search.site import SearchBrand

_ASKABLE = {
    *("accept", "accept-language", "cache-control", "content-language", "content-type"),
    *("if-none-match", "pragma", "x-requested-with"),
}
_EXPOSED = "ETag, Retry-After"
_PREFLIGHT_SECONDS = "7200"  # the longest that Chromium keeps


class BrandCors:
    """Middleware: answers preflights and names the origin that may read the answer.

    A brand's pages may always ask: the origin of its `base_url` needs no entry.

    Args:
        app: What answers.
        library: Its site has the brands and their origins.
    """

    def __init__(self, app: ASGIApp, *, library: LiveLibrary) -> None:
        self._app = app
        self._library = library

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a preflight, or pass on and add headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        granted = self._granted(headers.get("origin"), QueryParams(scope["query_string"]))
        if _is_preflight(scope, headers):
            await _preflight(granted, headers, _methods(scope["path"]))(scope, receive, send)
            return

        async def send_granted(message: Message) -> None:
            if message["type"] == "http.response.start":
                answered = MutableHeaders(scope=message)
                answered.add_vary_header("Origin")
                answered.update(granted)
            await send(message)

        await self._app(scope, receive, send_granted)

    def _granted(self, asking: str | None, params: QueryParams) -> dict[str, str]:
        """Headers that let a page of the origin read; none if it may not."""
        if asking is None:
            return {}
        if not _allows(asking, brands_meant(params, self._library.site.brands)):
            return {}
        return {
            "Access-Control-Allow-Origin": asking,
            "Access-Control-Expose-Headers": _EXPOSED,
        }


def _allows(asking: str, brands: Iterable[SearchBrand]) -> bool:
    return asking.lower() in {
        origin(url) for brand in brands for url in (brand.base_url, *brand.origins)
    }


def _is_preflight(scope: Scope, headers: Headers) -> bool:
    return (
        scope["method"] == "OPTIONS"
        and "origin" in headers
        and "access-control-request-method" in headers
    )


def _methods(path: str) -> str:
    return "POST" if path == FEEDBACK_PATH else "GET, HEAD"


def _preflight(granted: dict[str, str], asked: Headers, methods: str) -> Response:
    """204; without the headers that grant, the browser refuses by itself."""
    vary = "Origin, Access-Control-Request-Method, Access-Control-Request-Headers"
    headers = {"Vary": vary, "Cache-Control": "no-store"}
    if granted:
        named = asked.get("access-control-request-headers", "").lower().split(",")
        allowed = sorted(_ASKABLE.intersection(name.strip() for name in named))
        headers |= granted
        headers["Access-Control-Allow-Methods"] = methods
        headers["Access-Control-Allow-Headers"] = ", ".join(allowed)
        headers["Access-Control-Max-Age"] = _PREFLIGHT_SECONDS
    return Response(status_code=204, headers=headers)
