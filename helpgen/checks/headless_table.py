"""Tables of data have header cells."""

from __future__ import annotations

import re
from collections.abc import Iterator

from helpgen.checks.rule import Rule
from helpgen.checks.seen import Seen
from helpgen.errors import Problem, Severity

RULE = Rule(
    "headless-table",
    Severity.NOTE,
    "A table of several rows and columns has no header cell, so a screen reader can't say what a "
    "cell is about.",
)
_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
_FEWEST = 2


def find(seen: Seen) -> Iterator[Problem]:
    """Tables without a `<th>`; those of one row or column, or of pictures, arrange."""
    for one in seen.written:
        if "<table" in one.article.html:
            for number, table in enumerate(_TABLE.findall(one.article.html), 1):
                if "<th" not in table.replace("<thead", "") and _is_data(table):
                    what = f"table {number} has no header cells"
                    hint = "make the cells of its first row, or of its first column, <th>"
                    yield RULE.problem(one.where, what, hint)


def _is_data(table: str) -> bool:
    """Whether it has rows and columns, and no row of pictures, which others only label."""
    rows = table.split("<tr")[1:]
    pictures = any(row.count("<img") >= row.count("<td") for row in rows)
    return not pictures and sum(row.count("<td") >= _FEWEST for row in rows) >= _FEWEST
