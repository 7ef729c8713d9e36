"""Arabic words without article and endings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpgen.search.arabic import light_stem


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("والبطاقات", "بطاق"),
        ("البطاقه", "بطاق"),
        ("بطاقات", "بطاق"),
        ("بالبريد", "بريد"),
        ("للعميل", "عميل"),
        ("طلباتها", "طلب"),
        ("بطاقتي", "بطاق"),
        ("بطاقتك", "بطاق"),
        ("حسابهم", "حساب"),
        ("من", "من"),
        ("ون", "ون"),
        ("", ""),
    ],
)
def test_article_prepositions_and_endings_go(word, stem):
    assert light_stem(word) == stem


@given(st.text("والبتهين", max_size=12))
def test_two_letters_remain_and_they_are_of_the_word(word):
    stem = light_stem(word)
    assert len(stem) >= min(2, len(word))
    assert stem in word
