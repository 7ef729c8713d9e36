"""What's too much: too many searches at a time, too many requests of a client."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpgen.refusals import Refusal
from helpgen.search.endpoint.pool import Pool
from helpgen.search.endpoint.rate_limit import Allowance
from helpgen.search.endpoint.settings import Settings


def ask(client, **headers):
    params = {"brand": "alpha", "q": "return"}
    return client.get("/search", params=params, headers=headers)


def test_the_pool_refuses_what_is_too_much_and_works_again():
    async def play():
        pool, begun, go_on = Pool(2), threading.Event(), threading.Event()

        def wait() -> str:
            begun.set()
            go_on.wait()
            return "done"

        running = asyncio.create_task(pool.run(wait))
        waiting = asyncio.create_task(pool.run(lambda: "waited"))
        await asyncio.to_thread(begun.wait)
        with pytest.raises(Refusal) as refused:
            await pool.run(lambda: "never")
        go_on.set()
        results = [await running, await waiting, await pool.run(lambda: "again")]
        pool.close()
        return refused.value, results

    refusal, results = asyncio.run(play())
    assert (refusal.status, refusal.headers) == (503, {"Retry-After": "1"})
    assert results == ["done", "waited", "again"]


def test_a_client_that_goes_away_still_holds_its_place():
    """Otherwise, asking and hanging up would get past the limit."""

    async def play():
        pool, begun, go_on = Pool(1), threading.Event(), threading.Event()

        def wait() -> None:
            begun.set()
            go_on.wait()

        gone = asyncio.create_task(pool.run(wait))
        await asyncio.to_thread(begun.wait)
        gone.cancel()
        await asyncio.wait([gone])
        with pytest.raises(Refusal):
            await pool.run(lambda: None)
        go_on.set()
        pool.close()

    asyncio.run(play())


@pytest.mark.slow
def test_a_crowd_gets_answers_or_503(run_endpoint, shared_indexes):
    """Every request is answered, by a result or by a word when to come again."""
    with run_endpoint(Settings(index=shared_indexes.folder, concurrency=1)) as client:
        ask(client)  # opens the index
        with ThreadPoolExecutor(16) as crowd:
            answered = list(crowd.map(lambda _: ask(client), range(400)))
    assert {one.status_code for one in answered} <= {200, 503}
    assert sum(one.status_code == 200 for one in answered) > 0
    for one in answered:
        if one.status_code == 503:
            assert one.headers["retry-after"] == "1"
            assert one.json()["errors"][0]["code"] == "unavailable"


def test_an_allowance_refills_evenly():
    now = [0.0]
    allowance = Allowance(60, lambda: now[0])
    assert [allowance.wait(b"a") for _ in range(60)] == [0.0] * 60
    assert allowance.wait(b"a") == pytest.approx(1)
    assert allowance.wait(b"b") == 0
    now[0] = 1.0
    assert allowance.wait(b"a") == 0
    assert allowance.wait(b"a") == pytest.approx(1)


def test_the_longest_unused_client_is_forgotten():
    allowance = Allowance(1, lambda: 0.0, most_clients=2)
    assert [allowance.wait(client) for client in (b"a", b"b", b"c")] == [0, 0, 0]
    assert allowance.wait(b"a") == 0
    assert allowance.wait(b"c") > 0


@given(
    limit=st.integers(1, 50),
    gaps=st.lists(st.floats(0, 5, allow_nan=False), min_size=1, max_size=200),
)
def test_no_minute_has_more_than_two_allowances(limit, gaps):
    """One that was full at its beginning, and what was refilled within it."""
    now = [0.0]
    allowance = Allowance(limit, lambda: now[0])
    passed = []
    for gap in gaps:
        now[0] += gap
        if not allowance.wait(b"a"):
            passed.append(now[0])
    for moment in passed:
        assert sum(moment <= one < moment + 60 for one in passed) <= 2 * limit


def test_a_client_beyond_its_limit_is_told_when_to_come_again(run_endpoint, shared_indexes):
    with run_endpoint(Settings(index=shared_indexes.folder, rate_limit=3)) as client:
        statuses = [ask(client).status_code for _ in range(3)]
        refused = ask(client, Origin="https://alpha.example")
        health = client.get("/healthz").status_code
    assert statuses == [200, 200, 200]
    assert refused.status_code == 429
    assert refused.headers["retry-after"] == "20"
    assert refused.headers["access-control-allow-origin"] == "https://alpha.example"
    assert refused.json() == {
        "errors": [{"code": "too_many", "detail": "too often: try again in 20 s"}]
    }
    assert health == 200


def test_a_trusted_header_tells_clients_apart_by_its_last_entry(run_endpoint, shared_indexes):
    """What stands before it, the client may have sent itself."""
    settings = Settings(index=shared_indexes.folder, rate_limit=1, client_header="X-Forwarded-For")
    with run_endpoint(settings) as client:
        first = ask(client, **{"X-Forwarded-For": "203.0.113.1"})
        other = ask(client, **{"X-Forwarded-For": "203.0.113.2"})
        lying = ask(client, **{"X-Forwarded-For": "198.51.100.9, 203.0.113.1"})
        near = ask(client, **{"X-Forwarded-For": "2001:db8::1"})
        same_network = ask(client, **{"X-Forwarded-For": "2001:db8::2"})
    statuses = [one.status_code for one in (first, other, lying, near, same_network)]
    assert statuses == [200, 200, 429, 200, 429]


def test_a_header_that_is_not_trusted_counts_for_nothing(run_endpoint, shared_indexes):
    with run_endpoint(Settings(index=shared_indexes.folder, rate_limit=1)) as client:
        first = ask(client, **{"X-Forwarded-For": "203.0.113.1"})
        second = ask(client, **{"X-Forwarded-For": "203.0.113.2", "Forwarded": "for=1.2.3.4"})
    assert [first.status_code, second.status_code] == [200, 429]
