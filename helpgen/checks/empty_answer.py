"""Answers say something."""

from __future__ import annotations

from collections.abc import Iterator

from helpgen.checks.rule import Rule
from helpgen.checks.seen import Seen
from helpgen.errors import Problem, Severity

RULE = Rule(
    "empty-answer",
    Severity.WARNING,
    "An answer or a content page shows nothing below its title: its body is empty, or all of it "
    "was taken out.",
)


def find(seen: Seen) -> Iterator[Problem]:
    """Answers and content pages with neither text nor picture."""
    for one in seen.written:
        if one.title and not one.article.text and "<img" not in one.article.html:
            hint = "write it, or take it out of the help center"
            yield RULE.problem(one.where, "shows nothing below its title", hint)
