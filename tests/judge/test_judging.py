"""Judged queries against an asker of the test's own."""

from __future__ import annotations

import pytest

from helpgen.gladly import AnswerTitle
from helpgen.judge.asking import Reply
from helpgen.judge.judging import figures, judge
from helpgen.judge.last_run import load_last, save_last
from helpgen.judge.queries import JudgedQuery
from helpgen.model import EditionKey

EDITION = EditionKey("fjell", "en-us")


class Fixed:
    """Finds for each query what its text lists, in one millisecond more each time."""

    def __init__(self, names=None):
        self._names = names
        self._took = 0.0

    def ask(self, _, query):
        self._took += 1
        return Reply(tuple(AnswerTitle(i, i.upper()) for i in query.split()), self._took)

    def names(self, _):
        return self._names


def query(text, expect=("a",), unwanted=(), top=3):
    return JudgedQuery(text, EDITION, dict.fromkeys(expect, 1.0), frozenset(unwanted), top)


def reasons(asked, names=None):
    (outcome,) = judge([asked], Fixed(names))
    return list(outcome.reasons)


def test_one_of_the_expected_among_the_first_is_enough():
    assert reasons(query("x y b", ("a", "b"))) == []
    assert reasons(query("x y z a")) == [
        "a is at 4, and should be among the first 3",
        "found: 'X' (x), 'Y' (y), 'Z' (z)",
    ]


def test_what_must_not_be_there_may_come_later():
    assert reasons(query("a b", unwanted=["b"], top=1)) == []
    assert reasons(query("a b", unwanted=["b"])) == [
        "'B' (b) is at 2, and must not be among the first 3"
    ]


def test_an_id_that_no_answer_has_is_told():
    assert reasons(query("", ("a", "b")), {"b": "Bee"}) == [
        "a isn't an answer of fjell/en-us",
        "'Bee' (b) isn't found, and should be among the first 3",
        "found: nothing",
    ]


def test_figures_are_means_over_the_queries():
    outcomes = judge([query("a"), query("x a"), query("x", (), ("y",)), query("x")], Fixed())
    assert figures(outcomes) == {
        "passed": 0.75,
        "success_at_1": pytest.approx(1 / 3),
        "success_at_3": pytest.approx(2 / 3),
        "success_at_10": pytest.approx(2 / 3),
        "mrr": pytest.approx(0.5),
        "ndcg_at_10": pytest.approx((1 + 0.6309) / 3, abs=1e-4),
        "median_ms": 2.5,
        "p99_ms": 4.0,
    }


def test_what_has_moved_since_the_last_run(tmp_path):
    path = tmp_path / "eval.json"
    assert load_last(path, "index") is None
    before = judge([query("a x"), query("x a"), query("a"), query("z", ("b",))], Fixed())
    save_last(path, "index", figures(before), before)
    assert load_last(path, "https://other.example") is None
    last = load_last(path, "index")
    assert last.moves(before) == []
    assert last.figures["passed"] == 0.75

    class Worse(Fixed):
        def ask(self, edition, query):
            return super().ask(edition, {"a": "x y a", "x a": "a"}.get(query, query))

    now = judge([one.query for one in before], Worse())
    assert [(m.query.text, m.before, m.now, m.better) for m in last.moves(now)] == [
        ("a", 1, 3, False),
        ("x a", 2, 1, True),
    ]


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"format": 9, "runs": {}}', '{"format": 1}'])
def test_a_memory_that_cant_be_read_is_made_anew(tmp_path, text):
    path = tmp_path / "eval.json"
    path.write_text(text)
    outcomes = judge([query("a")], Fixed())
    assert load_last(path, "index") is None
    save_last(path, "index", figures(outcomes), outcomes)
    assert load_last(path, "index") is not None
