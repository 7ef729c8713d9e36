"""What browsers and search engines read about each page of the sample."""

from __future__ import annotations

from itertools import pairwise
from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.slow

TAGS = {"en-us": "en-US", "fr-ca": "fr-CA", "es-419": "es-419"}


def test_each_page_names_its_own_address_as_canonical(read_pages):
    assert not [str(page) for page in read_pages if page.canonical != [page.address]]


def test_the_page_for_missing_addresses_names_none_and_stays_out_of_indexes(pages):
    lost = [page for page in pages if not page.found]
    assert len(lost) == 14, "two for each edition and one at the root of each site"
    for page in lost:
        assert page.canonical == []
        assert page.attributes('meta[name="robots"]', "content") == ["noindex"]


def test_pages_that_people_read_may_be_indexed_but_for_search_results(read_pages):
    for page in read_pages:
        kept_out = ["noindex"] if page.path.endswith("/search/index.html") else []
        assert page.attributes('meta[name="robots"]', "content") == kept_out, page


def test_alternates_are_absolute_and_answer_each_other(read_pages, by_address):
    for page in read_pages:
        if page.alternates:
            assert page.address in page.alternates.values(), page
        for address in page.alternates.values():
            assert urlsplit(address).scheme == "https", page
            assert by_address[address].alternates == page.alternates, f"{page}: {address}"


def test_alternates_name_the_language_of_the_page_they_lead_to(read_pages, by_address):
    for page in read_pages:
        languages = {k: v for k, v in page.alternates.items() if k != "x-default"}
        for tag, address in languages.items():
            assert by_address[address].tree.css_first("html").attributes["lang"] == tag
        assert len(languages) != 1, f"{page}: is its only version and needs no alternates"
        assert ("x-default" in page.alternates) <= bool(languages)


def test_the_default_language_is_the_version_for_all_others(read_pages):
    for page in read_pages:
        if "en-US" in page.alternates:
            assert page.alternates["x-default"] == page.alternates["en-US"], page


def test_many_answers_have_versions_in_other_languages(read_pages):
    answers = [page for page in read_pages if "/answers/" in page.path]
    assert sum(len(page.alternates) > 2 for page in answers) > len(answers) / 2


def test_language_and_direction_are_those_of_the_edition(pages):
    for page in pages:
        if page.language:
            html = page.tree.css_first("html").attributes
            assert html["lang"] == TAGS.get(page.language, page.language), page
            assert html["dir"] == ("rtl" if page.language == "ar" else "ltr"), page


def test_each_page_has_one_first_heading_with_text_and_no_level_left_out(pages):
    for page in pages:
        if not page.moved:
            levels = [int(node.tag[1]) for node in page.tree.css("h1, h2, h3, h4, h5, h6")]
            assert levels[0] == 1, page
            assert levels.count(1) == 1, page
            assert all(b <= a + 1 for a, b in pairwise(levels)), page
            assert page.tree.css_first("h1").text(strip=True), page


def test_titles_are_unique_in_an_edition(read_pages):
    titles = [
        (page.brand, page.language, page.tree.css_first("title").text()) for page in read_pages
    ]
    assert len(titles) == len(set(titles))


def test_descriptions_fit_a_search_result(read_pages):
    for page in read_pages:
        for text in page.attributes('meta[name="description"]', "content"):
            assert 0 < len(text) <= 160, f"{page}: {text}"


def test_each_page_says_its_encoding_first_and_fits_small_screens(pages):
    for page in pages:
        assert page.text.startswith("<!doctype html>\n"), page
        assert page.text.encode().find(b'<meta charset="utf-8">') < 1024, page
        assert page.attributes('meta[name="viewport"]', "content") == [
            "width=device-width, initial-scale=1"
        ], page
