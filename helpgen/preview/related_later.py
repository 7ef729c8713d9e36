"""Related answers that a page needn't wait for.

They follow from all answers of an edition. With ten thousand that takes seconds, in which a page
is better shown without them; it's loaded again when they are there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

Later = Callable[[Callable[[], None]], None]
"""Has a job done some time, on another thread, and the pages made again after it."""

_ENOUGH = 1500
"""Answers for which a page waits."""


class RelatedLater(Mapping[str, Sequence[str]]):
    """Empty until they have been worked out, which begins when one is asked for.

    Args:
        found: Works them all out when it's asked for one.
        later: Has that done.
    """

    def __init__(self, found: Mapping[str, Sequence[str]], later: Later) -> None:
        self._found = found
        self._later = later
        self._begun = False
        self._ready: Mapping[str, Sequence[str]] = {}

    def __getitem__(self, key: str) -> Sequence[str]:
        if not self._begun:
            self._begun = True
            self._later(self._work_out)
        return self._ready[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._ready)

    def __len__(self) -> int:
        return len(self._ready)

    def _work_out(self) -> None:
        self._ready = dict(self._found)


def related_for(
    found: Mapping[str, Sequence[str]], answers: int, later: Later | None
) -> Mapping[str, Sequence[str]]:
    """The related answers of an edition, later where it's a large one.

    Args:
        found: Works them out.
        answers: How many the edition has.
        later: None where pages always wait.
    """
    return RelatedLater(found, later) if later and answers > _ENOUGH else found
