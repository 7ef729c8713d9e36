"""Every page has a title."""

from __future__ import annotations

from collections.abc import Iterator

from helpgen.checks.rule import Rule
from helpgen.checks.seen import Seen
from helpgen.errors import Problem, Severity

RULE = Rule(
    "missing-title",
    Severity.ERROR,
    "A finished page has no `<title>`, or an empty one: a mistake in a template.",
)


def find(seen: Seen) -> Iterator[Problem]:
    """Pages without a title; those that only lead to another aside."""
    for url, head in seen.heads.items():
        if not head.title:
            hint = "give it one in the block `title` of its template"
            yield RULE.problem(seen.place(url), "has no title", hint)
