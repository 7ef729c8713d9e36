"""Opening a generation and asking it, while others come and go."""

from __future__ import annotations

import shutil
import weakref
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from small_editions import make_document

from helpgen.errors import SearchError
from helpgen.search.generations import _seal, current
from helpgen.search.reader import OpenIndex
from helpgen.search.searcher import Searcher
from helpgen.search.writer import write_index

FILLER = "words that every answer has so that averages stay as they are"
DOCUMENTS = [make_document(f"id{n}", f"Refund number{n}", f"{FILLER} w{n}") for n in range(30)]


def changed(number, text):
    return [replace(d, text=f"{FILLER} {text}") if d.id == f"id{number}" else d for d in DOCUMENTS]


@pytest.fixture
def folder(tmp_path):
    """An edition of 30 answers whose index is of two segments, one answer replaced."""
    write_index(tmp_path / "edition", "en-us", DOCUMENTS, {})
    assert not write_index(tmp_path / "edition", "en-us", changed(3, "new3"), {}).whole
    return tmp_path / "edition"


def test_answers_and_their_terms_are_read(folder):
    index = OpenIndex(folder / current(folder))
    assert index.documents == len(list(index.numbers)) == 30
    assert index.generation == current(folder)
    documents = {index.document(number).id: index.document(number) for number in index.numbers}
    assert documents == {document.id: document for document in changed(3, "new3")}
    assert {index.address(number) for number in index.numbers} == {d.url for d in DOCUMENTS}
    (number,) = index.weights("new3")
    assert index.document(number).id == "id3"
    assert index.weights("w3") == {}, "it was replaced"
    assert [index.holding(term) for term in ("refund", "new3", "w3", "none")] == [30, 1, 0, 0]


def test_a_word_stands_in_as_many_answers_as_are_said_to_hold_it(folder):
    index = OpenIndex(folder / current(folder))
    for word in index.vocabulary.lexicon.words:
        term = index.vocabulary.analyzer.term(word)
        assert len(index.weights(term)) == index.holding(term) > 0


def test_it_goes_on_when_later_generations_have_replaced_its_folder(folder):
    index = OpenIndex(folder / current(folder))
    opened = current(folder)
    for step in range(3):
        write_index(folder, "en-us", changed(5, f"step{step}"), {})
    assert not (folder / opened).exists()
    assert Searcher(index).ids("new3") == ["id3"]
    assert {index.document(number).id for number in index.numbers} == {d.id for d in DOCUMENTS}
    assert Searcher(index).search("refund", limit=30).total == 30


def test_its_files_are_closed_with_the_last_one_who_holds_it(folder):
    index = OpenIndex(folder / current(folder))
    searcher = Searcher(index)
    searcher.search("refund")
    gone = weakref.ref(index)
    open_files = len(list(Path("/proc/self/fd").iterdir()))
    del index
    assert gone() is not None
    del searcher
    assert gone() is None, "at once, not when Python next collects cycles"
    assert len(list(Path("/proc/self/fd").iterdir())) < open_files


def test_it_may_be_asked_from_several_threads(folder):
    index = OpenIndex(folder / current(folder))
    expected = {f"w{n}": [f"id{n}"] for n in range(30) if n != 3}

    def ask(term):
        return term, [index.document(number).id for number in index.weights(term)]

    with ThreadPoolExecutor(8) as threads:
        assert dict(threads.map(ask, [*expected] * 20)) == expected


def test_what_is_kept_in_memory_is_bounded(folder):
    index = OpenIndex(folder / current(folder))
    index.weights._most = 40
    for word in index.vocabulary.lexicon.words:
        index.weights(index.vocabulary.analyzer.term(word))
    kept = index.weights._kept
    assert index.weights._size == sum(len(found) + 1 for found in kept.values()) <= 40
    assert len(index.weights("refund")) == 30


def files():
    """A generation's files by their kinds, as Whoosh names them anew each time."""
    return ["meta.json", "checksums.json", "words.txt", "terms.txt", ".toc", ".trm", ".pst", ".col"]


def cut(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def empty(path):
    path.write_bytes(b"")


def garbage(path):
    path.write_bytes(bytes(255 - byte for byte in path.read_bytes()))


def remove(path):
    path.unlink()


@pytest.mark.parametrize("damage", [cut, empty, garbage, remove])
@pytest.mark.parametrize("name", files())
def test_a_damaged_file_is_told_and_the_next_build_makes_it_anew(folder, name, damage):
    generation = folder / current(folder)
    damage(next(path for path in sorted(generation.iterdir()) if path.name.endswith(name)))
    with pytest.raises(SearchError, match="run 'helpgen build'"):
        OpenIndex(generation)
    written = write_index(folder, "en-us", changed(3, "new3"), {})
    assert written.whole
    assert Searcher(OpenIndex(written.generation)).ids("new3") == ["id3"]


@pytest.mark.parametrize("damage", [cut, empty, garbage, remove])
def test_a_damaged_index_is_not_built_upon(folder, damage):
    generation = folder / current(folder)
    damage(next(path for path in sorted(generation.iterdir()) if path.name.endswith(".trm")))
    written = write_index(folder, "en-us", changed(4, "new4"), {})
    assert written.whole
    assert Searcher(OpenIndex(written.generation)).ids("new4") == ["id4"]


def test_a_generation_that_is_gone_is_told_and_made_anew(folder):
    shutil.rmtree(folder / current(folder))
    with pytest.raises(SearchError, match="isn't a search index"):
        OpenIndex(folder / current(folder))
    assert write_index(folder, "en-us", DOCUMENTS, {}).whole


def test_an_index_with_other_answers_than_it_says_is_told(folder):
    """Its files are whole, but not of one index."""
    generation = folder / current(folder)
    meta = generation / "meta.json"
    meta.write_text(meta.read_text().replace('"id3":', '"id3b":["",1,1],"id3":'))
    (generation / "checksums.json").unlink()
    _seal(generation)
    with pytest.raises(SearchError, match="holds 30 answers instead of 31"):
        OpenIndex(generation)
