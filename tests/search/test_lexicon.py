"""Beginnings, relatives, and what a typo meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpgen.search.lexicon import Lexicon

PLAIN = "card cards cart form gift giftcard norm order orders reorder refund refunded track"


def lexicon(words=PLAIN):
    return Lexicon((word, word) for word in words.split())


def naive_typos(one, other):
    """Optimal string alignment, as in the textbook."""
    rows = [[*range(len(other) + 1)]]
    for i, letter in enumerate(one, 1):
        rows.append([i])
        for j, wanted in enumerate(other, 1):
            best = min(
                rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (letter != wanted)
            )
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                best = min(best, rows[i - 2][j - 2] + 1)
            rows[i].append(best)
    return rows[-1][-1]


def test_a_word_is_known_as_it_is_written_most_plainly():
    words = Lexicon([("cafe", "cafe"), ("cafe", "café"), ("naive", "naïve")])
    assert [words.written(word) for word in ("cafe", "naive", "none")] == ["cafe", "naïve", "none"]
    assert "naive" in words
    assert "naïve" not in words


def test_words_that_begin_so_leave_out_the_beginning_itself():
    assert lexicon().starting("card") == ["cards"]
    assert lexicon().starting("o") == ["order", "orders"]
    assert lexicon().starting("x") == []


@pytest.mark.parametrize(
    ("word", "related"),
    [
        ("refund", ["refunded"]),
        ("giftcards", ["giftcard", "cards"]),
        ("order", ["orders", "reorder"]),
        ("reorders", ["reorder", "orders", "order"]),
        ("car", []),
        ("zzzz", []),
    ],
)
def test_relatives_share_a_beginning_or_hold_one_another_the_likest_first(word, related):
    assert [other for other, _ in lexicon().related(word)] == related


def test_the_end_of_a_compound_is_its_relative_however_long_it_is():
    """Beginnings and middles say less: `rück` is no relative, nor is `pass` within a word."""
    words = Lexicon((word, word) for word in ("rucksendeetikett", "passwortwechsel", "kompass"))
    assert [other for other, _ in words.related("etikett")] == ["rucksendeetikett"]
    assert [other for other, _ in words.related("kett")] == []
    assert words.related("ruck") == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("oder", [("order", 1)]),
        ("odrer", [("order", 1)]),
        ("trakc", [("track", 1)]),
        ("xrack", []),
        ("crd", []),
        ("form", []),
        ("rfeunedd", [("refunded", 2)]),
        ("gfitcrad", [("giftcard", 2)]),
        ("iftcards", [("giftcard", 2)]),
    ],
)
def test_typos_are_allowed_by_length_and_short_words_keep_their_first_letter(typed, meant):
    assert lexicon().meant(typed) == meant


@given(
    st.lists(st.text("abc", min_size=1, max_size=11), unique=True, max_size=30),
    st.text("abc", max_size=11),
)
def test_meant_are_all_words_with_few_enough_typos(words, typed):
    most = 0 if len(typed) < 4 else 1 if len(typed) < 8 else 2
    expected = sorted(
        (naive_typos(typed, word), word)
        for word in words
        if word != typed and naive_typos(typed, word) <= most
        if most == 2 or word[0] == typed[:1]
    )
    found = Lexicon((word, word) for word in words).meant(typed)
    assert [(typos, word) for word, typos in found] == (expected if most else [])


def test_halves_are_two_words_of_three_letters_or_more():
    assert list(lexicon().halves("giftcard")) == [("gift", "card")]
    assert list(lexicon().halves("ordercard")) == [("order", "card")]
    assert list(lexicon().halves("abcard")) == []


def test_a_number_and_its_unit_are_halves_however_short():
    words = Lexicon([(word, word) for word in ("10", "k", "abc", "card")])
    assert list(words.halves("10k")) == [("10", "k")]
    assert list(words.halves("kabc")) == []


def test_of_many_words_that_begin_alike_only_some_are_looked_at():
    codes = Lexicon((f"code{n:05}", f"code{n:05}") for n in range(20_000))
    assert len(codes.starting("code")) == 10_000
    assert len(codes.related("code0")) == 10_000


@given(st.text(max_size=80))
def test_any_word_may_be_asked(word):
    words = lexicon()
    words.starting(word)
    words.related(word)
    list(words.halves(word))
    words.meant(word)
    assert words.written(word) == word
