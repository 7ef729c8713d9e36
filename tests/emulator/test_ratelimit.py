"""The limit of requests a second, over HTTP and with a clock that the test moves."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.slow

LIST = "/api/v1/orgs/ihKsWxiZCDVtXg1iwVmT9Q/answers"


class Clock:
    """Stands still until a test moves it."""

    now = 1000.25

    def __call__(self):
        """The second since the epoch that a test has chosen."""
        return self.now


@pytest.fixture
def clock():
    return Clock()


def limits(answer):
    headers = answer.headers
    return headers["ratelimit-limit-second"], headers["ratelimit-remaining-second"]


def test_every_api_answer_tells_limit_and_rest(start, seed, clock):
    client = start(seed, rate_limit=3, clock=clock)
    assert limits(client.get(LIST)) == ("3", "2")
    assert limits(client.get("/api/v1/organization")) == ("3", "1")
    assert limits(client.get("/api/v1/no/such/route")) == ("3", "0")


def test_one_request_too_many_gets_a_429_in_plain_text(start, seed, clock):
    client = start(seed, rate_limit=1, clock=clock)
    client.get(LIST)
    refused = client.get(LIST)
    assert refused.status_code == 429
    assert refused.headers["content-type"].startswith("text/plain")
    assert limits(refused) == ("1", "0")
    assert "retry-after" not in refused.headers


def test_retry_after_is_sent_where_asked_for(start, seed, clock):
    client = start(seed, rate_limit=1, clock=clock, retry_after=True)
    assert "retry-after" not in client.get(LIST).headers
    assert client.get(LIST).headers["retry-after"] == "1"


def test_the_next_second_starts_anew(start, seed, clock):
    client = start(seed, rate_limit=1, clock=clock)
    statuses = []
    for now in (1000.25, 1000.99, 1001.0, 1001.5, 1007.0):
        clock.now = now
        statuses.append(client.get(LIST).status_code)
    assert statuses == [200, 429, 200, 429, 200]


def test_each_method_has_its_own_limit(start, seed, clock):
    client = start(seed, rate_limit=1, clock=clock)
    assert client.get(LIST).status_code == 200
    assert client.post("/api/v1/answers").status_code == 401
    assert client.post("/api/v1/answers").status_code == 429


def test_layouts_and_control_routes_are_not_limited(start, seed, clock):
    client = start(seed, rate_limit=1, clock=clock)
    for path in ("/orgs/configs/help-center/fjell.example-en-us.json", "/__emulator__/requests"):
        answers = [client.get(path) for _ in range(3)]
        assert [answer.status_code for answer in answers] == [200, 200, 200]
        assert "ratelimit-limit-second" not in answers[0].headers


def test_zero_turns_the_limit_off(start, seed, clock):
    client = start(seed, rate_limit=0, clock=clock)
    answers = [client.get(LIST) for _ in range(30)]
    assert {answer.status_code for answer in answers} == {200}
    assert "ratelimit-limit-second" not in answers[0].headers


def test_ten_requests_a_second_is_the_default(start, seed, clock):
    client = start(seed, clock=clock)
    assert [client.get(LIST).status_code for _ in range(11)] == [200] * 10 + [429]
