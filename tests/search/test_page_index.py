"""What the page loads: read back here as the page does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_editions import editions, make_document, queries

from helpgen.search.analysis import Analyzer
from helpgen.search.lexicon import Lexicon
from helpgen.search.page_index import ALPHABET, encoded, page_index
from helpgen.search.plan import Vocabulary, plan
from helpgen.search.ranking import rank
from helpgen.search.reader import OpenIndex
from helpgen.search.searcher import Searcher
from helpgen.search.weights import rarity
from helpgen.search.word_lists import Terms
from helpgen.search.writer import write_index

HOME = "/en-us/"


def decoded(line):
    """Step of the weight by the answer's number, from a line of postings."""
    digits, found, number = iter(ALPHABET.index(letter) for letter in line), {}, -1
    for first in digits:
        if first < 56:
            skipped = first
        elif first < 63:
            skipped = (first - 56) * 64 + next(digits) + 56
        else:
            skipped = next(digits) * 64**2 + next(digits) * 64 + next(digits)
        number += skipped + 1
        found[number] = next(digits)
    return found


class Page:
    """An index as the page reads it."""

    def __init__(self, data):
        self.data = json.loads(data)
        lines = self.data["answers"].split("\n") if self.data["answers"] else []
        self.answers = [line.split("\t") for line in lines]
        self.terms = self.half(0)
        lines = [line for part in self.data["postings"] for line in part.split(" ") if line]
        self.postings = {t: decoded(line) for t, line in zip(self.terms, lines, strict=True)}
        self.lexicon = Lexicon(self.words())
        saturation = self.data["saturation"]
        self.counts = [f * (saturation + 1) / (f + saturation) for f in self.data["levels"]]

    def half(self, number):
        """Terms or words, from the slices of both."""
        return [
            line for part in self.data["vocabulary"] for line in part[number].split(" ") if line
        ]

    def words(self):
        spellings = dict(pair.split("=") for pair in self.data["spellings"].split())
        return [(word, spellings.get(word, word)) for word in self.half(1)]

    def weights(self, term):
        found = self.postings.get(term, {})
        factor = rarity(len(self.answers), len(found))
        return {number: factor * self.counts[step] for number, step in found.items()}

    def rarity(self, term):
        found = self.postings.get(term, {})
        return rarity(len(self.answers), len(found)) if found else 0.0

    def address(self, number):
        return HOME + self.answers[number][1]

    def ids(self, query):
        """Ids of the answers to a query, best first, by the steps of the searcher."""
        terms = Terms({term: len(found) for term, found in self.postings.items()})
        analyzer = Analyzer(self.data["language"])
        vocabulary = Vocabulary(analyzer, self.lexicon, terms, self.data["synonyms"])
        planned = plan(query, vocabulary)
        ranked = rank(planned, self)
        if not (ranked.complete or planned.exact or planned.required > 3):
            ranked = rank(plan(query, vocabulary, more_typos=True), self)
        return [self.address(number).split("/")[-2] for number, _ in ranked.answers]


@given(st.dictionaries(st.integers(0, 3_000) | st.integers(0, 200_000), st.integers(0, 35)))
def test_a_line_of_postings_is_read_back(postings):
    assert decoded(encoded(postings)) == postings


@pytest.mark.parametrize(
    ("number", "line"), [(0, "AA"), (55, "3A"), (56, "4AA"), (503, "-_A"), (504, "_AH4A")]
)
def test_numbers_take_one_letter_two_or_four(number, line):
    assert encoded({number: 0}) == line


def test_an_edition_is_described():
    documents = [
        make_document("a", "Café refunds", "Money back", "Money"),
        make_document("b", "Track", "x " * 100, "Orders"),
    ]
    page = Page(page_index("en-us", HOME, documents, {"money": ("cash",)}))
    assert page.answers == [
        ["Café refunds", "answers/a/", "0", "Money back"],
        ["Track", "answers/b/", "1", "x " * 30],
    ]
    page = page.data
    assert page["sections"] == ["Money", "Orders"]
    assert page["synonyms"] == {"money": ["cash"]}
    assert page["analyzer"]["stemmer"] == "english"
    assert (page["analyzer"]["apostrophe"], page["analyzer"]["shortened"]) == ("join", True)
    assert (page["format"], page["language"]) == (4, "en-us")


@pytest.mark.parametrize(
    ("text", "ascii_only"), [("It’s paid back", True), ("返金は三日で届きます" * 50, False)]
)
def test_few_other_characters_are_written_by_number(text, ascii_only):
    """Browsers read ASCII twice as fast; a Japanese index would be twice as long so."""
    data = page_index("en-us", HOME, [make_document("a", text, "Money back", "Money")], {})
    assert data.isascii() is ascii_only
    assert Page(data).answers[0][0] == text


def test_words_are_read_back_with_their_accents():
    documents = [make_document("a", "Cafés naïve happily", "e-mail flies", "返品")]
    words = Page(page_index("en-us", HOME, documents, {})).lexicon
    assert words.words == ["cafes", "e", "email", "flies", "happily", "mail", "naive"]
    assert [words.written(word) for word in ("cafes", "naive", "email")] == [
        "cafés",
        "naïve",
        "e-mail",
    ]


def test_long_descriptions_end_with_a_word():
    document = make_document("a", "A")
    long = {"description": "many words, " * 20}
    fields = {name: getattr(document, name) for name in document.__slots__} | long
    (answer,) = Page(page_index("en-us", HOME, [type(document)(**fields)], {})).answers
    assert answer[3] == ("many words, " * 9 + "many words") + "…"


def test_of_a_huge_edition_only_names_headings_and_descriptions_are_searched():
    def held(count):
        documents = [make_document(str(n), f"n{n}", "filler " * 20 + "deep") for n in range(count)]
        return "deep" in Page(page_index("en-us", HOME, documents, {})).postings

    assert (held(3_000), held(3_001)) == (True, False)


@given(editions(), st.sampled_from(["en-us", "ja", "fr-fr"]))
def test_the_same_answers_give_the_same_bytes(documents, language):
    synonyms = {"b": ("a",), "a": ("b",)}
    backwards = MappingProxyType(dict(reversed(synonyms.items())))
    one = page_index(language, HOME, documents, synonyms)
    assert page_index(language, HOME, documents, backwards) == one


@given(
    editions(),
    st.lists(queries(), min_size=1, max_size=5),
    st.sampled_from(["en-us", "ja", "fr-fr", "ar"]),
)
def test_the_page_and_the_endpoint_give_the_same_order(
    tmp_path_factory, documents, asked, language
):
    synonyms = {"refund": ("money back", "返品"), "track": ("gift card",)}
    page = Page(page_index(language, HOME, documents, synonyms))
    folder = tmp_path_factory.mktemp("same")
    written = write_index(folder, language, documents, synonyms)
    index = OpenIndex(written.generation)
    assert page.terms == sorted(page.postings)
    assert {w: index.vocabulary.lexicon.written(w) for w in index.vocabulary.lexicon.words} == {
        w: page.lexicon.written(w) for w in page.lexicon.words
    }
    for query in asked:
        assert page.ids(query) == Searcher(index).ids(query)
    index.close()


BUILD = """
import sys
from small_editions import TEXTS, WORDS, make_document
from helpgen.search.page_index import page_index
documents = [make_document(f"id{n}", f"{word} {n}", " ".join((*TEXTS, *WORDS)))
             for n, word in enumerate(WORDS)]
sys.stdout.buffer.write(page_index("en-us", "/en-us/", documents, {"b": ("a",), "a": ("b",)}))
"""


@pytest.mark.slow
def test_every_process_makes_the_same_bytes():
    """Python puts the words of a set in another order in each process."""
    support = str(Path(__file__).parents[1] / "support")
    made = {
        subprocess.run(
            [sys.executable, "-c", BUILD],
            env={**os.environ, "PYTHONPATH": support, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(made) == 1
