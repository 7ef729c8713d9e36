"""What waits until nobody saves for a while, since it would hold up a save."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

_ALL = 30.0
"""Seconds between looks at all managed answers: a full queue of changes loses what it held. Ten
thousand take a fifth of a second."""
_CALM, _LONG = 5, 15
"""Looks without a change before those, and before memory is tidied, which takes as long."""


class Rest:
    """Counts looks that saw no change, and tells what may be done now.

    Args:
        now: Seconds of a clock that never goes back.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._looks = 0
        self._looked_at_all = now()
        self._is_tidy = False

    def end(self) -> None:
        """Something has changed."""
        self._looks = 0

    def goes_on(self) -> None:
        """A look has seen no change."""
        self._looks += 1

    def wants_all(self) -> bool:
        """Whether all managed answers are to be looked at; they will be, if so."""
        due = self._looks >= _CALM and self._now() - self._looked_at_all > _ALL
        if due:
            self._looked_at_all = self._now()
        return due

    def wants_tidying(self) -> bool:
        """Whether memory is to be tidied; the first time soon, as most of it stays."""
        due = self._looks == (_LONG if self._is_tidy else 1)
        self._is_tidy |= due
        return due


def tidy() -> None:
    """Free what edits have left behind, and spare later collections what stays."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
