"""The page searches as Python does: the same words, the same plan, the same order."""

from __future__ import annotations

import json
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shared_cases import CASES, EDITIONS, HOME, documents, edition, index_json

from helpgen.search.analysis import Analyzer
from helpgen.search.page_index import page_index
from helpgen.search.reader import OpenIndex
from helpgen.search.searcher import Searcher
from helpgen.search.writer import write_index

pytestmark = pytest.mark.slow

TOKENS = json.loads((CASES / "tokens.json").read_text("utf-8"))
WORDS = """async ([rules, texts]) => {
  const { Analyzer } = await import("/search/analysis.js");
  const script = `/search/stemmers/${rules.stemmer}.js`;
  const { stem } = rules.stemmer ? await import(script) : { stem: String };
  const analyzer = new Analyzer(rules, stem);
  const told = (text) => (word) =>
    [word.text, word.term, word.common, word.paired, text.slice(word.start, word.end)];
  return texts.map((text) => [...analyzer.words(text)].map(told(text)));
}"""
OPEN = """async ([json, home]) => {
  const { Index } = await import("/search/engine.js");
  window.plan = (await import("/search/plan.js")).plan;
  const data = JSON.parse(json), name = data.analyzer.stemmer;
  const { stem } = name ? await import(`/search/stemmers/${name}.js`) : { stem: String };
  window.index = new Index(data, stem, home);
}"""
ASK = """(queries) => queries.map((query) => {
  const { corrected, total, hits } = index.search(query, { limit: 1000 });
  const told = ({ word, required, alternatives }) => {
    const others = alternatives.map(({ terms, weight }) => [weight.toFixed(3), terms.join("+")]);
    others.sort(([a, x], [b, y]) => Number(b) - Number(a) || (x < y ? -1 : 1));
    const listed = others.map(([weight, terms]) => ` ${terms} ${weight}`).join("");
    return `${word.text}${required ? "" : "~"}:${listed}`;
  };
  return {
    wanted: plan(query, index).wanted.map(told),
    corrected,
    total,
    found: hits.map(({ url }) => url.split("/").at(-2)),
    scores: hits.map(({ score }) => score),
    texts: hits.map(({ title }) => title.map(({ text }) => text).join("")),
  };
})"""

assigned = st.characters(exclude_categories=("Cs", "Cn"))
"""Characters that Python knows; a newer browser may know more letters."""
usual = st.sampled_from(sorted({*"-'\u2019 ", *"".join(t for ts in TOKENS.values() for t in ts)}))
texts = st.text(usual, max_size=40) | st.text(assigned | usual, max_size=20)


@cache
def rules(language: str) -> dict[str, object]:
    """What a page's index tells of the analysis of its language."""
    found: dict[str, object] = json.loads(page_index(language, HOME, [], {}))["analyzer"]
    return found


def words(language, text):
    """The words of a text as Python has them."""
    found = Analyzer(language).words(text)
    return [[w.text, w.term, w.common, w.paired, text[w.start : w.end]] for w in found]


def test_the_rehearsal_of_a_search_passes_through_all_of_it(scripts):
    """A word that's there, one that's mistyped, an answer with marked words."""
    script = """async () => (await import("/search/engine.js")).rehearse(String)"""
    found = scripts.evaluate(script)
    assert (found["corrected"], found["total"]) == ("how help answer", 1)
    assert [part["text"] for part in found["hits"][0]["title"] if part["marked"]] == ["answer"]


@pytest.mark.parametrize("language", TOKENS)
def test_the_page_cuts_texts_into_the_words_of_the_cases(scripts, language):
    given_texts = list(TOKENS[language])
    found = scripts.evaluate(WORDS, [rules(language), given_texts])
    said = [" ".join(map(as_in_cases, each)) for each in found]
    assert dict(zip(given_texts, said, strict=True)) == TOKENS[language]


def as_in_cases(word):
    text, term, common, *_ = word
    return f"{text}{'' if term == text else f'>{term}'}{'~' if common else ''}"


@settings(max_examples=150)
@given(language=st.sampled_from(sorted(TOKENS)), batch=st.lists(texts, min_size=1, max_size=40))
def test_the_page_cuts_any_text_into_the_same_words(scripts, language, batch):
    found = scripts.evaluate(WORDS, [rules(language), batch])
    assert dict(zip(batch, found, strict=True)) == {text: words(language, text) for text in batch}


@pytest.mark.parametrize("language", EDITIONS)
def test_the_page_looks_for_the_same_and_finds_the_same(scripts, language):
    queries = edition(language)["queries"]
    scripts.evaluate(OPEN, [index_json(language), HOME])
    found = scripts.evaluate(ASK, list(queries))
    keys = ("wanted", "corrected", "found")
    assert {
        q: {k: each[k] for k in keys} for q, each in zip(queries, found, strict=True)
    } == queries


@pytest.mark.parametrize("language", EDITIONS)
def test_any_query_finds_the_same_in_the_same_order(scripts, language, tmp_path_factory):
    """And none throws, whatever it is."""
    given_edition = edition(language)
    synonyms = {phrase: tuple(others) for phrase, others in given_edition["synonyms"].items()}
    folder = tmp_path_factory.mktemp("index")
    written = write_index(folder, language, documents(given_edition["answers"]), synonyms)
    index = OpenIndex(written.generation)
    searcher = Searcher(index)
    known = sorted(set(json.dumps(given_edition, ensure_ascii=False).replace('"', " ").split()))
    queries = st.lists(st.sampled_from(known) | texts, max_size=5).map(" ".join) | texts
    scripts.evaluate(OPEN, [index_json(language), HOME])

    @settings(max_examples=40)
    @given(batch=st.lists(queries, min_size=1, max_size=30))
    def asked(batch):
        for query, page in zip(batch, scripts.evaluate(ASK, batch), strict=True):
            found = searcher.search(query, limit=1000, budget_ms=None)
            assert page["found"] == [hit.id for hit in found.hits], query
            assert page["scores"] == [hit.score for hit in found.hits], query
            assert (page["corrected"], page["total"]) == (found.corrected, found.total), query
            assert page["texts"] == ["".join(f.text for f in hit.title) for hit in found.hits]

    asked()
    index.close()


@pytest.mark.parametrize("query", ["\\ud800", "a\\udfffb", "\\ud83d retrun", "x" * 5000])
def test_halves_of_characters_and_long_queries_do_no_harm(scripts, query):
    scripts.evaluate(OPEN, [index_json("en-us"), HOME])
    total = scripts.evaluate('(query) => index.search(JSON.parse(`"${query}"`)).total', query)
    assert isinstance(total, int)
