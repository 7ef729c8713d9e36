"""A host on this machine that answers as a test wants, over real HTTP."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler

from helpgen.external.limits import Limits

QUICK = Limits(seconds=20, pause=0, retry=0.01, connect=2, read=0.5, total=2)


@dataclass
class Host:
    """A running host.

    Attributes:
        url: Its origin.
        port: Its port.
        answers: Status, and headers, by method and path, or by path alone; in turn, where there
            are several. 200 for all others.
        asked: Method and path of every request.
        busiest: Most requests at once.
        delay: Seconds that an answer takes.
    """

    url: str = ""
    port: int = 0
    answers: dict[str, list[tuple[int, Mapping[str, str]]]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    busiest: int = 0
    delay: float = 0.0
    now: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def give(self, what: str, *statuses: int, **headers: str) -> None:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers[what] = [(status, named) for status in statuses]

    def take(self, method: str, path: str) -> tuple[int, Mapping[str, str]]:
        with self.lock:
            self.asked.append(f"{method} {path}")
            found = self.answers.get(f"{method} {path}") or self.answers.get(path)
            if not found:
                return 200, {}
            return found.pop(0) if len(found) > 1 else found[0]


def handler(host: Host) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_HEAD(self) -> None:
            with host.lock:
                host.now += 1
                host.busiest = max(host.busiest, host.now)
            time.sleep(host.delay)
            status, headers = host.take(self.command, self.path)
            with host.lock:
                host.now -= 1
            if status == 0:  # says nothing
                self.close_connection = True
                return
            self.send_response(status)
            for name, value in {"Content-Length": "0", **headers}.items():
                self.send_header(name, value)
            self.end_headers()

        do_GET = do_HEAD  # noqa: N815 - http.server's name

        def log_message(self, *_: object) -> None:
            """Nobody reads it."""

    return Handler
