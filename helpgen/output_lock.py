"""One build at a time writes to an output folder."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from helpgen.errors import PublishError

PRIVATE = ".helpgen"
"""Folder within the output that isn't part of any site."""
TEMPORARY = "_tmp"  # no slug, and so no brand's folder, starts with _
_LOCK = "_lock"


@contextlib.contextmanager
def output_lock(
    output: Path, patience: float = 600, on_wait: Callable[[], None] = lambda: None
) -> Iterator[None]:
    """Hold the output folder for one build; another one waits its turn.

    Args:
        output: The folder; made if it isn't there.
        patience: Seconds to wait for another build.
        on_wait: Called once if another build holds it.

    Raises:
        PublishError: The folder can't be used, or the other build didn't end in time.
    """
    private = output / PRIVATE
    with contextlib.ExitStack() as held:
        try:
            private.mkdir(parents=True, exist_ok=True)
            held.enter_context(_first(FileLock(private / _LOCK), patience, on_wait))
            _clear(private / TEMPORARY)
        except Timeout as error:
            raise PublishError(
                f"{output}: another build has held it for {patience:g} s: wait for it or end it"
            ) from error
        except OSError as error:
            raise PublishError(
                f"{output}: can't be written: {error.strerror or error}: it must be a folder with "
                "free space, and yours to write to"
            ) from error
        held.callback(_clear, private / TEMPORARY)
        yield


def _first(
    lock: FileLock, patience: float, on_wait: Callable[[], None]
) -> contextlib.AbstractContextManager[object]:
    """The lock at once or, after a word, once it's free."""
    try:
        return lock.acquire(timeout=0)
    except Timeout:
        on_wait()
        return lock.acquire(timeout=patience)


def _clear(folder: Path) -> None:
    """Make sure of an empty folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(exist_ok=True)
