"""Addresses of other hosts lead somewhere; asked apart from the build, over the network."""

from __future__ import annotations

from helpgen.checks.rule import Rule
from helpgen.errors import Severity

RULE = Rule(
    "dead-url",
    Severity.WARNING,
    "A page links to another host, and that says that nothing is there (404 or 410), or can't be "
    "reached. Told by `helpgen check --external`.",
)
MOVED = Rule(
    "moved-url",
    Severity.NOTE,
    "A page links to another host that has moved the page for good (301 or 308). Told by "
    "`helpgen check --external`.",
)
