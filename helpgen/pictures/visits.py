"""Asks for many pictures at once: a few requests to each host, none to one that stays silent."""

from __future__ import annotations

import time
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

from helpgen.model import Picture, PictureFailure, PictureState
from helpgen.pictures.download import Download, Downloader, Validators
from helpgen.pictures.failures import PictureError, odd_answer
from helpgen.pictures.library import Library, Record
from helpgen.pictures.limits import Limits

_SILENT = "unreachable"
_LATER = PictureFailure(
    "later", "wasn't reached in this run: its time or size was used up", "run 'helpgen fetch' again"
)
_LONGEST_FRESH = 24 * 3600
"""Seconds: a picture that changes under its address is seen within a day."""


class Visitor:
    """Brings one address up to date: asks, keeps, and says what is known of it then.

    Args:
        library: Where pictures are kept.
        downloader: Asks hosts.
    """

    def __init__(self, library: Library, downloader: Downloader) -> None:
        self._library = library
        self._downloader = downloader
        self.received = 0

    def visit(self, url: str) -> PictureState:
        """The state of an address after it was asked.

        Raises:
            OSError: The library can't be written.
        """
        record, picture = self._at_hand(url)
        if record and picture and record.fresh_until > time.time():
            return PictureState(picture, record.fetched_at)
        validators = record.validators if record and picture else Validators()
        try:
            got = self._downloader.get(url, validators)
            return self._kept(url, got, record, picture)
        except PictureError as error:
            return _old(record, picture, error.failure)

    def unvisited(self, url: str, failure: PictureFailure) -> PictureState:
        """The state of an address that isn't asked, and why."""
        return _old(*self._at_hand(url), failure)

    def is_known(self, url: str) -> bool:
        """Whether there's a copy."""
        return self._library.record(url) is not None

    def _at_hand(self, url: str) -> tuple[Record | None, Picture | None]:
        record = self._library.record(url)
        if record is None:
            return None, None
        picture = self._library.picture(record.content)
        if picture is None and (original := self._library.original(record.content)):
            try:
                _, picture = self._library.add(original)
            except PictureError:
                return None, None  # an older helpgen allowed what this one doesn't
        return (record, picture) if picture else (None, None)

    def _kept(
        self, url: str, got: Download, record: Record | None, picture: Picture | None
    ) -> PictureState:
        now = datetime.now(UTC)
        fresh = int(now.timestamp()) + min(got.max_age, _LONGEST_FRESH) if got.max_age else 0
        if got.data is None:
            if record is None or picture is None:
                raise odd_answer("was answered with status 304, which nobody asked for")
            self._library.save_record(replace(record, fresh_until=fresh))
            return PictureState(picture, record.fetched_at)
        self.received += len(got.data)
        content, picture = self._library.add(got.data)
        told = now.isoformat(timespec="seconds").replace("+00:00", "Z")
        fetched_at = record.fetched_at if record and record.content == content else told
        self._library.save_record(Record(url, content, fetched_at, got.validators, fresh))
        return PictureState(picture, fetched_at)


OnProgress = Callable[[int, int], None]
"""Told how many pictures are done, and of how many."""


def visit_all(
    visitor: Visitor,
    urls: Iterable[str],
    limits: Limits,
    on_progress: OnProgress = lambda *_: None,
) -> dict[str, PictureState]:
    """Visit addresses, those without a copy first, until all are done or a limit is reached.

    Args:
        visitor: Does it.
        urls: Each once.
        limits: Of the run.
        on_progress: Called after each of them.

    Raises:
        OSError: The library can't be written.
    """
    with ThreadPoolExecutor(limits.workers, thread_name_prefix="pictures") as pool:
        try:
            return _Run(visitor, list(urls), limits, pool).finish(on_progress)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


class _Run:
    """What waits, what is being asked, and what has been found out."""

    def __init__(
        self, visitor: Visitor, urls: list[str], limits: Limits, pool: ThreadPoolExecutor
    ) -> None:
        self._visitor = visitor
        self._limits = limits
        self._pool = pool
        self._total = len(urls)
        self._end = time.monotonic() + limits.run_seconds
        self._waiting: dict[str, deque[str]] = defaultdict(deque)
        for url in sorted(urls, key=lambda url: (visitor.is_known(url), url)):
            self._waiting[_host(url)].append(url)
        self._running: dict[Future[PictureState], tuple[str, str]] = {}
        self._silent: Counter[str] = Counter()
        self._states: dict[str, PictureState] = {}

    def finish(self, on_progress: OnProgress) -> dict[str, PictureState]:
        while self._running or any(self._waiting.values()):
            if self._is_over():
                for host in self._waiting:
                    self._give_up(host, _LATER)
            self._start()
            for future in wait(self._running, return_when=FIRST_COMPLETED).done:
                self._take(*self._running.pop(future), future.result())
            on_progress(len(self._states), self._total)
        return self._states

    def _is_over(self) -> bool:
        spent = self._visitor.received > self._limits.run_bytes
        return spent or time.monotonic() > self._end

    def _start(self) -> None:
        """Ask for as many as may be asked for at once, hosts in turn."""
        busy = Counter(host for host, _ in self._running.values())
        for place in range(self._limits.per_host):
            for host, urls in self._waiting.items():
                free = len(self._running) < self._limits.workers
                if free and urls and busy[host] <= place:
                    busy[host] += 1
                    url = urls.popleft()
                    self._running[self._pool.submit(self._visitor.visit, url)] = host, url

    def _take(self, host: str, url: str, state: PictureState) -> None:
        self._states[url] = state
        if state.failure is None or state.failure.kind != _SILENT:
            self._silent[host] = 0
            return
        self._silent[host] += 1
        if self._silent[host] >= self._limits.silent:
            self._give_up(host, state.failure)

    def _give_up(self, host: str, failure: PictureFailure) -> None:
        urls = self._waiting[host]
        while urls:
            url = urls.popleft()
            self._states[url] = self._visitor.unvisited(url, failure)


def _old(record: Record | None, picture: Picture | None, failure: PictureFailure) -> PictureState:
    return PictureState(picture, record.fetched_at if record else "", failure)


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""
