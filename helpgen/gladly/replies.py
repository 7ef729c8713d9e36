"""A successful response: its body read within limits, and its JSON."""

from __future__ import annotations

import json
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import httpx

from helpgen.errors import GladlyMalformed
from helpgen.gladly.retries import TransientError, unreachable
from helpgen.gladly.settings import Limits
from helpgen.gladly.words import plain

_GZIP = 16 + zlib.MAX_WBITS
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back with a 2xx status.

    Attributes:
        request: Reads like `GET https://host/path`.
        content_type: The header as it came; empty if there was none.
        body: Decompressed.
    """

    request: str
    content_type: str
    body: bytes = field(repr=False)

    def json(self) -> Any:
        """The body as JSON.

        Raises:
            GladlyMalformed: It is none; the message shows its type and how it begins.
        """
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError) as error:
            begins = plain(self.body[: 4 * _SHOWN].decode("utf-8", "replace"), _SHOWN)
            kind = plain(self.content_type, _SHOWN) or "no content type"
            message = f"not JSON: {kind}, begins {begins!r}"
            raise GladlyMalformed(self.request, message) from error


class BodyReader:
    """Reads a body while it comes, and stops as soon as it is too big or takes too long.

    Args:
        request: What to name in errors.
        limits: `max_bytes` of the decompressed body, and `total` for the message.
        deadline: When it has to be complete, on the monotonic clock.
    """

    def __init__(self, request: str, limits: Limits, deadline: float) -> None:
        self._request = request
        self._limits = limits
        self._deadline = deadline

    def read(self, response: httpx.Response) -> bytes:
        """The whole body.

        Args:
            response: Streamed, nothing of it read yet; compressed with gzip or not at all.

        Raises:
            GladlyMalformed: It is too big, or compressed in another way.
            TransientError: It is incomplete, or took too long.
            httpx.TransportError: The connection broke.
        """
        encoding = response.headers.get("content-encoding", "identity").strip().lower()
        if encoding == "identity":
            return self._collect(response, _as_it_is)
        if encoding != "gzip":
            raise self._malformed(f"compressed as {plain(encoding, _SHOWN)!r}, not as gzip")
        inflater = zlib.decompressobj(_GZIP)
        try:
            body = self._collect(response, inflater.decompress)
        except zlib.error as error:
            raise self._malformed("not gzip, though its header says so") from error
        if body and not inflater.eof:
            raise self._failed("the compressed body is incomplete")
        return body

    def _collect(self, response: httpx.Response, decode: Callable[[bytes, int], bytes]) -> bytes:
        """The decoded chunks; no chunk is inflated beyond what is still allowed."""
        most = self._limits.max_bytes
        body = bytearray()
        for chunk in response.iter_raw():
            if time.monotonic() > self._deadline:
                raise self._failed(f"the answer wasn't complete after {self._limits.total:g} s")
            body += decode(chunk, most - len(body) + 1)
            if len(body) > most:
                raise self._malformed(f"the body is bigger than {most} bytes")
        return bytes(body)

    def _malformed(self, message: str) -> GladlyMalformed:
        return GladlyMalformed(self._request, message)

    def _failed(self, message: str) -> TransientError:
        return unreachable(self._request, message, no_effect=False)


def _as_it_is(chunk: bytes, _room: int) -> bytes:
    return chunk
