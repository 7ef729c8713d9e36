"""Measures of search quality, by cases that were worked out by hand."""

from __future__ import annotations

from math import log2

import pytest

from helpgen.model import EditionKey
from helpgen.search.judging import (
    Judgement,
    Outcome,
    Shortfall,
    Shown,
    by_edition,
    figures,
    ndcg,
    shortfalls,
)
from helpgen.search.query_sets import JudgedQuery, Thresholds


def outcome(shown="", expected="a", *, must_not="", top=3, ms=1.0, language="en-us"):
    """An outcome whose answers are letters."""
    judged = JudgedQuery("q", "alpha", language, tuple(expected), tuple(must_not), top)
    return Outcome(judged, tuple(Shown(id_, id_.upper()) for id_ in shown), ms)


@pytest.mark.parametrize(
    ("shown", "expected", "rank"),
    [("abc", "a", 1), ("abc", "cb", 2), ("abc", "x", None), ("", "a", None)],
)
def test_the_rank_is_the_place_of_the_first_expected_answer(shown, expected, rank):
    assert outcome(shown, expected).rank == rank


@pytest.mark.parametrize(("top", "missed"), [(1, True), (2, True), (3, False), (4, False)])
def test_a_query_misses_if_no_expected_answer_is_among_the_first(top, missed):
    assert outcome("xya", top=top).missed is missed


def test_what_must_not_be_seen_counts_among_the_first_only():
    assert outcome("axy", must_not="y", top=3).forbidden == ((3, Shown("y", "Y")),)
    assert outcome("axy", must_not="y", top=2).forbidden == ()
    assert outcome("axy", must_not="y", top=3).failed
    assert not outcome("axy", must_not="y", top=2).failed


@pytest.mark.parametrize(
    ("shown", "expected", "wanted"),
    [
        ("a", "a", 1.0),
        ("xa", "a", 1 / log2(3)),
        ("ab", "ab", 1.0),
        ("ba", "ab", 1.0),
        ("axb", "ab", (1 + 1 / 2) / (1 + 1 / log2(3))),
        ("ax", "ab", 1 / (1 + 1 / log2(3))),
        ("0123456789a", "a", 0.0),
        ("abcdefghij", "abcdefghijkl", 1.0),
        ("", "a", 0.0),
    ],
)
def test_ndcg_by_hand(shown, expected, wanted):
    assert ndcg(outcome(shown, expected)) == pytest.approx(wanted)


def test_figures_by_hand():
    """Ranks 1, 2, 5, 11 and none."""
    shown = ["a", "xa", "wxyza", "0123456789a", "xyz"]
    found = figures([outcome(one, ms=ms) for one, ms in zip(shown, [5, 1, 3, 2, 4], strict=True)])
    assert found.queries == 5
    assert (found.success_at_1, found.success_at_3, found.success_at_10) == (0.2, 0.4, 0.6)
    assert found.mrr == pytest.approx((1 + 1 / 2 + 1 / 5 + 1 / 11) / 5)
    assert found.ndcg_at_10 == pytest.approx((1 + 1 / log2(3) + 1 / log2(6)) / 5)
    assert (found.latency_ms_p50, found.latency_ms_p99) == (3, 5)


@pytest.mark.parametrize(("count", "p99"), [(1, 1), (99, 99), (100, 99), (200, 198), (201, 199)])
def test_p99_is_the_nearest_rank(count, p99):
    assert figures([outcome(ms=n) for n in range(count, 0, -1)]).latency_ms_p99 == p99


def test_every_edition_has_figures_of_its_own():
    found = by_edition([outcome("a"), outcome("x", language="ar"), outcome("xa")])
    assert [(str(key), one.queries, one.mrr) for key, one in found.items()] == [
        ("alpha/en-us", 2, 0.75),
        ("alpha/ar", 1, 0.0),
    ]


def test_an_edition_is_not_hidden_by_the_others():
    """All together reach the threshold, and Arabic doesn't."""
    outcomes = [*(outcome("a") for _ in range(19)), outcome("x", language="ar")]
    assert shortfalls(Thresholds(success_at_3=0.9), by_edition(outcomes)) == (
        Shortfall(EditionKey("alpha", "ar"), "success_at_3", 0.9, 0.0),
    )


def test_latency_must_not_be_above_its_threshold():
    measured = by_edition([outcome("a", ms=7.0)])
    assert shortfalls(Thresholds(latency_ms_p99=7.0, mrr=1.0), measured) == ()
    assert [one.measured for one in shortfalls(Thresholds(latency_ms_p99=6.9), measured)] == [7.0]


@pytest.mark.parametrize(
    ("one", "thresholds", "good"),
    [
        (outcome("a"), Thresholds(), True),
        (outcome("x"), Thresholds(), False),
        (outcome("xa"), Thresholds(success_at_1=1.0), False),
        (outcome("ab", must_not="b"), Thresholds(), False),
    ],
)
def test_a_run_is_good_if_no_query_and_no_threshold_failed(one, thresholds, good):
    assert Judgement("here", (one,), thresholds).good is good
