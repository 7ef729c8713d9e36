"""Words of texts in every kind of script, and that nothing trips it."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from small_editions import any_text

from helpgen.search.analysis import SNOWBALL, Analyzer

LANGUAGES = sorted({*SNOWBALL, "ar", "ja", "zh-cn", "ko", "th", "he", "pl", "en-us", "fr-ca", "xx"})


def words(text, language="en-us"):
    return [word.text for word in Analyzer(language).words(text)]


def terms(text, language="en-us"):
    return [word.term for word in Analyzer(language).words(text)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en-us", "Track my orders!", ["track", "my", "orders"]),
        ("en-us", "What's the seller's e-mail?", ["what", "the", "seller", "e", "mail", "email"]),
        ("en-us", "I'd we'll I’m they're don't", ["i", "we", "i", "they", "dont"]),
        ("en-us", "don’t", ["dont"]),
        ("en-us", "3-in-1", ["3", "in", "1", "3in1"]),
        ("en-us", "snake_case", ["snake", "case"]),
        ("en-us", "-dash- 'quoted'", ["dash", "quoted"]),
        ("fr-fr", "l'ordre d’achat", ["l", "ordre", "d", "achat"]),
        ("tr", "Ankara'da", ["ankara"]),
        ("de", "Größe", ["grosse"]),
        ("ja", "返品の方法", ["返品", "品の", "の方", "方法"]),
        ("ja", "返", ["返"]),
        ("ja", "iPhone15を返品", ["iphone15", "を返", "返品"]),
        ("zh-cn", "退货政策", ["退货", "货政", "政策"]),
        ("ko", "환불 정책", ["환불", "정책"]),
        ("th", "คืนเงิน", ["คื", "ืน", "นเ", "เง", "งิ", "ิน"]),
        ("en-us", "返品 policy", ["返品", "policy"]),
        ("en-us", "👩\u200d💻 🎁 …", []),
        ("en-us", "½ ⒈ 🄁", ["12", "1", "0"]),
        ("en-us", "", []),
    ],
)
def test_a_text_becomes_words(language, text, expected):
    assert words(text, language) == expected


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en-us", "returning orders", "return order"),
        ("de", "Rücksendungen", "rucksendung"),
        ("es", "devoluciones", "devolución"),
        ("fr", "commandés", "commande"),
        ("pt", "pedidos", "pedido"),
        ("ru", "заказы", "заказа"),
        ("ar", "والبطاقات", "بطاقة"),
        ("nn", "bestillingar", "bestilling"),
    ],
)
def test_forms_of_a_word_have_one_term(language, one, other):
    assert terms(one, language) == terms(other, language)


def test_codes_are_not_stemmed():
    assert terms("SKU1ings") == ["sku1ings"]


def test_long_runs_are_cut():
    assert words("a" * 100) == ["a" * 64]
    assert words(("a" * 40 + "-") * 2 + "b")[-1] == "a" * 64


def test_common_words_are_told():
    common = {word.text: word.common for word in Analyzer("en-us").words("the refund")}
    assert common == {"the": True, "refund": False}
    assert [word.common for word in Analyzer("ja").words("返品の")] == [False, True]


def test_the_fingerprint_tells_languages_apart():
    assert len({Analyzer(code).fingerprint for code in ("en", "fr", "ar", "de", "xx")}) == 5
    assert Analyzer("en-us").fingerprint == Analyzer("en-gb").fingerprint


@given(st.sampled_from(LANGUAGES), any_text())
@example("ja", "返" * 65 + "ｶﾞ" * 40)
@example("en-us", "\ud800a\udfff-'\u200d")
def test_any_text_becomes_words_within_it_and_in_order(language, text):
    found = list(Analyzer(language).words(text))
    assert all(0 <= word.start < word.end <= len(text) for word in found)
    assert all(word.text and word.term and len(word.text) <= 64 for word in found)
    plain = [word.start for word in found if "-" not in text[word.start : word.end]]
    assert plain == sorted(plain)


@given(st.sampled_from(LANGUAGES), any_text())
def test_counted_words_are_the_words_of_the_text(language, text):
    analyzer = Analyzer(language)
    counts: dict[str, int] = {}
    counted = ((entry, count) for entries, count in analyzer.counted(text) for entry in entries)
    for entry, count in counted:
        counts[entry.term] = counts.get(entry.term, 0) + count
    each: dict[str, int] = {}
    for word in analyzer.words(text):
        each[word.term] = each.get(word.term, 0) + 1
    assert counts == each


@given(st.sampled_from(LANGUAGES), any_text())
def test_words_are_found_again_by_themselves(language, text):
    """A folded word is a query too: for synonyms, and for what a typo is taken for."""
    analyzer = Analyzer(language)
    for word in analyzer.words(text):
        again = [other.text for other in analyzer.words(word.text)]
        assert again in ([word.text], [])
