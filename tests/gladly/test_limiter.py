from __future__ import annotations

import heapq
import itertools
import math
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpgen.gladly.limiter import RateLimiter

LIMIT = 10


class World:
    """A clock, and a server that counts each request some time after it was sent."""

    def __init__(self, slack: float = 0.1, per_second: int | None = LIMIT) -> None:
        self.now = 1000.0
        self.limiter = RateLimiter(
            per_second, slack=slack, clock=lambda: self.now, sleep=self.advance
        )
        self.counted: list[float] = []
        self.answers: list[tuple[float, int]] = []
        self._slots = {}
        self._headers = {}

    def advance(self, seconds: float) -> None:
        """Let time pass, and the answers that are due come in."""
        until = self.now + seconds
        while self.answers and self.answers[0][0] <= until:
            self._answer()
        self.now = max(self.now, until)

    def request(self, there: float, back: float, headers=None) -> None:
        """Send a request that is counted after `there` seconds, answered `back` after that."""
        slot = self.limiter.take("GET")
        self.counted.append(self.now + there)
        heapq.heappush(self.answers, (self.now + there + back, slot.number))
        self._slots[slot.number] = slot
        self._headers[slot.number] = headers or {}

    def wait_for_worker(self, workers: int) -> None:
        """Let time pass until one of so many workers is idle."""
        while len(self.answers) >= workers:
            self._answer()

    def _answer(self) -> None:
        self.now, number = max(self.now, self.answers[0][0]), heapq.heappop(self.answers)[1]
        self.limiter.answered(self._slots.pop(number), self._headers.pop(number))

    def fullest_second(self) -> int:
        """The most requests that were counted in any second, wherever it begins."""
        times = sorted(self.counted)
        return max(sum(1 for t in times if 0 <= t - begin < 1 - 1e-9) for begin in times)


journeys = st.lists(
    st.tuples(
        st.floats(0, 0.1),  # how much longer than the quickest way it takes to be counted
        st.floats(0, 2),  # from being counted to the answer
        st.sampled_from([0.0, 0.0, 0.01, 0.3, 1.5]),  # idle before the request
    ),
    min_size=1,
    max_size=60,
)


@given(journeys, st.floats(0, 1), st.integers(1, 40))
def test_no_second_holds_more_than_the_limit_while_the_jitter_is_within_the_slack(
    journeys, quickest, workers
):
    world = World()
    for jitter, back, idle in journeys:
        world.advance(idle)
        world.wait_for_worker(workers)
        world.request(quickest + jitter, back)
    assert world.fullest_second() <= LIMIT


@given(st.lists(st.tuples(st.floats(0, 3), st.floats(0, 3)), min_size=1, max_size=60))
def test_without_bound_on_the_slack_no_delay_can_put_too_many_into_a_second(journeys):
    world = World(slack=math.inf)
    for there, back in journeys:
        world.wait_for_worker(20)
        world.request(there, back)
    assert world.fullest_second() <= LIMIT


@pytest.mark.parametrize("latency", [0.001, 0.05, 0.1, 0.4, 1.0])
def test_nine_tenths_of_the_limit_are_used_whatever_the_latency(latency):
    world = World()
    for _ in range(200):
        world.wait_for_worker(30)
        world.request(latency / 2, latency / 2)
    span = world.counted[-1] - world.counted[0]
    assert (200 - LIMIT) / span >= 0.9 * LIMIT


def test_methods_have_slots_of_their_own():
    world = World()
    for method in ("GET", "PUT", "DELETE"):
        for _ in range(LIMIT):
            world.limiter.take(method)
    assert world.now == 1000.0


@pytest.mark.parametrize("limit", [3, 40])
def test_a_limit_in_the_headers_replaces_the_assumed_one(limit):
    world = World()
    world.request(0, 0, {"Ratelimit-Limit-Second": str(limit)})
    world.advance(5)
    world.counted.clear()
    for _ in range(100):
        world.request(0, 0.01)
    assert world.fullest_second() == limit


def test_a_limit_that_is_learned_holds_where_none_was_assumed():
    world = World(per_second=None)
    for _ in range(50):
        world.request(0, 0)
    assert world.now == 1000.0
    world.wait_for_worker(1)
    world.request(0, 0, {"Ratelimit-Limit-Second": "10"})
    world.advance(2)
    world.counted.clear()
    for _ in range(30):
        world.request(0, 0)
    assert world.fullest_second() == LIMIT


@pytest.mark.parametrize("junk", ["", "many", "-1", "0", "1e3", "९", "9" * 5000, "10, 10;w=1"])
def test_headers_that_are_no_number_change_nothing(junk):
    world = World()
    headers = {"Ratelimit-Limit-Second": junk, "Ratelimit-Remaining-Second": junk.replace("0", "")}
    for _ in range(30):
        world.request(0, 0.01, headers)
    assert world.fullest_second() == LIMIT


def test_when_others_used_up_the_limit_the_next_request_waits_a_second():
    world = World()
    world.request(0, 0, {"Ratelimit-Remaining-Second": "0"})
    world.wait_for_worker(1)
    world.request(0, 0)
    assert world.counted[1] - world.counted[0] == pytest.approx(1.0)


@pytest.mark.parametrize("counting", ["fixed", "sliding"])
@pytest.mark.parametrize("workers", [1, 4, 30])
def test_using_up_the_limit_ourselves_costs_no_extra_wait(counting, workers):
    """Whichever way the server counts what remains."""
    world = World()
    for _ in range(100):
        world.wait_for_worker(workers)
        remaining = LIMIT - 1 - sum(1 for t in world.counted if _shares(counting, t, world.now))
        world.request(0, 0.05, {"Ratelimit-Remaining-Second": str(max(remaining, 0))})
    alone = World()
    for _ in range(100):
        alone.wait_for_worker(workers)
        alone.request(0, 0.05)
    assert world.counted == alone.counted


def _shares(counting: str, counted: float, now: float) -> bool:
    return int(counted) == int(now) if counting == "fixed" else now - counted < 1


def test_a_pause_holds_for_its_method_only():
    world = World()
    world.limiter.pause("GET", 7.0)
    world.limiter.take("PUT")
    assert world.now == 1000.0
    world.limiter.take("GET")
    assert world.now == pytest.approx(1007.0)


def test_a_shorter_pause_does_not_end_a_longer_one():
    world = World()
    world.limiter.pause("GET", 7.0)
    world.limiter.pause("GET", 1.0)
    world.limiter.take("GET")
    assert world.now == pytest.approx(1007.0)


def test_threads_share_the_slots_of_a_method():
    """The clock stands still, so that ten slots are all there are until a thread moves it."""
    ticks = itertools.count()
    lock = threading.Lock()
    given_out: list[float] = []
    now = [0.0]

    def sleep(seconds: float) -> None:
        with lock:
            now[0] += seconds / 4

    limiter = RateLimiter(LIMIT, clock=lambda: now[0], sleep=sleep)

    def work() -> None:
        while next(ticks) < 200:
            given_out.append(limiter.take("GET").free_at - 1.1)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times = sorted(given_out)
    assert len(times) == 200
    assert all(later - sooner >= 1 for sooner, later in zip(times, times[LIMIT:], strict=False))
