"""Answers that nobody has looked at for long."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from helpgen.checks.rule import Rule
from helpgen.errors import Problem, Severity
from helpgen.tree import Routes

RULE = Rule(
    "stale-answer",
    Severity.NOTE,
    "An answer wasn't changed for more days than `stale_after` says. Without that key, none is "
    "told.",
)


def find(
    routes: Routes, updated: Mapping[str, str], stale_after: int, today: date
) -> Iterator[Problem]:
    """Answers of an edition whose last change is too long ago, the oldest first.

    Args:
        routes: Of the edition.
        updated: Day of the last change by answer id, `2026-05-14`; those of unknown age aside.
        stale_after: Days that an answer may stay as it is.
        today: The day of this run.
    """
    oldest = (today - timedelta(days=stale_after)).isoformat()
    for answer_id, day in sorted(updated.items(), key=lambda item: (item[1], item[0])):
        if day >= oldest:
            return
        title = routes.answers[answer_id].title
        what = f"{title!r} was last changed on {day}, more than {stale_after} days ago"
        hint = "read it, and save it in Gladly if all is still true"
        yield RULE.problem(f"{routes.edition} answer {answer_id}", what, hint, key=day)
