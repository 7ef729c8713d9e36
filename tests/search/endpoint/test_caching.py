"""ETag, Cache-Control, 304, gzip."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpgen.search.endpoint.replies import Answer, etag_of, reply, still_right

ORG = "ihKsWxiZCDVtXg1iwVmT9Q"
SEARCH = {"brand": "alpha", "q": "parcel"}
PATHS = [
    ("/search", SEARCH),
    ("/search.html", SEARCH),
    ("/suggest", SEARCH),
    (f"/api/v1/orgs/{ORG}/answers-search", {"q": "parcel"}),
]


@pytest.mark.parametrize(("path", "params"), PATHS)
def test_an_unchanged_answer_is_not_sent_again(client, path, params):
    first = client.get(path, params=params)
    assert first.headers["cache-control"] == "public, max-age=60"
    again = client.get(path, params=params, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert again.headers["cache-control"] == first.headers["cache-control"]
    assert "Origin" in again.headers["vary"]


def test_another_question_has_another_validator(client):
    changed = [{}, {"q": "parcels"}, {"lng": "ar"}, {"brand": "beta"}, {"limit": 3}, {"offset": 1}]
    tags = [client.get("/search", params=SEARCH | one).headers["etag"] for one in changed]
    tags += [client.get(path, params=params).headers["etag"] for path, params in PATHS[1:]]
    assert len(set(tags)) == len(changed) + len(PATHS) - 1


def test_parameters_that_nobody_knows_dont_change_it(client):
    tags = {
        client.get("/search", params=SEARCH | more).headers["etag"]
        for more in ({}, {"utm": "x"}, {"lng": "en-us"})
    }
    assert len(tags) == 1


def test_an_old_validator_gets_the_whole_answer(client):
    answered = client.get("/search", params=SEARCH, headers={"If-None-Match": 'W/"old"'})
    assert (answered.status_code, answered.json()["total"]) == (200, 25)


def test_a_partial_answer_is_not_kept():
    """What the time budget cut off may be whole the next time."""
    headers = reply(Answer(b"{}", ""), "application/json", 60).headers
    assert (headers["cache-control"], "etag" in headers) == ("no-store", False)


@given(st.text(st.characters(codec="latin-1")))
def test_any_if_none_match_can_be_read(sent):
    assert still_right(sent, 'W/"a1"') in {True, False}


@pytest.mark.parametrize(
    ("sent", "right"),
    [
        ('W/"a1"', True),
        ('"a1"', True),
        ('"b2", W/"a1"', True),
        ("*", True),
        ("", False),
        ('"b2"', False),
        ("a1", False),
    ],
)
def test_validators_are_compared_weakly(sent, right):
    assert still_right(sent, 'W/"a1"') is right


@given(st.lists(st.lists(st.text("ab\0", max_size=3)), min_size=2, max_size=2, unique_by=tuple))
def test_generations_are_told_apart(pair):
    one, other = (etag_of("search", generations, "asked") for generations in pair)
    assert one != other


def test_large_answers_are_compressed_and_small_ones_are_not(client):
    large = client.get("/search", params=SEARCH | {"limit": 25})
    assert large.headers["content-encoding"] == "gzip"
    assert {"Accept-Encoding", "Origin"} <= set(large.headers["vary"].split(", "))
    assert large.json()["total"] == 25
    small = client.get("/search", params=SEARCH | {"q": "zzzz"})
    assert "content-encoding" not in small.headers
    plain = client.get("/search", params=SEARCH, headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers


def test_errors_are_never_kept(client):
    for path in ("/search", "/search.html", "/nothing", "/api/v1/orgs/x/answers-search"):
        assert client.get(path).headers["cache-control"] == "no-store"
