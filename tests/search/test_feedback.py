"""What is kept of votes, and what the report makes of it."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import re
import sqlite3
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpgen.errors import ConfigError, SearchError
from helpgen.search.feedback import FEEDBACK, FeedbackFile, Vote, kept_comment
from helpgen.search.feedback_report import AnswerFeedback, Comment, read_feedback, to_csv, to_json
from helpgen.search.query_log import QueryLog
from helpgen.search.query_report import read_report

MONDAY = date(2026, 5, 11)


def vote(answer: str = "one", *, helpful: bool = True, comment: str = "", key: str = "", **where):
    place = {"brand": "alpha", "language": "en-us"} | where
    return Vote(**place, answer=answer, helpful=helpful, comment=comment, key=key)


def fill(path: Path, *days: list[Vote]) -> Path:
    """Keep votes, a list for each day."""
    for number, votes in enumerate(days):
        file = FeedbackFile(path, today=lambda number=number: MONDAY + timedelta(days=number))
        for one in votes:
            file.add(one)
        file.close()
    return path


def counts(*paths: Path, **chosen) -> list[tuple[str, int, int]]:
    return [(one.answer, one.helpful, one.not_helpful) for one in read_feedback(paths, **chosen)]


def test_a_vote_is_synced_before_it_counts_as_kept(tmp_path):
    """SQLite in WAL mode syncs its log at each commit only under FULL."""
    file = FeedbackFile(tmp_path / "votes.db")
    assert FEEDBACK.synchronous == "FULL"
    assert file._connection.execute("PRAGMA synchronous").fetchone() == (2,)
    assert file._connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    file.close()


def test_votes_of_one_key_are_one_and_the_later_counts(tmp_path):
    key = "k" * 16
    path = fill(
        tmp_path / "votes.db",
        [vote(key=key), vote(key=key), vote(key=key, helpful=False, comment="No picture")],
    )
    assert counts(path) == [("one", 0, 1)]
    assert read_feedback([path])[0].comments == [
        Comment("2026-05-11", helpful=False, text="No picture")
    ]


def test_a_key_counts_within_its_answer_only(tmp_path):
    """What a page has made up for one answer can't change the votes of another."""
    key = "k" * 16
    path = fill(
        tmp_path / "votes.db",
        [vote("one", key=key), vote("two", key=key, helpful=False), vote(key=key, language="ar")],
    )
    assert counts(path) == [("two", 0, 1), ("one", 1, 0), ("one", 1, 0)]


def test_votes_without_a_key_count_but_for_the_same_words_of_the_same_day(tmp_path):
    bare, said = vote(), vote(comment="Where is it?", helpful=False)
    path = fill(tmp_path / "votes.db", [bare, bare, said, said], [said])
    assert counts(path) == [("one", 2, 2)]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  plain \r\n lines\rof three ", "plain \n lines\nof three"),
        ("I am anna.b+x@mail.example", "I am [email]"),
        ("call +1 (555) 010-2030", "call [number]"),
        ("red \x1b[31m bell \x07 nul \x00 c1 \x9b", "red [31m bell  nul  c1"),
        ("tab\tstays", "tab\tstays"),
    ],
)
def test_a_comment_is_kept_without_what_tells_of_a_person_or_moves_a_cursor(typed, kept):
    assert kept_comment(typed) == kept


@given(st.text(max_size=200))
def test_no_comment_keeps_an_address_or_a_control(text):
    kept = kept_comment(text)
    assert not re.search(r"[^\s@]+@[^\s@]+\.[^\s@]+|\d{7}|[\x00-\x08\x0b-\x1f\x7f-\x9f]", kept)


def test_a_full_file_refuses_votes_and_loses_none(tmp_path):
    path = tmp_path / "votes.db"
    file = FeedbackFile(path, most_bytes=64 * 1024)
    kept = 0
    with contextlib.suppress(SearchError):
        for number in range(1000):
            file.add(vote(comment="x" * 900, key=f"{number:016}"))
            kept += 1
    with pytest.raises(SearchError, match=r"votes\.db: can't be written: .*full"):
        file.add(vote(comment="y" * 900))
    file.close()
    assert 10 < kept < 100
    assert counts(path) == [("one", kept, 0)]


def test_a_file_of_another_kind_is_left_alone(tmp_path):
    """A query log is no feedback file, nor the other way round, nor a database of somebody's."""
    queries, votes, other = (tmp_path / name for name in ("queries.db", "votes.db", "other.db"))
    QueryLog(queries).close()
    FeedbackFile(votes).close()
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE mine (x)")
    connection.close()
    for path in (queries, other, tmp_path / "missing" / "votes.db", tmp_path):
        with pytest.raises(ConfigError, match=re.escape(str(path))):
            FeedbackFile(path)
        with pytest.raises(ConfigError, match=re.escape(str(path))):
            read_feedback([path])
    with pytest.raises(ConfigError, match="no query log of this version"):
        QueryLog(votes)
    with pytest.raises(ConfigError, match="no query log of this version"):
        read_report(votes)


@pytest.fixture
def votes(tmp_path):
    """Two days in two brands."""
    return fill(
        tmp_path / "votes.db",
        [vote("one"), vote("two", helpful=False, comment="=HYPERLINK(1)")],
        [vote("two", helpful=False), vote("one", brand="beta"), vote("one", language="ar")],
    )


def test_the_report_begins_with_what_fails_most_readers(votes):
    names = {("alpha", "en-us", "two"): "Second"}
    found = read_feedback([votes], names=names)
    said = [Comment("2026-05-11", helpful=False, text="=HYPERLINK(1)")]
    assert found == [
        AnswerFeedback("alpha", "en-us", "two", "Second", 0, 2, said),
        AnswerFeedback("alpha", "ar", "one", "", 1, 0),
        AnswerFeedback("alpha", "en-us", "one", "", 1, 0),
        AnswerFeedback("beta", "en-us", "one", "", 1, 0),
    ]


def test_the_report_can_be_narrowed(votes):
    assert counts(votes, since=MONDAY + timedelta(days=1), brand="alpha") == [
        ("two", 0, 1),
        ("one", 1, 0),
    ]
    assert counts(votes, language="ar") == [("one", 1, 0)]
    assert counts(votes, brand="gamma") == []


def test_files_of_several_replicas_are_one_report_and_a_vote_in_two_counts_once(tmp_path):
    key = "k" * 16
    first = fill(tmp_path / "a.db", [vote(key=key), vote()])
    second = fill(tmp_path / "b.db", [vote(key=key), vote(helpful=False)])
    assert counts(first, second, second) == [("one", 2, 1)]


def test_json_holds_all_of_it(votes):
    found = json.loads(to_json(read_feedback([votes])))
    assert found["answers"][0] == {
        "brand": "alpha",
        "language": "en-us",
        "answer": "two",
        "name": "",
        "helpful": 0,
        "not_helpful": 2,
        "comments": [{"day": "2026-05-11", "helpful": False, "text": "=HYPERLINK(1)"}],
    }


def test_csv_has_a_row_for_each_answer_and_comment_and_no_formula(votes):
    rows = list(csv.reader(io.StringIO(to_csv(read_feedback([votes])))))
    assert rows[:3] == [
        "row,brand,language,answer,name,helpful,not helpful,day,comment".split(","),
        ["answer", "alpha", "en-us", "two", "", "0", "2", "", ""],
        ["comment", "alpha", "en-us", "two", "", "0", "1", "2026-05-11", "'=HYPERLINK(1)"],
    ]
