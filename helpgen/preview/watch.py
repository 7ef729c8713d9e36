"""Notices that files have changed: by the system's watches, or by looking where they run out."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from watchdog.events import (
    DirAttribEvent,
    DirCreatedEvent,
    DirDeletedEvent,
    DirModifiedEvent,
    DirMovedEvent,
    FileAttribEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import ObservedWatch

from helpgen.answers.offline import answers_folder
from helpgen.config import Site
from helpgen.preview.project import Project
from helpgen.preview.stamps import help_centers_folder, theme_homes

_WRITES = [
    *(DirCreatedEvent, DirDeletedEvent, DirModifiedEvent, DirMovedEvent, DirAttribEvent),
    *(FileClosedEvent, FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent),
    FileAttribEvent,
]
"""The system isn't asked for reads: looking through ten thousand folders would fill its queue, and
watchdog answers a full queue by looking through them again, without end."""


class Watcher:
    """Calls back when something may have changed; what has is for the callee to find out.

    Args:
        on_change: Called with the path of what may have changed, from a thread of the watcher's.
    """

    def __init__(self, on_change: Callable[[str], None]) -> None:
        self._handler = _Handler(on_change)
        self._observer = Observer()
        self._watched: dict[tuple[Path, bool, int], ObservedWatch] = {}

    def start(self) -> None:
        """Begin.

        Raises:
            OSError: The system has no watches left.
        """
        self._observer.start()

    def watch(self, wanted: Iterable[tuple[Path, bool]]) -> None:
        """Watch these folders and no others.

        Args:
            wanted: Folders, and whether with all below.

        Raises:
            OSError: The system has no watches left.
        """
        # With its number, since one that was deleted and made anew has lost its watch.
        folders = {(*one, number) for one in wanted if (number := _number(one[0]))}
        for gone in self._watched.keys() - folders:
            self._observer.unschedule(self._watched.pop(gone))
        for path, below, number in folders - self._watched.keys():
            with contextlib.suppress(FileNotFoundError, NotADirectoryError):  # gone meanwhile
                watch = self._observer.schedule(
                    self._handler, str(path), recursive=below, event_filter=_WRITES
                )
                self._watched[path, below, number] = watch

    def stop(self) -> None:
        """End its threads."""
        if self._observer.is_alive():
            self._observer.stop()
            self._observer.join()


def folders_of(project: Project) -> Iterator[tuple[Path, bool]]:
    """What a project's pages may be made of, as folders that are there now.

    A folder that isn't there is noticed by the one above.
    """
    yield project.root.resolve(), False
    site = project.site
    if site is None:
        return
    for folder in _sources(site):
        found = folder.resolve()
        if found.is_dir():
            yield found, True
        above = next((p for p in found.parents if p.is_dir()), None)
        if above:
            yield above, False


def _sources(site: Site) -> Iterator[Path]:
    yield from theme_homes(site)
    yield answers_folder(site)
    yield from help_centers_folder(site)
    yield site.themes
    for brand in site.brands:
        yield site.content / brand.slug
        yield site.snapshots / brand.slug
        yield site.snapshots / "_pictures" / "editions" / brand.slug


def _number(folder: Path) -> int:
    """Of its inode; 0 if it's gone."""
    try:
        return folder.stat().st_ino
    except OSError:
        return 0


class _Handler(FileSystemEventHandler):
    def __init__(self, on_change: Callable[[str], None]) -> None:
        self._on_change = on_change

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Anything that was asked for."""
        self._on_change(f"{event.src_path!s} {event.dest_path!s}")


async def quiet(changed: asyncio.Event, pause: float, longest: float) -> None:
    """Return when nothing has changed for a while.

    Args:
        changed: Set by each change.
        pause: Seconds without one.
        longest: Seconds after which it's enough anyway.
    """
    loop = asyncio.get_running_loop()
    end = loop.time() + longest
    while loop.time() < end:
        changed.clear()
        try:
            async with asyncio.timeout(pause):
                await changed.wait()
        except TimeoutError:
            return
