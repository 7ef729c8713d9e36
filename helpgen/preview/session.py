"""What one run of the preview holds together: the project, its one worker, the open pages."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, ParamSpec, TypeVar

from helpgen.answers.lockfile import NAME as LOCK
from helpgen.preview.checks import Checked
from helpgen.preview.endpoint import SearchEndpoint
from helpgen.preview.events import Events
from helpgen.preview.navigate import changed_pages
from helpgen.preview.project import Project
from helpgen.preview.stamps import ASSETS, Files, is_swap

_KNOWN: Mapping[str, Any] = {"kind": "known"}
"""Pages have been told to load again, and none has been made since the one before."""

P = ParamSpec("P")
T = TypeVar("T")


class Session:
    """One run of the preview.

    Args:
        project: What is shown, looked at before: what changes from then on is told to the pages.
            One thread works with it, so that every page is of one moment.
        endpoint: Answers searches.
        say: Prints a line for the person at the terminal.
        navigates: Whether open pages are led to the page that has changed.

    Attributes:
        events: What the open pages are told.
        checked: What the last full build has found.
    """

    def __init__(
        self,
        project: Project,
        endpoint: SearchEndpoint,
        say: Callable[[str], None],
        *,
        navigates: bool = False,
    ) -> None:
        self.project = project
        self.endpoint = endpoint
        self._navigates = navigates
        self.say = say
        self.events = Events()
        self.checked = Checked()
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="preview")
        self._shown = project.files
        self._sheets: dict[str, str] = {}
        self._failing = False
        self._outside = project.outside
        self._ahead: Files | None = None

    async def work(self, job: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Do something with the project, after what has been asked for before."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._worker, lambda: job(*args, **kwargs))

    async def take_changes(self) -> bool:
        """Tell the open pages what has changed since the last time; whether anything has."""
        event = await self.work(self._event)
        self._ahead = None
        if event is not None and event is not _KNOWN:
            self.events.changed(event)
        return event is not None

    async def go_ahead(self) -> bool:
        """Let open pages load again at once where they'll have to; whether they were told.

        A browser takes some time until it asks. What it then gets waits for quiet files, as every
        page does, so that nothing half written is shown.
        """
        if self._navigates:  # to where, is known once the files are quiet
            return False
        files = self.project.files
        if told := await self.work(self._reloads):
            self._ahead = files
            self.events.changed()
        return told

    def _reloads(self) -> bool:
        changed = self.project.glance().changed(self._shown)
        paths = [path for found in changed.values() for path in found if _counts(path)]
        return any(not path.endswith(".css") for path in paths)

    async def take_later(self) -> None:
        """Show what was worked out while pages didn't wait for it."""
        await self.work(self.project.forget_pages)
        self.events.changed()

    def close(self) -> None:
        """End what runs."""
        self.events.close()
        self._worker.shutdown(wait=False, cancel_futures=True)

    def _event(self) -> Mapping[str, Any] | None:
        served = self.project.files
        files = self.project.refresh()
        changed = files.changed(self._shown)
        outside, self._outside = self._outside, self.project.outside
        paths = {path for found in changed.values() for path in found if _counts(path)}
        was_failing, self._failing = self._failing, self.project.is_failing()
        self._shown = files
        if not paths:
            return {"kind": "reload"} if outside != self._outside else None
        self._tell_failures()
        sheets = self.project.stylesheets()
        before, self._sheets = self._sheets, sheets
        only_sheets = set(changed) == {ASSETS} and all(path.endswith(".css") for path in paths)
        if only_sheets and not (was_failing or self._failing) and before != sheets:
            return {"kind": "css", "sheets": sheets}
        if served is self._ahead:
            return _KNOWN
        pages = changed_pages(self.project, changed) if self._navigates else []
        return {"kind": "reload", "pages": pages}

    def _tell_failures(self) -> None:
        for failure in self.project.failures:
            place = f"{failure.file}:{failure.line}: " if failure.line else ""
            self.say(f"error: {place}{failure.what}")


def _counts(path: str) -> bool:
    return not is_swap(path) or path.endswith(LOCK)
