"""What a word counts in an answer and in an edition."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_editions import make_document

from helpgen.search.analysis import Analyzer
from helpgen.search.weights import (
    LEVELS,
    SATURATION,
    Analysis,
    Averages,
    analyse,
    level,
    levels,
    rarity,
    saturated,
)


def test_an_answer_is_counted_by_its_parts():
    document = make_document(
        "1", "The Café", "Refund the refund", section="Money", headings=("Refunds",)
    )
    analysis = analyse(document, Analyzer("en-us"))
    assert analysis.name == {"the": 1, "cafe": 1}
    assert analysis.text == {"refund": 3, "money": 1}
    assert (analysis.name_length, analysis.text_length) == (2, 4)
    assert analysis.spellings == {
        ("the", "the"),
        ("cafe", "café"),
        ("refund", "refund"),
        ("refunds", "refunds"),
        ("money", "money"),
    }


def test_pairs_of_characters_have_no_spelling():
    analysis = analyse(make_document("1", "返品", "の方法", section=""), Analyzer("ja"))
    assert analysis.spellings == frozenset()
    assert analysis.text == {"の方": 1, "方法": 1}


def test_a_word_of_the_name_counts_as_five_of_the_text():
    averages = Averages(1, 1)
    in_name = levels(Analysis({"a": 1}, {}, frozenset()), averages)
    in_text = levels(Analysis({}, {"a": 1}, frozenset()), averages)
    assert LEVELS[in_name["a"]] / LEVELS[in_text["a"]] == pytest.approx(5, rel=0.13)


def test_a_long_text_weakens_each_of_its_words():
    averages = Averages(1, 10)
    short = levels(Analysis({}, {"a": 1}, frozenset()), averages)
    long = levels(Analysis({}, {"a": 1, "b": 99}, frozenset()), averages)
    assert long["a"] < short["a"]


def test_averages_stay_when_one_answer_of_many_changes():
    lengths = [(5, 100)] * 50
    assert Averages.of([*lengths, (9, 400)]) == Averages.of(lengths)
    assert Averages.of([]) == Averages(1, 1)


@given(st.floats(0, 1e9), st.floats(0, 1e9))
def test_a_level_is_one_of_the_steps_and_grows_with_the_frequency(one, other):
    low, high = sorted((one, other))
    assert 0 <= level(low) <= level(high) < len(LEVELS)


@given(st.sampled_from(LEVELS))
def test_the_frequency_of_a_level_is_of_that_level(frequency):
    assert LEVELS[level(frequency)] == frequency


@given(st.floats(0, 1e6), st.floats(0, 1e6))
def test_counts_grow_more_and_more_slowly(one, other):
    low, high = sorted((one, other))
    assert saturated(low) <= saturated(high) < SATURATION + 1


def test_rare_words_count_more_and_every_word_counts():
    assert rarity(100, 1) > rarity(100, 50) > rarity(100, 100) > 0
