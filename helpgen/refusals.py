"""The errors that Gladly documents, as one exception that carries status and JSON body.

The emulator and the search endpoint both refuse in this form.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Mistake:
    """One entry of `errors`: which attribute, Gladly's code, a sentence, and what it's about."""

    attr: str
    code: str
    detail: str
    meta: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The entry as Gladly writes it; `attr` and `meta` only where there is one."""
        entry: dict[str, Any] = {"attr": self.attr} if self.attr else {}
        entry |= {"code": self.code, "detail": self.detail}
        return entry | ({"meta": dict(self.meta)} if self.meta else {})


class Refusal(Exception):  # noqa: N818 - a refused request is no failure of the server
    """A request that is refused: `status`, `body` as JSON to send, and `headers` beside it."""

    def __init__(self, status: int, errors: Any, headers: Mapping[str, str] | None = None) -> None:
        self.status = status
        self.headers = dict(headers or {})
        self.body = {"errors": errors}
        super().__init__(f"{status} {errors}")


def refused(
    status: int, mistakes: Sequence[Mistake], headers: Mapping[str, str] | None = None
) -> Refusal:
    """The usual form: `errors` is a list."""
    return Refusal(status, [mistake.to_json() for mistake in mistakes], headers)


def not_found(what: str) -> Refusal:
    """The documented 404s make `errors` a bare object."""
    return Refusal(404, {"code": "not_exist", "detail": f"{what} does not exist"})
