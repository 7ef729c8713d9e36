"""What is remembered of addresses, and that a file that can't be used stops a build."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpgen.errors import ContentError, PublishError
from helpgen.model import EditionKey
from helpgen.tree import PageLink, Routes, SectionRoute
from helpgen.url_ledger import PublishedUrls, load_ledger, save_ledger

EDITION = EditionKey("alpha", "en-us")

slugs = st.lists(st.text("abé-日", min_size=1, max_size=6), min_size=1, max_size=3, unique=True)
published_urls = st.builds(
    PublishedUrls,
    st.dictionaries(st.text("aB_-", min_size=1, max_size=4), slugs.map(tuple), max_size=4),
    st.dictionaries(st.text("aé-", min_size=1, max_size=4), slugs.map(tuple), max_size=3),
    st.frozensets(st.text("ab-", min_size=1, max_size=4), max_size=3),
)


@given(
    st.dictionaries(
        st.builds(EditionKey, st.sampled_from("ab"), st.sampled_from(["ja", "ar"])), published_urls
    )
)
def test_what_is_written_is_read_back(tmp_path_factory, ledger):
    path = tmp_path_factory.mktemp("ledger") / "content" / "urls.json"
    save_ledger(path, ledger)
    assert load_ledger(path) == ledger


def test_each_address_stands_on_a_line_of_its_own(tmp_path):
    """So that branches merge, and a pull request shows what moved."""
    urls = PublishedUrls({"b": ("new", "old"), "a": ("one",)}, {"faq": ("a", "b")}, frozenset("c"))
    save_ledger(tmp_path / "urls.json", {EDITION: urls})
    lines = [line.strip() for line in (tmp_path / "urls.json").read_text().splitlines()]
    assert lines[4:7] == ['"answers": {', '"a": "one",', '"b": "new old"']
    assert '"faq": "a b"' in lines


def routes(answers, sections=(), pages=()):
    return Routes(
        EDITION,
        "/en-us/",
        tuple(SectionRoute(slug, f"/en-us/{slug}/", ids) for slug, ids in sections),
        {key: PageLink(key, f"/en-us/answers/{slug}/") for key, slug in answers.items()},
        {stem: PageLink(stem, f"/en-us/{stem}/") for stem in pages},
        (),
    )


def test_nothing_is_forgotten_and_the_present_address_comes_first():
    first = PublishedUrls().with_routes(routes({"a": "one"}, [("faq", ("a",))], ["terms"]))
    second = first.with_routes(routes({"a": "t%C3%A9", "b": "b"}, [("help", ("a", "b"))]))
    third = second.with_routes(routes({"a": "one"}))
    assert third.answers == {"a": ("one", "té"), "b": ("b",)}
    assert third.sections == {"faq": ("a",), "help": ("a", "b")}
    assert third.pages == {"terms"}
    assert third.with_routes(routes({"a": "one"})) == third


def test_the_hash_is_that_of_what_is_read_back_whatever_the_order(tmp_path):
    """Else an edition would be planned anew in each build."""
    urls = PublishedUrls({"b": ("b",), "a": ("a",)}, {"z": ("b",), "y": ("a",)}, frozenset("qp"))
    save_ledger(tmp_path / "urls.json", {EDITION: urls})
    assert load_ledger(tmp_path / "urls.json")[EDITION].digest() == urls.digest()


def test_without_a_file_nothing_was_published(tmp_path):
    assert load_ledger(tmp_path / "urls.json") == {}


WHOLE = json.dumps({"format": 1, "brands": {}})


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "take the last version that was committed"),
        ('{"format": 2, "brands": {}}', "format"),
        ('{"format": 1, "brands": {"alpha": {"ja": {"answers": {"a": 1}}}}}', "answers.a"),
        (f"<<<<<<< ours\n{WHOLE}\n=======\n", "keep the lines of both sides"),
    ],
)
def test_a_file_that_cannot_be_read_is_never_taken_for_an_empty_one(tmp_path, text, told):
    path = tmp_path / "urls.json"
    path.write_text(text)
    with pytest.raises(ContentError, match=r"urls\.json") as caught:
        load_ledger(path)
    assert told in str(caught.value)


def test_a_file_that_cannot_be_written_says_what_to_do(tmp_path):
    (tmp_path / "urls.json").mkdir()
    with pytest.raises(PublishError, match="remembers every address; check permissions"):
        save_ledger(tmp_path / "urls.json", {})
