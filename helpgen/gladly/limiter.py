"""The rate limit of one organization, kept by all threads together.

Gladly allows ten requests a second for each method. It doesn't say whether it counts in
fixed seconds or over a sliding one, and a request is counted somewhere between its being
sent and its answer. So a request occupies a slot until one second after its answer came:
then no second, however cut, holds more than the limit. An answer that takes long would
cost throughput that way, so a slot is given up after `slack` seconds of waiting plus that
one second; from there on, only the jitter beyond `slack` could put eleven into a second.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

WINDOW = 1.0
DEFAULT_PER_SECOND = 10
_SHORTEST_SLEEP = 0.001
_NUMBER = re.compile(r"[0-9]{1,9}")


@dataclass(slots=True, eq=False)
class Slot:
    """The permission to send one request.

    Attributes:
        method: The HTTP method that it counts for.
        number: How many slots this method had been given, including this one.
        crowd: How many of them were occupied then, including this one.
        free_at: When it stops counting, on the limiter's clock.
    """

    method: str
    number: int
    crowd: int
    free_at: float


@dataclass(slots=True)
class _Lane:
    """What is known of one method."""

    limit: int | None
    given: int = 0
    paused_until: float = 0.0
    occupied: list[Slot] = field(default_factory=list)

    def wait(self, now: float) -> float:
        """Seconds until the next slot is free, as far as is known; 0 if one is."""
        self.occupied = [slot for slot in self.occupied if slot.free_at > now]
        waits = [0.0, self.paused_until - now]
        if self.limit is not None and len(self.occupied) >= self.limit:
            ends = sorted(slot.free_at for slot in self.occupied)
            waits.append(ends[len(ends) - self.limit] - now)
        return max(waits)

    def give(self, method: str, free_at: float) -> Slot:
        self.given += 1
        slot = Slot(method, self.given, len(self.occupied) + 1, free_at)
        self.occupied.append(slot)
        return slot

    def explains(self, slot: Slot) -> bool:
        """Whether our own requests use up the limit, so that nobody else's have to."""
        ours = slot.crowd + self.given - slot.number
        return self.limit is None or ours >= self.limit


class RateLimiter:
    """Hands out slots so that no second sees more requests of a method than allowed.

    Thread-safe. Share one among all clients of an organization.

    Args:
        per_second: Assumed limit of each method until a response names another one; None
            for no limit until then.
        slack: Seconds that the time between sending and counting may vary by.
        clock: Monotonic seconds.
        sleep: Waits that many seconds.
    """

    def __init__(
        self,
        per_second: int | None = DEFAULT_PER_SECOND,
        *,
        slack: float = 0.1,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._per_second = per_second
        self._slack = slack
        self._clock = clock
        self._sleep = sleep
        self._lock = threading.Lock()
        self._lanes: dict[str, _Lane] = {}

    def take(self, method: str) -> Slot:
        """Wait for a slot; the request is to be sent at once when this returns."""
        while True:
            with self._lock:
                now = self._clock()
                lane = self._lane(method)
                wait = lane.wait(now)
                if wait <= 0:
                    return lane.give(method, now + WINDOW + self._slack)
            self._sleep(max(wait, _SHORTEST_SLEEP))

    def answered(self, slot: Slot, headers: Mapping[str, str]) -> None:
        """Note that the slot's answer came, and what it tells of the limit.

        Args:
            slot: As `take` gave it.
            headers: Of the response; `Ratelimit-Limit-Second` replaces the assumed limit,
                `Ratelimit-Remaining-Second: 0` holds back the next request until a second
                is over, unless our own requests are what used the limit up.
        """
        limit = _whole(headers.get("Ratelimit-Limit-Second"))
        remaining = _whole(headers.get("Ratelimit-Remaining-Second"))
        with self._lock:
            lane = self._lane(slot.method)
            slot.free_at = min(slot.free_at, self._clock() + WINDOW)
            if limit:
                lane.limit = limit
            if remaining == 0 and not lane.explains(slot):
                lane.paused_until = max(lane.paused_until, slot.free_at)

    def pause(self, method: str, seconds: float) -> None:
        """Give out no slot of this method for so long, to no thread: Gladly said 429."""
        with self._lock:
            lane = self._lane(method)
            lane.paused_until = max(lane.paused_until, self._clock() + seconds)

    def _lane(self, method: str) -> _Lane:
        return self._lanes.setdefault(method, _Lane(self._per_second))


def _whole(text: str | None) -> int | None:
    """The number in a header; None where there is none, which is no reason to stop."""
    return int(text) if text is not None and _NUMBER.fullmatch(text.strip()) else None
