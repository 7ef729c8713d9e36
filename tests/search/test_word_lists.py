"""Words and terms with the answers that hold them."""

from __future__ import annotations

from hypothesis import given
from small_editions import editions, make_document

from helpgen.search.analysis import Analyzer
from helpgen.search.weights import analyse
from helpgen.search.word_lists import Terms, WordLists, read_words

ENGLISH = Analyzer("en-us")


def lists(*documents):
    made = WordLists({}, {})
    for document in documents:
        made.add(analyse(document, ENGLISH))
    return made


def test_words_and_terms_are_written_and_read_back(tmp_path):
    made = lists(make_document("1", "Café cafe", "refunds 返品"), make_document("2", "refund"))
    made.write(tmp_path)
    again = WordLists.read(tmp_path)
    assert (again.words, again.terms) == (made.words, made.terms)
    assert list(read_words(tmp_path)) == [
        ("cafe", "cafe"),
        ("cafe", "café"),
        ("orders", "orders"),
        ("refund", "refund"),
        ("refunds", "refunds"),
    ]
    terms = Terms.read(tmp_path)
    assert [terms.holding(t) for t in ("refund", "cafe", "返品", "none")] == [2, 1, 1, 0]


def test_pairs_begin_with_a_character_and_are_in_order():
    terms = Terms({"返品": 1, "返金": 2, "返": 1, "品の": 1, "返an": 1})
    assert terms.pairs("返") == ["返品", "返金"]
    assert terms.pairs("x") == []


def test_an_empty_edition_has_empty_lists(tmp_path):
    lists().write(tmp_path)
    assert list(read_words(tmp_path)) == []
    assert Terms.read(tmp_path).holding("") == 0


@given(editions(4), editions(4))
def test_what_is_removed_leaves_no_trace(tmp_path_factory, stay, go):
    made = lists(*stay, *go)
    for document in go:
        made.remove(analyse(document, ENGLISH))
    one, other = tmp_path_factory.mktemp("one"), tmp_path_factory.mktemp("other")
    made.write(one)
    lists(*stay).write(other)
    for name in ("words.txt", "terms.txt"):
        assert (one / name).read_bytes() == (other / name).read_bytes()
