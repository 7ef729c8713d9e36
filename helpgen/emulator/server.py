"""Serves an app on this machine: in a thread for a while, or in the foreground."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from typing import Any

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

from helpgen.emulator.faulty import CLOSE
from helpgen.listening import listen, url_of

_ABORT_EVERY = 0.05  # seconds


@contextlib.contextmanager
def running(app: ASGIApp, host: str = "127.0.0.1", port: int = 0) -> Iterator[str]:
    """Serve `app` in a thread while the block runs.

    Args:
        app: An ASGI application.
        host: Address to listen on.
        port: 0 for a free one.

    Yields:
        The base URL, such as `http://127.0.0.1:40123`, once it answers.

    Raises:
        ConfigError: Host and port can't be listened on.
    """
    listener = listen(host, port)
    url = url_of(host, listener)
    server = _Server(_config(app))
    thread = threading.Thread(target=server.run, args=([listener],), name=f"emulator {url}")
    thread.start()
    try:
        server.wait_until_it_answers(thread)
        yield url
    finally:
        server.should_exit = True
        thread.join()


def serve(app: ASGIApp, host: str, port: int, announce: Callable[[str], None]) -> None:
    """Serve `app` until Ctrl-C or SIGTERM.

    Args:
        app: An ASGI application.
        host: Address to listen on.
        port: 0 for a free one.
        announce: Called with the base URL once the port is ours.

    Raises:
        ConfigError: Host and port can't be listened on.
    """
    listener = listen(host, port)
    announce(url_of(host, listener))
    with contextlib.suppress(KeyboardInterrupt):
        _Server(_config(app)).run([listener])


class _ClosableProtocol(H11Protocol):
    """Gives the app a way to close its connection, which ASGI alone has not."""

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        inner = self.app

        async def app(scope: Scope, receive: Receive, send: Send) -> None:
            extensions = {**scope.get("extensions", {}), CLOSE: self.transport.close}
            await inner({**scope, "extensions": extensions}, receive, send)

        self.app = app


class _Server(uvicorn.Server):
    """Tells when it answers, and doesn't wait for clients that hang when it's told to stop."""

    def __init__(self, config: Config) -> None:
        super().__init__(config)
        self.answering = threading.Event()

    def wait_until_it_answers(self, thread: threading.Thread) -> None:
        """Return when it does; an error if its thread ends before."""
        while not self.answering.wait(timeout=0.1):
            if not thread.is_alive():
                raise RuntimeError("the server stopped while it was starting")

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.answering.set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        aborting = asyncio.create_task(self._abort_connections())
        await super().shutdown(sockets)
        aborting.cancel()

    async def _abort_connections(self) -> None:
        """Again and again: one may have been accepted just before the listener closed."""
        while True:
            for connection in list(self.server_state.connections):
                connection.transport.abort()
            await asyncio.sleep(_ABORT_EVERY)


def _config(app: ASGIApp) -> Config:
    return Config(
        app,
        http=_ClosableProtocol,
        ws="none",
        loop="asyncio",
        lifespan="off",
        log_config=None,
        access_log=False,
    )
