"""Faults: which calls they hit, and what a client then sees on the wire."""

from __future__ import annotations

import json

import httpx
import pytest

pytestmark = pytest.mark.slow

ORG = "/api/v1/orgs/ihKsWxiZCDVtXg1iwVmT9Q"
LIST = f"{ORG}/answers"
FAULTS = "/__emulator__/faults"
CENTER = "fjell.example-en-us"
LAYOUT = f"/orgs/configs/help-center/{CENTER}.json"


@pytest.fixture
def whole(client):
    """The list as it is without a fault."""
    return client.get(LIST).json()


def set_fault(client, kind, operation="listAnswers", **more):
    answer = client.post(FAULTS, json={"operation": operation, "kind": kind, **more})
    assert answer.status_code == 201, answer.text


def test_a_fault_hits_its_operation_so_many_times_after_so_many_calls(client):
    set_fault(client, "status", status=503, after=1, times=2)
    assert [client.get(LIST).status_code for _ in range(5)] == [200, 503, 503, 200, 200]
    assert client.get(f"{ORG}/answers-search").status_code == 200
    (told,) = client.get(FAULTS).json()
    assert (told["seen"], told["fired"], told["status"]) == (3, 2, 503)


def test_a_star_hits_every_operation_and_null_for_ever(client):
    set_fault(client, "status", operation="*", times=None)
    paths = [LIST, f"{ORG}/answers-search", LAYOUT, "/api/v1/organization", LIST]
    assert [client.get(path).status_code for path in paths] == [500] * 5


def test_faults_follow_one_another_in_the_order_they_were_set(client):
    set_fault(client, "status", status=500)
    set_fault(client, "status", status=502)
    assert [client.get(LIST).status_code for _ in range(3)] == [500, 502, 200]


def test_faults_can_be_cleared_and_never_touch_control_routes(client):
    set_fault(client, "drop", operation="*", times=None)
    assert client.get("/__emulator__/requests").status_code == 200
    assert client.delete(FAULTS).status_code == 204
    assert client.get(FAULTS).json() == []
    assert client.get(LIST).status_code == 200


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ({"kind": "status", "operation": "listAnswer"}, "operation"),
        ({"kind": "explode"}, "kind"),
        ({"kind": "drop", "time": 3}, "time"),
        ({"kind": "status", "status": 99}, "status"),
        ({}, "kind"),
    ],
)
def test_a_fault_that_makes_no_sense_is_refused_with_its_place(client, body, place):
    answer = client.post(FAULTS, json=body)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["loc"] == [place]


def test_status_with_headers_and_body(client):
    headers = {"Retry-After": "7", "Content-Type": "application/json"}
    set_fault(client, "status", status=429, headers=headers, body='{"errors": []}')
    answer = client.get(LIST)
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "7")
    assert answer.json() == {"errors": []}


@pytest.mark.parametrize("status", [204, 304, 599])
def test_odd_statuses_are_sent_as_valid_http(client, status):
    set_fault(client, "status", status=status)
    assert client.get(LIST).status_code == status
    assert client.get(LIST).status_code == 200


def test_headers_of_a_fault_go_before_the_rate_limits(start, seed):
    client = start(seed)
    set_fault(client, "status", headers={"Ratelimit-Remaining-Second": "0"})
    answer = client.get(LIST)
    assert answer.headers["ratelimit-remaining-second"] == "0"
    assert answer.headers["ratelimit-limit-second"] == "10"


def test_drop_closes_the_connection_without_an_answer(client):
    set_fault(client, "drop")
    with pytest.raises(httpx.RemoteProtocolError, match="without sending a response"):
        client.get(LIST)
    assert client.get(LIST).status_code == 200


def test_hang_answers_nothing_until_the_client_gives_up(client):
    set_fault(client, "hang", seconds=600)
    with pytest.raises(httpx.ReadTimeout):
        client.get(LIST, timeout=0.1)


def test_hang_drops_the_connection_in_the_end(client):
    set_fault(client, "hang", seconds=0.05)
    with pytest.raises(httpx.RemoteProtocolError):
        client.get(LIST)


def test_slow_drips_the_true_answer(client, whole):
    set_fault(client, "slow", seconds=0.2)
    with client.stream("GET", LIST) as answer:
        chunks = list(answer.iter_raw())
    assert len(chunks) > 3
    assert json.loads(b"".join(chunks)) == whole


def test_slow_answers_to_an_impatient_client_end_quietly(client):
    set_fault(client, "slow", seconds=600)
    with client.stream("GET", LIST) as answer:
        assert answer.status_code == 200
    assert client.get(LIST).status_code == 200


def test_truncated_promises_more_than_it_sends(client, whole):
    set_fault(client, "truncated")
    with client.stream("GET", LIST) as answer:
        promised = int(answer.headers["content-length"])
        with pytest.raises(httpx.RemoteProtocolError, match="complete message body"):
            answer.read()
    assert promised == len(json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode())


def test_not_json_is_a_login_page_with_status_200(client):
    set_fault(client, "not_json")
    answer = client.get(LIST)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "Log in" in answer.text


def test_empty_is_an_empty_list_or_object(client):
    set_fault(client, "empty", operation="*", times=2)
    assert client.get(LIST).json() == []
    assert client.get(LAYOUT).json() == {}


def test_half_looks_like_a_whole_list(client, whole):
    set_fault(client, "half", operation="*", times=2)
    assert client.get(LIST).json() == whole[:1]
    assert [one["header"] for one in client.get(LAYOUT).json()["sections"]] == ["Orders"]


def test_wrong_shape_turns_lists_and_objects_around(client, whole):
    set_fault(client, "wrong_shape", operation="*", times=2)
    assert client.get(LIST).json() == {"results": whole}
    assert isinstance(client.get(LAYOUT).json(), list)


def test_bad_item_breaks_one_item_and_leaves_the_rest(client, whole):
    set_fault(client, "bad_item")
    first, broken = client.get(LIST).json()
    assert first == whole[0]
    assert "name" not in broken
    assert (broken["id"], broken["bodyHtml"]) == (whole[1]["id"], 7)


def test_oversized_is_json_of_the_size_asked_for(client):
    set_fault(client, "oversized", size=200_000)
    answer = client.get(LIST)
    assert (len(answer.content), answer.json()) == (200_000, [])


def test_bomb_is_small_on_the_wire_and_large_inside(client):
    set_fault(client, "bomb", size=5_000_000)
    with client.stream("GET", LIST) as answer:
        packed = sum(map(len, answer.iter_raw()))
    assert packed < 50_000
    set_fault(client, "bomb", size=5_000_000)
    assert len(client.get(LIST).content) == 5_000_000


def test_redirect_goes_where_it_is_told(client):
    set_fault(client, "redirect", location="http://elsewhere.example/x")
    answer = client.get(LIST)
    assert (answer.status_code, answer.headers["location"]) == (302, "http://elsewhere.example/x")


@pytest.mark.parametrize(("effect", "after"), [(False, 404), (True, 200)])
def test_a_dropped_write_takes_effect_only_where_asked_for(agent, effect, after):
    set_fault(agent, "drop", operation="addAnswer", effect=effect)
    with pytest.raises(httpx.RemoteProtocolError):
        agent.post("/api/v1/answers", json={"id": "new", "name": "New"})
    assert agent.get("/api/v1/answers/new").status_code == after


@pytest.mark.parametrize("kind", ["truncated", "slow"])
def test_answers_without_a_body_can_be_slow_or_lost(agent, kind):
    agent.post("/api/v1/answers", json={"id": "new", "name": "New"})
    set_fault(agent, kind, operation="deleteAnswer", seconds=0.05)
    if kind == "slow":
        assert agent.delete("/api/v1/answers/new").status_code == 204
    else:
        with pytest.raises(httpx.RemoteProtocolError):
            agent.delete("/api/v1/answers/new")
    assert agent.get("/api/v1/answers/new").status_code == 404
