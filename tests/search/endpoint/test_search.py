"""`/search` and `/suggest`: results of one edition as JSON."""

from __future__ import annotations

import re

import pytest


def search(client, **params):
    answered = client.get("/search", params={"brand": "alpha", **params})
    assert answered.status_code == 200, answered.text
    return answered.json()


def test_a_result_has_all_that_a_page_shows(client):
    found = search(client, q="how to return an item")
    assert found["results"][0] | {"score": 0, "snippet": ""} == {
        "id": "returns",
        "title": "How do I return an item?",
        "url": "https://alpha.example/help/en-us/answers/returns/",
        "section": "Orders",
        "snippet": "",
        "score": 0,
    }
    scores = [result["score"] for result in found["results"]]
    assert scores == sorted(scores, reverse=True)
    assert found["took_ms"] > 0
    assert (found["partial"], found["query"]) == (False, "how to return an item")


def test_a_snippet_is_escaped_and_marks_the_words(client):
    found = search(client, q="laces boots")
    snippet = next(result["snippet"] for result in found["results"] if result["id"] == "odd")
    assert snippet == (
        "<mark>Boots</mark> &lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; "
        "&amp; <mark>laces</mark>."
    )


def test_a_title_is_plain_text(client):
    assert search(client, q="does 5 6 fit")["results"][0]["title"] == "Does <b>5 & 6</b> fit?"


def test_pages_of_results_follow_each_other(client):
    whole = search(client, q="parcel", limit=25)
    parts = [search(client, q="parcel", offset=offset)["results"] for offset in (0, 10, 20)]
    assert whole["total"] == 25
    assert [len(part) for part in parts] == [10, 10, 5]
    assert [result["id"] for part in parts for result in part] == [
        result["id"] for result in whole["results"]
    ]


def test_the_default_language_is_the_brands_first(client):
    assert search(client, q="return", lng="en-us")["total"] == search(client, q="return")["total"]
    assert search(client, q="شريحة", lng="ar")["results"][0]["id"] == "sim"


def test_language_codes_may_be_written_as_the_web_writes_them(client):
    assert search(client, q="return", lng="EN-us")["total"] == search(client, q="return")["total"]


def test_a_typo_is_mended(client):
    found = search(client, q="how to retrun an item")
    assert found["corrected"] == "how to return an item"
    assert found["results"][0]["id"] == "returns"


@pytest.mark.parametrize("query", ["", "   ", "?!", '"', "AND OR", "title:*", "(((", "\0"])
def test_what_holds_no_word_finds_nothing_and_nothing_fails(client, query):
    assert search(client, q=query)["total"] >= 0


def test_parameters_that_nobody_knows_are_ignored(client):
    assert search(client, q="return", utm_source="mail", debug="1")["total"] == 2


def test_suggestions_come_for_the_beginning_of_a_word(client):
    answered = client.get("/suggest", params={"brand": "alpha", "q": "can i ret", "limit": 2})
    suggested = answered.json()
    assert suggested["results"][0] == {
        "id": "gift",
        "title": "Can I return a gift?",
        "url": "https://alpha.example/help/en-us/answers/gift/",
        "section": "Orders",
    }
    assert len(suggested["results"]) == 2


def test_head_has_the_headers_of_get(client):
    url, params = "/search", {"brand": "alpha", "q": "return"}
    head, get = client.head(url, params=params), client.get(url, params=params)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["etag"] == get.headers["etag"]


@pytest.mark.parametrize("path", ["/search", "/suggest", "/search.html", "/healthz", "/x/y"])
def test_every_answer_has_the_headers_that_keep_it_harmless(client, path):
    headers = client.get(path, params={"brand": "alpha", "q": "return"}).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-robots-tag"] == "noindex"
    assert re.match(r"default-src 'none'", headers["content-security-policy"])


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_nothing_can_be_written(client, method):
    answered = client.request(method, "/search", params={"brand": "alpha"}, content=b"x")
    assert answered.status_code == 405
    assert set(answered.headers["allow"].split(", ")) == {"GET", "HEAD"}
    assert answered.json()["errors"][0]["code"] == "invalid"


def test_an_unknown_page_is_told_in_gladlys_form(client):
    answered = client.get("/nothing")
    assert (answered.status_code, answered.json()) == (
        404,
        {"errors": {"code": "not_exist", "detail": "page does not exist"}},
    )
