"""A page that isn't made yet: where it will stand, its template, what makes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from helpgen.page_context import PageContext


@dataclass(frozen=True, slots=True)
class Place:
    """A page that isn't made yet.

    Attributes:
        url: Site path.
        template: Its template's name.
        make: Gives what the template gets; two places of one answer give the same.
    """

    url: str
    template: str
    make: Callable[[], PageContext]


class Once:
    """Calls a function once; `functools.cache` takes ten times as long to make."""

    __slots__ = ("_given", "_make")

    def __init__(self, make: Callable[[], PageContext]) -> None:
        self._make = make
        self._given: PageContext | None = None

    def __call__(self) -> PageContext:
        """What the function gave the first time."""
        if self._given is None:
            self._given = self._make()
        return self._given
