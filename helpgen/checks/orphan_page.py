"""Every page is linked from another one of its edition."""

from __future__ import annotations

from collections.abc import Iterator

from helpgen.checks.rule import Rule
from helpgen.checks.seen import Seen
from helpgen.errors import Problem, Severity

RULE = Rule(
    "orphan-page",
    Severity.WARNING,
    "No other page of its language links to a page, so readers come there by search only: a "
    "theme leaves out a list or a navigation.",
)
_KINDS = frozenset({"section", "answer", "content", "a-z"})
_LEADS_ON = "redirect.html"


def find(seen: Seen) -> Iterator[Problem]:
    """Pages that no other links to; those for missing pages and results are found otherwise."""
    for url, page in seen.pages.items():
        if page.kind in _KINDS and page.template != _LEADS_ON and url not in seen.addresses.linked:
            hint = "link to it in a template, a section or another answer"
            yield RULE.problem(seen.place(url), "no other page links here", hint)
