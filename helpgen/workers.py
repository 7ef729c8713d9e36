"""Builds editions in this process or in several; several start while others are being planned."""

from __future__ import annotations

import gc
import multiprocessing
import multiprocessing.forkserver
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType
from typing import Self

from helpgen.config import Brand, Site
from helpgen.errors import HelpgenError
from helpgen.jobs import EditionJob, EditionResult
from helpgen.model import EditionKey
from helpgen.publish import published_units
from helpgen.snapshot import snapshot_path

_ENOUGH = 400  # answers that take longer than processes take to start
_LARGE = 2_000_000  # bytes of snapshots that hold more answers than that

_LOST_WORKER = (
    "a process of the build was killed, perhaps for lack of memory: build again, with --jobs 1 "
    "if it comes back; what's published is whole"
)


Work = Callable[[EditionJob], EditionResult]


def built(job: EditionJob) -> EditionResult:
    """Build an edition; see `edition.build_edition`."""
    from helpgen.edition import build_edition

    return build_edition(job)


def checked(job: EditionJob, *, external: bool = False) -> EditionResult:
    """Look at an edition without writing it; see `edition.check_edition`."""
    from helpgen.edition import check_edition

    return check_edition(job, external=external)


class Workers:
    """Takes jobs and gives their results; a context manager that ends its processes.

    Args:
        processes: How many at once at most; as many as there are processors by default.
        work: What is done with each job.
    """

    def __init__(self, processes: int | None = None, work: Work = built) -> None:
        self._processes = _at_once(processes)
        self._work = work
        self._waiting: list[EditionJob] = []
        self._running: list[Future[EditionResult]] = []
        self._pool: ProcessPoolExecutor | None = None

    def take(self, jobs: Iterable[EditionJob]) -> None:
        """Take over jobs, the largest first; processes start once there's enough for two."""
        self._waiting += sorted(jobs, key=_answers, reverse=True)
        if self._pool is None and self._is_enough():
            self._pool = _pool(self._processes, self._waiting[0].site)
        if self._pool is not None:
            self._running += [self._pool.submit(self._work, job) for job in self._waiting]
            self._waiting = []

    def results(self) -> Iterator[EditionResult]:
        """The result of every job taken, in the order in which they end.

        Raises:
            HelpgenError: A process was killed from outside.
        """
        yield from map(self._work, self._waiting)
        try:
            for future in as_completed(self._running):
                yield future.result()
        except BrokenProcessPool as error:
            raise HelpgenError(_LOST_WORKER) from error

    def _is_enough(self) -> bool:
        several = self._processes > 1 and len(self._waiting) > 1
        return several and sum(map(_answers, self._waiting)) >= _ENOUGH

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)


def _answers(job: EditionJob) -> int:
    return len(job.siblings[job.language].answers)


def start_early(site: Site, brands: Iterable[Brand], processes: int | None = None) -> None:
    """Let what processes come from load the builder, where they'll be needed in any case.

    That is where there's much to build and nothing has been built. Else the plan will tell.

    Args:
        site: The configuration.
        brands: Which of its brands.
        processes: How many at once at most; as many as there are processors by default.
    """
    several = _at_once(processes) > 1
    if several and not published_units(site.output) and _size(site, brands) > _LARGE:
        multiprocessing.forkserver.set_forkserver_preload(_loaded_once(site))
        multiprocessing.forkserver.ensure_running()


def _at_once(processes: int | None) -> int:
    return processes or os.cpu_count() or 1


def _size(site: Site, brands: Iterable[Brand]) -> int:
    """Of the snapshots that are there, in bytes."""
    editions = (EditionKey(brand.slug, code) for brand in brands for code in brand.languages)
    paths = [snapshot_path(site.snapshots, edition) for edition in editions]
    return sum(path.stat().st_size for path in paths if path.exists())


def _loaded_once(site: Site) -> list[str]:
    """Modules that all processes share."""
    return ["helpgen.edition", *(["helpgen.indexing"] if site.search.enabled else [])]


def _pool(processes: int, site: Site) -> ProcessPoolExecutor:
    # A fork server: safe where threads run, and it imports the builder once for all.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_loaded_once(site))
    return ProcessPoolExecutor(processes, context, initializer=_start_worker)


def _start_worker() -> None:
    """Ctrl-C reaches every process; the main one ends the others between two editions."""
    gc.freeze()  # collections that touched what was loaded before would end its being shared
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A killed build holds its lock no more, so none of its workers may go on writing."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
