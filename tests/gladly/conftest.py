"""An emulator on a free port, clients for it, and a server that sends any bytes."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
from starlette.types import ASGIApp, Receive, Scope, Send

from helpgen.emulator import (
    DEMO_CREDENTIALS,
    AnswerRecord,
    ContentRecord,
    HelpCenterRecord,
    Organization,
    SectionRecord,
    Seed,
    create_app,
    running,
)
from helpgen.gladly import Credentials, GladlyClient, RateLimiter, RetryPolicy

ORG = "ihKsWxiZCDVtXg1iwVmT9Q"
QUICK = RetryPolicy(attempts=3, wait_initial=0.01, wait_max=0.02, wait_jitter=0.01)


class Stage:
    """An ASGI app that plays whichever app was put on it last, so that one server serves all."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the app of the moment answer."""
        await self.app(scope, receive, send)


@dataclass
class Emulator:
    """A fresh emulator: its URL, its control routes, and clients for it."""

    url: str
    control: httpx.Client
    clients: contextlib.ExitStack
    ssl_context: ssl.SSLContext

    def client(self, **options: Any) -> GladlyClient:
        """A client with the right credentials, quick retries and no limit of its own."""
        defaults = {
            "org_id": ORG,
            "credentials": Credentials(*DEMO_CREDENTIALS),
            "limiter": RateLimiter(None),
            "retries": QUICK,
            # What the client would use itself, but reading the certificates takes its time.
            "transport": httpx.HTTPTransport(verify=self.ssl_context),
        }
        return self.clients.enter_context(GladlyClient(self.url, **(defaults | options)))

    def fault(self, operation: str, kind: str, **details: Any) -> None:
        """Set a fault."""
        fault = {"operation": operation, "kind": kind, **details}
        self.control.post("/__emulator__/faults", json=fault).raise_for_status()

    def requests(self) -> list[dict[str, Any]]:
        """Every request that came in."""
        return self.control.get("/__emulator__/requests").json()

    def calls(self) -> list[str]:
        """The operations that were asked for, in order."""
        return [request["operation"] for request in self.requests()]


def small_seed() -> Seed:
    """Two answers, one of them filed and placed in a help center beside a dangling id."""
    return Seed(
        organization=Organization(ORG, "Acme", {"fjell": "Fjell"}, ("en-us", "fr-ca")),
        answers=(
            AnswerRecord("returns", "Fjell: Returns", "For agents", ("fjell",)),
            AnswerRecord("-shipping", "Shipping"),
        ),
        contents=(
            ContentRecord(
                "returns",
                "en-us",
                "public",
                "<div>Within 30 days.</div>",
                title="How do I <return> it?",
                updated_at="2026-05-14T09:12:00.000Z",
            ),
            ContentRecord("-shipping", "en-us", "public", "<div>Free.</div>", title="Delivery"),
        ),
        help_centers=(
            HelpCenterRecord(
                "fjell.example-en-us",
                "en-us",
                (SectionRecord("Orders", ("returns", "gone", "-shipping")),),
                "fjell",
            ),
        ),
    )


@pytest.fixture(scope="session")
def stage() -> Iterator[tuple[Stage, str]]:
    """A running server and its URL."""
    theatre = Stage()
    with running(theatre) as url:
        yield theatre, url


@pytest.fixture(scope="session")
def ssl_context() -> ssl.SSLContext:
    """Read once: nothing here speaks TLS, but every httpx client wants one."""
    return httpx.create_ssl_context()


@pytest.fixture
def start(
    stage: tuple[Stage, str], ssl_context: ssl.SSLContext
) -> Iterator[Callable[..., Emulator]]:
    """Starts a fresh emulator: `start(seed, **options of create_app)`."""
    theatre, url = stage
    with (
        httpx.Client(base_url=url, trust_env=False, verify=ssl_context) as control,
        contextlib.ExitStack() as clients,
    ):

        def begin(seed: Seed | None = None, **options: Any) -> Emulator:
            theatre.app = create_app(seed or small_seed(), **{"rate_limit": 0, **options})
            return Emulator(url, control, clients, ssl_context)

        yield begin


@pytest.fixture
def emulator(start: Callable[..., Emulator]) -> Emulator:
    """A fresh emulator without rate limit."""
    return start()


@dataclass
class RawServer:
    """Answers each connection by the next script; remembers what it was sent."""

    url: str
    listener: socket.socket
    heard: list[bytes] = field(default_factory=list)


@pytest.fixture
def raw_server() -> Iterator[Callable[..., RawServer]]:
    """Starts a server that plays one script a connection: `raw_server(script, ...)`.

    A script is the bytes to answer with, or an iterable of pieces to send one by one; the
    connection closes after it.
    """
    with contextlib.ExitStack() as servers:

        def begin(*scripts: Any) -> RawServer:
            listener = socket.create_server(("127.0.0.1", 0))
            server = RawServer(f"http://127.0.0.1:{listener.getsockname()[1]}", listener)
            thread = threading.Thread(target=_play, args=(server, scripts))
            thread.start()
            servers.callback(thread.join)
            servers.callback(listener.close)
            servers.callback(listener.shutdown, socket.SHUT_RDWR)
            return server

        yield begin


@pytest.fixture
def raw_client(ssl_context: ssl.SSLContext) -> Iterator[Callable[..., GladlyClient]]:
    """Makes clients for servers of raw bytes: `raw_client(server, **options)`."""
    with contextlib.ExitStack() as clients:

        def begin(server: RawServer, **options: Any) -> GladlyClient:
            defaults = {
                "org_id": "o",
                "retries": QUICK,
                "transport": httpx.HTTPTransport(verify=ssl_context),
            }
            return clients.enter_context(GladlyClient(server.url, **(defaults | options)))

        yield begin


@pytest.fixture
def response() -> Callable[..., bytes]:
    """Makes the bytes of a response: `response(body, *headers, status=..., length=...)`."""

    def build(
        body: bytes, *headers: str, status: str = "200 OK", length: int | None = None
    ) -> bytes:
        length = len(body) if length is None else length
        head = [f"HTTP/1.1 {status}", f"Content-Length: {length}", "Connection: close", *headers]
        return "\r\n".join([*head, "", ""]).encode() + body

    return build


class FakeTime:
    """Time that passes only while a limiter sleeps."""

    def __init__(self) -> None:
        self.slept = 0.0

    def sleep(self, seconds: float) -> None:
        """Let it pass."""
        self.slept += seconds

    def limiter(self) -> RateLimiter:
        """A limiter that lives in it and assumes no limit."""
        return RateLimiter(None, clock=lambda: self.slept, sleep=self.sleep)


@pytest.fixture
def fake_time() -> FakeTime:
    """A time of its own for each test."""
    return FakeTime()


def _play(server: RawServer, scripts: tuple[Any, ...]) -> None:
    for script in scripts:
        try:
            connection, _ = server.listener.accept()
        except OSError:
            return
        with connection, contextlib.suppress(OSError):
            server.heard.append(_heard(connection))
            for piece in [script] if isinstance(script, bytes) else script:
                connection.sendall(piece)


def _heard(connection: socket.socket) -> bytes:
    """One request without a body, or the head of one with."""
    heard = b""
    while b"\r\n\r\n" not in heard and (piece := connection.recv(65536)):
        heard += piece
    return heard
