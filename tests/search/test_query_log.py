"""What is kept of searches, by whom it's written, and what the report makes of it."""

from __future__ import annotations

import csv
import io
import json
import multiprocessing
import re
import sqlite3
import threading
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpgen.errors import ConfigError
from helpgen.search.query_log import QueryLog, Search, kept_form
from helpgen.search.query_report import (
    PeriodCount,
    QueryCount,
    QueryReport,
    read_report,
    to_csv,
    to_json,
)

MONDAY = date(2026, 5, 11)


def fill(path: Path, *days: list[tuple[str, int]], brand: str = "alpha") -> None:
    """Count searches of one edition, a list of queries and answers found for each day."""
    for number, searches in enumerate(days):
        log = QueryLog(path, today=lambda number=number: MONDAY + timedelta(days=number))
        for query, found in searches:
            log.add(Search(brand, "en-us", query, found))
        log.close()


def rows(path: Path) -> list[tuple]:
    with sqlite3.connect(path) as connection:
        found = connection.execute("SELECT * FROM searches ORDER BY query, found").fetchall()
    connection.close()
    return found


def test_a_day_counts_the_same_search_once(tmp_path):
    fill(tmp_path / "log.db", [("Return", 3), ("return ", 3), ("RETURN", 4), ("  ", 0)])
    assert rows(tmp_path / "log.db") == [
        ("2026-05-11", "alpha", "en-us", "return", 3, 2),
        ("2026-05-11", "alpha", "en-us", "return", 4, 1),
    ]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Where IS\tmy  order ", "where is my order"),
        ("order of anna.b+x@mail.example please", "order of [email] please"),
        ("call +1 (555) 010-2030 now", "call [number] now"),
        ("4111 1111 1111 1111", "[number]"),
        ("order 1234567", "order [number]"),
        ("size 42 for 60 days", "size 42 for 60 days"),
        ("x" * 500, "x" * 200),
    ],
)
def test_a_query_is_kept_without_what_tells_of_a_person(typed, kept):
    assert kept_form(typed) == kept


@given(st.text())
def test_no_address_or_long_number_is_kept(query):
    kept = kept_form(query)
    assert not re.search(r"[^\s@]+@[^\s@]+\.[^\s@]+|\d{7}", kept)
    assert len(kept) <= 200


def test_the_log_never_holds_up_a_request(tmp_path):
    """While another program holds the file, searches wait; what's too much is counted."""
    log = QueryLog(tmp_path / "log.db", waiting=5, today=lambda: MONDAY)
    with sqlite3.connect(tmp_path / "log.db", isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        for number in range(50):
            log.add(Search("alpha", "en-us", f"query {number}", 1))
        other.execute("COMMIT")
    other.close()
    log.add(Search("alpha", "en-us", "later", 1))
    log.close()
    late = QueryLog(tmp_path / "log.db", today=lambda: MONDAY)
    late.close()
    report = read_report(tmp_path / "log.db", top=100)
    counted = sum(one.searches for one in report.top)
    assert report.dropped > 0
    assert counted + report.dropped == 51


def _write(path: Path) -> None:
    log = QueryLog(path, today=lambda: MONDAY)
    for number in range(500):
        log.add(Search("alpha", "en-us", f"query {number % 5}", 1))
    log.close()


@pytest.mark.slow
def test_several_processes_write_one_file(tmp_path):
    path = tmp_path / "log.db"
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_write, args=(path,)) for _ in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0, 0]
    assert [(row[3], row[5]) for row in rows(path)] == [(f"query {n}", 300) for n in range(5)]


def test_several_threads_write_one_log(tmp_path):
    log = QueryLog(tmp_path / "log.db", today=lambda: MONDAY)

    def add() -> None:
        for _ in range(200):
            log.add(Search("alpha", "en-us", "return", 1))

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    log.close()
    assert rows(tmp_path / "log.db") == [("2026-05-11", "alpha", "en-us", "return", 1, 800)]


def test_a_file_that_is_something_else_is_left_alone(tmp_path):
    text, database = tmp_path / "notes.txt", tmp_path / "other.db"
    text.write_text("Not a database, but long enough to be looked at as one.\n" * 50)
    with sqlite3.connect(database) as connection:
        connection.execute("CREATE TABLE mine (x)")
    connection.close()
    before = text.read_bytes(), database.read_bytes()
    for path in (text, database, tmp_path / "missing" / "log.db"):
        with pytest.raises(ConfigError, match=re.escape(str(path))):
            QueryLog(path)
        with pytest.raises(ConfigError, match=re.escape(str(path))):
            read_report(path)
    assert (text.read_bytes(), database.read_bytes()) == before


@pytest.fixture
def log(tmp_path):
    """Two weeks: 'return' daily, a query without results on three days, one day left out."""
    path = tmp_path / "log.db"
    days = [[("return", 3)] for _ in range(14)]
    days[5] = []
    for day in (0, 8, 9):
        days[day].append(("warranty", 0))
    fill(path, *days)
    fill(path, [("return", 1), ("=1+1", 0)], brand="beta")
    return path


def test_the_report_tells_top_and_empty_queries(log):
    report = read_report(log)
    assert report.top == (
        QueryCount("return", "alpha", "en-us", 13, 0),
        QueryCount("warranty", "alpha", "en-us", 3, 3),
        QueryCount("=1+1", "beta", "en-us", 1, 1),
        QueryCount("return", "beta", "en-us", 1, 0),
    )
    assert [one.query for one in report.empty] == ["warranty", "=1+1"]


def test_the_trend_is_told_by_day_or_by_week(log):
    by_day = read_report(log, brand="alpha").trend
    assert (by_day[0], len(by_day)) == (PeriodCount("2026-05-11", 2, 1), 13)
    assert read_report(log, brand="alpha", period="week").trend == (
        PeriodCount("2026-05-11", 7, 1),
        PeriodCount("2026-05-18", 9, 2),
    )


def test_the_report_can_be_narrowed(log):
    assert {one.brand for one in read_report(log, brand="beta").top} == {"beta"}
    assert read_report(log, language="fr") == QueryReport((), (), (), 0)
    assert read_report(log, top=1).top == (QueryCount("return", "alpha", "en-us", 13, 0),)
    since = read_report(log, since=date(2026, 5, 20), brand="alpha")
    assert sum(one.searches for one in since.trend) == 6


def test_json_holds_all_of_it(log):
    found = json.loads(to_json(read_report(log)))
    assert found["empty"][0] == {
        "query": "warranty",
        "brand": "alpha",
        "language": "en-us",
        "searches": 3,
        "without_results": 3,
    }
    assert set(found) == {"top", "empty", "trend", "dropped"}


def test_csv_is_one_table(log):
    table = list(csv.DictReader(io.StringIO(to_csv(read_report(log, period="week")))))
    assert table[0] == {
        "list": "top",
        "start": "",
        "query": "return",
        "brand": "alpha",
        "language": "en-us",
        "searches": "13",
        "without results": "0",
    }
    assert table[-1]["start"] == "2026-05-18"
    assert next(row["query"] for row in table if row["brand"] == "beta") == "'=1+1"


@given(st.text())
def test_no_cell_is_a_formula(query):
    report = QueryReport((QueryCount(query, query, query, 1, 0),), (), (), 0)
    cells = [cell for row in csv.reader(io.StringIO(to_csv(report), newline="")) for cell in row]
    assert not [cell for cell in cells if re.match(r"[=+\-@\t\r\n＝＋－＠]", cell)]
