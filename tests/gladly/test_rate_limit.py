"""Many threads on one client, against an emulator that counts."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from helpgen.errors import GladlyRateLimited
from helpgen.gladly import RateLimiter, RetryPolicy

pytestmark = pytest.mark.slow

# On a busy machine a request may be late by more than the default slack.
BUSY = 1.0


@pytest.mark.parametrize("assumed", [10, 100, 3])
def test_eight_threads_share_the_limit_and_never_meet_a_429(start, assumed):
    """The limit that the headers tell holds, whatever was assumed before the first of them."""
    emulator = start(rate_limit=20)
    client = emulator.client(limiter=RateLimiter(assumed, slack=BUSY))
    if assumed > 20:
        client.list_answers("en-us")
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: client.get_answer("returns", "en-us"), range(45)))
    assert {answer.id for answer in found} == {"returns"}
    statuses = [request["status"] for request in emulator.requests()]
    assert statuses.count(200) == len(statuses) >= 45


def test_methods_do_not_wait_for_each_other(start):
    emulator = start(rate_limit=10)
    client = emulator.client(limiter=RateLimiter())
    for _ in range(10):
        client.get_answer("returns", "en-us")
        client.update_answer("returns", description="x")
    assert {request["status"] for request in emulator.requests()} == {200, 204}


def test_two_clients_can_share_one_limiter(start):
    emulator = start(rate_limit=10)
    limiter = RateLimiter(slack=BUSY)
    clients = [emulator.client(limiter=limiter) for _ in range(2)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: clients[n % 2].get_answer("returns", "en-us"), range(24)))
    assert {request["status"] for request in emulator.requests()} == {200}


@pytest.mark.parametrize("headers", [{}, {"Retry-After": "0"}])
def test_eight_threads_ride_out_a_storm_of_429(emulator, fake_time, headers):
    emulator.fault("getAnswer", "status", status=429, headers=headers, after=2, times=6)
    patient = RetryPolicy(attempts=7, wait_initial=0, wait_max=0.02, wait_jitter=0.01)
    client = emulator.client(limiter=fake_time.limiter(), retries=patient)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: client.get_answer("returns", "en-us"), range(12)))
    assert len(found) == 12
    assert sorted(request["status"] for request in emulator.requests()) == [200] * 12 + [429] * 6


@pytest.mark.parametrize(
    ("headers", "pause"),
    [
        ({}, 1.0),
        ({"Retry-After": "0"}, 0.0),
        ({"Retry-After": "3600"}, 0.05),
        ({"Retry-After": "?"}, 1.0),
    ],
)
def test_after_a_429_the_method_pauses_as_long_as_asked_for_but_not_longer_than_allowed(
    emulator, headers, pause, fake_time
):
    emulator.fault("listAnswers", "status", status=429, headers=headers)
    patience = RetryPolicy(
        attempts=2, wait_initial=0, wait_max=0, wait_jitter=0, retry_after_max=0.05
    )
    client = emulator.client(limiter=fake_time.limiter(), retries=patience)
    client.list_answers("en-us")
    assert fake_time.slept == pytest.approx(pause)


def test_a_429_pauses_its_own_method_only(emulator, fake_time):
    emulator.fault("listAnswers", "status", status=429, headers={"Retry-After": "1"})
    client = emulator.client(limiter=fake_time.limiter(), retries=RetryPolicy(attempts=1))
    with pytest.raises(GladlyRateLimited):
        client.list_answers("en-us")
    client.put_content("returns", "en-us", body_html="", title="T")
    assert fake_time.slept == 0.0
    client.list_answers("en-us")
    assert fake_time.slept == pytest.approx(1.0)


def test_a_429_of_the_layout_host_does_not_pause_the_organization(
    emulator, raw_server, response, fake_time
):
    cdn = raw_server(response(b"", "Retry-After: 9", status="429 Too Many Requests"))
    client = emulator.client(
        cdn_url=cdn.url, limiter=fake_time.limiter(), retries=RetryPolicy(attempts=1)
    )
    with pytest.raises(GladlyRateLimited):
        client.help_center_layout("x")
    client.list_answers("en-us")
    assert fake_time.slept == 0.0


@pytest.mark.parametrize("headers", [{}, {"Retry-After": "0"}])
def test_a_storm_of_429_ends_in_an_error_after_the_last_attempt(emulator, headers, fake_time):
    emulator.fault("listAnswers", "status", status=429, headers=headers, times=None)
    client = emulator.client(limiter=fake_time.limiter())
    with pytest.raises(GladlyRateLimited, match="status 429"):
        client.list_answers("en-us")
    assert len(emulator.requests()) == 3
