"""Files of judged queries: what they say, and how their mistakes are told."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpgen.errors import ConfigError
from helpgen.judge.queries import JudgedQuery, load_queries
from helpgen.model import EditionKey

EDITION = EditionKey("fjell", "en-us")
HEAD = 'brand = "fjell"\nlanguage = "en-us"\n'


@pytest.fixture
def load(tmp_path):
    """`load(text, "queries.tsv")` reads a file that holds the text."""

    def read(text, name="queries.toml"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return load_queries(path)

    return read


@pytest.fixture
def told(load, tmp_path):
    """What's told of a file's mistakes, without its folder."""

    def mistakes(text, name="queries.toml"):
        with pytest.raises(ConfigError) as caught:
            load(text, name)
        return [str(problem).removeprefix(f"{tmp_path}/") for problem in caught.value.problems]

    return mistakes


def test_a_query_in_toml(load):
    found = load(
        '[thresholds]\nmrr = 0.5\n[answers]\nrefund = "r-1"\n'
        f'[[queries]]\nquery = "money back"\n{HEAD}expect = ["refund", "b"]\nnot = ["c"]\ntop = 1\n'
        f'[[queries]]\nquery = "x"\n{HEAD}expect = {{ refund = 2, b = 0.5 }}\n'
    )
    assert found.queries == (
        JudgedQuery("money back", EDITION, {"r-1": 1.0, "b": 1.0}, frozenset({"c"}), 1),
        JudgedQuery("x", EDITION, {"r-1": 2.0, "b": 0.5}),
    )
    assert found.thresholds.limits == {"mrr": 0.5}


def test_a_query_in_tsv(load):
    found = load(
        "# what people type\nquery\tbrand\tlanguage\texpect\tnot\ttop\n\n"
        "money back\tfjell\ten-us\ta, b=2\tc\t1\n"
        '"to be"\tfjell\ten-us\ta\n',
        "queries.TSV",
    )
    assert found.queries == (
        JudgedQuery("money back", EDITION, {"a": 1.0, "b": 2.0}, frozenset({"c"}), 1),
        JudgedQuery('"to be"', EDITION, {"a": 1.0}),
    )


def test_every_mistake_in_toml_is_told_with_its_line(told):
    text = (
        f'[[queries]]\nquery = "a"\n{HEAD}expect = ["x"]\ntop = 11\n'
        f'[[queries]]\n{HEAD}expect = ["x"]\n'
        f'  [[ queries ]]\nquery = "a"\n{HEAD}\n'
        f'[[queries]]\nquery = "a"\n{HEAD}expect = ["x"]\nnot = ["x"]\nsince = 3\n'
    )
    assert told(text) == [
        "queries.toml:1: top is 11: write a number from 1 to 10",
        'queries.toml:7: has no query: add query = "…"',
        "queries.toml:11: expects nothing: name ids in expect, in not, or in both",
        "queries.toml:16: has since: known: query, brand, language, expect, not, top",
    ]


def test_every_mistake_in_tsv_is_told_with_its_line(told):
    rows = ["q b  x", "q b l x=no", "q b l x 0", "1 2 3 4 5 6"]
    text = "\n".join(["query brand language expect top", *rows]).replace(" ", "\t")
    assert sorted(told(text, "q.tsv")) == [
        'q.tsv:2: has no language: add language = "…"',
        "q.tsv:3: x has the grade 'no': write a number up to 10",
        "q.tsv:4: top is 0: write a number from 1 to 10",
        "q.tsv:5: has 6 cells for 5 columns: separate columns by one tab",
    ]


@pytest.mark.parametrize(
    ("name", "text", "mistake"),
    [
        ("q.toml", "[[queries", "q.toml: isn't TOML: "),
        ("q.toml", "", "q.toml: holds no query: "),
        ("q.tsv", "", "q.tsv: holds no query: "),
        ("q.tsv", "query\tanswer\n", "q.tsv:1: has answer: its columns are query, brand, "),
        ("q.toml", "query = 1\n", "q.toml: has query: known: answers, queries, thresholds"),
        ("q.toml", "queries = 1\n", "q.toml: queries: must be tables: write [[queries]]"),
        ("q.toml", "answers = 1\n", "q.toml: answers: must hold an id for each name"),
        ("q.toml", 'queries = [{ query = "a" }, { query = "b" }]\n', "q.toml: queries[0]: has no"),
    ],
)
def test_a_file_that_isnt_one_is_told(told, name, text, mistake):
    assert told(text, name)[0].startswith(mistake)


def test_a_threshold_that_is_none_is_told(told):
    text = f'[thresholds]\nmrr = 2\nrecall = 1\n[[queries]]\nquery = "a"\n{HEAD}expect = ["x"]\n'
    assert [line.partition(": known")[0] for line in told(text)] == [
        "queries.toml: thresholds mrr: is 2: write a share, 0 to 1",
        "queries.toml: thresholds recall: isn't a figure",
    ]


def test_a_file_that_isnt_there_is_told(tmp_path):
    with pytest.raises(ConfigError, match="can't be read"):
        load_queries(tmp_path / "none.toml")


@given(st.text(max_size=200), st.sampled_from([".toml", ".tsv"]))
def test_any_text_is_read_or_told(tmp_path_factory, text, suffix):
    path = tmp_path_factory.mktemp("any") / f"q{suffix}"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    with contextlib.suppress(ConfigError):
        assert load_queries(path).queries
