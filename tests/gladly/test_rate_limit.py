"""Many threads on one client, against an emulator that counts."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from helpgen.gladly import RateLimiter

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("assumed", [10, 100, 3])
def test_eight_threads_share_the_limit_and_never_meet_a_429(start, assumed):
    """The limit that the headers tell holds, whatever was assumed before the first of them."""
    emulator = start(rate_limit=20)
    client = emulator.client(limiter=RateLimiter(assumed, slack=1.0))
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
    limiter = RateLimiter(slack=1.0)
    clients = [emulator.client(limiter=limiter) for _ in range(2)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: clients[n % 2].get_answer("returns", "en-us"), range(24)))
    assert {request["status"] for request in emulator.requests()} == {200}


@pytest.mark.parametrize("retry_after", [True, False])
def test_a_storm_of_429_calms_down(start, retry_after):
    """The client believes in no limit at all, and still every call succeeds in the end."""
    emulator = start(rate_limit=5, retry_after=retry_after)
    client = emulator.client(limiter=RateLimiter(None))
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: client.get_answer("returns", "en-us"), range(12)))
    assert len(found) == 12
    statuses = {request["status"] for request in emulator.requests()}
    assert statuses == {200, 429}
