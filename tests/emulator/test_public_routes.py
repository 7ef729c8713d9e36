"""The Public Answers API and the layouts, over HTTP."""

from __future__ import annotations

from dataclasses import replace

import pytest

from helpgen.emulator import AnswerRecord, ContentRecord

pytestmark = pytest.mark.slow

ORG = "/api/v1/orgs/ihKsWxiZCDVtXg1iwVmT9Q"
RETURNS = "1grfSzATQLa334VDLCWc4A"
SHIPPING = "-hippingZZZZZZZZZZZZZZ"
FJELL = "3cIEsaYcQTSFfECpBhGL6Q"
CENTER = "fjell.example-en-us"


def test_list_holds_public_contents_of_the_default_language_by_name(client):
    answer = client.get(f"{ORG}/answers")
    assert answer.headers["content-type"] == "application/json"
    assert answer.json() == [
        {
            "id": SHIPPING,
            "name": "Delivery",
            "bodyHtml": "<div>Free return labels.</div>",
            "language": "en-us",
        },
        {
            "id": RETURNS,
            "name": "How do I return <something>?",
            "bodyHtml": "<div>Send it <b>back</b> within 30 days.</div>",
            "language": "en-us",
            "updatedAt": "2026-05-14T09:12:00.000Z",
        },
    ]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("lng=es-419", ["¿Devolver?"]),
        ("lng=EN-US", []),
        ("lng=xx", []),
        ("lng=", ["Delivery", "How do I return <something>?"]),
        (f"audienceId={FJELL}", ["How do I return <something>?"]),
        ("audienceId=undefined", []),
        ("audienceId=", ["Delivery", "How do I return <something>?"]),
        ("unknown=1", ["Delivery", "How do I return <something>?"]),
    ],
)
def test_list_keeps_what_language_and_audience_ask_for(client, query, names):
    assert [one["name"] for one in client.get(f"{ORG}/answers?{query}").json()] == names


def test_list_is_cut_off_at_1000_without_a_word(start, seed):
    many = [(f"id{number:04}", f"Name {number:04}") for number in range(1005)]
    full = replace(
        seed,
        answers=tuple(AnswerRecord(one, name) for one, name in many),
        contents=tuple(
            ContentRecord(one, "en-us", "public", "", title=name) for one, name in reversed(many)
        ),
    )
    client = start(full)
    listed = [one["name"] for one in client.get(f"{ORG}/answers").json()]
    assert listed == [name for _, name in many[:1000]]
    assert client.get(f"{ORG}/answers/id1004").json()["name"] == "Name 1004"


def test_one_answer_in_a_language_it_has(client):
    answer = client.get(f"{ORG}/answers/{RETURNS}?lng=es-419").json()
    assert answer == {
        "id": RETURNS,
        "name": "¿Devolver?",
        "bodyHtml": "<div>Envíalo.</div>",
        "language": "es-419",
    }


@pytest.mark.parametrize(
    "path",
    [
        f"{ORG}/answers/nobody",
        f"{ORG}/answers/{RETURNS.lower()}",
        f"{ORG}/answers/{SHIPPING}?lng=es-419",
        "/api/v1/orgs/other/answers",
        "/api/v1/orgs/other/answers-search?q=x",
        f"/api/v1/orgs/other/answers/{RETURNS}",
        f"/api/v1/orgs/other/help-center/{CENTER}/answer-titles",
    ],
)
def test_what_does_not_exist_gets_the_404_in_its_object_form(client, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.json()["errors"]["code"] == "not_exist"


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("q=RETURN", [RETURNS, SHIPPING]),
        ("q=free labels", [SHIPPING]),
        ("q=div", []),
        ("q=nothing", []),
        ("q=", []),
        ("", []),
        (f"q=return&audienceId={FJELL}", [RETURNS]),
        ("q=envíalo&lng=es-419", [RETURNS]),
    ],
)
def test_search_finds_words_of_names_and_texts_names_first(client, query, ids):
    found = client.get(f"{ORG}/answers-search?{query}").json()
    assert [one["id"] for one in found] == ids
    assert all(one.keys() == {"id", "name"} for one in found)


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("", [RETURNS, SHIPPING]),
        ("lng=es-419", [RETURNS]),
        (f"audienceId={FJELL}", [RETURNS]),
    ],
)
def test_titles_follow_the_sections_and_pass_over_dangling_ids(client, query, ids):
    titles = client.get(f"{ORG}/help-center/{CENTER}/answer-titles?{query}").json()
    assert [one["id"] for one in titles] == ids
    assert all(one.keys() == {"id", "name"} for one in titles)


def test_an_unknown_help_center_has_no_titles(client):
    assert client.get(f"{ORG}/help-center/none/answer-titles").json() == []


def test_layout_names_every_id_even_dangling_ones(client):
    assert client.get(f"/orgs/configs/help-center/{CENTER}.json").json() == {
        "lng": "en-us",
        "audienceId": FJELL,
        "sections": [
            {"header": "Orders", "answerIds": [RETURNS, "dangling", SHIPPING]},
            {"header": "Empty", "answerIds": []},
        ],
    }


def test_layout_without_an_audience_has_no_such_key(start, seed):
    center = replace(seed.help_centers[0], audience_id=None)
    client = start(replace(seed, help_centers=(center,)))
    assert "audienceId" not in client.get(f"/orgs/configs/help-center/{CENTER}.json").json()


@pytest.mark.parametrize("path", ["/orgs/configs/help-center/none.json", "/", f"{ORG}/answers/"])
def test_unknown_layouts_and_routes_get_a_404_that_is_not_json(client, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/plain")


def test_a_wrong_method_gets_405_with_allow(client):
    answer = client.post(f"{ORG}/answers")
    assert answer.status_code == 405
    assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD"}
    allowed = client.put(f"/api/v1/answers/{RETURNS}").headers["allow"]
    assert set(allowed.split(", ")) == {"GET", "HEAD", "PATCH", "DELETE"}


def test_public_routes_take_a_token_too_right_or_wrong(client):
    for auth in (("agent@helpgen.example", "demo-token"), ("no", "one")):
        assert client.get(f"{ORG}/answers", auth=auth).status_code == 200


def test_head_is_answered_like_get_without_a_body(client):
    answer = client.head(f"{ORG}/answers")
    assert (answer.status_code, answer.content) == (200, b"")
