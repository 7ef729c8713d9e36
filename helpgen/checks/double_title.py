"""Titles that tell pages apart."""

from __future__ import annotations

from collections.abc import Iterator

from helpgen.checks.doubles import doubles
from helpgen.checks.rule import Rule
from helpgen.checks.seen import Seen
from helpgen.errors import Problem, Severity

RULE = Rule(
    "double-title",
    Severity.WARNING,
    "Several pages of a language have one title, so that lists and search results don't tell "
    "them apart.",
)
_KINDS = frozenset({"home", "section", "answer", "content", "a-z"})


def find(seen: Seen) -> Iterator[Problem]:
    """Pages whose title is that of an earlier page of the edition, one problem for each."""
    for url, title, first in doubles(seen, _KINDS, lambda head: head.title):
        what = f"its title, {title!r}, is that of {seen.place(first)} too"
        hint = "give it a name that tells it from the other, or make one of both"
        yield RULE.problem(seen.place(url), what, hint, key=title)
