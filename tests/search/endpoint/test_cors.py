"""Which pages may read the answers."""

from __future__ import annotations

import pytest

ORG = "ihKsWxiZCDVtXg1iwVmT9Q"
ANSWERS = f"/api/v1/orgs/{ORG}/answers-search"
ALLOW = "access-control-allow-origin"


def allowed(client, origin, path="/search", **params):
    answered = client.get(path, params={"q": "return", **params}, headers={"Origin": origin})
    assert "Origin" in answered.headers["vary"]
    return answered.headers.get(ALLOW)


@pytest.mark.parametrize(
    ("origin", "brand", "may"),
    [
        ("https://alpha.example", "alpha", True),
        ("https://shop.alpha.example", "alpha", True),
        ("https://shop.alpha.example", "beta", False),
        ("https://help.beta.example", "beta", True),
        ("https://help.beta.example", "alpha", False),
        ("http://alpha.example", "alpha", False),
        ("https://alpha.example.evil.example", "alpha", False),
        ("https://evil.example", "alpha", False),
        ("null", "alpha", False),
    ],
)
def test_a_page_reads_the_brands_that_name_its_origin(client, origin, brand, may):
    assert allowed(client, origin, brand=brand) == (origin if may else None)


@pytest.mark.parametrize(
    ("origin", "audience", "may"),
    [
        ("https://shop.alpha.example", "audience-1", True),
        ("https://shop.alpha.example", "audience-2", False),
        ("https://shop.alpha.example", "", True),
        ("https://help.beta.example", "", True),
        ("https://evil.example", "", False),
    ],
)
def test_answers_search_goes_by_audience(client, origin, audience, may):
    assert allowed(client, origin, ANSWERS, audienceId=audience) == (origin if may else None)


def test_an_unknown_brand_allows_nobody(client):
    assert allowed(client, "https://alpha.example", brand="gamma") is None


def test_a_refusal_can_be_read_by_the_page_that_caused_it(client):
    params, headers = {"brand": "alpha", "limit": "x"}, {"Origin": "https://alpha.example"}
    answered = client.get("/search", params=params, headers=headers)
    assert (answered.status_code, answered.headers[ALLOW]) == (400, "https://alpha.example")


def test_caches_keep_origins_apart_even_if_none_is_sent(client):
    answered = client.get("/search", params={"brand": "alpha", "q": "return"})
    assert ALLOW not in answered.headers
    assert "Origin" in answered.headers["vary"]


def preflight(client, origin, asked="x-requested-with", brand="alpha"):
    return client.options(
        "/search",
        params={"brand": brand},
        headers={
            "Origin": origin,
            "Access-Control-Request-Method": "GET",
            "Access-Control-Request-Headers": asked,
        },
    )


def test_a_preflight_is_granted_to_who_may_ask(client):
    answered = preflight(client, "https://alpha.example", "X-Requested-With, Authorization")
    assert (answered.status_code, answered.content) == (204, b"")
    assert answered.headers[ALLOW] == "https://alpha.example"
    assert answered.headers["access-control-allow-methods"] == "GET, HEAD"
    assert answered.headers["access-control-allow-headers"] == "x-requested-with"
    assert "access-control-allow-credentials" not in answered.headers


def test_a_preflight_of_another_page_gets_nothing(client):
    answered = preflight(client, "https://evil.example")
    assert not [name for name in answered.headers if name.startswith("access-control-")]


def test_options_that_is_no_preflight_is_no_method_of_ours(client):
    assert client.options("/search", params={"brand": "alpha"}).status_code == 405
