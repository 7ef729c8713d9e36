"""Pages say in a sentence what they are about."""

from __future__ import annotations

from collections.abc import Iterator

from helpgen.checks.rule import Rule
from helpgen.checks.seen import Seen
from helpgen.errors import Problem, Severity

RULE = Rule(
    "missing-description",
    Severity.NOTE,
    "A page has no description for search engines: its text has no words beside headings, or a "
    "template leaves it out.",
)


def find(seen: Seen) -> Iterator[Problem]:
    """Pages without a description; those that search engines leave out aside."""
    for url, head in seen.heads.items():
        if not head.description and not head.hidden:
            hint = "begin it with a sentence; a content page can have its own `description`"
            yield RULE.problem(seen.place(url), "has no description", hint)
