"""What machines read beside the sample's pages, and that it says what the pages say."""

from __future__ import annotations

import json
import re
from datetime import datetime
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

import pytest
from feeds import entries, problems_of
from selectolax.lexbor import LexborHTMLParser

from helpgen.markdown import render_markdown

pytestmark = pytest.mark.slow

EDITIONS = [
    *(("fjell", language) for language in ("en-us", "fr-ca", "ja")),
    *(("sorbet", language) for language in ("en-us", "es-419", "ar")),
]
every_edition = pytest.mark.parametrize(("brand", "language"), EDITIONS)


def things(page):
    """The JSON-LD things of a page by their type."""
    (script,) = page.tree.css('script[type="application/ld+json"]')
    data = json.loads(script.text())
    assert data["@context"] == "https://schema.org"
    return {thing["@type"]: thing for thing in data["@graph"]}


def answers(pages):
    return [page for page in pages if "/answers/" in page.path]


def file_of(sample_dist, address):
    """The file at an absolute address of the sample."""
    parts = urlsplit(address)
    brand = re.fullmatch(r"help\.(\w+)\.example", parts.netloc)[1]
    return sample_dist / brand / unquote(parts.path).lstrip("/")


def test_json_ld_tells_the_way_that_the_page_shows(read_pages, by_address):
    shown = [page for page in read_pages if page.tree.css_first(".breadcrumbs")]
    assert len(shown) > 200
    for page in shown:
        steps = things(page)["BreadcrumbList"]["itemListElement"]
        assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
        assert [step["name"] for step in steps] == [
            *(node.text() for node in page.tree.css(".breadcrumbs a")),
            page.tree.css_first("h1").text(),
        ], page
        assert steps[-1]["item"] == page.address
        assert all(step["item"] in by_address for step in steps)


def test_every_answer_is_an_article_and_nothing_else_is(read_pages):
    """No FAQPage: Google shows it for government and health only, and no page is one."""
    for page in read_pages:
        kinds = set(things(page)) - {"BreadcrumbList", "WebSite"}
        assert kinds == ({"Article"} if "/answers/" in page.path else set()), page


def test_an_article_says_what_its_page_says(read_pages):
    for page in answers(read_pages):
        article = things(page)["Article"]
        assert article["headline"] == page.tree.css_first("h1").text()
        assert article["mainEntityOfPage"] == page.address
        assert article["inLanguage"] == page.tree.css_first("html").attributes["lang"]
        changed = page.attributes('meta[property="article:modified_time"]', "content")
        assert [article["dateModified"]] == changed
        assert datetime.fromisoformat(article["dateModified"]).tzinfo
        day = page.attributes(".page-meta time", "datetime")
        assert day == [article["dateModified"][:10]]


def test_home_pages_name_the_site(read_pages):
    homes = [page for page in read_pages if re.fullmatch(r"[\w-]+/index\.html", page.path)]
    assert len(homes) == 6
    for page in homes:
        site = things(page)["WebSite"]
        assert [site["name"]] == page.attributes('meta[property="og:site_name"]', "content")
        assert site["url"] == page.address


@every_edition
def test_the_feed_is_sound_and_leads_to_pages(sample_dist, by_address, brand, language):
    root = ET.parse(sample_dist / brand / language / "feed.xml").getroot()
    assert problems_of(root) == []
    found = entries(root)
    assert len(found) >= 30
    assert [e["updated"] for e in found] == sorted((e["updated"] for e in found), reverse=True)
    for entry in found:
        page = by_address[entry["link"]]
        assert entry["title"] == page.tree.css_first("h1").text()
        assert by_address[entry["id"]].canonical == [entry["link"]]


def test_every_page_leads_to_the_feed_of_its_language(read_pages):
    for page in read_pages:
        hrefs = page.attributes('link[type="application/atom+xml"]', "href")
        assert hrefs == [f"/{page.language}/feed.xml"], page


def test_every_answer_has_a_markdown_version_that_says_the_same(read_pages, sample_dist):
    for page in answers(read_pages):
        (href,) = page.attributes('link[type="text/markdown"]', "href")
        assert href == f"{page.site_path}index.md"
        text = (sample_dist / page.brand / unquote(href).lstrip("/")).read_text("utf-8")
        _, matter, body = text.split("---\n", 2)
        facts = {k: json.loads(v) for k, v in re.findall(r"^(\w+): (.+)$", matter, re.MULTILINE)}
        assert facts["url"] == page.address
        assert facts["title"] == page.tree.css_first("h1").text()
        said = LexborHTMLParser(render_markdown(body)).body.text()
        shown = page.tree.css_first("h1").text() + page.tree.css_first(".prose").text()
        assert "".join(said.split()) == "".join(shown.split()), page


@every_edition
def test_llms_txt_leads_to_every_answer_and_nowhere_else(sample_dist, pages, brand, language):
    text = (sample_dist / brand / language / "llms.txt").read_text("utf-8")
    assert re.match(r"# .+\n\n> .+\n\n## ", text)
    links = re.findall(r"^- \[.*\]\((\S+?)\)(?:: |$)", text, re.MULTILINE)
    assert len(links) == text.count("\n- ")
    files = {file_of(sample_dist, link) for link in links}
    files = {file / "index.html" if file.is_dir() else file for file in files}
    assert not [file for file in files if not file.is_file()]
    folder = sample_dist / brand / language / "answers"
    assert {file for file in files if folder in file.parents} == set(folder.glob("*/index.md"))


@pytest.mark.parametrize("brand", ["fjell", "sorbet"])
def test_the_root_has_the_default_languages_llms_txt(sample_dist, brand):
    root, default = (sample_dist / brand / path for path in ("llms.txt", "en-us/llms.txt"))
    assert root.read_bytes() == default.read_bytes()


@every_edition
def test_the_manifest_is_named_by_the_home_page_and_its_icons_are_there(
    sample_dist, read_pages, brand, language
):
    """By no other page: each would ask for it."""
    pages = [p for p in read_pages if (p.brand, p.language) == (brand, language)]
    named = {p.path: href for p in pages for href in p.attributes('link[rel="manifest"]', "href")}
    assert named == {f"{language}/index.html": f"/{language}/site.webmanifest"}
    manifest = json.loads((sample_dist / brand / language / "site.webmanifest").read_text("utf-8"))
    assert manifest["start_url"] == f"/{language}/"
    assert manifest["icons"]
    for icon in manifest["icons"]:
        assert (sample_dist / brand / icon["src"].lstrip("/")).is_file()
