"""The cases that Python and the page share: words, what's looked for, what's found."""

from __future__ import annotations

import json
from contextlib import closing

import pytest
from shared_cases import CASES, EDITIONS, documents, edition, told

from helpgen.search.analysis import SNOWBALL, Analyzer
from helpgen.search.plan import plan
from helpgen.search.reader import OpenIndex
from helpgen.search.searcher import Searcher
from helpgen.search.writer import write_index

TOKENS = json.loads((CASES / "tokens.json").read_text("utf-8"))


@pytest.mark.parametrize("language", TOKENS)
def test_texts_are_cut_into_the_same_words(language):
    """A word is `text`, or `text>term`; `~` marks words that say little."""
    analyzer = Analyzer(language)

    def said(word) -> str:
        term = "" if word.term == word.text else f">{word.term}"
        return f"{word.text}{term}{'~' if word.common else ''}"

    words = {text: " ".join(map(said, analyzer.words(text))) for text in TOKENS[language]}
    assert words == TOKENS[language]


def test_every_stemmer_has_a_case():
    analyzers = [Analyzer(language) for language in TOKENS]
    assert {*SNOWBALL.values(), "arabic-light", ""} == {each.stemmer for each in analyzers}


@pytest.mark.parametrize("language", EDITIONS)
def test_queries_look_for_the_same_and_find_the_same(language, tmp_path):
    given = edition(language)
    synonyms = {phrase: tuple(others) for phrase, others in given["synonyms"].items()}
    generation = write_index(tmp_path, language, documents(given["answers"]), synonyms).generation
    with closing(OpenIndex(generation)) as index:
        searcher = Searcher(index)
        asked = {}
        for query in given["queries"]:
            found = searcher.search(query, budget_ms=None)
            asked[query] = {
                "wanted": [told(wanted) for wanted in plan(query, index.vocabulary).wanted],
                "corrected": found.corrected,
                "found": [hit.id for hit in found.hits],
            }
    assert asked == given["queries"]
