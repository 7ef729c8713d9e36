"""Connections to public machines only, none of them longer than its deadline.

The address that is checked is the address that is connected to: the name is looked up
once, and the connection goes to the number. A name that changes between two look-ups (DNS
rebinding) gains nothing. TLS still checks the certificate against the name.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

import httpcore

from helpgen.pictures.addresses import is_public
from helpgen.pictures.failures import not_public, unreachable

Resolve = Callable[[str, int], list[str]]
"""IP addresses of a host, best first; the port is only for the look-up."""
Endpoint = tuple[str, int]
"""Host and port, as they stand in a URL."""


def system_resolve(host: str, port: int) -> list[str]:
    """What the system's resolver says.

    Raises:
        OSError: The name has no address.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class Deadline(threading.local):
    """When the request of this thread has to be over, on the monotonic clock."""

    def __init__(self) -> None:
        self._end = 0.0

    def start(self, seconds: float) -> None:
        """Begin a request that may take so long."""
        self._end = time.monotonic() + seconds

    def left(self, timeout: float | None) -> float:
        """Seconds that one step may take: `timeout`, or less.

        Raises:
            PictureError: The time is over.
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise unreachable("took too long")
        return left if timeout is None else min(left, timeout)


class GuardedBackend(httpcore.NetworkBackend):
    """Where httpcore gets its connections.

    Args:
        deadline: Of the requests.
        private: Hosts and ports that needn't be public: the emulator's own.
        resolve: Looks names up.
        inner: Makes the connections.
    """

    def __init__(
        self,
        deadline: Deadline,
        *,
        private: frozenset[Endpoint] = frozenset(),
        resolve: Resolve = system_resolve,
        inner: httpcore.NetworkBackend | None = None,
    ) -> None:
        self._deadline = deadline
        self._private = private
        self._resolve = resolve
        self._inner = inner or httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of the host that answers.

        Raises:
            PictureError: The host has no address, or one that isn't public.
            httpcore.ConnectError: None of them answers.
        """
        failure: Exception = httpcore.ConnectError("the host has no address")
        for address in self._addresses(host, port):
            try:
                stream = self._inner.connect_tcp(
                    address, port, self._deadline.left(timeout), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _Stream(stream, self._deadline)
        raise failure

    def _addresses(self, host: str, port: int) -> list[str]:
        """Addresses of the host: all of them public, or none is connected to."""
        try:
            addresses = self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise unreachable("can't be reached: its host isn't known") from error
        if (host, port) not in self._private:
            for address in addresses:
                if not is_public(address):
                    raise not_public(f"leads to {address}, which isn't a public address")
        return addresses


class _Stream(httpcore.NetworkStream):
    """A connection on which every step ends by the deadline."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = self._deadline.left(timeout)
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
