"""Requests with retries: which method may be repeated, and after which failure.

GET, PUT and DELETE may be by HTTP's own rules (RFC 9110, section 9.2.2). So may Gladly's
PATCH: it sets the values that it is given, so sending it twice leaves what sending it once
does. POST is repeated only when the first one surely had no effect.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from helpgen.errors import GladlyNotFound
from helpgen.gladly.replies import Reply
from helpgen.gladly.retries import RetryPolicy, TransientError, with_retries
from helpgen.gladly.sender import Sender

T = TypeVar("T")


class Gateway:
    """Sends requests until they succeed, fail for good or the attempts are used up.

    Every method raises GladlyError when asking failed and ConfigError when a private
    endpoint is asked without credentials.
    """

    def __init__(self, sender: Sender, retries: RetryPolicy) -> None:
        self._sender = sender
        self._retries = retries

    def get(self, url: str, query: Mapping[str, str] | None = None) -> Reply:
        """Read something."""
        return self._repeatable(lambda: self._sender.send("GET", url, query=query))

    def put(self, url: str, body: Mapping[str, object]) -> Reply:
        """Put something in its place."""
        return self._repeatable(lambda: self.send_once("PUT", url, body))

    def patch(self, url: str, body: Mapping[str, object]) -> None:
        """Set some values of something."""
        self._repeatable(lambda: self.send_once("PATCH", url, body))

    def post(self, url: str, body: Mapping[str, object]) -> Reply:
        """Make something new; repeated only if surely nothing was made."""
        return self.repeat(lambda: self.send_once("POST", url, body))

    def delete(self, url: str) -> None:
        """Remove something; if an earlier attempt may have done so, "not found" is success."""
        may_be_gone = False

        def attempt() -> None:
            nonlocal may_be_gone
            try:
                self._sender.send("DELETE", url)
            except TransientError as failure:
                may_be_gone = may_be_gone or not failure.no_effect
                raise
            except GladlyNotFound:
                if not may_be_gone:
                    raise

        self._repeatable(attempt)

    def send_once(self, method: str, url: str, body: Mapping[str, object]) -> Reply:
        """One attempt.

        Raises:
            TransientError: Besides GladlyError, for a failure that may pass.
        """
        return self._sender.send(method, url, body=body)

    def repeat(self, attempt: Callable[[], T]) -> T:
        """Repeat the attempt after failures that surely had no effect, and no others."""
        return with_retries(attempt, self._retries, repeatable=False)

    def _repeatable(self, attempt: Callable[[], T]) -> T:
        return with_retries(attempt, self._retries, repeatable=True)
