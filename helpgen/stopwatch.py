"""Where the time of making an edition goes: by stage, template and answer."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

SLOWEST = 10
"""Answers that are kept."""


@dataclass(slots=True)
class Stopwatch:
    """Adds up wall times in seconds; a stage within another counts in both.

    Attributes:
        stages: By stage, in their order.
        templates: By template, of all its pages.
        pages: How many pages each template made.
        answers: By answer id, of its way through the transform; the slowest ones in the end.
    """

    stages: dict[str, float] = field(default_factory=dict)
    templates: dict[str, float] = field(default_factory=dict)
    pages: Counter[str] = field(default_factory=Counter)
    answers: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count what's done within as a stage's."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.stages[name] = self.stages.get(name, 0.0) + time.perf_counter() - start

    def page(self, template: str, seconds: float) -> None:
        """Count a page as its template's."""
        self.templates[template] = self.templates.get(template, 0.0) + seconds
        self.pages[template] += 1

    def keep_slowest(self) -> None:
        """Forget all answers but the slowest."""
        slowest = sorted(self.answers.items(), key=lambda item: item[1], reverse=True)
        self.answers = dict(slowest[:SLOWEST])
