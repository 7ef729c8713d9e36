"""The drop-in for Gladly's `answers-search`."""

from __future__ import annotations

import httpx
import pytest

from helpgen.emulator import AnswerRecord, ContentRecord, Organization, Seed
from helpgen.emulator import create_app as create_gladly
from helpgen.emulator import running as gladly_running

ORG = "ihKsWxiZCDVtXg1iwVmT9Q"
PATH = f"/api/v1/orgs/{ORG}/answers-search"


def ids(client, **params):
    answered = client.get(PATH, params=params)
    assert answered.status_code == 200, answered.text
    return [answer["id"] for answer in answered.json()]


def test_an_answer_is_an_id_and_a_name(client):
    answered = client.get(PATH, params={"q": "return a gift", "lng": "en-us"})
    assert answered.json()[0] == {"id": "gift", "name": "Can I return a gift?"}


def test_without_an_audience_all_brands_are_searched_and_each_id_comes_once(client):
    assert sorted(ids(client, q="return")) == ["gift", "refund", "returns"]
    assert ids(client, q="sizes of boots").count("shared") == 1


def test_the_best_of_all_brands_comes_first(client):
    assert ids(client, q="when is my return refunded")[0] == "refund"
    assert ids(client, q="how do I return an item")[0] == "returns"


def test_an_audience_sees_its_own_answers(client):
    assert ids(client, q="return", audienceId="audience-2") == ["refund"]
    assert "refund" not in ids(client, q="return", audienceId="audience-1")


def test_the_language_is_english_by_default(client):
    assert ids(client, q="return") == ids(client, q="return", lng="en-us")
    assert ids(client, q="شريحة", lng="ar") == ["sim"]


@pytest.fixture(scope="module")
def gladly():
    """The emulator, with as little in it as an organization can have."""
    seed = Seed(
        organization=Organization(ORG, "Acme", {"audience-1": "Alpha"}, ("en-us",)),
        answers=(AnswerRecord("gift", "Gift", "", ("audience-1",)),),
        contents=(ContentRecord("gift", "en-us", "public", "<p>Yes</p>", title="A gift?"),),
        help_centers=(),
    )
    with (
        gladly_running(create_gladly(seed, rate_limit=0)) as url,
        httpx.Client(base_url=url, trust_env=False) as client,
    ):
        yield client


@pytest.mark.parametrize(
    ("path", "params"),
    [
        (PATH, {}),
        (PATH, {"q": ""}),
        (PATH, {"q": "gift", "lng": "tlh"}),
        (PATH, {"q": "gift", "audienceId": "nobody"}),
        ("/api/v1/orgs/other/answers-search", {"q": "gift"}),
    ],
)
def test_odd_requests_are_answered_as_gladly_answers_them(client, gladly, path, params):
    ours, theirs = (one.get(path, params=params) for one in (client, gladly))
    assert (ours.status_code, ours.json()) == (theirs.status_code, theirs.json())
    assert ours.headers["content-type"] == theirs.headers["content-type"]


def test_a_query_that_is_too_long_is_refused_in_gladlys_form(client):
    answered = client.get(PATH, params={"q": "x" * 501})
    assert answered.status_code == 400
    assert answered.json() == {
        "errors": [
            {
                "attr": "q",
                "code": "too_long",
                "detail": "q has 501 characters: at most 500 are looked at",
            }
        ]
    }
