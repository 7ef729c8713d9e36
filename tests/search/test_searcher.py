"""Searches of small editions, and of anything that can be typed."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from small_editions import TEXTS, WORDS, make_document, queries

from helpgen.search.plan import LONGEST_QUERY
from helpgen.search.reader import OpenIndex
from helpgen.search.results import Fragment
from helpgen.search.searcher import Searcher
from helpgen.search.writer import write_index

ANSWERS = [
    make_document("returns", "Return an order", "Send it back within 30 days.", "Orders"),
    make_document("refunds", "When do I get my refund?", "Refunds take five days.", "Money"),
    make_document("gift", "Gift cards", "A giftcard has a code. It can't be returned.", "Money"),
    make_document("password", "Reset your password", "We send you an e-mail.", "Account"),
    make_document("track", "Track an order", "Your tracking number is in the e-mail.", "Orders"),
]


@pytest.fixture(scope="module")
def searcher(tmp_path_factory):
    """Asks an edition of all kinds of words."""
    wild = [
        make_document(f"w{n}", f"{word} {other}", f"{other} {word} " * 3)
        for n, (word, other) in enumerate(zip((*WORDS, *TEXTS), (*TEXTS, *WORDS), strict=True))
    ]
    folder = tmp_path_factory.mktemp("wild")
    synonyms = {"money back": ("refund",), "o": ("返品",)}
    return Searcher(OpenIndex(write_index(folder, "en-us", [*ANSWERS, *wild], synonyms).generation))


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("refund", "refunds"),
        ("REFUNDS", "refunds"),
        ("refnud", "refunds"),
        ("passw", "password"),
        ("pasword reset", "password"),
        ("returning orders", "returns"),
        ("order tracking", "track"),
        ("gift card", "gift"),
        ("giftcards", "gift"),
        ("how do i return an order", "returns"),
        ("email", "password"),
        ('"gift cards"', "gift"),
        ('"reset your password"', "password"),
        ("when", "refunds"),
    ],
)
def test_people_find_what_they_mean(found, query, first):
    assert found(query, ANSWERS)[0] == first


@pytest.mark.parametrize(
    ("language", "name", "query"),
    [
        ("ja", "商品の返品方法", "返品"),
        ("ja", "ギフトカードの残高", "カード"),
        ("zh-cn", "如何办理退货", "退货"),
        ("ko", "환불을 받는 방법", "환불"),
        ("th", "วิธีคืนเงิน", "คืนเงิน"),
        ("ar", "كيف أعيد البطاقات؟", "بطاقة"),
        ("de", "Rücksendungen und Größen", "grösse"),
        ("es", "Devolución de pedidos", "devoluciones"),
        ("fr", "L'état de l'ordre", "ordre"),
        ("tr", "İade işlemleri", "iade"),
        ("ru", "Возврат заказа", "заказы"),
    ],
)
def test_words_are_found_in_every_kind_of_script(found, language, name, query):
    others = [make_document(str(n), "Other", "x y z") for n in range(5)]
    assert found(query, [*others, make_document("it", name)], language) == ["it"]


def test_synonyms_are_found(found):
    assert found("money back", ANSWERS, "en-us", {"money back": ("refund",)})[0] == "refunds"


def test_a_hit_shows_title_section_and_snippet(index_of):
    found = Searcher(index_of(ANSWERS)).search("refund days")
    hit = found.hits[0]
    assert (hit.id, hit.url, hit.section) == ("refunds", "/en-us/answers/refunds/", "Money")
    assert Fragment("refund", marked=True) in hit.title
    assert [f.text for f in hit.snippet if f.marked] == ["Refunds", "days"]
    assert (found.query, found.corrected, found.partial) == ("refund days", "", False)


def test_what_was_meant_is_told(index_of):
    assert Searcher(index_of(ANSWERS)).search("my pasword").corrected == "my password"


def test_pages_of_results_join_without_a_gap(index_of):
    searcher = Searcher(index_of(ANSWERS))
    every = searcher.search("order email refund", limit=10)
    parts = [searcher.search("order email refund", limit=1, offset=n) for n in range(every.total)]
    assert tuple(hit for part in parts for hit in part.hits) == every.hits
    assert searcher.search("order", limit=0).hits == ()
    assert searcher.search("order", offset=99).hits == ()


def test_equal_answers_stand_in_the_order_of_their_addresses(found):
    same = [make_document(answer_id, "Refund", "") for answer_id in "bdac"]
    assert found("refund", same) == ["a", "b", "c", "d"]


@pytest.mark.parametrize(
    "query",
    ["", " ", "?!", "*", "AND", "title:refund", "re*", "(", "NOT refund", "a~2", "[a TO z]"],
)
def test_whooshs_query_language_is_only_words(searcher, query):
    """Signs are no operators: the query finds what its words alone find."""
    plain = "".join(letter if letter.isalnum() else " " for letter in query) + (" " * 2)
    assert searcher.ids(query + "  ") == searcher.ids(plain)


@given(queries(), st.integers(0, 12), st.integers(0, 12))
@example('"' * 300, 1, 0)
@example("\ud800", 1, 0)
@example("返" * 300, 10, 0)
def test_any_query_is_answered(searcher, query, limit, offset):
    found = searcher.search(query, limit=limit, offset=offset, budget_ms=None)
    assert found.query == query[:LONGEST_QUERY]
    assert not found.partial
    assert len(found.hits) == max(0, min(limit, found.total - offset))
    scores = [hit.score for hit in found.hits]
    assert all(score > 0 for score in scores)
    assert searcher.search(query, limit=limit, offset=offset, budget_ms=None) == found
    ids = searcher.ids(query)
    assert len(ids) == len(set(ids)) == found.total


@given(queries(), st.integers(0, 60))
def test_any_query_ends_soon_after_its_time(searcher, query, ticks):
    """The clock goes on by a millisecond whenever it's asked; the budget is some of those."""
    asked = itertools.count()
    counting = Searcher(searcher._index, clock=lambda: next(asked) / 1000)
    found = counting.search(query, budget_ms=ticks)
    words = 24
    assert next(asked) <= ticks + 3 * words + 10
    assert found.total >= len(found.hits)


def test_an_answer_in_a_hurry_is_partial_and_still_finds_something(index_of):
    """Planning may take only a part of the time, so that something is looked for."""
    asked = itertools.count()
    index = index_of(ANSWERS)
    hurried = Searcher(index, clock=lambda: next(asked) / 1000)
    found = hurried.search("refnud pasword trakc ordre emial", budget_ms=8)
    assert found.partial
    assert found.total > 0


def test_without_a_budget_all_is_looked_at(index_of):
    slow = Searcher(index_of(ANSWERS), clock=itertools.count().__next__)
    assert not slow.search("refnud pasword", budget_ms=None).partial


def test_a_second_look_that_isnt_finished_doesnt_hide_what_the_first_found(index_of):
    """`refund gift` finds no answer with both, so that each is looked at as mistyped again."""
    index = index_of(ANSWERS)
    for budget in range(1, 40):
        asked = itertools.count()
        found = Searcher(index, clock=lambda asked=asked: next(asked) / 1000).search(
            "refund gift ", budget_ms=budget
        )
        if budget > 8:
            assert {"refunds", "gift"} <= {hit.id for hit in found.hits}


def test_suggestions_are_the_first_results(index_of):
    searcher = Searcher(index_of(ANSWERS))
    assert searcher.suggest("order", limit=2).hits == searcher.search("order", limit=2).hits
    assert searcher.generation == searcher._index.generation
