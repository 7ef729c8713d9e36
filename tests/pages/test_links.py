"""Everything that a page of the sample names is there."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

import pytest

pytestmark = pytest.mark.slow

REFERENCES = {
    "a[href]": "href",
    "link[href]": "href",
    "area[href]": "href",
    "[src]": "src",
    "form[action]": "action",
    "use[href]": "href",
    "image[href]": "href",
    "[poster]": "poster",
}


def references(page):
    """Every address on a page, as the browser reads it."""
    for selector, name in REFERENCES.items():
        yield from page.attributes(selector, name)
    for value in page.attributes("[srcset]", "srcset"):
        yield from (candidate.split()[0] for candidate in value.split(","))


def test_the_sample_has_pages_of_every_edition(pages):
    editions = {(page.brand, page.language) for page in pages if page.language}
    assert len(editions) == 6
    assert len(pages) > 500


def test_every_internal_address_leads_to_a_file(pages, target):
    missing = {
        f"{page}: {reference}"
        for page in pages
        for reference in references(page)
        if (file := target(page, reference)) and not file.is_file()
    }
    assert {reference.partition(": ")[2] for reference in missing} == {"/feedback"}


def test_every_address_within_the_own_site_is_relative_to_its_root(pages):
    """So that a preview under another host stays there; metadata is absolute."""
    hosts = ("https://help.fjell.example", "https://help.sorbet.example")
    absolute = {
        f"{page}: {address}"
        for page in pages
        for address in page.attributes("a[href]", "href")
        if address.startswith(hosts)
    }
    assert not absolute


def test_every_anchor_leads_to_an_element(pages, target, sample_dist):
    by_file = {sample_dist / page.brand / page.path: page for page in pages}
    missing = {
        f"{page}: {reference}"
        for page in pages
        for reference in references(page)
        if (anchor := unquote(urlsplit(reference).fragment))
        and (file := target(page, reference))
        and anchor not in by_file[file].ids
    }
    assert not missing


def test_ids_are_unique_on_a_page(pages):
    assert not [str(page) for page in pages if len(page.ids) != len(set(page.ids))]


@pytest.mark.parametrize("name", ["for", "aria-labelledby", "aria-describedby", "aria-controls"])
def test_labels_name_elements_of_their_page(pages, name):
    dangling = {
        f"{page}: {name}={value}"
        for page in pages
        for values in page.attributes(f"[{name}]", name)
        for value in values.split()
        if value not in page.ids
    }
    assert not dangling


def test_every_page_can_be_reached_from_the_home_page(read_pages, target, sample_dist):
    """By links; to the page of results, by the search form."""
    by_file = {sample_dist / page.brand / page.path: page for page in read_pages}
    homes = [page for page in read_pages if page.path == f"{page.language}/index.html"]
    reached = {page.address: page for page in homes}
    waiting = list(homes)
    while waiting:
        page = waiting.pop()
        forms = page.attributes("form[data-results]", "data-results")
        for href in (*page.attributes("a[href]", "href"), *forms):
            other = by_file.get(target(page, href))
            if other and other.address not in reached:
                reached[other.address] = other
                waiting.append(other)
    assert not {page.address for page in read_pages} - set(reached)


def test_ids_of_the_theme_and_of_articles_never_meet(pages):
    """The theme's start with `page-`; those of headings in an article never do."""
    for page in pages:
        articles = page.attributes(".prose [id]", "id")
        assert not [name for name in articles if name.startswith("page-")], page
        frame = set(page.ids) - set(articles)
        assert not [name for name in frame if not name.startswith("page-")], page
