"""Tells the open pages of changes: server-sent events."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import AsyncIterator, Mapping
from typing import Any

_BEAT_SECONDS = 15
_RELOAD: Mapping[str, Any] = {"kind": "reload"}


class Events:
    """What pages are told. For one event loop.

    Attributes:
        version: Of what the pages show: another run or a change makes another one.
    """

    def __init__(self) -> None:
        self._run = secrets.token_hex(4)
        self._number = 0
        self._queues: set[asyncio.Queue[Mapping[str, Any] | None]] = set()
        self._closed = False

    @property
    def version(self) -> str:
        """Of what the pages show: another run of the server or a change makes another one."""
        return f"{self._run}-{self._number}"

    def changed(self, event: Mapping[str, Any] = _RELOAD) -> None:
        """Tell every page of a change."""
        self._number += 1
        self._tell(event)

    def told(self, event: Mapping[str, Any]) -> None:
        """Tell every page of something that leaves it as it is."""
        self._tell(event)

    def close(self) -> None:
        """End every stream."""
        self._closed = True
        for queue in self._queues:
            queue.put_nowait(None)

    def _tell(self, event: Mapping[str, Any]) -> None:
        for queue in self._queues:
            queue.put_nowait({**event, "version": self.version})

    async def stream(self, seen: str) -> AsyncIterator[bytes]:
        """The events for a page.

        Args:
            seen: The version that it shows; if another one is current, it's told to reload.
        """
        queue: asyncio.Queue[Mapping[str, Any] | None] = asyncio.Queue()
        self._queues.add(queue)
        try:
            yield b": helpgen\n\n"
            if seen != self.version:
                yield _line({**_RELOAD, "version": self.version})
            while not self._closed:
                try:
                    # Not wait_for: up to Python 3.11 that can swallow the end of its task.
                    async with asyncio.timeout(_BEAT_SECONDS):
                        event = await queue.get()
                except TimeoutError:
                    yield b": beat\n\n"
                    continue
                if event is not None:
                    yield _line(event)
        finally:
            self._queues.discard(queue)


def _line(event: Mapping[str, Any]) -> bytes:
    return f"data: {json.dumps(event)}\n\n".encode()
