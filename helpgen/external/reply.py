"""What became of asking for an address."""

from __future__ import annotations

from dataclasses import dataclass

_NOT_FOUND, _GONE, _SERVER_ERROR, _BUSY = 404, 410, 500, 429
_REFUSED = 400


@dataclass(frozen=True, slots=True)
class Reply:
    """What a host said of an address.

    Attributes:
        status: Of the last answer; 0 where none came.
        failure: Why none came; goes on after the address.
        moved_to: Where every redirect on the way said to go for good.
        passing: Whether another try may help.
        wait: Seconds that the host asks to wait before it.
    """

    status: int = 0
    failure: str = ""
    moved_to: str = ""
    passing: bool = False
    wait: float = 0.0

    @property
    def is_dead(self) -> bool:
        """Whether nothing is there, or nobody answers.

        Other refusals, such as 403, are those of hosts that don't like to be asked by programs.
        """
        gone = self.status in {_NOT_FOUND, _GONE} or self.status >= _SERVER_ERROR
        return bool(self.failure) or gone

    @property
    def is_unsure(self) -> bool:
        """Whether the host refused to say."""
        return not self.is_dead and self.status >= _REFUSED


def answered(status: int, *, moved_to: str = "", retry_after: str = "") -> Reply:
    """What an answer says.

    Args:
        status: Its status.
        moved_to: Where permanent redirects led.
        retry_after: Its `Retry-After`, in seconds; a date isn't waited for.
    """
    passing = status == _BUSY or status >= _SERVER_ERROR
    wait = float(retry_after) if retry_after.isascii() and retry_after.isdigit() else 0.0
    return Reply(status, moved_to=moved_to if status < _REFUSED else "", passing=passing, wait=wait)
