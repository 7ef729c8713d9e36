"""The list of requests that came in, for whoever wants to know what a client really sent."""

from __future__ import annotations

from collections import deque
from dataclasses import asdict, dataclass
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from helpgen.emulator.operations import OperationFinder

CONTROL = "/__emulator__/"
_KEPT = 100_000


@dataclass(slots=True)
class Entry:
    """One request; `status` is None while, or if, no answer was begun."""

    method: str
    path: str
    query: str
    authorization: bool
    operation: str | None
    status: int | None = None


class Journal:
    """The last 100,000 requests, oldest first."""

    def __init__(self) -> None:
        self._entries: deque[Entry] = deque(maxlen=_KEPT)

    def add(self, entry: Entry) -> None:
        """Keep an entry; its status may be filled in later."""
        self._entries.append(entry)

    def to_json(self) -> list[dict[str, Any]]:
        """Every entry as a dict."""
        return [asdict(entry) for entry in self._entries]

    def clear(self) -> None:
        """Forget all."""
        self._entries.clear()


class Journaling:
    """Middleware that writes every request but those to the control routes into a journal."""

    def __init__(self, app: ASGIApp, *, journal: Journal, finder: OperationFinder) -> None:
        self._app = app
        self._journal = journal
        self._finder = finder

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, and note the status of the answer."""
        if scope["type"] != "http" or scope["path"].startswith(CONTROL):
            await self._app(scope, receive, send)
            return
        entry = self._entry(scope)
        self._journal.add(entry)

        async def send_and_note(message: Message) -> None:
            if message["type"] == "http.response.start":
                entry.status = message["status"]
            await send(message)

        await self._app(scope, receive, send_and_note)

    def _entry(self, scope: Scope) -> Entry:
        return Entry(
            method=scope["method"],
            path=scope["path"],
            query=scope["query_string"].decode("latin-1"),
            authorization=any(name == b"authorization" for name, _ in scope["headers"]),
            operation=self._finder.find(scope["method"], scope["path"]),
        )
