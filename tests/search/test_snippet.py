"""Marked words, and the piece of a text that shows most of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from small_editions import any_text, texts

from helpgen.search.analysis import Analyzer
from helpgen.search.results import Fragment
from helpgen.search.snippet import marked, snippet

ENGLISH = Analyzer("en-us")


def shown(fragments):
    return "".join(f"[{f.text}]" if f.marked else f.text for f in fragments)


def test_every_form_of_a_word_is_marked_as_it_stands():
    text = "Orders: your order's e-mail. Reorder!"
    assert shown(marked(text, {"order"}, ENGLISH)) == "[Orders]: your [order's] e-mail. Reorder!"


def test_a_part_of_a_word_is_marked_only_where_its_a_word():
    assert shown(marked("don't mail my e-mail, mailbox", {"mail"}, ENGLISH)) == (
        "don't [mail] my e-[mail], mailbox"
    )
    assert shown(marked("don't don", {"don"}, ENGLISH)) == "don't [don]"
    assert shown(marked("cafe\u0301 cafe", {"cafe"}, ENGLISH)) == "[cafe\u0301] [cafe]"


def test_pairs_that_touch_are_marked_as_one():
    assert shown(marked("商品の返品方法", {"返品", "品方"}, Analyzer("ja"))) == "商品の[返品方]法"


def test_markup_is_text():
    assert marked("<b>refund</b>", {"refund"}, ENGLISH) == (
        Fragment("<b>"),
        Fragment("refund", marked=True),
        Fragment("</b>"),
    )


def test_a_short_text_is_shown_whole_on_one_line():
    assert shown(snippet("One\n  refund\n", {"refund"}, ENGLISH)) == "One [refund]"
    assert snippet("", {"refund"}, ENGLISH) == ()


def test_the_piece_with_the_most_words_is_shown():
    text = "refund " + "filler " * 60 + "gift card refund now " + "filler " * 60
    piece = shown(snippet(text, {"refund", "gift", "card"}, ENGLISH))
    assert "[gift] [card] [refund] now" in piece
    assert piece.startswith("… filler")
    assert piece.endswith("filler …")


def test_a_text_without_the_words_is_shown_from_its_beginning():
    piece = shown(snippet("filler " * 90, {"refund"}, ENGLISH))
    assert piece.startswith("filler")
    assert piece.endswith(" …")


def test_a_text_without_blanks_is_cut_between_characters():
    piece = snippet("返" * 400, {"品"}, Analyzer("ja"))
    assert [len(f.text) for f in piece] == [160, 2]


def test_a_text_full_of_the_word_is_shown_from_its_beginning():
    assert shown(snippet("1 " * 4_000, {"1"}, ENGLISH)).startswith("[1] [1]")


@given(st.one_of(texts(80), any_text()), st.sets(st.sampled_from("order refund 返品 12 a".split())))
def test_the_pieces_joined_are_a_piece_of_the_text(text, terms):
    for analyzer in (ENGLISH, Analyzer("ja"), Analyzer("fr")):
        assert "".join(f.text for f in marked(text, terms, analyzer)) == text
        pieces = [f.text for f in snippet(text, terms, analyzer)]
        whole = " ".join(text[:4_000].split())
        if pieces and pieces[0] == "… " and not whole.startswith("… "):
            pieces = pieces[1:]
        if pieces and pieces[-1] == " …" and not whole.endswith(" …"):
            pieces = pieces[:-1]
        assert "".join(pieces) in whole
        assert len("".join(pieces)) <= 160


@given(texts(80), st.sets(st.sampled_from(["order", "refund", "email"])))
def test_what_is_marked_is_a_word_that_was_searched(text, terms):
    for fragment in marked(text, terms, ENGLISH):
        if fragment.marked:
            assert terms & {word.term for word in ENGLISH.words(fragment.text)}
