"""Every CSV that a command writes: no cell is a formula, whatever it holds."""

from __future__ import annotations

import csv
import io

import pytest
from hostile import FORMULA, NAMES

from helpgen.search.feedback import FeedbackFile, Vote
from helpgen.search.query_log import QueryLog, Search

pytestmark = pytest.mark.slow

LINES = {
    "answers export --format csv": len(NAMES),
    "report translations --csv": len(NAMES) - 5,
    "report feedback {votes} --format csv": 2 * len(NAMES) - 5,
    "report work --feedback {votes} --queries {queries} --format csv": len(NAMES) - 5,
    "search report {queries} --format csv --top 200": len(NAMES) - 5,
}


@pytest.fixture(scope="module")
def tables(managed, tmp_path_factory):
    """What each command prints of every hostile name, query and comment."""
    folder = tmp_path_factory.mktemp("logs")
    paths = {"queries": folder / "queries.db", "votes": folder / "votes.db"}
    queries, votes = QueryLog(paths["queries"]), FeedbackFile(paths["votes"])
    for number, text in enumerate(NAMES):
        queries.add(Search("alpha", "en-us", text, 0))
        votes.add(Vote("alpha", "en-us", f"id-{number:03}", helpful=True, comment=text))
    queries.close()
    votes.close()
    return dict(zip(LINES, managed.run(*(line.format(**paths) for line in LINES)), strict=True))


@pytest.mark.parametrize("line", LINES)
def test_no_cell_is_a_formula(tables, line):
    done = tables[line]
    assert done.code == 0, done.err.decode()
    rows = list(csv.reader(io.StringIO(done.out.decode("utf-8"), newline="")))
    assert len(rows) > LINES[line]
    assert [cell for row in rows for cell in row if FORMULA.match(cell)] == []
