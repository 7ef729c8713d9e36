"""Sitemaps that are too large for one file."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from helpgen.config import Brand
from helpgen.model import Answer, EditionKey, Snapshot
from helpgen.root_files import Published, published_sitemaps, root_files
from helpgen.sitemap import MOST_BYTES, MOST_URLS, edition_sitemap
from helpgen.tree import plan_routes

BRAND = Brand(slug="b", name="B", base_url="https://b.example", languages=["en-us", "fr"])
LOC, LINK = "{*}loc", "{*}link"


@pytest.fixture(scope="module")
def edition():
    """A snapshot with twenty answers, and the routes of two languages."""
    editions = {
        code: Snapshot(
            EditionKey("b", code),
            "https://g.example",
            "2026-01-01",
            tuple(Answer(f"{n:02}", f"Answer {n}", "", code) for n in range(20)),
        )
        for code in ("en-us", "fr")
    }
    routes = {
        code: plan_routes(found, {}, base_path="", unplaced_title="More")
        for code, found in editions.items()
    }
    return editions["en-us"], routes


def urls(files):
    """Every address, in the order of the files."""
    return [
        url.findtext(LOC)
        for data in files.values()
        for url in ET.fromstring(data).findall("{*}url")
    ]


def test_the_limits_are_those_of_the_protocol():
    assert (MOST_URLS, MOST_BYTES) == (50_000, 50 * 1024 * 1024)


def test_a_small_edition_has_one_file(edition):
    files = edition_sitemap(BRAND, *edition)
    assert list(files) == ["en-us/sitemap.xml"]
    assert len(urls(files)) == 22


@pytest.mark.parametrize("limit", [{"most_urls": 7}, {"most_bytes": 3000}])
def test_a_large_edition_is_split_and_loses_nothing(edition, limit):
    whole, files = edition_sitemap(BRAND, *edition), edition_sitemap(BRAND, *edition, **limit)
    assert urls(files) == urls(whole)
    assert list(files)[:3] == ["en-us/sitemap.xml", "en-us/sitemap-2.xml", "en-us/sitemap-3.xml"]
    for data in files.values():
        assert len(data) <= limit.get("most_bytes", MOST_BYTES)
        assert len(ET.fromstring(data)) <= limit.get("most_urls", MOST_URLS)


def test_every_entry_names_the_version_for_all_other_languages(edition):
    (data,) = edition_sitemap(BRAND, *edition).values()
    for url in ET.fromstring(data):
        versions = {link.get("hreflang"): link.get("href") for link in url.findall(LINK)}
        assert list(versions) == ["en-US", "x-default", "fr"]
        assert versions["x-default"] == versions["en-US"]


def test_the_root_lists_all_files_of_an_edition(edition, tmp_path):
    (tmp_path / "en-us").mkdir()
    for path, data in edition_sitemap(BRAND, *edition, most_urls=7).items():
        (tmp_path / path).write_bytes(data)
    names = list(published_sitemaps(tmp_path / "en-us"))
    assert names == ["sitemap.xml", "sitemap-2.xml", "sitemap-3.xml", "sitemap-4.xml"]
    published = Published("en-US", b"", b"", tuple(f"en-us/{name}" for name in names))
    index = ET.fromstring(root_files(BRAND, published)["sitemap.xml"])
    assert [entry.findtext(LOC) for entry in index] == [
        f"https://b.example/en-us/{name}" for name in names
    ]
