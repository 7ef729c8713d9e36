"""Figures of result lists, by hand and by their own rules."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpgen.judge.metrics import ndcg, reciprocal_rank, success


@pytest.mark.parametrize(
    ("ids", "first", "three", "reciprocal"),
    [("abc", True, True, 1.0), ("xya", False, True, 1 / 3), ("wxya", False, False, 0.25)],
)
def test_the_first_that_suits_counts(ids, first, three, reciprocal):
    grades = {"a": 1.0}
    assert (success(ids, grades, 1), success(ids, grades, 3)) == (first, three)
    assert reciprocal_rank(ids, grades) == reciprocal


def test_beyond_the_tenth_nothing_counts():
    ids = [*"0123456789", "a"]
    assert (reciprocal_rank(ids, {"a": 1.0}), ndcg(ids, {"a": 1.0})) == (0.0, 0.0)


def test_ndcg_by_hand():
    """Grades 2 and 1 gain 3 and 1; the second place counts 1 / log2(3)."""
    best = 3 + 1 / math.log2(3)
    assert ndcg("ba", {"a": 2.0, "b": 1.0}) == pytest.approx((1 + 3 / math.log2(3)) / best)
    assert ndcg("ab", {"a": 2.0, "b": 1.0}) == 1.0


def test_nothing_found_and_nothing_expected_are_zero():
    assert (ndcg("", {"a": 1.0}), ndcg("a", {}), reciprocal_rank("", {"a": 1.0})) == (0.0, 0.0, 0.0)


@given(
    st.permutations("abcdefghijkl"),
    st.dictionaries(st.sampled_from("abcdefghijkl"), st.integers(1, 4).map(float), min_size=1),
)
def test_the_order_by_grade_is_the_best(ids, grades):
    assert 0 <= ndcg(ids, grades) <= 1
    assert ndcg(sorted(ids, key=lambda one: -grades.get(one, 0)), grades) == pytest.approx(1)
