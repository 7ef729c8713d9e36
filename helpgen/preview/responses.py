"""Replies as HTTP: statuses, types, the site's own headers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from mimetypes import MimeTypes
from urllib.parse import quote

from starlette.datastructures import MutableHeaders
from starlette.responses import Response

from helpgen.preview.documents import not_found, stand_in, with_script
from helpgen.preview.failures import Failure
from helpgen.preview.reply import Reply

_TYPES = MimeTypes()  # not the machine's own list: the same types everywhere
_TYPES.add_type("image/webp", ".webp")
_TYPES.add_type("font/woff2", ".woff2")
_TYPES.add_type("text/javascript", ".js")
OWN_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        "img-src data:; frame-src 'self'; frame-ancestors 'none'; base-uri 'none'; "
        "form-action 'self'"
    ),
}
"""Of the preview's own pages."""


def page_response(
    path: str, reply: Reply, version: str, status: HTTPStatus = HTTPStatus.OK
) -> Response:
    """A file of a site; a page with the script and what's wrong with it.

    Args:
        path: Site path.
        reply: With data, or with failures instead.
        version: Of what's shown.
        status: Of a reply with data.
    """
    if reply.data is None:
        page = with_script(stand_in(reply.failures), version, reply.failures)
        return own_page(page, HTTPStatus.INTERNAL_SERVER_ERROR)
    kind = reply.headers.get("Content-Type") or media_type(path)
    headers = {**_kept(reply.headers), "Cache-Control": _caching(reply.headers)}
    data = reply.data
    if _is_page(kind):
        data = with_script(data, version, reply.failures, reply.draft)
    return Response(data, status, {**headers, "Content-Type": kind})


def missing_response(path: str, page: Reply | None, version: str) -> Response:
    """404, with the brand's own page where there's one."""
    if page is None or page.data is None:
        return own_page(with_script(not_found(path), version, ()), HTTPStatus.NOT_FOUND)
    return page_response("/404.html", page, version, HTTPStatus.NOT_FOUND)


def let_frame(headers: MutableHeaders) -> None:
    """Allow the preview's matrix to hold a page, which the site's own policy forbids everyone."""
    policy = headers.get("Content-Security-Policy", "")
    headers["Content-Security-Policy"] = policy.replace(
        "frame-ancestors 'none'", "frame-ancestors 'self'"
    )
    if "X-Frame-Options" in headers:
        del headers["X-Frame-Options"]


def own_page(page: bytes, status: HTTPStatus = HTTPStatus.OK) -> Response:
    """A page of the preview itself."""
    return Response(page, status, {**OWN_HEADERS, "Content-Type": "text/html; charset=utf-8"})


def refused(message: str, status: HTTPStatus) -> Response:
    """A plain sentence for a request that isn't answered."""
    headers = {**OWN_HEADERS, "Content-Type": "text/plain; charset=utf-8"}
    return Response(f"{message}\n", status, headers)


def moved(path: str, query: str) -> Response:
    """The way to the address that has a slash at its end."""
    target = quote(path, safe="/%") + (f"?{query}" if query else "")
    # Two slashes at the beginning would lead to another host.
    headers = {"Location": f"/{target.lstrip('/')}", "Cache-Control": "no-store"}
    return Response(b"", HTTPStatus.MOVED_PERMANENTLY, headers)


def media_type(path: str) -> str:
    """The type of a file by its name, as static hosts tell it."""
    kind = "text/html" if path.endswith("/") else _TYPES.guess_type(path)[0]
    kind = kind or "application/octet-stream"
    textual = kind.startswith("text/") or kind in {"application/json", "application/xml"}
    return f"{kind}; charset=utf-8" if textual else kind


def _caching(headers: Mapping[str, str]) -> str:
    """Nothing is cached but files whose names tell their content: a reload needn't ask for them."""
    own = headers.get("Cache-Control", "")
    return own if "immutable" in own else "no-store"


def _is_page(kind: str) -> bool:
    return kind.startswith("text/html")


def _kept(headers: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in headers.items() if name != "Content-Type"}


def failing(failures: Sequence[Failure], version: str) -> Response:
    """The page where site.toml has never been sound."""
    return page_response("/", Reply(None, failures=tuple(failures)), version)
