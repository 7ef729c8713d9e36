"""What a query log tells: top queries, queries without results, the trend."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from helpgen.csv_table import csv_table
from helpgen.search.database import open_to_read
from helpgen.search.query_log import QUERY_LOG

Period = Literal["day", "week"]

_CHOSEN = """
FROM searches WHERE (:brand = '' OR brand = :brand) AND (:language = '' OR language = :language)
AND day >= :since
"""
_SUMS = "sum(searches) AS searches, sum(CASE WHEN found = 0 THEN searches ELSE 0 END) AS empty"
_QUERIES = f"SELECT query, brand, language, {_SUMS} {_CHOSEN} GROUP BY query, brand, language"
_TOP = f"{_QUERIES} ORDER BY searches DESC, query, brand, language LIMIT :top"
_EMPTY = f"{_QUERIES} HAVING empty > 0 ORDER BY empty DESC, query, brand, language LIMIT :top"
# 'weekday 0' is the Sunday that ends a week, so six days before it is its Monday.
_PERIODS = {"day": "day", "week": "date(day, 'weekday 0', '-6 days')"}
_TREND = "SELECT {period} AS start, {sums} {chosen} GROUP BY start ORDER BY start"
_DROPPED = "SELECT coalesce(sum(searches), 0) FROM dropped WHERE day >= :since"


@dataclass(frozen=True, slots=True)
class QueryCount:
    """A query in an edition: how often it was searched, how often nothing was found.

    `brand` is empty for searches through all brands.
    """

    query: str
    brand: str
    language: str
    searches: int
    without_results: int


@dataclass(frozen=True, slots=True)
class PeriodCount:
    """Searches of a day or week; `start` is its first day, weeks begin on Monday."""

    start: str
    searches: int
    without_results: int


@dataclass(frozen=True, slots=True)
class QueryReport:
    """The whole report.

    Attributes:
        top: Queries that are searched most.
        empty: Queries that find nothing, those searched most first.
        trend: Searches over time, the oldest first; periods without any are left out.
        dropped: Searches that couldn't be counted, of all brands.
    """

    top: tuple[QueryCount, ...]
    empty: tuple[QueryCount, ...]
    trend: tuple[PeriodCount, ...]
    dropped: int


def read_report(
    path: Path,
    *,
    top: int = 20,
    period: Period = "day",
    since: date | None = None,
    brand: str = "",
    language: str = "",
) -> QueryReport:
    """What a query log tells.

    Args:
        path: The file; it may be written at the same time.
        top: How many queries each list has at most.
        period: What the trend counts by.
        since: The first day that counts; by default all do.
        brand: Only this brand; empty for all.
        language: Only this language; empty for all.

    Raises:
        ConfigError: It isn't there, or it's no query log of this version.
    """
    chosen = {"top": top, "brand": brand, "language": language}
    chosen |= {"since": since.isoformat() if since else ""}
    trend = _TREND.format(period=_PERIODS[period], sums=_SUMS, chosen=_CHOSEN)
    with open_to_read(QUERY_LOG, path) as log:
        return QueryReport(
            tuple(QueryCount(*row) for row in log.execute(_TOP, chosen)),
            tuple(QueryCount(*row) for row in log.execute(_EMPTY, chosen)),
            tuple(PeriodCount(*row) for row in log.execute(trend, chosen)),
            log.execute(_DROPPED, chosen).fetchone()[0],
        )


def to_json(report: QueryReport) -> str:
    """The report as one JSON document."""
    return json.dumps(asdict(report), ensure_ascii=False, indent=2)


def to_csv(report: QueryReport) -> str:
    """The report as one CSV table; its first column says which list a row is of."""
    heading = ["list", "start", "query", "brand", "language", "searches", "without results"]
    return csv_table([heading, *_rows(report)])


def _rows(report: QueryReport) -> Iterator[Sequence[Any]]:
    for name, counts in (("top", report.top), ("empty", report.empty)):
        for one in counts:
            texts = (one.query, one.brand, one.language)
            yield [name, "", *texts, one.searches, one.without_results]
    for period in report.trend:
        yield ["trend", period.start, "", "", "", period.searches, period.without_results]
