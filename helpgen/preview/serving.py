"""Runs the preview until Ctrl-C: the server, the watches, the full build behind it."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import signal
import socket
import sys
import webbrowser
from collections.abc import Callable, Coroutine
from types import FrameType
from typing import Any

import uvicorn

from helpgen.errors import ConfigError, Problem, Severity
from helpgen.listening import listen, url_of
from helpgen.preview.app import PreviewApp
from helpgen.preview.behind import Behind, Later
from helpgen.preview.checks import built_folder
from helpgen.preview.documents import HOME
from helpgen.preview.endpoint import SearchEndpoint
from helpgen.preview.hosts import Hosts, is_loopback
from helpgen.preview.options import Options
from helpgen.preview.project import Project
from helpgen.preview.session import Session

_OBJECTS_BETWEEN_COLLECTIONS = 20_000
"""Each reload leaves some thousand objects that refer to each other."""
_PORTS = 20
"""Ports that are tried after one that is taken."""


def serve(options: Options, say: Callable[[str], None]) -> None:
    """Serve until Ctrl-C or SIGTERM.

    Args:
        options: How it runs.
        say: Prints a line for the person at the terminal.

    Raises:
        ConfigError: The address can't be listened on, or a brand isn't one of the site's.
    """
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    later = Later()
    project = Project(
        options.config, options.settings, options.slugs, later, published=options.published
    )
    project.look()
    if project.site is not None:
        _check_slugs(project, options.slugs)
    listener = _free(options.host, options.port)
    url = url_of(options.host, listener)
    endpoint = SearchEndpoint(built_folder(options.config), listener.getsockname()[1])
    session = Session(project, endpoint, say, navigates=options.navigate)
    app = PreviewApp(session, Hosts(options.host, frozenset(map(str.lower, options.named))))
    config = uvicorn.Config(
        app,
        ws="none",
        loop="asyncio",
        lifespan="off",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=1,
    )
    server = _Server(config, session, lambda: Behind(options, session, later).run())
    # Until uvicorn listens to signals, one ends it as soon as it has started; and uvicorn raises
    # the one that stopped it again when all is done: an end that was asked for is no failure.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, server.end)
    _announce(project, url, options, say)
    for failure in project.failures:
        say(f"error: {failure.what}")
    server.run([listener])
    # Threads that make a page or wait for Gladly would hold the end; what they write to disk,
    # they write in one step.
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def _announce(project: Project, url: str, options: Options, say: Callable[[str], None]) -> None:
    say(f"{url}{HOME}   Ctrl-C ends it")
    port = url.rpartition(":")[2]
    for brand in project.brands:
        own = f"   http://{brand.slug}.localhost:{port}/" if is_loopback(options.host) else ""
        say(f"  {brand.name}: {url}/{brand.slug}/{own}")
    if options.opens:
        webbrowser.open(f"{url}{HOME}")


def _check_slugs(project: Project, slugs: tuple[str, ...]) -> None:
    known = [brand.slug for brand in project.site.brands] if project.site else []
    unknown = [slug for slug in slugs if slug not in known]
    if unknown:
        hint = f"the site has {', '.join(known)}"
        raise ConfigError(
            Problem(f"--brand {slug}", "isn't a brand of the site", hint, Severity.ERROR)
            for slug in unknown
        )


def _free(host: str, port: int) -> socket.socket:
    """A socket on the port, or the next one that isn't taken."""
    last = port + (_PORTS if port else 0)
    while True:
        try:
            return listen(host, port)
        except ConfigError:
            port += 1
            if port > last:
                raise


class _Server(uvicorn.Server):
    """Runs what goes on behind the server, and ends at once when it's told to."""

    def __init__(
        self,
        config: uvicorn.Config,
        session: Session,
        behind: Callable[[], Coroutine[Any, Any, None]],
    ) -> None:
        super().__init__(config)
        self._session = session
        self._behind = behind
        self._task: asyncio.Task[None] | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._task = asyncio.create_task(self._behind())

    def end(self, _: int, __: FrameType | None) -> None:
        """Not before it has started, and nothing more if it has ended."""
        self.should_exit = True

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Open streams would hold the server else."""
        super().handle_exit(sig, frame)
        self._session.events.close()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._session.close()
        if self._task:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
        await super().shutdown(sockets)
