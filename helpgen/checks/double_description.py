"""Descriptions that tell pages apart."""

from __future__ import annotations

from collections.abc import Iterator

from helpgen.checks.doubles import doubles
from helpgen.checks.rule import Rule
from helpgen.checks.seen import Seen
from helpgen.errors import Problem, Severity

RULE = Rule(
    "double-description",
    Severity.NOTE,
    "Several answers or content pages of a language begin with the same words, which search "
    "engines show below their titles.",
)
_SHOWN = 60
_KINDS = frozenset({"answer", "content"})  # those of lists are made of names, not written


def find(seen: Seen) -> Iterator[Problem]:
    """Pages whose description is that of an earlier page of the edition."""
    for url, text, first in doubles(seen, _KINDS, lambda head: head.description):
        words = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
        what = f"its description, {words!r}, is that of {seen.place(first)} too"
        yield RULE.problem(seen.place(url), what, "begin it with what it alone is about", key=text)
