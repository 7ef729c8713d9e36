"""JSON-LD: what it says, and that no text breaks out of it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from helpgen.config import Brand
from helpgen.structured_data import StructuredData, safe_json
from helpgen.tree import PageLink

BRAND = Brand(slug="b", name="B & Co", base_url="https://b.example/help", languages=["en-us"])
DATA = StructuredData(BRAND, "en-US", "B & Co Help")
HOME, SECTION = PageLink("Home", "/help/en-us/"), PageLink("Orders", "/help/en-us/orders/")
ANSWER = PageLink("Where?", "/help/en-us/answers/where/")
HOSTILE = [
    "</script><script>alert(1)</script>",
    "</SCRIPT/x>",
    "<!--<script>",
    "]]>",
    'a"b\\u0022c\\',
    "\u2028\u2029\u0000\ud7ff",
    "&lt;/script&gt; &quot;",
]


def graph(markup):
    data = json.loads(markup)
    assert data["@context"] == "https://schema.org"
    return data["@graph"]


def test_a_page_tells_the_way_to_it():
    (found,) = graph(DATA.page(SECTION, (HOME,)))
    assert found["@type"] == "BreadcrumbList"
    assert [(s["position"], s["name"], s["item"]) for s in found["itemListElement"]] == [
        (1, "Home", "https://b.example/help/en-us/"),
        (2, "Orders", "https://b.example/help/en-us/orders/"),
    ]


def test_an_answer_is_an_article_with_the_time_of_its_last_change():
    way, article = graph(DATA.answer(ANSWER, (HOME, SECTION), "2026-05-14T09:12:00.000Z"))
    assert len(way["itemListElement"]) == 3
    assert article == {
        "@type": "Article",
        "author": {"@type": "Organization", "name": "B & Co", "url": "https://b.example/help"},
        "dateModified": "2026-05-14T09:12:00.000Z",
        "headline": "Where?",
        "inLanguage": "en-US",
        "mainEntityOfPage": "https://b.example/help/en-us/answers/where/",
    }


def test_an_answer_without_a_time_invents_none():
    _, article = graph(DATA.answer(ANSWER, (HOME,), ""))
    assert not [name for name in article if name.startswith("date")]


def test_a_home_page_names_the_site():
    (site,) = graph(DATA.home("/help/en-us/"))
    assert (site["@type"], site["name"]) == ("WebSite", "B & Co Help")
    assert site["url"] == "https://b.example/help/en-us/"


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_name_stays_within_its_element(text):
    assert_held(text)


@given(st.text(alphabet="<>/!-scriptSCRIPT&\"'\\\u2028 ]", max_size=40))
def test_no_text_breaks_out(text):
    assert_held(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_name_is_told_as_it_is_by_every_kind_of_page(text):
    brand = BRAND.model_copy(update={"name": text})
    data, link = StructuredData(brand, "en-US", text), PageLink(text, "/help/en-us/x/")
    (site,) = read(data.home("/help/en-us/"))["@graph"]
    assert (site["name"], site["publisher"]["name"]) == (text, text)
    (way,) = read(data.page(link, (link,)))["@graph"]
    assert [step["name"] for step in way["itemListElement"]] == [text, text]
    way, article = read(data.answer(link, (HOME, link), text))["@graph"]
    assert [step["name"] for step in way["itemListElement"]] == ["Home", text, text]
    assert [article["headline"], article["dateModified"], article["author"]["name"]] == [text] * 3


def assert_held(text):
    """A browser's parser finds one script element, and the JSON in it says the text."""
    assert read(safe_json({"name": text})) == {"name": text}


def read(markup):
    """What a browser's parser finds in a script element with the text."""
    assert not set("<>&\u2028\u2029") & set(markup)
    page = LexborHTMLParser(f'<script type="application/ld+json">{markup}</script><p>end</p>')
    (script,) = page.css("script")
    assert page.css_first("p").text() == "end"
    return json.loads(script.text())
