"""`/search.html`: results for pages without JavaScript."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

PROJECT = Path(__file__).parents[3]


def page(client, **params):
    answered = client.get("/search.html", params={"brand": "alpha", **params})
    assert answered.status_code == 200, answered.text
    assert answered.headers["content-type"] == "text/html; charset=utf-8"
    return LexborHTMLParser(answered.text)


def test_results_link_to_the_brands_pages(client):
    links = [link.attributes["href"] for link in page(client, q="return an item").css("ol a")]
    assert links[0] == "https://alpha.example/help/en-us/answers/returns/"
    assert len(links) == 2


def test_names_and_snippets_are_escaped_and_marked(client):
    found = page(client, q="does 5 6 fit laces")
    assert found.css_first("ol a").text() == "Does <b>5 & 6</b> fit?"
    assert [mark.text() for mark in found.css("li > p mark")] == ["laces"]
    assert found.css("script, b") == []
    assert found.css_first("header a").text() == 'Alpha & "Sons"'


def test_the_form_keeps_the_edition_and_the_query(client):
    form = page(client, lng="ar", q='"><script>x</script>').css_first("form")
    values = {one.attributes["name"]: one.attributes["value"] for one in form.css("input")}
    assert values == {"brand": "alpha", "lng": "ar", "q": '"><script>x</script>'}
    assert (form.attributes["action"], form.attributes["method"]) == ("search.html", "get")
    assert form.css_first("label").attributes["for"] == form.css_first("#q").attributes["id"]


@pytest.mark.parametrize(
    ("language", "lang", "way", "title"),
    [("en-us", "en-US", "ltr", "Search"), ("ar", "ar", "rtl", "البحث")],
)
def test_the_page_speaks_the_editions_language(client, language, lang, way, title):
    found = page(client, lng=language)
    root = found.css_first("html").attributes
    assert (root["lang"], root["dir"]) == (lang, way)
    assert found.css_first("h1").text() == title


def test_english_words_within_another_language_are_marked_as_such(client):
    """There are no texts in Hungarian."""
    found = page(client, lng="hu", q="vissza")
    assert found.css_first("html").attributes["lang"] == "hu"
    assert found.css_first("main").attributes["lang"] == "en"
    assert found.css_first("ol").attributes["lang"] == "hu"


def test_the_page_speaks_every_language_of_the_base_theme():
    words = tomllib.loads(
        files("helpgen.search.endpoint").joinpath("words.toml").read_text("utf-8")
    )
    theme = {path.stem for path in (PROJECT / "themes/base/strings").glob("*.toml")}
    assert theme - set(words) == {"fr-ca", "pt-pt"}, "kinds of a language that is there"
    assert [code for code in words if words[code].keys() != words["en"].keys()] == []
    assert [code for code in words if "{number}" not in words[code]["found"]] == []


def test_without_a_query_there_is_the_form_alone(client):
    found = page(client, q=" ")
    assert found.css("ol, nav, [role=status]") == []
    assert found.css_first("form") is not None


def test_pages_of_results_are_linked(client):
    first = page(client, q="parcel")
    following = first.css_first("nav a").attributes["href"]
    assert following == "search.html?brand=alpha&lng=en-us&q=parcel&offset=10"
    second = LexborHTMLParser(client.get(f"/{following}").text)
    assert second.css_first("ol").attributes["start"] == "11"
    assert [link.text() for link in second.css("nav a")] == ["Previous", "Next"]
    few = page(client, q="parcel", limit=5).css_first("nav a").attributes["href"]
    assert few == "search.html?brand=alpha&lng=en-us&q=parcel&limit=5&offset=5"
    last = page(client, q="parcel", offset=20)
    assert [link.text() for link in last.css("nav a")] == ["Previous"]


def test_a_typo_is_offered_mended(client):
    link = page(client, q="how to retrun an item").css_first("main > p a")
    assert link.text() == "how to return an item"
    assert link.attributes["href"].endswith("q=how+to+return+an+item")


def test_no_result_says_what_to_try(client):
    status = page(client, q="zzzzzz").css_first("[role=status]")
    assert status.text() == "No answers found. Try fewer or different words."


def test_mistakes_are_told_on_a_page(client):
    answered = client.get("/search.html", params={"brand": "<b>", "limit": "x"})
    assert (answered.status_code, answered.headers["content-type"]) == (
        400,
        "text/html; charset=utf-8",
    )
    told = [one.text() for one in LexborHTMLParser(answered.text).css("main p")]
    assert told == [
        "there's no such brand: the site has alpha, beta",
        "limit must be a whole number",
    ]


@pytest.mark.parametrize("params", [{"brand": "alpha", "q": "return"}, {}])
def test_nothing_but_the_stylesheet_may_load(client, params):
    headers = client.get("/search.html", params=params).headers
    assert headers["content-security-policy"] == (
        "default-src 'none'; style-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    )


def test_the_stylesheet_is_served(client):
    answered = client.get("/search.css")
    assert answered.headers["content-type"].startswith("text/css")
    assert "max-age" in answered.headers["cache-control"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=100))
def test_any_query_stays_text(client, query):
    """Only the tags of the page itself come out, whatever is typed."""
    known = {"html", "head", "meta", "title", "link", "body", "header", "main", "h1", "h2", "a"}
    known |= {"form", "input", "label", "button", "p", "ol", "li", "mark", "nav"}
    found = page(client, q=query)
    assert {node.tag for node in found.css("*")} <= known
    assert found.css("[onclick], [onerror], [style]") == []
