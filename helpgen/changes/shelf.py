"""The folder of records: one folder a build, named by its time, whole or not there at all."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from filelock import FileLock

BUILD_FILE = "build.json"
"""A folder that holds this file is a record."""
_NAME = "%Y-%m-%dT%H%M%SZ"
_LOCK, _NEW, _OLD = ".lock", ".new", ".old"
_PATIENCE = 60  # seconds; another build's record takes less than one


class Shelf:
    """The records in a folder.

    Args:
        folder: Where they are; needn't exist.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def ids(self) -> list[str]:
        """Ids of the records, the oldest first."""
        return [name for name in self._names() if (self.folder / name / BUILD_FILE).is_file()]

    @contextlib.contextmanager
    def new(self, now: datetime, keep: int) -> Iterator[Path]:
        """An empty folder that becomes the newest record once the block has ended well.

        Args:
            now: The time of the build, in UTC.
            keep: How many records there are at most afterwards; the oldest go.

        Raises:
            OSError: The folder can't be written. There's then no new record.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        with FileLock(self.folder / _LOCK, timeout=_PATIENCE):
            self._clear()
            new = self.folder / _NEW
            new.mkdir()
            try:
                yield new
                new.rename(self.folder / _next_id(now, self._names()))
            finally:
                shutil.rmtree(new, ignore_errors=True)
            self._prune(keep)

    def _names(self) -> list[str]:
        if not self.folder.is_dir():
            return []
        return sorted(entry.name for entry in self.folder.iterdir() if time_of(entry.name))

    def _clear(self) -> None:
        """Take away what a killed build has left."""
        for name in (_NEW, _OLD):
            if (self.folder / name).exists():
                shutil.rmtree(self.folder / name)

    def _prune(self, keep: int) -> None:
        for name in self._names()[:-keep]:
            old = self.folder / _OLD
            (self.folder / name).rename(old)  # in one step, so that a kill leaves no half of it
            shutil.rmtree(old)


def time_of(record_id: str) -> datetime | None:
    """The time that an id names, without a zone; None for what is no id."""
    try:
        time = datetime.strptime(record_id, _NAME)  # noqa: DTZ007 - all are in UTC
    except ValueError:
        return None
    return time if time.strftime(_NAME) == record_id else None


def _next_id(now: datetime, names: list[str]) -> str:
    """The time of a build, or the second after the last record's: ids say what came after what.

    So it is with two builds within a second, and after a clock was set back.
    """
    time = now.replace(tzinfo=None)
    last = time_of(names[-1]) if names else None
    if last is not None and last >= time.replace(microsecond=0):
        time = last + timedelta(seconds=1)
    return time.strftime(_NAME)
