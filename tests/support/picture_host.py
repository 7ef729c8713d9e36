"""A host of pictures on this machine that answers as a test wants, over real HTTP."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[[BaseHTTPRequestHandler], None]
ORIGIN = "https://pictures.example"
"""What the host is called in answers."""


@dataclass
class Asked:
    """One request."""

    path: str
    headers: Mapping[str, str]


@dataclass
class PictureHost:
    """A running host.

    Attributes:
        url: Its true origin, on loopback.
        answers: By path.
        asked: Every request so far.
        busiest: Most requests at once so far.
    """

    url: str = ""
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    busiest: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def give(self, path: str, data: bytes, **more: Any) -> str:
        """Answer a path with these bytes; the address under which answers name it."""
        return self.act(path, sending(data, **more))

    def act(self, path: str, answer: Answer) -> str:
        """Answer a path by a function; the address under which answers name it."""
        self.answers[path] = answer
        return ORIGIN + path

    def paths(self) -> list[str]:
        """Paths asked for, in order."""
        return [one.path for one in self.asked]

    @property
    def stand_ins(self) -> dict[str, str]:
        return {ORIGIN: self.url}


def sending(
    data: bytes, status: int = 200, headers: Mapping[str, str] | None = None, etag: str = ""
) -> Answer:
    """Sends bytes; with an ETag, 304 to whoever has them."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        known = bool(etag) and request.headers.get("If-None-Match") == etag
        request.send_response(304 if known else status)
        for name, value in {"Content-Type": "image/png", **(headers or {})}.items():
            request.send_header(name, value)
        if etag:
            request.send_header("ETag", etag)
        request.send_header("Content-Length", "0" if known else str(len(data)))
        request.end_headers()
        if not known:
            request.wfile.write(data)

    return answer


def redirecting(location: str, status: int = 302) -> Answer:
    """Sends elsewhere."""
    return sending(b"", status, {"Location": location})


def truncated(data: bytes) -> Answer:
    """Promises all and sends half."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Length", str(len(data)))
        request.end_headers()
        request.wfile.write(data[: len(data) // 2])
        request.close_connection = True

    return answer


def endless(chunk: bytes = bytes(64_000)) -> Answer:
    """Sends as long as anyone takes it, and says no length."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Connection", "close")
        request.end_headers()
        with contextlib.suppress(OSError):
            while True:
                request.wfile.write(chunk)

    return answer


def dripping(data: bytes, pause: float = 0.1) -> Answer:
    """Sends a byte now and then."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Length", str(len(data)))
        request.end_headers()
        with contextlib.suppress(OSError):
            for byte in data:
                request.wfile.write(bytes([byte]))
                time.sleep(pause)

    return answer


def slow_headers(pause: float = 0.1) -> Answer:
    """Sends a header now and then, without end."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        with contextlib.suppress(OSError):
            request.wfile.write(b"HTTP/1.1 200 OK\r\n")
            for number in range(1000):
                request.wfile.write(f"X-{number}: y\r\n".encode())
                time.sleep(pause)

    return answer


def waiting(seconds: float, then: Answer) -> Answer:
    """Answers late."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        time.sleep(seconds)
        with contextlib.suppress(OSError):
            then(request)

    return answer


def failing_first(times: int, then: Answer, status: int = 503) -> Answer:
    """Fails so many times, then answers."""
    left = [times]

    def answer(request: BaseHTTPRequestHandler) -> None:
        left[0] -= 1
        (sending(b"", status) if left[0] >= 0 else then)(request)

    return answer


@contextlib.contextmanager
def picture_host() -> Iterator[PictureHost]:
    """A host that runs while the block does; what it has no answer for is 404."""
    host = PictureHost()
    busy = [0]

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            with host.lock:
                host.asked.append(Asked(self.path, dict(self.headers)))
                busy[0] += 1
                host.busiest = max(host.busiest, busy[0])
            try:
                host.answers.get(self.path, sending(b"", 404))(self)
            finally:
                with host.lock:
                    busy[0] -= 1

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

        def handle_error(self, *_: Any) -> None:
            """A client that hangs up is no error here."""

    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    host.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
