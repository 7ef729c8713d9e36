"""What people search for, counted by day in SQLite: no address, no cookie, no time of day.

A row is a day, a brand, a language, a query and how many answers were found, with the
number of such searches. Requests only put it into a queue; a thread writes.
"""

from __future__ import annotations

import contextlib
import queue
import sqlite3
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from helpgen.search.database import Kind, open_to_write
from helpgen.search.endpoint.logs import LOGGER
from helpgen.search.private_words import without_private_words

_SCHEMA = """
CREATE TABLE IF NOT EXISTS searches (
    day TEXT NOT NULL,
    brand TEXT NOT NULL,
    language TEXT NOT NULL,
    query TEXT NOT NULL,
    found INTEGER NOT NULL,
    searches INTEGER NOT NULL,
    PRIMARY KEY (day, brand, language, query, found)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS dropped (day TEXT PRIMARY KEY, searches INTEGER NOT NULL);
"""
_COUNT = """
INSERT INTO searches VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT DO UPDATE SET searches = searches + excluded.searches
"""
_COUNT_DROPPED = """
INSERT INTO dropped VALUES (?, ?)
ON CONFLICT DO UPDATE SET searches = searches + excluded.searches
"""
_LONGEST = 200  # characters of a query that are kept
QUERY_LOG = Kind(
    name="query log",
    code="query-log",
    option="--query-log",
    application=0,
    format=1,
    schema=_SCHEMA,
    synchronous="NORMAL",  # a count that a loss of power takes is no harm
)
"""What the file is."""


@dataclass(frozen=True, slots=True)
class Search:
    """One search: the brand (empty for all of them), the language, the query, answers found."""

    brand: str
    language: str
    query: str
    found: int


def kept_form(query: str) -> str:
    """A query as it is kept: lower case, single spaces, no e-mail address, no long number."""
    return " ".join(without_private_words(query).casefold().split())[:_LONGEST]


class QueryLog:
    """Counts searches from any thread without making one wait.

    Args:
        path: The SQLite file; several processes may write it.
        waiting: Searches that may wait to be written; more are dropped and counted.
        today: Tells the day.

    Raises:
        ConfigError: The file can't be used.
    """

    def __init__(
        self, path: Path, *, waiting: int = 10_000, today: Callable[[], date] | None = None
    ) -> None:
        self._connection = open_to_write(QUERY_LOG, path)
        self._queue: queue.Queue[Search | None] = queue.Queue(waiting)
        self._today = today or (lambda: datetime.now(UTC).date())
        self._dropped = 0
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._work, name="query log", daemon=True)
        self._thread.start()

    def add(self, search: Search) -> None:
        """Count a search, soon; one without words isn't counted."""
        if not search.query.strip():
            return
        try:
            self._queue.put_nowait(search)
        except queue.Full:
            self._drop(1)

    def close(self) -> None:
        """Write what waits, and end."""
        self._queue.put(None)
        self._thread.join()
        self._connection.close()

    def _work(self) -> None:
        for batch in self._batches():
            day = self._today().isoformat()
            counts = Counter(
                (day, one.brand, one.language, kept_form(one.query), one.found) for one in batch
            )
            dropped = self._take_dropped()
            try:
                self._write(day, counts, dropped)
            except sqlite3.Error as error:
                LOGGER.error("query log: %d searches aren't counted: %s", len(batch), error)
                self._drop(dropped + len(batch))

    def _batches(self) -> Iterator[list[Search]]:
        """What came, all that waits at a time; ends after `None`."""
        ended = False
        while not ended:
            batch = [self._queue.get()]
            with contextlib.suppress(queue.Empty):
                while True:
                    batch.append(self._queue.get_nowait())
            ended = None in batch
            yield [search for search in batch if search is not None]

    def _write(
        self, day: str, counts: Counter[tuple[str, str, str, str, int]], dropped: int
    ) -> None:
        with self._connection:
            self._connection.executemany(_COUNT, [(*key, count) for key, count in counts.items()])
            if dropped:
                self._connection.execute(_COUNT_DROPPED, (day, dropped))

    def _drop(self, count: int) -> None:
        with self._lock:
            self._dropped += count

    def _take_dropped(self) -> int:
        with self._lock:
            dropped, self._dropped = self._dropped, 0
        return dropped
