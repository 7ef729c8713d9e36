"""One picture over HTTP: no credentials, no cookies, no proxy, every hop checked.

Proxies of the environment are left aside: behind one, the address that is connected to
would be the proxy's, and nobody could say where the request goes.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Self

import httpcore
import httpx

from helpgen import __version__
from helpgen.pictures.addresses import origin_of, port_of, vetted
from helpgen.pictures.failures import (
    SMALLER,
    PictureError,
    bad_address,
    odd_answer,
    refused,
    unreachable,
    unusable,
)
from helpgen.pictures.guard import Deadline, GuardedBackend, Resolve, system_resolve
from helpgen.pictures.limits import MEGABYTE, Limits

_OK, _NOT_MODIFIED = 200, 304
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_HEADERS: dict[str, str] = {
    "Accept": "image/webp,image/png,image/jpeg,image/gif",
    "Accept-Encoding": "identity",
    "User-Agent": f"helpgen/{__version__}",
}


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server said of a copy, to ask whether it still holds; empty if it said nothing."""

    etag: str = ""
    last_modified: str = ""

    def headers(self) -> dict[str, str]:
        """Those of a conditional request (RFC 9110, section 13)."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in asked.items() if value}


@dataclass(frozen=True, slots=True)
class Download:
    """What a server answered.

    Attributes:
        data: The bytes; None if the copy at hand still holds.
        validators: For the next time.
        max_age: Seconds for which the server says that it needn't be asked again.
    """

    data: bytes | None
    validators: Validators
    max_age: int = 0


class Downloader:
    """Gets pictures over a pool of connections; thread-safe, a context manager.

    Args:
        limits: Of each request.
        stand_ins: Origin that's asked in place of another one: the emulator plays the host of
            the sample's pictures. These alone may be on this machine.
        resolve: Looks names up.
        tls: Checks certificates; those of httpx by default.
    """

    def __init__(
        self,
        limits: Limits,
        *,
        stand_ins: Mapping[str, str] | None = None,
        resolve: Resolve = system_resolve,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._limits = limits
        self._stand_ins = {name: httpx.URL(url) for name, url in (stand_ins or {}).items()}
        self._deadline = Deadline()
        private = frozenset((url.host, port_of(url)) for url in self._stand_ins.values())
        self._pool = httpcore.ConnectionPool(
            ssl_context=tls or httpx.create_ssl_context(),
            max_connections=limits.workers,
            network_backend=GuardedBackend(self._deadline, private=private, resolve=resolve),
        )
        self._timeouts = {
            "connect": limits.connect,
            "read": limits.read,
            "write": limits.read,
            "pool": limits.total,
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._pool.close()

    def get(self, url: str, validators: Validators = Validators()) -> Download:
        """What stands at an address, redirects followed.

        Args:
            url: As the answer names it.
            validators: Of the copy at hand.

        Raises:
            PictureError: It can't be had.
        """
        target = vetted(url)
        for attempt in range(1, self._limits.attempts + 1):
            try:
                return self._followed(target, validators)
            except PictureError as error:
                if not error.passing or attempt == self._limits.attempts:
                    raise
            time.sleep(self._limits.pause * attempt)
        raise AssertionError("the last attempt returns or raises")

    def _followed(self, target: httpx.URL, validators: Validators) -> Download:
        headers = _HEADERS | validators.headers()
        for _ in range(self._limits.redirects + 1):
            outcome = self._exchange(target, headers)
            if isinstance(outcome, Download):
                return outcome
            target = _next(target, outcome)
        raise odd_answer(f"is redirected more than {self._limits.redirects} times")

    def _exchange(self, target: httpx.URL, headers: dict[str, str]) -> Download | str:
        """The answer, or the Location of a redirect."""
        asked = self._asked(target)
        self._deadline.start(self._limits.total)
        url = httpcore.URL(
            scheme=asked.raw_scheme, host=asked.raw_host, port=asked.port, target=asked.raw_path
        )
        encoded = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
        try:
            with self._pool.stream(
                "GET",
                url,
                headers=[(b"Host", target.netloc), *encoded],
                extensions={"timeout": self._timeouts},
            ) as response:
                return self._outcome(response)
        except httpcore.TimeoutException as error:
            raise unreachable("can't be reached: its host is too slow") from error
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
            raise unreachable(f"can't be reached: {_reason(error)}") from error

    def _asked(self, target: httpx.URL) -> httpx.URL:
        stand_in = self._stand_ins.get(origin_of(target))
        if stand_in is None:
            return target
        return target.copy_with(scheme=stand_in.scheme, host=stand_in.host, port=stand_in.port)

    def _outcome(self, response: httpcore.Response) -> Download | str:
        headers = {
            name.decode("latin-1").lower(): value.decode("latin-1")
            for name, value in response.headers
        }
        if response.status in _REDIRECTS and "location" in headers:
            return headers["location"]
        if response.status not in {_OK, _NOT_MODIFIED}:
            raise refused(response.status)
        validators = Validators(headers.get("etag", ""), headers.get("last-modified", ""))
        age = _max_age(headers.get("cache-control", ""))
        data = None if response.status == _NOT_MODIFIED else self._body(response, headers)
        return Download(data, validators, age)

    def _body(self, response: httpcore.Response, headers: Mapping[str, str]) -> bytes:
        if headers.get("content-encoding", "identity").lower() != "identity":
            raise odd_answer("came compressed, though that wasn't asked for")
        most = self._limits.bytes
        length = headers.get("content-length", "")
        if length.isdecimal() and int(length[:20]) > most:
            raise _too_big(int(length[:20]), most)
        body = bytearray()
        for chunk in response.iter_stream():
            body += chunk
            if len(body) > most:
                raise _too_big(None, most)
        return bytes(body)


def _next(current: httpx.URL, location: str) -> httpx.URL:
    try:
        joined = str(current.join(location))
    except (httpx.InvalidURL, ValueError) as error:
        raise bad_address("is redirected to an address that can't be read") from error
    target = vetted(joined)
    if current.scheme == "https" and target.scheme == "http":
        raise odd_answer("is redirected from https to http")
    return target


def _max_age(cache_control: str) -> int:
    """Seconds of `max-age` (RFC 9111, section 5.2.2.1); 0 where there's none."""
    for part in cache_control.lower().split(","):
        name, _, value = part.strip().partition("=")
        if name == "max-age" and value.isdecimal():
            return int(value[:10])
    return 0


def _too_big(size: int | None, most: int) -> PictureError:
    said = f"has {size / MEGABYTE:.1f} MB" if size else "is too big"
    return unusable("too-big", f"{said}; {most / MEGABYTE:g} MB are allowed", SMALLER)


def _reason(error: Exception) -> str:
    if isinstance(error, httpcore.ConnectError) and "CERTIFICATE" in str(error).upper():
        return "its host's certificate isn't valid"
    if isinstance(error, httpcore.ConnectError):
        return "its host doesn't answer"
    return "the transfer broke off"
