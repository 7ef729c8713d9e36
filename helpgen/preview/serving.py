"""Runs the preview until Ctrl-C: the server, the watches, the full build behind it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

import uvicorn

from helpgen.errors import ConfigError, Problem, Severity
from helpgen.listening import listen, url_of
from helpgen.preview.app import PreviewApp
from helpgen.preview.checks import Checked, Checks
from helpgen.preview.documents import HOME
from helpgen.preview.failures import Failure
from helpgen.preview.fetching import fetch_once, poll
from helpgen.preview.hosts import Hosts, is_loopback
from helpgen.preview.project import Project
from helpgen.preview.session import Session
from helpgen.preview.stamps import managed_stamps
from helpgen.preview.watch import Watcher, folders_of, quiet

_PORTS = 20
"""Ports that are tried after one that is taken."""
_PAUSE, _LONGEST = 0.01, 0.2  # seconds: several files of one save count as one change
_LOOK = 0.5  # seconds between looks, where the system has no watches left
_SETTLED = 1.0  # seconds without a change after which a full build is worth its time


@dataclass(frozen=True, slots=True)
class Options:
    """How the preview runs.

    Attributes:
        config: site.toml.
        settings: Changes to it.
        slugs: The brands to show; all if there are none.
        host: Address to listen on.
        port: The first one to try; 0 for a free one.
        named: Other names that may be in a Host header.
        opens: Whether to open a browser.
        offline: Whether Gladly is never asked.
        poll: Seconds between two times that Gladly is asked; 0 for once at the start.
        checks: Whether full builds run behind it.
    """

    config: Path
    settings: tuple[str, ...] = ()
    slugs: tuple[str, ...] = ()
    host: str = "127.0.0.1"
    port: int = 8000
    named: tuple[str, ...] = ()
    opens: bool = False
    offline: bool = False
    poll: float = 0
    checks: bool = True


def serve(options: Options, say: Callable[[str], None]) -> None:
    """Serve until Ctrl-C or SIGTERM.

    Args:
        options: How it runs.
        say: Prints a line for the person at the terminal.

    Raises:
        ConfigError: The address can't be listened on, or a brand isn't one of the site's.
    """
    later = _Later()
    project = Project(options.config, options.settings, options.slugs, later)
    project.look()
    if project.site is not None:
        _check_slugs(project, options.slugs)
    listener = _free(options.host, options.port)
    url = url_of(options.host, listener)
    session = Session(project, say)
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
    server = _Server(config, session, lambda: _Behind(options, session, later).run())
    _announce(project, url, options, say)
    for failure in project.failures:
        say(f"error: {failure.what}")
    # uvicorn raises the signal that stopped it again when all is done: an end that was asked
    # for is no failure.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _ended)
    server.run([listener])
    # Threads that wait for Gladly would hold the end; what they write, they write in one step.
    sys.stdout.flush()
    if any(thread.name.startswith("fetch") for thread in threading.enumerate()):
        os._exit(0)


def _ended(_: int, __: FrameType | None) -> None:
    """Nothing is left to do."""


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


class _Later:
    """Does jobs on threads of their own, which end with the process whatever they're at.

    Attributes:
        done: Called from such a thread after each.
    """

    def __init__(self) -> None:
        self.done: Callable[[], None] = lambda: None

    def __call__(self, job: Callable[[], None]) -> None:
        threading.Thread(target=self._do, args=(job,), daemon=True).start()

    def _do(self, job: Callable[[], None]) -> None:
        job()
        self.done()


class _Behind:
    """What goes on behind the server."""

    def __init__(self, options: Options, session: Session, later: _Later) -> None:
        self._later = later
        self._options = options
        self._session = session
        self._changed = asyncio.Event()
        self._asked = asyncio.Event()
        site = session.project.site
        self._managed = managed_stamps(site) if site else {}
        self._checking: asyncio.Task[None] | None = None
        self._checks = Checks(options.config, options.settings, options.slugs)

    async def run(self) -> None:
        """Until it's cancelled."""
        loop = asyncio.get_running_loop()

        def changed() -> None:
            loop.call_soon_threadsafe(self._changed.set)

        def done() -> None:
            asyncio.run_coroutine_threadsafe(self._session.take_later(), loop)

        self._later.done = done
        watcher = Watcher(changed)
        tasks = [] if self._options.offline else [asyncio.create_task(self._fetch())]
        try:
            await self._session.start()
            self._check_again()
            await self._watch(watcher)
        finally:
            for task in [*tasks, *([self._checking] if self._checking else [])]:
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await task
            watcher.stop()

    async def _watch(self, watcher: Watcher) -> None:
        session = self._session
        watches = self._started(watcher)
        while True:
            watches = watches and self._watched(watcher)
            self._ask_the_emulator()
            # Whatever came before the watch began is seen here.
            if await session.take_changes():
                self._check_again()
            if watches:
                await self._changed.wait()
                await quiet(self._changed, _PAUSE, _LONGEST)
            else:
                await asyncio.sleep(_LOOK)

    def _ask_the_emulator(self) -> None:
        """Fetch again after an edit of the answers that the emulator holds."""
        site = self._session.project.site
        managed = managed_stamps(site) if site else {}
        if managed != self._managed:
            self._managed = managed
            self._asked.set()

    def _started(self, watcher: Watcher) -> bool:
        try:
            watcher.start()
        except OSError as error:
            self._no_watches(error)
            return False
        return True

    def _watched(self, watcher: Watcher) -> bool:
        try:
            watcher.watch(folders_of(self._session.project))
        except OSError as error:
            self._no_watches(error)
            return False
        return True

    def _no_watches(self, error: OSError) -> None:
        told = "the system can't watch more files; they are looked at every half second instead"
        self._session.say(f"note: {told} ({error.strerror or error})")

    async def _fetch(self) -> None:
        session, seconds = self._session, self._options.poll
        loop = asyncio.get_running_loop()

        def once() -> None:
            hint = "Pages are made of what was fetched before. With --offline, Gladly isn't asked."
            errors = fetch_once(session.project, session.say)
            session.project.outside = tuple(Failure(told, hint) for told in errors)
            with contextlib.suppress(RuntimeError):  # the preview has ended meanwhile
                loop.call_soon_threadsafe(self._changed.set)

        await poll(once, seconds, self._asked)

    def _check_again(self) -> None:
        if self._checking:
            self._checking.cancel()
        if self._options.checks:
            self._checking = asyncio.create_task(self._check())

    async def _check(self) -> None:
        await asyncio.sleep(_SETTLED)
        checked = await self._checks.run()
        before, self._session.checked = self._session.checked, checked
        if checked != before:
            self._tell(checked)
        self._session.events.told({"kind": "checked"})

    def _tell(self, checked: Checked) -> None:
        if checked.problems:
            self._session.say(f"{checked.state} See the board.")
