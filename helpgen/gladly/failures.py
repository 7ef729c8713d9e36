"""What an attempt that brought no reply means: wait and repeat, follow, or give up."""

from __future__ import annotations

from datetime import UTC, datetime

import httpx

from helpgen.errors import GladlyError, GladlyMalformed, GladlyRefused
from helpgen.gladly.hosts import same_origin
from helpgen.gladly.refusals import refusal
from helpgen.gladly.replies import BodyReader
from helpgen.gladly.retries import TransientError, retry_after, unreachable
from helpgen.gladly.settings import Limits
from helpgen.gladly.words import plain

TOO_MANY_REQUESTS = 429
_TRANSIENT_STATUSES = frozenset({TOO_MANY_REQUESTS, 500, 502, 503, 504})
_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)


def told(request: httpx.Request) -> str:
    """The request as errors name it: `GET https://host/path?query`."""
    return f"{request.method} {request.url}"


def from_status(
    response: httpx.Response, reader: BodyReader, longest_pause: float
) -> GladlyRefused | TransientError:
    """The failure that a 4xx or 5xx response stands for.

    Args:
        response: Streamed, nothing of its body read yet.
        reader: Reads its body; a body that can't be read tells nothing.
        longest_pause: The longest wait that `Retry-After` can ask for, in seconds.
    """
    error = refusal(told(response.request), response.status_code, _said(response, reader))
    if response.status_code not in _TRANSIENT_STATUSES:
        return error
    wait = retry_after(response.headers.get("retry-after"), datetime.now(UTC), longest_pause)
    return TransientError(error, no_effect=response.status_code == TOO_MANY_REQUESTS, wait=wait)


def from_transport(
    request: httpx.Request, error: httpx.TransportError, limits: Limits
) -> GladlyError | TransientError:
    """The failure that a broken connection stands for.

    A certificate that can't be verified doesn't pass, so it isn't worth repeating.
    """
    failure = unreachable(
        told(request), _broken(error, limits), no_effect=isinstance(error, _NEVER_SENT)
    )
    return failure.error if "CERTIFICATE_VERIFY_FAILED" in str(error) else failure


def redirect_target(response: httpx.Response) -> httpx.URL:
    """Where a 3xx response to a GET leads on the same host.

    Raises:
        GladlyMalformed: It leads nowhere or to another host, or answers no GET.
    """
    request, following = told(response.request), response.next_request
    if response.request.method != "GET" or following is None:
        raise GladlyMalformed(request, f"status {response.status_code} instead of an answer")
    target = following.url.copy_with(userinfo=b"", fragment=None)
    if not same_origin(target, response.request.url):
        message = f"redirects to another host, {plain(target.host, 100)!r}: is the URL right?"
        raise GladlyMalformed(request, message)
    return target


def _said(response: httpx.Response, reader: BodyReader) -> bytes:
    try:
        return reader.read(response)
    except (httpx.TransportError, GladlyMalformed, TransientError):
        return b""


def _broken(error: httpx.TransportError, limits: Limits) -> str:
    if isinstance(error, httpx.ConnectTimeout):
        return f"no connection within {limits.connect:g} s"
    if isinstance(error, httpx.TimeoutException):
        return f"nothing came for {limits.read:g} s"
    verb = "can't connect" if isinstance(error, _NEVER_SENT) else "the connection broke"
    return f"{verb} ({plain(str(error)) or type(error).__name__})"
