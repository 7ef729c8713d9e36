"""Looks at a project's files: once they're quiet, and for managed answers no more than need be."""

from __future__ import annotations

import time
from pathlib import Path

from helpgen.config import Site
from helpgen.preview.stamps import ANSWERS, Files, Stamps, answer_stamps, latest, scan

TRIES = 20
"""Looks until files that don't rest are taken as they are."""
_PAUSE = 0.015  # seconds between two looks
_FEW = 1000
"""Files of managed answers that are looked at each time."""


class Looker:
    """Knows how files stand.

    Args:
        config: site.toml.

    Attributes:
        answers_touched: Whether managed answers may have changed: so many are too many to be
            looked at each time. May be set from any thread.
    """

    def __init__(self, config: Path) -> None:
        self._config = config
        self._answers: Stamps = {}
        self._latest = (0, 0)
        self.answers_touched = True

    def quiet(self, site: Site | None, known: Files) -> Files:
        """How they stand once none may be half written; at once if they stand as is known."""
        files = self.scan(site)
        for _ in range(TRIES):
            rest = files.unrest(time.time_ns()) / 1e9
            if files == known or rest <= 0:
                break
            time.sleep(min(rest, _PAUSE) + 0.001)
            files = self.scan(site)
        return files

    def scan(self, site: Site | None) -> Files:
        """How they stand now."""
        if site is None:
            return scan(self._config, site)
        if self.answers_touched or len(self._answers) < _FEW:
            self.answers_touched = False
            self._take(answer_stamps(site))
        return self.glance(site)

    def _take(self, answers: Stamps) -> None:
        if answers != self._answers:  # else the very same object, which is compared at no cost
            self._answers = answers
            self._latest = latest(answers)

    def glance(self, site: Site | None) -> Files:
        """The same, with managed answers as they were at the last look."""
        kinds = {**scan(self._config, site).kinds, ANSWERS: self._answers}
        return Files(kinds, self._latest)
