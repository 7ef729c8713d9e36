"""One address over HTTP: HEAD, and GET where that is refused; nothing of a body is read.

No credentials, no cookies, no proxy, and public machines only, as for pictures: answers name
hosts that nobody here chose.
"""

from __future__ import annotations

import ssl
import time
from types import TracebackType
from typing import Self

import httpcore
import httpx

from helpgen import __version__
from helpgen.external.limits import Limits
from helpgen.external.reply import Reply, answered
from helpgen.pictures.addresses import vetted
from helpgen.pictures.failures import PictureError, unreachable
from helpgen.pictures.guard import Deadline, Endpoint, GuardedBackend, Resolve, system_resolve

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD = frozenset({301, 308})
_BUSY, _REFUSED = 429, 400
_HEADERS = [
    (b"Accept", b"*/*"),
    (b"Accept-Encoding", b"identity"),
    (b"User-Agent", f"helpgen/{__version__} (link check)".encode()),
]


class Asker:
    """Asks hosts over a pool of connections; thread-safe, a context manager.

    Args:
        limits: Of each request.
        private: Hosts and ports that needn't be public.
        resolve: Looks names up.
        tls: Checks certificates; those of httpx by default.
    """

    def __init__(
        self,
        limits: Limits,
        *,
        private: frozenset[Endpoint] = frozenset(),
        resolve: Resolve = system_resolve,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._limits = limits
        self._deadline = Deadline()
        self._pool = httpcore.ConnectionPool(
            ssl_context=tls or httpx.create_ssl_context(),
            max_connections=limits.hosts * limits.per_host,
            keepalive_expiry=limits.read,
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

    def ask(self, url: str, end: float) -> Reply:
        """What stands at an address; asked again where a failure may pass.

        Args:
            url: As a page names it.
            end: Time on the monotonic clock after which nothing is waited for.
        """
        try:
            target = vetted(url)
        except PictureError as error:
            return Reply(failure=error.failure.what)
        for attempt in range(self._limits.attempts):
            reply = self._once(target)
            wait = reply.wait or self._limits.retry * 2**attempt
            last = attempt + 1 == self._limits.attempts
            late = wait > self._limits.longest_wait or time.monotonic() + wait > end
            if not reply.passing or last or late:
                return reply
            time.sleep(wait)
        raise AssertionError("the last attempt returns")

    def _once(self, target: httpx.URL) -> Reply:
        """The answer to HEAD, or to GET where a host won't answer that as it should."""
        reply = self._followed("HEAD", target)
        if reply.status == _BUSY or not (reply.failure or reply.status >= _REFUSED):
            return reply
        return self._followed("GET", target) if reply.status else reply

    def _followed(self, method: str, target: httpx.URL) -> Reply:
        for_good, first = True, target
        try:
            for _ in range(self._limits.redirects + 1):
                status, headers = self._exchange(method, target)
                if status not in _REDIRECTS or "location" not in headers:
                    moved = str(target) if for_good and target is not first else ""
                    return answered(
                        status, moved_to=moved, retry_after=headers.get("retry-after", "")
                    )
                for_good = for_good and status in _FOR_GOOD
                target = vetted(str(target.join(headers["location"])))
        except PictureError as error:
            return Reply(failure=error.failure.what, passing=error.passing)
        except (httpx.InvalidURL, ValueError):
            return Reply(failure="is redirected to an address that can't be read")
        return Reply(failure=f"is redirected more than {self._limits.redirects} times")

    def _exchange(self, method: str, target: httpx.URL) -> tuple[int, dict[str, str]]:
        """Status and headers of an answer.

        Raises:
            PictureError: No answer came, or the host isn't a public one.
        """
        self._deadline.start(self._limits.total)
        url = httpcore.URL(
            scheme=target.raw_scheme, host=target.raw_host, port=target.port, target=target.raw_path
        )
        headers = [(b"Host", target.netloc), *_HEADERS]
        try:
            with self._pool.stream(
                method, url, headers=headers, extensions={"timeout": self._timeouts}
            ) as response:
                return response.status, {
                    name.decode("latin-1").lower(): value.decode("latin-1")
                    for name, value in response.headers
                }
        except httpcore.TimeoutException as error:
            raise unreachable("can't be reached: its host is too slow") from error
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
            raise unreachable(_reason(error)) from error


def _reason(error: Exception) -> str:
    if isinstance(error, httpcore.ConnectError) and "CERTIFICATE" in str(error).upper():
        return "can't be reached: its host's certificate isn't valid"
    if isinstance(error, httpcore.ConnectError):
        return "can't be reached: its host doesn't answer"
    return "can't be reached: the transfer broke off"
