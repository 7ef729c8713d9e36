"""Writing an index: only what changed, and always as if it had been made anew."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_editions import editions, make_document, queries, texts

from helpgen.errors import SearchError
from helpgen.search.generations import current, read_meta
from helpgen.search.reader import OpenIndex
from helpgen.search.searcher import Searcher
from helpgen.search.writer import write_index


def numbered(count, text="some words of an answer"):
    return [make_document(f"id{n}", f"About number{n}", text) for n in range(count)]


def seen(folder, language="en-us", asked=()):
    """All that an index says: its answers, terms, words and what it finds."""
    index = OpenIndex(folder / current(folder))
    by_id = {index.document(number).id: number for number in index.numbers}
    ids = {number: answer_id for answer_id, number in by_id.items()}
    lexicon = index.vocabulary.lexicon
    terms = {
        term: {ids[number]: weight for number, weight in index.weights(term).items()}
        for word in lexicon.words
        for term in [index.vocabulary.analyzer.term(word)]
    }
    said = (
        {answer_id: index.document(number) for answer_id, number in by_id.items()},
        terms,
        {term: index.holding(term) for term in terms},
        {word: lexicon.written(word) for word in lexicon.words},
        [Searcher(index).search(query, budget_ms=None) for query in asked],
    )
    index.close()
    return said


def test_an_index_is_made_and_an_unchanged_one_left(tmp_path):
    first = write_index(tmp_path, "en-us", numbered(8), {})
    assert (first.whole, len(first.changed)) == (True, 8)
    again = write_index(tmp_path, "en-us", list(reversed(numbered(8))), {})
    assert (again.generation, again.whole, again.changed) == (first.generation, False, ())


def test_only_what_changed_is_written(tmp_path):
    documents = numbered(12)
    first = write_index(tmp_path, "en-us", documents, {})
    documents[3] = replace(documents[3], text="other words of an answer")
    written = write_index(tmp_path, "en-us", documents, {})
    assert (written.whole, written.changed) == (False, ("id3",))
    assert written.before == first.generation.name
    old, new = (
        {p.name: p.stat().st_ino for p in g.iterdir()}
        for g in (first.generation, written.generation)
    )
    shared = [name for name in old if new.get(name) == old[name]]
    assert any(name.endswith(".trm") for name in shared), "its files are linked, not copied"


def test_other_synonyms_make_another_generation_without_writing_an_answer(tmp_path):
    write_index(tmp_path, "en-us", numbered(8), {})
    written = write_index(tmp_path, "en-us", numbered(8), {"number": ("count",)})
    assert (written.whole, written.changed) == (False, ())
    assert read_meta(written.generation).synonyms == {"number": ("count",)}


def test_another_language_is_another_analysis_and_made_anew(tmp_path):
    write_index(tmp_path, "en-us", numbered(8), {})
    assert write_index(tmp_path, "de-de", numbered(8), {}).whole


def test_many_changes_make_it_anew(tmp_path):
    documents = numbered(12)
    write_index(tmp_path, "en-us", documents, {})
    wholes = []
    for n in range(6):
        documents[n] = replace(documents[n], text=f"some words of answer {n}")
        wholes.append(write_index(tmp_path, "en-us", documents, {}).whole)
    assert True in wholes
    assert wholes[0] is False


def test_small_segments_are_merged(tmp_path):
    documents = numbered(400)
    write_index(tmp_path, "en-us", documents, {})
    for n in range(12):
        documents[n] = replace(documents[n], text=f"changed words of an answer {n}")
        written = write_index(tmp_path, "en-us", documents, {})
        assert not written.whole
    segments = [path for path in written.generation.iterdir() if path.suffix == ".trm"]
    assert len(segments) < 12


def test_an_edition_may_be_empty(tmp_path):
    write_index(tmp_path, "en-us", [], {})
    assert seen(tmp_path)[0] == {}
    write_index(tmp_path, "en-us", numbered(2), {})
    write_index(tmp_path, "en-us", [], {})
    assert seen(tmp_path)[0] == {}


def test_an_index_of_another_version_is_made_anew(tmp_path):
    first = write_index(tmp_path, "en-us", numbered(8), {})
    meta = first.generation / "meta.json"
    meta.write_text(meta.read_text().replace('"analysis":"', '"analysis":"older '))
    with pytest.raises(SearchError, match="was made by another version: run 'helpgen build'"):
        OpenIndex(first.generation)
    assert write_index(tmp_path, "en-us", numbered(8), {}).whole
    assert len(seen(tmp_path)[0]) == 8


def test_a_folder_that_cant_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(SearchError) as raised:
        write_index(tmp_path / "file" / "en-us", "en-us", numbered(1), {})
    assert "the search index can't be written" in str(raised.value)
    assert "the old index is whole" in str(raised.value)


changes = st.lists(
    st.tuples(st.sampled_from(["put", "put", "remove"]), st.integers(0, 24), texts(5), texts()),
    max_size=8,
)


@settings(max_examples=40)
@given(
    editions(25),
    st.lists(changes, min_size=1, max_size=4),
    st.lists(queries(), min_size=1, max_size=4),
    st.sampled_from(["en-us", "ja"]),
)
def test_an_updated_index_is_like_one_made_anew(tmp_path_factory, first, rounds, asked, language):
    folder = tmp_path_factory.mktemp("updated")
    documents = {document.id: document for document in first}
    filler = "words that every answer has so that averages stay as they are " * 3
    documents |= {d.id: d for d in numbered(60, filler)}
    write_index(folder, language, list(documents.values()), {})
    for number, changes in enumerate(rounds):
        for kind, answer, name, text in changes:
            if kind == "remove":
                documents.pop(str(answer), None)
            else:
                documents[str(answer)] = make_document(str(answer), name, f"{text} {filler}")
        write_index(folder, language, list(documents.values()), {})
        anew = tmp_path_factory.mktemp(f"anew{number}")
        write_index(anew, language, list(documents.values()), {})
        assert current(folder) == current(anew)
        assert seen(folder, language, asked) == seen(anew, language, asked)
