"""Every internal link, asset and anchor in the final HTML leads somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from helpgen.checks.rule import Rule
from helpgen.checks.seen import Seen
from helpgen.errors import Problem, Severity

RULE = Rule(
    "broken-link",
    Severity.ERROR,
    "A finished page has an address that leads nowhere: a mistake in a template.",
)


def find(seen: Seen) -> Iterator[Problem]:
    """Internal addresses that lead nowhere, one problem for each page and address."""
    for url, wrong in seen.addresses.wrong:
        yield RULE.problem(f"{seen.edition} page {url}", wrong)
