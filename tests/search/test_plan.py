"""What is looked for, word by word."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_editions import queries

from helpgen.search.analysis import Analyzer
from helpgen.search.lexicon import Lexicon
from helpgen.search.plan import COUNTS, MOST_WORDS, Vocabulary, plan
from helpgen.search.word_lists import Terms

TEXT = "order orders ordering refund refunds gift card giftcard email password naïve track the with"


def vocabulary(text=TEXT, language="en-us", synonyms=None):
    analyzer = Analyzer(language)
    words = [w for w in analyzer.words(text) if not w.paired]
    spellings = [(w.text, text[w.start : w.end].lower()) for w in words]
    counts = Counter(word.term for word in analyzer.words(text))
    return Vocabulary(analyzer, Lexicon(spellings), Terms(counts), synonyms or {})


def alternatives(query, vocab=None, **options):
    """Terms and weights of each word of a query."""
    planned = plan(query, vocab or vocabulary(), **options)
    return [
        {" ".join(a.terms): round(a.weight, 2) for a in wanted.alternatives}
        for wanted in planned.wanted
    ]


def test_a_known_word_stands_for_itself():
    (wanted,) = plan("refunds ", vocabulary()).wanted
    assert wanted.alternatives[0].terms == ("refund",)
    assert (wanted.alternatives[0].weight, wanted.weight, wanted.required) == (1.0, 1.0, True)


def test_each_term_is_looked_for_once():
    assert [w.word.text for w in plan("order orders Order", vocabulary()).wanted] == ["order"]


def test_common_words_help_but_neednt_be_there():
    planned = plan("the refund ", vocabulary())
    assert [(w.word.text, w.weight, w.required) for w in planned.wanted] == [
        ("the", 0.2, False),
        ("refund", 1.0, True),
    ]
    assert planned.required == 1


def test_a_query_of_common_words_alone_looks_for_them():
    planned = plan("with the ", vocabulary())
    assert [(w.weight, w.required) for w in planned.wanted] == [(1.0, True), (1.0, True)]


def test_the_last_word_may_be_a_beginning_until_something_follows():
    assert "password" in alternatives("passw")[0]
    assert alternatives("passw ")[0] == {"password": 0.46}
    assert alternatives("passw.")[0] == alternatives("passw?")[0] == alternatives("passw ")[0]
    related = alternatives("passw track")[0]["password"]
    assert related < alternatives("track passw")[1]["password"], "a relative, no beginning"


def test_the_more_of_a_word_is_typed_the_more_it_counts():
    assert alternatives("passwor")[0]["password"] > alternatives("pa")[0]["password"] >= COUNTS


def test_one_letter_is_no_beginning():
    assert alternatives("p") == [{}]


def test_a_mistyped_word_is_mended_where_it_stands():
    planned = plan("my  ordre, please", vocabulary())
    assert planned.corrected == "my  order, please"
    assert {"order": 0.8} in alternatives("my ordre, please")


def test_mended_words_are_written_with_their_accents():
    assert plan("naiev ", vocabulary()).corrected == "naïve "


def test_a_known_word_is_taken_for_mistyped_only_when_asked_for():
    vocab = vocabulary("form from track")
    assert alternatives("form ", vocab) == [{"form": 1.0}]
    again = plan("form ", vocab, more_typos=True)
    assert [a.terms for a in again.wanted[0].alternatives] == [("form",), ("from",)]
    assert again.corrected == "", "it's a word, so that nothing is corrected"


def test_two_words_may_be_written_as_one_and_one_as_two():
    assert alternatives("gift card ")[0]["giftcard"] == 0.9
    assert alternatives("gift card ")[1]["giftcard"] == 0.9
    assert alternatives("giftcard ", vocabulary("gift card"))[0]["gift card"] == 0.8


def test_synonyms_stand_for_the_words_of_their_phrase():
    vocab = vocabulary(synonyms={"money back": ("refund", "gift card")})
    back, money = alternatives("back money ", vocab), alternatives("money back ", vocab)
    assert all("refund" not in word for word in back)
    assert all(word["refund"] == word["gift card"] == 0.8 for word in money)


def test_pairs_of_characters_have_no_typos_and_a_single_one_begins_them():
    vocab = vocabulary("返品 返金 注文", "ja")
    assert alternatives("返品", vocab) == [{"返品": 1.0}]
    assert alternatives("返", vocab) == [{"返品": 0.9, "返金": 0.9}]
    assert alternatives("品返", vocab) == [{}]


@pytest.mark.parametrize("quotes", ['""', "“”", "„“", "«»", "「」", "『』"])
def test_quoted_words_must_be_there_as_they_are(quotes):
    planned = plan(f"{quotes[0]}refund ordre{quotes[1]}", vocabulary())
    assert planned.exact
    assert planned.corrected == ""
    assert [w.required for w in planned.wanted] == [True, True]
    assert [[a.terms for a in w.alternatives] for w in planned.wanted] == [
        [("refund",)],
        [("ordr",)],
    ]


def test_quoted_common_words_neednt_be_there():
    """A text's own common words aren't kept, so that nobody could find them."""
    planned = plan('"track the order"', vocabulary())
    assert [(w.word.text, w.required) for w in planned.wanted] == [
        ("track", True),
        ("the", False),
        ("order", True),
    ]
    assert all(w.required for w in plan('"with the"', vocabulary()).wanted)


def test_words_that_are_marked_are_those_that_should_be_there():
    assert plan("the refund ", vocabulary()).shown == {"refund"}


def test_long_queries_are_cut():
    assert len(plan(" ".join(f"word{n}" for n in range(99)), vocabulary()).wanted) == MOST_WORDS
    assert plan("x" * 400 + " refund", vocabulary()).wanted[0].word.text == "x" * 64
    assert len(plan("x" * 400 + " refund", vocabulary()).wanted) == 1


def test_when_time_is_over_words_are_looked_for_as_they_are():
    times = iter([0.0, 2.0])
    planned = plan("ordre ordre2 ordre3", vocabulary(), deadline=1.0, clock=lambda: next(times))
    assert planned.partial
    assert planned.corrected == "order ordre2 ordre3"
    assert [
        len(w.alternatives) > 1 or w.alternatives[0].terms == ("order",) for w in planned.wanted
    ] == [
        True,
        False,
        False,
    ]
    assert [w.alternatives[0].terms for w in planned.wanted[1:]] == [("ordre2",), ("ordre3",)]


def test_without_a_deadline_no_clock_is_asked():
    assert not plan("ordre", vocabulary(), clock=pytest.fail).partial


@given(queries(), st.booleans(), st.sampled_from(["en-us", "fr-fr", "ja", "ar", "th", "tr"]))
def test_any_query_has_a_plan(query, more_typos, language):
    vocab = vocabulary(TEXT + " 返品 注文", language, {"money back": ("refund",), "o": ("返品",)})
    planned = plan(query, vocab, more_typos=more_typos)
    assert len(planned.wanted) <= MOST_WORDS
    assert all(a.terms for wanted in planned.wanted for a in wanted.alternatives)
    assert all(0 < a.weight <= 1 for wanted in planned.wanted for a in wanted.alternatives)
    assert planned.required > 0 or not planned.wanted
    assert plan(query, vocab, more_typos=more_typos) == planned
