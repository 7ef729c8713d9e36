"""One spelling for all variants of a word."""

from __future__ import annotations

import re
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from helpgen.search.folding import fold


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Größe", "grosse"),
        ("GRÖSSE", "grosse"),
        ("café", "cafe"),
        ("cafe\u0301", "cafe"),
        ("Œuvre", "oeuvre"),
        ("Ærø", "aero"),
        ("Łódź", "lodz"),
        ("İstanbul", "istanbul"),
        ("ılık", "ilik"),
        ("Ｆｕｌｌ", "full"),
        ("ﾊﾝｶｸ", "ハンカク"),
        ("ﬁle", "file"),
        ("Ёлка", "елка"),
        ("чай", "чай"),
        ("ΟΔΟΣ", "οδοσ"),
        ("οδός", "οδοσ"),
        ("مُحَمَّد", "محمد"),
        ("مدرسة", "مدرسه"),
        ("علیٰ", "علي"),
        ("کتاب", "كتاب"),
        ("شـكرا", "شكرا"),
        ("שָׁלוֹם", "שלום"),
        ("soft\u00adhyphen", "softhyphen"),
        ("한국어", "한국어"),
        ("½", "12"),
        ("⒈", "1"),
        ("⑴", "1"),
        ("🄁", "0"),
        ("", ""),
    ],
)
def test_variants_of_a_word_have_one_spelling(written, folded):
    assert fold(written) == folded


@given(st.text(st.characters()))
@example("\u1e9e\u0130\u03a3")
def test_what_is_folded_stays_as_it_is(text):
    assert fold(fold(text)) == fold(text)


def test_no_letter_or_digit_becomes_a_sign_that_separates():
    """Commas, colons and blanks separate words in the page's index and in synonyms."""
    letters = filter(str.isalnum, map(chr, range(sys.maxunicode + 1)))
    assert [letter for letter in letters if re.search(r"[\s,:=~|.()]", fold(letter))] == []
