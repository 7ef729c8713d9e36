"""Query sets: what a file may hold, and what's told of one that's wrong."""

from __future__ import annotations

import pytest

from helpgen.errors import ConfigError
from helpgen.search.query_sets import JudgedQuery, QuerySet, Thresholds, read_query_set

GOOD = """
[thresholds]
success_at_3 = 0.9
latency_ms_p99 = 20

[[queries]]
query = "retrun shoes"
brand = "alpha"
language = "en-us"
expected = ["a", "b"]

[[queries]]
query = "返品"
brand = "alpha"
language = "ja"
expected = ["a"]
must_not = ["c"]
top = 1
"""
COLUMNS = ("query", "brand", "language", "expected", "must_not", "top")
MEASURES = ("success_at_1", "success_at_3", "success_at_10", "mrr", "ndcg_at_10", "latency_ms_p99")
QUERIES = (
    JudgedQuery("retrun shoes", "alpha", "en-us", ("a", "b")),
    JudgedQuery("返品", "alpha", "ja", ("a",), ("c",), 1),
)


@pytest.fixture
def read(tmp_path):
    """`read(name, text)` reads a file of that name."""

    def reading(name, text):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return read_query_set(path)

    return reading


@pytest.fixture
def refused(read, tmp_path):
    """`refused(name, text)` is what's told of the file."""

    def telling(name, text):
        with pytest.raises(ConfigError) as caught:
            read(name, text)
        return str(caught.value).replace(f"{tmp_path}/", "").splitlines()

    return telling


def test_toml(read):
    thresholds = Thresholds(success_at_3=0.9, latency_ms_p99=20)
    assert read("q.toml", GOOD) == QuerySet(QUERIES, thresholds)


@pytest.mark.parametrize("start", ["", "\ufeff"], ids=["plain", "of a spreadsheet"])
def test_a_table(read, start):
    """Columns may be left out and stand in any order; empty lines don't matter."""
    table = (
        "brand\tquery\tlanguage\texpected\tmust-not\ttop\r\n"
        "alpha\tretrun shoes\ten-us\ta b\r\n"
        "\t\t\t\t\t\r\n"
        "alpha\t返品\tja\ta\tc\t1\r\n"
    )
    assert read("q.tsv", start + table) == QuerySet(QUERIES)


def test_every_mistake_of_toml_is_told_with_its_key(refused):
    text = """
limit = 3
[thresholds]
mrr = 1.5
speed = 1
[[queries]]
query = " "
brand = "alpha"
expected = []
[[queries]]
query = "q"
brand = "alpha"
language = "ja"
expected = ["a", "a"]
must_not = "b"
top = 51
note = "why"
[[queries]]
query = "q"
brand = "alpha"
language = "ja"
expected = ["a"]
must_not = ["a"]
"""
    assert refused("q.toml", text) == [
        "q.toml: thresholds.mrr: must be a number from 0 to 1",
        f"q.toml: thresholds.speed: isn't known: known: {', '.join(MEASURES)}",
        "q.toml: limit: isn't known: known: thresholds, queries",
        "q.toml: queries[0].query: must be text, and can't be left out",
        "q.toml: queries[0].language: must be text, and can't be left out",
        "q.toml: queries[0].expected: names no answer: name the ids that should be found",
        f"q.toml: queries[1].note: isn't known: known: {', '.join(COLUMNS)}",
        "q.toml: queries[1].expected: must be a list of answer ids, each one once",
        "q.toml: queries[1].must_not: must be a list of answer ids, each one once",
        "q.toml: queries[1].top: must be a whole number from 1 to 50",
        "q.toml: queries[2].must_not: a is expected as well",
    ]


def test_every_mistake_of_a_table_is_told_with_its_line(refused):
    table = (
        "query\tbrand\tlanguage\texpected\tmust_not\ttop\n"
        "q\talpha\tja\ta\t\tthree\n"
        "q\talpha\tja\t\n"
        "q\talpha\tja\ta\t\t1\tmore\n"
        "r\talpha\tja\ta\n"
        "r\talpha\tja\tb\n"
    )
    assert refused("q.tsv", table) == [
        "q.tsv:4: has 7 cells, and the first line 6",
        "q.tsv:2: top: must be a whole number from 1 to 50",
        "q.tsv:3: expected: names no answer: name the ids that should be found",
        "q.tsv:6: asks the same as q.tsv:5: take one of them out",
    ]


def test_a_table_without_a_header(refused):
    assert refused("q.tsv", "returns\talpha\tja\ta\n")[0] == (
        "q.tsv:1: has no column query: the first line names the columns: query, brand, language, "
        "expected, must_not, top, with tabs between"
    )


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("q.toml", "", "q.toml: has no queries"),
        ("q.toml", "queries = 3", "q.toml: queries[0]: must be a table: write it as [[queries]]"),
        ("q.toml", "[[queries", "q.toml: isn't TOML: "),
        ("q.toml", "thresholds = 3", "q.toml: thresholds: must be a table"),
    ],
)
def test_a_file_that_is_no_query_set(refused, name, text, told):
    assert refused(name, text)[0].startswith(told)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(ConfigError, match="can't be read: No such file"):
        read_query_set(tmp_path / "none.toml")
