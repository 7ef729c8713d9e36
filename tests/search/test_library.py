"""All indexes of a site, while builds make them anew."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from small_editions import make_document

from helpgen.errors import SearchError
from helpgen.model import EditionKey
from helpgen.search.generations import current, edition_folder
from helpgen.search.library import Library
from helpgen.search.site import SearchBrand, SearchSite, save_site
from helpgen.search.writer import write_index

EDITION = EditionKey("alpha", "en-us")


def site(*languages):
    return SearchSite("org", (SearchBrand("alpha", "Alpha", None, languages, "https://a.example"),))


def write(index, number, edition=EDITION):
    documents = [make_document(f"id{n}", f"Refund {number}") for n in range(20)]
    return write_index(edition_folder(index, edition), edition.language, documents, {})


@pytest.fixture
def index(tmp_path):
    """Indexes of one edition."""
    save_site(tmp_path, site("en-us"))
    write(tmp_path, 0)
    return tmp_path


def damage(folder):
    for path in (folder / current(folder)).glob("*.trm"):
        path.write_bytes(b"")


def test_it_lists_its_editions_and_searches_them(index):
    library = Library(index)
    assert library.editions == (EDITION,)
    assert library.searcher("alpha", "en-us").ids("refund") == sorted(f"id{n}" for n in range(20))


def test_the_same_generation_is_opened_once(index):
    library = Library(index)
    assert library.searcher("alpha", "en-us") is library.searcher("alpha", "en-us")


def test_a_new_generation_is_taken_up_and_the_old_searcher_goes_on(index):
    library = Library(index)
    old = library.searcher("alpha", "en-us")
    write(index, 1)
    new = library.searcher("alpha", "en-us")
    assert (old.search("1 ").total, new.search("1 ").total) == (0, 20)


@pytest.mark.parametrize(
    ("brand", "language"), [("alpha", "fr-ca"), ("beta", "en-us"), ("..", "x")]
)
def test_an_edition_that_the_site_doesnt_have_is_told(index, brand, language):
    with pytest.raises(SearchError, match="the site has no such edition"):
        Library(index).searcher(brand, language)


def test_a_folder_without_indexes_is_told(tmp_path):
    with pytest.raises(SearchError, match="run 'helpgen build'"):
        Library(tmp_path)


def test_an_index_that_was_never_made_is_told(index):
    save_site(index, site("en-us", "de-de"))
    with pytest.raises(SearchError, match="run 'helpgen build'"):
        Library(index).searcher("alpha", "de-de")


def test_a_damaged_generation_is_told_where_there_is_no_other(index):
    damage(edition_folder(index, EDITION))
    with pytest.raises(SearchError, match="is damaged: run 'helpgen build'"):
        Library(index).searcher("alpha", "en-us")


def test_a_damaged_or_lost_generation_leaves_the_open_one_in_use(index):
    library = Library(index)
    old = library.searcher("alpha", "en-us")
    write(index, 1)
    damage(edition_folder(index, EDITION))
    assert library.searcher("alpha", "en-us") is old
    (edition_folder(index, EDITION) / "current").unlink()
    assert library.searcher("alpha", "en-us") is old
    write(index, 2)
    assert library.searcher("alpha", "en-us").search("2 ").total == 20


# Where a file goes while Whoosh opens a generation, Whoosh leaves those before it to be collected.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_no_search_is_lost_while_generations_switch(index):
    """Every answer is of one generation, as a whole."""
    library = Library(index)
    ended = threading.Event()

    def ask(_):
        asked = 0
        while not ended.is_set():
            found = library.searcher("alpha", "en-us").search("refund", limit=20)
            titles = {"".join(f.text for f in hit.title) for hit in found.hits}
            assert (found.total, len(titles)) == (20, 1)
            asked += 1
        return asked

    with ThreadPoolExecutor(4) as threads:
        asking = threads.map(ask, range(4))
        try:
            for number in range(1, 8):
                write(index, number)
        finally:
            ended.set()
        assert min(asking) > 0
    assert library.searcher("alpha", "en-us").search("7 ").total == 20
