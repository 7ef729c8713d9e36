from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpgen.errors import GladlyMalformed, GladlyUnreachable
from helpgen.gladly.retries import (
    RetryPolicy,
    TransientError,
    retry_after,
    unreachable,
    with_retries,
)

NOW = datetime(2026, 5, 14, 9, 12, tzinfo=UTC)
QUICK = RetryPolicy(attempts=4, wait_initial=0.001, wait_max=0.002, wait_jitter=0.001)


class Flaky:
    """Raises each failure once, then succeeds."""

    def __init__(self, *failures: Exception) -> None:
        self.failures = list(failures)
        self.calls = 0

    def __call__(self) -> str:
        """One attempt."""
        self.calls += 1
        if self.failures:
            raise self.failures.pop(0)
        return "done"


def failed(*, no_effect: bool, wait: float | None = None) -> TransientError:
    return TransientError(
        GladlyUnreachable("GET https://x/", "gone"), no_effect=no_effect, wait=wait
    )


def test_what_may_be_repeated_is_repeated_until_it_succeeds():
    send = Flaky(failed(no_effect=False), failed(no_effect=True), failed(no_effect=False))
    assert with_retries(send, QUICK, repeatable=True) == "done"
    assert send.calls == 4


def test_the_attempts_are_bounded_and_the_last_failure_is_raised():
    send = Flaky(*(failed(no_effect=True) for _ in range(9)))
    with pytest.raises(GladlyUnreachable, match="gone"):
        with_retries(send, QUICK, repeatable=True)
    assert send.calls == 4


def test_what_must_not_be_repeated_is_repeated_only_after_no_effect():
    send = Flaky(failed(no_effect=True), failed(no_effect=False))
    with pytest.raises(GladlyUnreachable):
        with_retries(send, QUICK, repeatable=False)
    assert send.calls == 2


def test_a_final_failure_is_raised_at_once():
    send = Flaky(GladlyMalformed("GET https://x/", "no"))
    with pytest.raises(GladlyMalformed):
        with_retries(send, QUICK, repeatable=True)
    assert send.calls == 1


def test_the_wait_that_the_server_asked_for_replaces_our_own():
    """With waits of our own of an hour, this would not come back."""
    patient = RetryPolicy(attempts=2, wait_initial=3600, wait_max=3600, wait_jitter=0)
    assert with_retries(Flaky(failed(no_effect=True, wait=0.0)), patient, repeatable=True) == "done"


def test_the_final_error_keeps_what_caused_it():
    failure = failed(no_effect=False)
    failure.__cause__ = OSError("reset")
    with pytest.raises(GladlyUnreachable) as raised:
        with_retries(Flaky(failure), QUICK, repeatable=False)
    assert raised.value.__cause__ is failure.__cause__


@pytest.mark.parametrize(
    ("method", "no_effect", "open_outcome"),
    [("GET", False, False), ("POST", True, False), ("POST", False, True), ("PUT", False, True)],
)
def test_a_write_without_answer_says_that_it_may_have_been_made(method, no_effect, open_outcome):
    failure = unreachable(f"{method} https://x/", "gone", no_effect=no_effect)
    assert ("may have been made" in str(failure.error)) is open_outcome


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0.0),
        (" 12 ", 12.0),
        ("86400", 60.0),
        ("9" * 400, 60.0),
        ("Thu, 14 May 2026 09:12:05 GMT", 5.0),
        ("Thu, 14 May 2026 09:12:05 -0000", 5.0),
        ("Thu, 14 May 2026 09:11:00 GMT", 0.0),
        ("Fri, 15 May 2026 09:12:00 GMT", 60.0),
        (None, None),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("nan", None),
        ("٣", None),
        ("Thu, 14 May 99999999999999999999 09:12:05 GMT", None),
        ("Thu, 14 May 2026 09:12:05 +99999999999999999999", None),
    ],
)
def test_retry_after_takes_seconds_and_dates_within_bounds(value, seconds):
    assert retry_after(value, NOW, 60.0) == seconds


@given(st.text())
def test_no_retry_after_is_an_error(value):
    wait = retry_after(value, NOW, 60.0)
    assert wait is None or 0 <= wait <= 60


@given(st.integers(0, 60))
def test_a_date_means_the_seconds_until_then(seconds):
    value = format_datetime(NOW + timedelta(seconds=seconds), usegmt=True)
    assert retry_after(value, NOW, 60.0) == seconds
