"""One attempt of one request: rate limit, credentials, redirects, and typed failures."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import UTC, datetime
from http.cookiejar import CookieJar, DefaultCookiePolicy

import httpx

from helpgen import __version__
from helpgen.errors import (
    ConfigError,
    GladlyError,
    GladlyMalformed,
    GladlyUnreachable,
    Problem,
)
from helpgen.gladly.hosts import is_loopback
from helpgen.gladly.limiter import WINDOW, RateLimiter
from helpgen.gladly.refusals import refusal
from helpgen.gladly.replies import BodyReader, Reply
from helpgen.gladly.retries import TRANSIENT_STATUSES, TransientError, retry_after
from helpgen.gladly.settings import Credentials, Limits
from helpgen.gladly.words import plain

MAX_REDIRECTS = 5
_ERROR_BODY_BYTES = 64 * 1024
_TOO_MANY_REQUESTS = 429
_HEADERS = {
    "Accept": "application/json",
    "Accept-Encoding": "gzip",
    "User-Agent": f"helpgen/{__version__}",
}
_NEVER_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)


class Sender:
    """Sends requests over a pool of connections; thread-safe.

    Args:
        api: Origin of the organization's host: what is rate-limited and gets credentials.
        credentials: For the private endpoints there.
        transport: In place of the network.
        limiter: Of the organization.
        limits: Of each request.
        longest_pause: The longest wait that `Retry-After` can ask for, in seconds.
    """

    def __init__(
        self,
        api: str,
        *,
        credentials: Credentials | None,
        transport: httpx.BaseTransport | None,
        limiter: RateLimiter,
        limits: Limits,
        longest_pause: float,
    ) -> None:
        self._api = httpx.URL(api)
        self._credentials = credentials
        self._limiter = limiter
        self._limits = limits
        self._longest_pause = longest_pause
        self._client = httpx.Client(
            transport=transport,
            headers=_HEADERS,
            timeout=httpx.Timeout(limits.read, connect=limits.connect, pool=limits.total),
            # A proxy of the environment can't reach this machine's loopback.
            trust_env=not is_loopback(self._api.host),
            # No state goes from one request to the next.
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),
        )

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def send(
        self,
        method: str,
        url: str,
        *,
        query: Mapping[str, str] | None = None,
        body: Mapping[str, object] | None = None,
    ) -> Reply:
        """Send one request, and follow a GET to where the same host redirects it.

        Args:
            method: Upper case.
            url: Without a query.
            query: Parameters, not yet encoded.
            body: Sent as JSON; None for no body.

        Raises:
            ConfigError: A private endpoint without credentials; nothing was sent.
            TransientError: It failed in a way that may pass.
            GladlyError: It failed for good.
        """
        target = httpx.URL(url, params=query) if query else httpx.URL(url)
        for _ in range(MAX_REDIRECTS + 1):
            outcome = self._exchange(method, target, body)
            if isinstance(outcome, Reply):
                return outcome
            target = outcome
        raise GladlyMalformed(f"{method} {url}", f"redirects more than {MAX_REDIRECTS} times")

    def _exchange(
        self, method: str, target: httpx.URL, body: Mapping[str, object] | None
    ) -> Reply | httpx.URL:
        """The reply, or where a redirect leads."""
        request = self._client.build_request(method, target, json=body)
        auth = self._auth(request)
        slot = self._limiter.take(method) if self._at_api(target) else None
        deadline = time.monotonic() + self._limits.total
        try:
            response = self._client.send(request, auth=auth, stream=True, follow_redirects=False)
            with contextlib.closing(response):
                if slot is not None:
                    self._limiter.answered(slot, response.headers)
                return self._outcome(response, deadline)
        except httpx.TransportError as error:
            raise self._unreachable(request, error) from error
