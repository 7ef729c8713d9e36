"""One attempt of one request: rate limit, credentials, redirects, and typed failures."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Mapping
from http.cookiejar import CookieJar, DefaultCookiePolicy

import httpx

from helpgen import __version__
from helpgen.errors import ConfigError, GladlyMalformed, GladlyRefused, Problem
from helpgen.gladly.failures import (
    TOO_MANY_REQUESTS,
    from_status,
    from_transport,
    redirect_target,
    told,
)
from helpgen.gladly.hosts import is_loopback, same_origin
from helpgen.gladly.limiter import WINDOW, RateLimiter
from helpgen.gladly.replies import BodyReader, Reply
from helpgen.gladly.retries import TransientError
from helpgen.gladly.settings import Credentials, Limits
from helpgen.gladly.words import plain

MAX_REDIRECTS = 5
_ERROR_LIMITS = Limits(max_bytes=64 * 1024)
_HEADERS = {
    "Accept": "application/json",
    "Accept-Encoding": "gzip",
    "User-Agent": f"helpgen/{__version__}",
}


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
            # A proxy named in the environment can't reach this machine's loopback.
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
        auth = self._auth(method, target)
        for _ in range(MAX_REDIRECTS + 1):
            request = self._client.build_request(method, target, json=body)
            outcome = self._exchange(request, auth if self._is_private(target) else None)
            if isinstance(outcome, Reply):
                return outcome
            target = outcome
        raise GladlyMalformed(f"{method} {url}", f"redirects more than {MAX_REDIRECTS} times")

    def _exchange(self, request: httpx.Request, auth: httpx.BasicAuth | None) -> Reply | httpx.URL:
        """The reply, or where a redirect leads."""
        slot = self._limiter.take(request.method) if self._at_api(request.url) else None
        deadline = time.monotonic() + self._limits.total
        try:
            response = self._client.send(request, auth=auth, stream=True, follow_redirects=False)
            with contextlib.closing(response):
                if slot is not None:
                    self._limiter.answered(slot, response.headers)
                return self._outcome(response, deadline)
        except httpx.TransportError as error:
            raise from_transport(request, error, self._limits) from error
        except httpx.InvalidURL as error:  # of a redirect; what was asked for is one
            message = f"redirects to what is no address of the web ({plain(str(error))})"
            raise GladlyMalformed(told(request), message) from error

    def _outcome(self, response: httpx.Response, deadline: float) -> Reply | httpx.URL:
        if response.is_success:
            reader = BodyReader(told(response.request), self._limits, deadline)
            content_type = response.headers.get("content-type", "")
            return Reply(told(response.request), content_type, reader.read(response))
        if response.is_error:
            raise self._refused(response, deadline)
        return redirect_target(response)

    def _refused(self, response: httpx.Response, deadline: float) -> GladlyRefused | TransientError:
        reader = BodyReader(told(response.request), _ERROR_LIMITS, deadline)
        failure = from_status(response, reader, self._longest_pause)
        if isinstance(failure, TransientError) and self._is_rate_limit(response):
            pause = WINDOW if failure.wait is None else failure.wait
            self._limiter.pause(response.request.method, pause)
        return failure

    def _is_rate_limit(self, response: httpx.Response) -> bool:
        return response.status_code == TOO_MANY_REQUESTS and self._at_api(response.url)

    def _auth(self, method: str, target: httpx.URL) -> httpx.BasicAuth | None:
        """The credentials, if the endpoint that is asked for needs them."""
        if not self._is_private(target):
            return None
        if self._credentials is None:
            hint = "set GLADLY_API_USER and GLADLY_API_TOKEN to an agent's email and API token"
            raise ConfigError([Problem(f"{method} {target}", "needs Gladly credentials", hint)])
        return httpx.BasicAuth(self._credentials.user, self._credentials.token)

    def _is_private(self, target: httpx.URL) -> bool:
        path = target.path
        private = path.startswith("/api/v1/") and not path.startswith("/api/v1/orgs/")
        return private and self._at_api(target)

    def _at_api(self, target: httpx.URL) -> bool:
        return same_origin(target, self._api)
