"""The list of requests that came in."""

from __future__ import annotations

import httpx
import pytest

pytestmark = pytest.mark.slow

REQUESTS = "/__emulator__/requests"
LIST = "/api/v1/orgs/ihKsWxiZCDVtXg1iwVmT9Q/answers"


def test_every_request_is_told_in_order_without_its_credentials(agent):
    agent.get(f"{LIST}?lng=en-us&audienceId=a%20b", auth=None)
    agent.patch("/api/v1/answers/no", content=b"{}")
    agent.get("/nowhere")
    agent.delete("/__emulator__/faults")
    told = agent.get(REQUESTS)
    assert told.json() == [
        {
            "method": "GET",
            "path": LIST,
            "query": "lng=en-us&audienceId=a%20b",
            "authorization": False,
            "operation": "listAnswers",
            "status": 200,
        },
        {
            "method": "PATCH",
            "path": "/api/v1/answers/no",
            "query": "",
            "authorization": True,
            "operation": "updateAnswer",
            "status": 404,
        },
        {
            "method": "GET",
            "path": "/nowhere",
            "query": "",
            "authorization": True,
            "operation": None,
            "status": 404,
        },
    ]
    assert "demo-token" not in told.text


def test_a_request_without_credentials_says_so(client):
    client.get(LIST)
    assert [one["authorization"] for one in client.get(REQUESTS).json()] == [False]


def test_the_list_can_be_cleared(client):
    client.get(LIST)
    assert client.delete(REQUESTS).status_code == 204
    assert client.get(REQUESTS).json() == []


def test_limited_requests_are_told_and_dropped_ones_have_no_status(start, seed):
    client = start(seed, rate_limit=1, clock=lambda: 5.0)
    client.post("/__emulator__/faults", json={"kind": "drop"})
    with pytest.raises(httpx.RemoteProtocolError):
        client.get(LIST)
    client.get(LIST)
    assert [one["status"] for one in client.get(REQUESTS).json()] == [None, 429]
