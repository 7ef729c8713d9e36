"""The index in memory."""

from __future__ import annotations

from small_editions import make_document

from helpgen.search.analysis import Analyzer
from helpgen.search.memory import MemoryIndex
from helpgen.search.weights import LEVELS, analyse, rarity, saturated


def index(*names, language="en-us"):
    analyzer = Analyzer(language)
    documents = [make_document(str(n), name, section="") for n, name in enumerate(names)]
    return MemoryIndex([analyse(d, analyzer) for d in documents], [d.url for d in documents])


def test_a_term_counts_by_level_and_rarity():
    found = index("refund", "refund order", "gift")
    weights = found.weights("refund")
    assert set(weights) == {0, 1}
    level = found.postings["refund"][0]
    assert weights[0] == rarity(3, 2) * saturated(LEVELS[level])
    assert weights[0] > weights[1], "the name with more words counts less"
    assert found.weights("nothing") == {}


def test_it_tells_how_many_answers_hold_a_term():
    found = index("refund", "refund order")
    assert [found.holding(term) for term in ("refund", "order", "gift")] == [2, 1, 0]


def test_pairs_begin_with_a_character():
    found = index("返品の方法", "返金", "注文", language="ja")
    assert found.pairs("返") == ["返品", "返金"]
    assert found.pairs("x") == []


def test_addresses_are_by_number():
    assert index("a", "b").address(1) == "/en-us/answers/1/"
