"""Organization, audiences and Answer Management, over HTTP."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.slow

PUBLIC = "/api/v1/orgs/ihKsWxiZCDVtXg1iwVmT9Q/answers"
ANSWERS = "/api/v1/answers"
RETURNS = "1grfSzATQLa334VDLCWc4A"
SHIPPING = "-hippingZZZZZZZZZZZZZZ"
FJELL = "3cIEsaYcQTSFfECpBhGL6Q"
SORBET = "audience-2"
NOW = "2025-06-15T15:06:40.000Z"


def content(answer_id, language="en-us", kind="public"):
    return f"{ANSWERS}/{answer_id}/languages/{language}/type/{kind}"


def codes(answer):
    """The status, and `attr` and `code` of each entry of `errors`."""
    return answer.status_code, [(e.get("attr"), e["code"]) for e in answer.json()["errors"]]


@pytest.mark.parametrize("auth", [None, ("agent@helpgen.example", "wrong"), ("x", "demo-token")])
@pytest.mark.parametrize("path", ["/api/v1/organization", "/api/v1/audiences", ANSWERS])
def test_private_routes_want_credentials_and_say_so_without_json(client, path, auth):
    answer = client.request("POST" if path == ANSWERS else "GET", path, auth=auth)
    assert answer.status_code == 401
    assert answer.headers["content-type"].startswith("text/plain")


@pytest.mark.parametrize("header", ["Bearer x", "Basic", "Basic ÿ", "nonsense"])
def test_broken_authorization_headers_are_refused(client, header):
    headers = {"authorization": header.encode("latin-1")}
    assert client.get("/api/v1/organization", headers=headers).status_code == 401


def test_credentials_can_be_chosen(start, seed):
    client = start(seed, credentials=("me", "töken"))
    assert client.get("/api/v1/audiences", auth=("me", "töken")).status_code == 200
    demo = ("agent@helpgen.example", "demo-token")
    assert client.get("/api/v1/audiences", auth=demo).status_code == 401


def test_organization_and_audiences(agent):
    organization = agent.get("/api/v1/organization").json()
    assert organization["id"] == "ihKsWxiZCDVtXg1iwVmT9Q"
    assert organization["name"] == "Acme"
    assert organization["gladlyUrl"] == str(agent.base_url).rstrip("/")
    assert agent.get("/api/v1/audiences").json() == [
        {"id": FJELL, "name": "Fjell & Fjord"},
        {"id": SORBET, "name": "Sorbet"},
    ]


def test_an_answer_is_made_in_two_calls_and_then_public(agent):
    made = agent.post(ANSWERS, json={"name": "Repairs", "audienceIds": [SORBET, SORBET]})
    assert made.status_code == 200
    answer = made.json()
    assert re.fullmatch(r"[A-Za-z0-9_-]{22}", answer["id"])
    assert answer == {
        "id": answer["id"],
        "name": "Repairs",
        "audienceIds": [SORBET],
        "createdAt": NOW,
        "updatedAt": NOW,
    }
    body = {"title": "Do you repair?", "bodyHtml": "<div>Yes.</div>", "unknown": [1]}
    put = agent.put(content(answer["id"]), json=body)
    assert put.status_code == 200
    assert put.json() == {
        "answerId": answer["id"],
        "language": "en-us",
        "type": "public",
        "title": "Do you repair?",
        "bodyHtml": "<div>Yes.</div>",
    }
    assert agent.get(content(answer["id"])).json() == put.json()
    assert agent.get(f"{PUBLIC}?audienceId={SORBET}").json() == [
        {
            "id": answer["id"],
            "name": "Do you repair?",
            "bodyHtml": "<div>Yes.</div>",
            "language": "en-us",
            "updatedAt": NOW,
        }
    ]


def test_a_chosen_id_is_kept(agent):
    made = agent.post(ANSWERS, json={"id": "-my.Own_id", "name": "N", "description": "D"})
    assert made.json()["id"] == "-my.Own_id"
    assert agent.get(f"{ANSWERS}/-my.Own_id").json()["description"] == "D"


@pytest.mark.parametrize(
    ("body", "errors"),
    [
        (b"{", [(None, "invalid")]),
        (b"", [(None, "invalid")]),
        (b"[]", [(None, "invalid")]),
        (b'{"name": NaN}', [(None, "invalid")]),
        (b"[" * 100_000, [(None, "invalid")]),
        (b'{"name": "\xff"}', [(None, "invalid")]),
        (b"{}", [("name", "blank")]),
        (b'{"name": " "}', [("name", "blank")]),
        (b'{"name": null}', [("name", "invalid")]),
        (b'{"name": 1, "id": 2}', [("id", "invalid"), ("name", "invalid")]),
        (b'{"name": "n", "id": "a/b"}', [("id", "invalid")]),
        (b'{"name": "n", "id": ""}', [("id", "invalid")]),
        (b'{"name": "n", "id": ".."}', [("id", "invalid")]),
        (b'{"name": "n", "audienceIds": ["nobody"]}', [("audienceIds", "invalid")]),
        (b'{"name": "n", "audienceIds": [[]]}', [("audienceIds", "invalid")]),
        (b'{"name": "n", "audienceIds": "audience-2"}', [("audienceIds", "invalid")]),
        (b'{"name": "%s"}' % (b"n" * 501), [("name", "too_long")]),
        (
            b'{"description": "%s"}' % (b"d" * 10_001),
            [("name", "blank"), ("description", "too_long")],
        ),
    ],
)
def test_wrong_answers_are_refused_with_every_mistake(agent, body, errors):
    assert codes(agent.post(ANSWERS, content=body)) == (400, errors)


def test_the_longest_name_and_description_fit(agent):
    body = {"name": "n" * 500, "description": "d" * 10_000}
    assert agent.post(ANSWERS, json=body).status_code == 200


def test_lone_surrogates_become_replacement_characters(agent):
    made = agent.post(ANSWERS, content=rb'{"name": "a\ud800b \ud83d\ude00"}')
    assert made.json()["name"] == "a\ufffdb 😀"


def test_taken_ids_and_names_conflict(agent):
    answer = agent.post(ANSWERS, json={"id": SHIPPING, "name": "Fjell: Returns"})
    assert codes(answer) == (409, [("id", "taken"), ("name", "taken")])
    assert answer.json()["errors"][1]["meta"] == {"existingAnswerId": RETURNS}


def test_patch_changes_what_it_names_and_replaces_the_audiences(agent):
    path = f"{ANSWERS}/{RETURNS}"
    assert agent.patch(path, json={"audienceIds": [SORBET]}).status_code == 204
    assert agent.get(path).json() == {
        "id": RETURNS,
        "name": "Fjell: Returns",
        "description": "For agents",
        "audienceIds": [SORBET],
        "updatedAt": NOW,
    }
    assert agent.patch(path, json={"name": "Renamed", "description": ""}).status_code == 204
    assert agent.post(ANSWERS, json={"name": "Fjell: Returns"}).status_code == 200
    assert codes(agent.post(ANSWERS, json={"name": "Renamed"}))[0] == 409
    assert [one["id"] for one in agent.get(f"{PUBLIC}?audienceId={SORBET}").json()] == [RETURNS]
    assert agent.get(f"{PUBLIC}?audienceId={FJELL}").json() == []


def test_patch_may_repeat_the_answers_own_name(agent):
    body = {"name": "Fjell: Returns"}
    assert agent.patch(f"{ANSWERS}/{RETURNS}", json=body).status_code == 204


@pytest.mark.parametrize(
    ("body", "errors"),
    [
        ({"name": "Shipping"}, [("name", "taken")]),
        ({"name": ""}, [("name", "blank")]),
        ({"name": None}, [("name", "invalid")]),
        ({"description": []}, [("description", "invalid")]),
        ({"audienceIds": ["nobody"]}, [("audienceIds", "invalid")]),
    ],
)
def test_wrong_changes_are_refused_with_400(agent, body, errors):
    """Also a taken name: PATCH documents no 409."""
    assert codes(agent.patch(f"{ANSWERS}/{RETURNS}", json=body)) == (400, errors)


@pytest.mark.parametrize(
    ("kind", "body", "shown"),
    [
        ("email", {"subject": "S"}, {"subject": "S"}),
        ("messaging", {}, {}),
        ("reference", {}, {"internal": False}),
        ("reference", {"internal": True}, {"internal": True}),
    ],
)
def test_contents_of_other_types_are_kept_and_never_public(agent, kind, body, shown):
    answer_id = agent.post(ANSWERS, json={"name": "Inside"}).json()["id"]
    put = agent.put(content(answer_id, kind=kind), json={"bodyHtml": "x", **body})
    assert put.json() == {
        "answerId": answer_id,
        "language": "en-us",
        "type": kind,
        "bodyHtml": "x",
        **shown,
    }
    assert agent.get(f"{PUBLIC}/{answer_id}").status_code == 404


@pytest.mark.parametrize(
    ("place", "body", "errors"),
    [
        (("xx", "public"), {"title": "t", "bodyHtml": "b"}, [("language", "invalid")]),
        (("en-us", "fax"), {"title": "t", "bodyHtml": "b"}, [("type", "invalid")]),
        (("xx", "fax"), {}, [("type", "invalid"), ("language", "invalid")]),
        (("en-us", "public"), {"title": "t"}, [("bodyHtml", "blank")]),
        (("en-us", "public"), {"bodyHtml": "b"}, [("title", "blank")]),
        (
            ("en-us", "public"),
            {"title": "", "bodyHtml": 1},
            [("bodyHtml", "invalid"), ("title", "blank")],
        ),
        (("en-us", "email"), {"bodyHtml": "b", "title": "t"}, [("subject", "blank")]),
        (("en-us", "messaging"), {"bodyHtml": "b", "internal": True}, [("internal", "invalid")]),
        (("en-us", "reference"), {"bodyHtml": "b", "internal": "yes"}, [("internal", "invalid")]),
    ],
)
def test_wrong_contents_are_refused(agent, place, body, errors):
    assert codes(agent.put(content(RETURNS, *place), json=body)) == (400, errors)


@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_unknown_languages_and_types_are_refused_in_urls(agent, method):
    assert codes(agent.request(method, content(RETURNS, "xx")))[1] == [("language", "invalid")]
    assert codes(agent.request(method, content(RETURNS, kind="fax")))[1] == [("type", "invalid")]


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", f"{ANSWERS}/nobody", None),
        ("PATCH", f"{ANSWERS}/nobody", {"name": "n"}),
        ("DELETE", f"{ANSWERS}/nobody", None),
        ("GET", content("nobody"), None),
        ("GET", content(SHIPPING, "es-419"), None),
        ("PUT", content("nobody"), {"title": "t", "bodyHtml": "b"}),
        ("DELETE", content("nobody"), None),
        ("DELETE", content(SHIPPING, "es-419"), None),
    ],
)
def test_what_does_not_exist_gets_the_404_in_its_object_form(agent, method, path, body):
    answer = agent.request(method, path, json=body)
    assert answer.status_code == 404
    assert answer.json()["errors"]["code"] == "not_exist"


def test_an_answer_in_a_help_center_is_not_deleted(agent):
    answer = agent.delete(f"{ANSWERS}/{RETURNS}")
    assert codes(answer) == (400, [(None, "in_use")])
    assert answer.json()["errors"][0]["meta"] == {
        "helpCenterID": "fjell.example-en-us",
        "sectionID": "fjell.example-en-us-section-1",
        "snippetID": RETURNS,
    }


def test_contents_in_a_help_center_are_deleted_until_the_last_public_one(agent):
    assert agent.delete(content(RETURNS)).status_code == 204
    assert codes(agent.delete(content(RETURNS, "es-419"))) == (400, [(None, "in_use")])
    assert agent.delete(content(RETURNS, kind="email")).status_code == 204
    assert agent.get(f"{PUBLIC}/{RETURNS}").status_code == 404
    assert agent.get(f"{PUBLIC}/{RETURNS}?lng=es-419").status_code == 200


def test_deleting_an_answer_deletes_its_contents_and_frees_its_name(agent):
    answer_id = agent.post(ANSWERS, json={"name": "Short-lived"}).json()["id"]
    agent.put(content(answer_id), json={"title": "T", "bodyHtml": "B"})
    assert answer_id in agent.get(PUBLIC).text
    assert agent.delete(f"{ANSWERS}/{answer_id}").status_code == 204
    assert answer_id not in agent.get(PUBLIC).text
    assert agent.get(content(answer_id)).status_code == 404
    assert agent.post(ANSWERS, json={"name": "Short-lived"}).status_code == 200
