"""A request has its time to arrive: who sends it byte by byte, or never, is sent away."""

from __future__ import annotations

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

_ARRIVING = (h11.IDLE, h11.SEND_BODY)


class TimelyProtocol(H11Protocol):
    """uvicorn's protocol, which itself waits without end for a request that has begun.

    Attributes:
        seconds: From the connection, or from a request's first byte on a connection that has had
            one, until the whole request is there. Between requests uvicorn's own time counts.
    """

    seconds = 15.0
    _due: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """The first request is due."""
        super().connection_made(transport)
        self._watch()

    def data_received(self, data: bytes) -> None:
        """Take what has come; the rest is due, or nothing is."""
        super().data_received(data)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is due any more."""
        self._forget()
        super().connection_lost(exc)

    def _watch(self) -> None:
        if self.conn.their_state not in _ARRIVING:
            self._forget()
        elif self._due is None:
            self._due = self.loop.call_later(self.seconds, self.transport.abort)

    def _forget(self) -> None:
        if self._due is not None:
            self._due.cancel()
            self._due = None
