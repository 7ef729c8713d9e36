"""What stands beside the sample's pages: sitemaps, robots, the way in, redirects by id."""

from __future__ import annotations

import json
import re
from datetime import datetime
from xml.etree import ElementTree as ET

import pytest

pytestmark = pytest.mark.slow

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
BRANDS = {
    "fjell": ["en-us", "fr-ca", "ja"],
    "sorbet": ["en-us", "es-419", "ar"],
}
EDITIONS = [(brand, language) for brand, languages in BRANDS.items() for language in languages]


def host(brand):
    return f"https://help.{brand}.example"


def entries(sample_dist, brand, language):
    """The `url` elements of an edition's sitemap by their address."""
    urls = ET.parse(sample_dist / brand / language / "sitemap.xml").getroot()
    assert urls.tag == f"{SITEMAP}urlset"
    assert len(urls) == len({url.findtext(f"{SITEMAP}loc") for url in urls})
    return {url.findtext(f"{SITEMAP}loc"): url for url in urls}


@pytest.mark.parametrize(("brand", "language"), EDITIONS)
def test_the_sitemap_lists_the_pages(sample_dist, read_pages, brand, language):
    """All but the A-Z list and the page of results, which hold nothing of their own."""
    here = f"{host(brand)}/{language}/"
    pages = {page.address for page in read_pages if page.address.startswith(here)}
    assert set(entries(sample_dist, brand, language)) == pages - {f"{here}a-z/", f"{here}search/"}


@pytest.mark.parametrize(("brand", "language"), EDITIONS)
def test_the_sitemap_says_when_answers_changed(sample_dist, brand, language):
    for address, url in entries(sample_dist, brand, language).items():
        modified = url.findtext(f"{SITEMAP}lastmod")
        assert ("/answers/" in address) == (modified is not None), address
        if modified:
            assert datetime.fromisoformat(modified).tzinfo, address


@pytest.mark.parametrize(("brand", "language"), EDITIONS)
def test_the_sitemap_names_the_versions_that_the_pages_name(
    sample_dist, by_address, brand, language
):
    for address, url in entries(sample_dist, brand, language).items():
        versions = {link.get("hreflang"): link.get("href") for link in url.findall(LINK)}
        named = by_address[address].alternates
        assert versions == named, address


@pytest.mark.parametrize("brand", BRANDS)
def test_the_index_lists_the_sitemap_of_every_edition(sample_dist, brand):
    index = ET.parse(sample_dist / brand / "sitemap.xml").getroot()
    assert index.tag == f"{SITEMAP}sitemapindex"
    assert [entry.findtext(f"{SITEMAP}loc") for entry in index] == [
        f"{host(brand)}/{language}/sitemap.xml" for language in BRANDS[brand]
    ]


@pytest.mark.parametrize("brand", BRANDS)
def test_robots_may_read_everything_and_find_the_sitemap(sample_dist, brand):
    lines = (sample_dist / brand / "robots.txt").read_text("utf-8").splitlines()
    assert lines == ["User-agent: *", "Allow: /", "", f"Sitemap: {host(brand)}/sitemap.xml"]


@pytest.mark.parametrize("brand", BRANDS)
def test_the_root_leads_to_the_default_language(by_address, brand):
    root = by_address[f"{host(brand)}/"]
    assert root.attributes('meta[http-equiv="refresh"]', "content") == ["0; url=/en-us/"]
    assert root.canonical == [f"{host(brand)}/en-us/"]
    assert root.attributes("a", "href") == ["/en-us/"]


@pytest.mark.parametrize("brand", BRANDS)
def test_the_root_has_the_default_languages_page_for_missing_addresses(sample_dist, brand):
    root, default = (sample_dist / brand / path for path in ("404.html", "en-us/404.html"))
    assert root.read_bytes() == default.read_bytes()


@pytest.mark.parametrize(("brand", "language"), EDITIONS)
def test_every_answer_has_an_address_by_its_id_that_leads_to_it(
    sample_dist, pages, by_address, brand, language
):
    snapshot = sample_dist.parent / "snapshots" / brand / f"{language}.json"
    ids = {answer["id"] for answer in json.loads(snapshot.read_text("utf-8"))["answers"]}
    here = {p.path: p for p in pages if (p.brand, p.language) == (brand, language)}
    prefix = f"{language}/a/"
    assert {path for path in here if path.startswith(prefix)} == {
        f"{prefix}{id_}/index.html" for id_ in ids
    }
    for page in (page for path, page in here.items() if path.startswith(prefix)):
        (refresh,) = page.attributes('meta[http-equiv="refresh"]', "content")
        target = host(brand) + re.fullmatch(r"0; url=(/\S+)", refresh)[1]
        assert "/answers/" in by_address[target].path
        assert page.canonical == [target]
        assert [host(brand) + href for href in page.attributes("a", "href")] == [target]
        assert page.attributes('meta[name="robots"]', "content") == ["noindex"]


def test_nothing_else_is_published(sample_dist):
    """Every file is a page or its Markdown version, a picture, the theme's, or for machines."""
    known = re.compile(
        r"(\.helpgen/.*|.*\.html|[a-z]+/robots\.txt|.*/?sitemap\.xml"
        r"|[a-z]+/[\w-]+/search/index\.json|[a-z]+/assets/[\w/-]+\.[0-9a-f]{8}\.\w+"
        r"|[a-z]+/pictures/[0-9a-f]{20}-[0-9]+\.webp"
        r"|[a-z]+/_headers|[a-z]+/([\w-]+/)?llms\.txt|[a-z]+/[\w-]+/(feed\.xml|site\.webmanifest)"
        r"|[a-z]+/[\w-]+/answers/[^/]+/index\.md)"
    )
    files = [p.relative_to(sample_dist).as_posix() for p in sample_dist.rglob("*") if p.is_file()]
    assert not [name for name in files if not known.fullmatch(name)]
