"""The lists of common words."""

from __future__ import annotations

import pytest

from helpgen.search.analysis import SNOWBALL, Analyzer
from helpgen.search.folding import fold
from helpgen.search.stopwords import STOPWORDS

NEGATIONS = {
    "en": "not no nor without never dont didnt cant cannot wont",
    "es": "no sin nunca ni",
    "fr": "ne pas sans jamais non ni",
    "de": "nicht kein keine ohne nie",
    "it": "non senza mai no",
    "pt": "nao sem nunca nem",
    "nl": "niet geen zonder nooit",
    "sv": "inte ej utan aldrig ingen",
    "da": "ikke uden aldrig ingen",
    "nb": "ikke uten aldri ingen",
    "fi": "ei en et emme ette eivat ilman",
    "pl": "nie bez nigdy",
    "tr": "degil yok hic",
    "ru": "не нет без никогда",
    "ar": "لا ليس لم لن بدون غير",
    "he": "לא אין בלי אל",
    "ca": "no sense mai",
    "ro": "nu fara niciodata",
    "hu": "nem ne nincs nelkul soha sem",
    "el": "δε δεν μη μην χωρις οχι",
    "id": "tidak bukan tanpa jangan belum",
    "cs": "ne neni ani bez nikdy",
    "uk": "не ні без ніколи",
}
"""Words that turn a question into another one, in their folded spelling."""

languages = pytest.mark.parametrize("language", sorted(STOPWORDS))


@languages
def test_every_word_is_in_its_folded_spelling(language):
    """Otherwise it would never be met: words are folded first."""
    assert [word for word in STOPWORDS[language] if fold(word) != word] == []


@languages
def test_every_word_comes_out_of_the_analysis_as_it_is(language):
    analyzer = Analyzer(language)
    met = {word.text for word in analyzer.words(" ".join(STOPWORDS[language]))}
    assert met == STOPWORDS[language]


@languages
def test_no_negation_is_left_out(language):
    """A card that hasn't come isn't one that has."""
    assert STOPWORDS[language] & set(NEGATIONS[language].split()) == set()


def test_no_list_is_without_its_check():
    assert set(NEGATIONS) == set(STOPWORDS)


def test_lists_are_of_languages_that_are_stemmed_or_known():
    assert set(STOPWORDS) - set(SNOWBALL) == {"ar", "cs", "he", "pl", "uk"}
