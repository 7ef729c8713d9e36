"""Limits of parameters: every mistake is told at once, in Gladly's form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import QueryParams

from helpgen.refusals import Refusal
from helpgen.search.endpoint.parameters import read_answers_search, read_search
from helpgen.search.site import SearchBrand

BRANDS = (
    SearchBrand("alpha", "Alpha", "a", ("en-us", "ar"), "https://alpha.example"),
    SearchBrand("beta", "Beta", None, ("fr",), "https://beta.example"),
)
texts = st.text() | st.sampled_from(["alpha", "beta", "en-us", "fr", "a", "10", "-1", "1e3", "１"])
queries = st.dictionaries(
    st.sampled_from(["brand", "lng", "q", "limit", "offset", "audienceId", "x"]), texts
)


def mistakes(**params):
    with pytest.raises(Refusal) as caught:
        read_search(QueryParams(params), BRANDS, default_limit=10)
    assert caught.value.status == 400
    return [(error["attr"], error["code"]) for error in caught.value.body["errors"]]


def answered(read):
    """What was read, or the status of the refusal."""
    try:
        return read()
    except Refusal as refusal:
        return refusal.status


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({}, [("brand", "blank")]),
        ({"brand": "gamma"}, [("brand", "not_exist")]),
        ({"brand": "alpha", "lng": "fr"}, [("lng", "not_exist")]),
        ({"brand": "alpha", "q": "x" * 501}, [("q", "too_long")]),
        ({"brand": "alpha", "limit": "ten"}, [("limit", "not_a_number")]),
        ({"brand": "alpha", "limit": ""}, [("limit", "not_a_number")]),
        ({"brand": "alpha", "limit": "1_0"}, [("limit", "not_a_number")]),
        ({"brand": "alpha", "limit": "0"}, [("limit", "invalid")]),
        ({"brand": "alpha", "limit": "51"}, [("limit", "invalid")]),
        ({"brand": "alpha", "offset": "-1"}, [("offset", "not_a_number")]),
        ({"brand": "alpha", "offset": "1001"}, [("offset", "invalid")]),
        ({"brand": "alpha", "limit": "9" * 5000}, [("limit", "not_a_number")]),
        (
            {"brand": "", "q": "x" * 501, "limit": "x", "offset": "x"},
            [
                ("brand", "blank"),
                ("q", "too_long"),
                ("limit", "not_a_number"),
                ("offset", "not_a_number"),
            ],
        ),
    ],
)
def test_each_mistake_is_told(params, expected):
    assert mistakes(**params) == expected


def test_the_message_says_what_there_is():
    with pytest.raises(Refusal) as caught:
        read_search(QueryParams({"brand": "alpha", "lng": "fr"}), BRANDS, default_limit=10)
    assert caught.value.body["errors"][0]["detail"] == (
        "lng isn't a language of alpha: it has en-us, ar"
    )


@given(queries)
def test_any_parameters_give_a_bounded_search_or_a_refusal(params):
    asked = answered(lambda: read_search(QueryParams(params), BRANDS, default_limit=8))
    if asked == 400:
        return
    assert asked.language in asked.brand.languages
    assert (1 <= asked.limit <= 50, 0 <= asked.offset <= 1000) == (True, True)
    assert len(asked.query) <= 500


@given(queries)
def test_answers_search_never_looks_into_another_audience(params):
    asked = answered(lambda: read_answers_search(QueryParams(params), BRANDS))
    if asked == 400:
        return
    audience = params.get("audienceId")
    assert all(asked.language in brand.languages for brand in asked.brands)
    assert all(not audience or brand.audience_id == audience for brand in asked.brands)


def test_a_refusal_over_http_has_the_same_form(client):
    answered = client.get("/search", params={"brand": "alpha", "limit": "all"})
    assert (answered.status_code, answered.headers["cache-control"]) == (400, "no-store")
    assert answered.json() == {
        "errors": [
            {"attr": "limit", "code": "not_a_number", "detail": "limit must be a whole number"}
        ]
    }


@pytest.mark.parametrize("raw", ["q=%FF%FE", "q=%ED%A0%80", "q=%00", "q=%", "q=%E2%80%AE", "&&==&"])
def test_bytes_that_are_no_text_are_searched_as_far_as_they_go(client, raw):
    assert client.get(f"/search?brand=alpha&{raw}").status_code == 200
