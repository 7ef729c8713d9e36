"""So many requests a minute for each client; addresses are hashed, kept in memory, forgotten."""

from __future__ import annotations

import hashlib
import ipaddress
import math
import secrets
from collections import OrderedDict
from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from helpgen.refusals import Mistake, refused

_FREE = {"/healthz", "/readyz"}
_MOST_CLIENTS = 50_000
_NETWORK_BITS = 64  # what one household or server gets of IPv6


class Allowance:
    """A token bucket a client: `limit` requests at once, refilled evenly within a minute.

    Args:
        limit: Requests a minute.
        clock: Seconds that only grow.
        most_clients: Buckets that are kept; the longest unused goes first.
    """

    def __init__(
        self, limit: int, clock: Callable[[], float], most_clients: int = _MOST_CLIENTS
    ) -> None:
        self._gap = 60 / limit
        self._room = 60.0 - self._gap
        self._clock = clock
        self._most_clients = most_clients
        self._full_at: OrderedDict[bytes, float] = OrderedDict()

    def wait(self, client: bytes) -> float:
        """Count a request; 0 if it may pass, else the seconds until one may."""
        now = self._clock()
        full_at = max(self._full_at.get(client, now), now)
        if full_at - now > self._room:
            return full_at - now - self._room
        self._full_at[client] = full_at + self._gap
        self._full_at.move_to_end(client)
        if len(self._full_at) > self._most_clients:
            self._full_at.popitem(last=False)
        return 0.0


class RateLimit:
    """Middleware: 429 with `Retry-After` for a client that asks too often.

    Args:
        app: What answers when the limit allows.
        limit: Requests a minute for each client, in this process; 0 turns it off.
        client_header: A header of a trusted proxy that ends with the client's address;
            empty for the connection's own.
        clock: Seconds that only grow.
        only: The path that the limit is for; by default all but the ones for health.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        limit: int,
        client_header: str,
        clock: Callable[[], float],
        only: str = "",
    ) -> None:
        self._app = app
        self._allowance = Allowance(limit, clock) if limit else None
        self._client_header = client_header
        self._only = only
        self._key = secrets.token_bytes(16)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what the limit allows."""
        wait = 0.0
        if self._allowance and scope["type"] == "http" and self._counts(scope["path"]):
            wait = self._allowance.wait(self._client(scope))
        answer = _too_many(wait) if wait else self._app
        await answer(scope, receive, send)

    def _counts(self, path: str) -> bool:
        return path == self._only if self._only else path not in _FREE

    def _client(self, scope: Scope) -> bytes:
        """A keyed hash of the client's network: nothing that could be traced is kept."""
        told = ""
        if self._client_header:
            told = ",".join(Headers(scope=scope).getlist(self._client_header))
            told = told.rpartition(",")[2].strip()  # what stands before it, anyone can send
        address = told or (scope.get("client") or ("",))[0]
        return hashlib.blake2b(_network(address).encode(), key=self._key, digest_size=16).digest()


def _network(address: str) -> str:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 4:  # noqa: PLR2004 - of the Internet Protocol
        return str(parsed)
    mapped = parsed.ipv4_mapped
    return str(mapped or ipaddress.ip_network((parsed, _NETWORK_BITS), strict=False))


def _too_many(wait: float) -> ASGIApp:
    seconds = math.ceil(wait)
    refusal = refused(429, [Mistake("", "too_many", f"too often: try again in {seconds} s")])
    headers = {"Retry-After": str(seconds), "Cache-Control": "no-store"}
    return JSONResponse(refusal.body, status_code=429, headers=headers)
