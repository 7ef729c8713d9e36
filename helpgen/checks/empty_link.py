"""Links say where they lead."""

from __future__ import annotations

from collections.abc import Iterator

from helpgen.checks.rule import Rule
from helpgen.checks.seen import Seen
from helpgen.errors import Problem, Severity

RULE = Rule(
    "empty-link",
    Severity.WARNING,
    "A link in a body has no text, or holds a picture without a description: nobody who can't "
    "see it knows where it leads.",
)


def find(seen: Seen) -> Iterator[Problem]:
    """Links that a screen reader has no words for."""
    for one in seen.written:
        for link in one.links:
            if not link.text:
                what = f"the link to {link.href} has no text"
                hint = "write where it leads, or describe its picture in alt"
                yield RULE.problem(one.where, what, hint)
