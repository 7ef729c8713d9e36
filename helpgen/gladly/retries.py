"""When a request is sent again, and how long after.

An attempt that may be worth repeating fails with `TransientError`, which says whether the
request surely had no effect. The error inside it is what the caller sees in the end.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TypeVar

import stamina

from helpgen.errors import GladlyError, GladlyUnreachable

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """How often and how patiently a request is repeated.

    Without `Retry-After` the waits grow from `wait_initial` by doubling to `wait_max`,
    each plus up to `wait_jitter`, all in seconds.

    Attributes:
        attempts: At most so many, the first included.
        wait_initial: Before the second attempt.
        wait_max: The longest wait that we choose ourselves, jitter included.
        wait_jitter: At most so much is added at random, so that clients don't march in step.
        retry_after_max: The longest wait that `Retry-After` can ask for.
    """

    attempts: int = 6
    wait_initial: float = 0.5
    wait_max: float = 10.0
    wait_jitter: float = 0.5
    retry_after_max: float = 60.0


class TransientError(Exception):
    """An attempt that failed in a way that may pass.

    Attributes:
        error: What to raise if it is not repeated.
        no_effect: True if Gladly surely did nothing: not connected, or 429.
        wait: Seconds that the server asked for; None if it didn't.
    """

    def __init__(self, error: GladlyError, *, no_effect: bool, wait: float | None = None) -> None:
        self.error = error
        self.no_effect = no_effect
        self.wait = wait
        super().__init__(str(error))

    def __repr__(self) -> str:
        """What went wrong: retries are logged with this text."""
        return str(self.error)


def unreachable(request: str, message: str, *, no_effect: bool) -> TransientError:
    """The failure of a request that got no answer, or not all of one.

    Args:
        request: Reads like `GET https://host/path`.
        message: What happened.
        no_effect: Whether it surely never reached Gladly.
    """
    if not no_effect and not request.startswith("GET "):
        message += "; the change may have been made all the same"
    return TransientError(GladlyUnreachable(request, message), no_effect=no_effect)


def with_retries(send: Callable[[], T], policy: RetryPolicy, *, repeatable: bool) -> T:
    """Call `send` until it succeeds, fails for good or the attempts are used up.

    Args:
        send: One attempt.
        policy: How often and how patiently.
        repeatable: Whether sending it twice does the same as once; otherwise only what
            surely had no effect is repeated.

    Raises:
        GladlyError: The failure of the last attempt.
    """

    def backoff(failure: Exception) -> bool | float:
        if not isinstance(failure, TransientError) or not (repeatable or failure.no_effect):
            return False
        if failure.wait is None:
            return True
        return failure.wait + random.uniform(0, policy.wait_jitter)

    caller = stamina.RetryingCaller(
        attempts=policy.attempts,
        timeout=None,
        wait_initial=policy.wait_initial,
        wait_max=policy.wait_max,
        wait_jitter=policy.wait_jitter,
    )
    try:
        return caller(backoff, send)
    except TransientError as failure:
        raise failure.error from failure.__cause__


def retry_after(value: str | None, now: datetime, longest: float) -> float | None:
    """Seconds to wait by a `Retry-After` header (RFC 9110, section 10.2.3).

    Args:
        value: The header: whole seconds or an HTTP date; None if there is none.
        now: Aware time to reckon a date from.
        longest: Most seconds that it may ask for.

    Returns:
        From 0 to `longest`; None where the header is missing or is neither.
    """
    value = (value or "").strip()
    if value.isascii() and value.isdigit():
        return min(float(value), longest)
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max(0.0, (moment - now).total_seconds()), longest)
