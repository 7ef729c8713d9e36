"""What goes on behind the server: the watches, full builds, questions to Gladly."""

from __future__ import annotations

import asyncio
import contextlib
import threading
import traceback
from collections.abc import Callable

from helpgen.answers.lockfile import NAME as LOCK
from helpgen.answers.offline import answers_folder
from helpgen.errors import HelpgenError, SearchError
from helpgen.preview.checks import Checked, Checks, built_folder
from helpgen.preview.failures import Failure
from helpgen.preview.fetching import fetch_once, poll
from helpgen.preview.options import Options
from helpgen.preview.rest import Rest, tidy
from helpgen.preview.session import Session
from helpgen.preview.shown import shown_snapshots
from helpgen.preview.stamps import ANSWERS, help_center_stamps
from helpgen.preview.watch import Watcher, folders_of, quiet

_PAUSE, _LONGEST = 0.005, 0.2  # seconds: several files of one save count as one change
_LOOK = 0.5  # seconds between looks, where the system has no watches left
_GLANCE = 2.0  # seconds between looks otherwise: a folder may come and go too quickly for a watch
_SETTLED = 1.0  # seconds without a change after which a full build is worth its time
_OWN_MISTAKE = "error: a mistake of helpgen's own, please report it:\n"


class Later:
    """Does jobs on threads of their own, which end with the process whatever they're at.

    Attributes:
        done: Called from such a thread after each.
    """

    def __init__(self) -> None:
        self.done: Callable[[], None] = lambda: None

    def __call__(self, job: Callable[[], None]) -> None:
        """Begin a job."""
        threading.Thread(target=self._do, args=(job,), daemon=True).start()

    def _do(self, job: Callable[[], None]) -> None:
        job()
        self.done()


class Behind:
    """What goes on behind the server."""

    def __init__(self, options: Options, session: Session, later: Later) -> None:
        self._later = later
        self._options = options
        self._session = session
        self._changed = asyncio.Event()
        self._asked = asyncio.Event()
        self._held = self._held_by_gladly()
        self._checking: asyncio.Task[None] | None = None
        self._checks = Checks(options.config, options.settings, options.slugs)

    async def run(self) -> None:
        """Until it's cancelled."""
        loop = asyncio.get_running_loop()

        def changed(path: str) -> None:
            if "answers" in path:
                self._session.project.looker.answers_touched = True
            loop.call_soon_threadsafe(self._changed.set)

        def done() -> None:
            asyncio.run_coroutine_threadsafe(self._session.take_later(), loop)

        self._later.done = done
        watcher = Watcher(changed)
        tasks = [] if self._options.offline else [asyncio.create_task(self._fetch())]
        try:
            self._check_again()
            await self._watch_on(watcher)
        finally:
            for task in [*tasks, *([self._checking] if self._checking else [])]:
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await task
            watcher.stop()

    async def _watch_on(self, watcher: Watcher) -> None:
        watches = self._started(watcher)
        while True:
            try:
                await self._watch(watcher, watches=watches)
            except Exception:  # noqa: BLE001 - told, and the preview goes on
                self._session.say(_OWN_MISTAKE + traceback.format_exc())
                await asyncio.sleep(_LOOK)

    async def _watch(self, watcher: Watcher, *, watches: bool) -> None:
        session, rest = self._session, Rest()
        looker = session.project.looker
        looker.answers_touched = True  # whatever came before the watch began is seen, too
        while True:
            watches = watches and self._watched(watcher)
            if not watches or rest.wants_all():
                looker.answers_touched = True
            if await session.take_changes():
                self._check_again()
                rest.end()
            self._ask_again()
            if await self._woken(_GLANCE if watches else _LOOK):
                if not await session.go_ahead():
                    await quiet(self._changed, _PAUSE, _LONGEST)
                self._changed.clear()  # all that has come by now is looked at next
                continue
            rest.goes_on()
            if rest.wants_tidying():
                await session.work(tidy)

    async def _woken(self, seconds: float) -> bool:
        """Wait for a change, at most so long; whether there was one."""
        try:
            async with asyncio.timeout(seconds):
                await self._changed.wait()
        except TimeoutError:
            return False
        return True

    def _ask_again(self) -> None:
        """Fetch after an apply, and after an edit of what the emulator holds."""
        held = self._held_by_gladly()
        if held != self._held:
            self._held = held
            self._asked.set()

    def _held_by_gladly(self) -> object:
        project = self._session.project
        site, answers = project.site, project.files.of(ANSWERS)
        if site is None:
            return None
        if site.gladly.url != "emulator":
            return answers.get(str(answers_folder(site) / LOCK))
        return answers, help_center_stamps(site)

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
        session = self._session
        try:
            checked = await self._built()
        except (HelpgenError, OSError) as error:
            session.say(f"error: the full build: {error}")
            return
        before, session.checked = session.checked, checked
        if checked != before:
            self._tell(checked)
        session.events.told({"kind": "checked"})

    async def _built(self) -> Checked:
        session = self._session
        folder = built_folder(self._options.config)
        shown = await session.work(shown_snapshots, session.project, folder / "snapshots")
        checked = await self._checks.run(shown)
        if session.project.site and session.project.site.search.enabled:
            self._take_indexes()
        return checked

    def _take_indexes(self) -> None:
        try:
            self._session.endpoint.take(self._session.project.brands)
        except SearchError:  # the build has told why there are none
            self._session.say("note: no search index was made; the endpoint has none to serve")

    def _tell(self, checked: Checked) -> None:
        if checked.problems:
            self._session.say(f"{checked.state} See the board.")
