"""Ranks of the last judging: kept, read again, compared."""

from __future__ import annotations

import pytest

from helpgen.errors import ConfigError, SearchError
from helpgen.search.judged_ranks import load_ranks, moves, ranks_of, save_ranks
from helpgen.search.judging import Outcome, Shown
from helpgen.search.query_sets import JudgedQuery


def outcome(query, shown):
    judged = JudgedQuery(query, "alpha", "ja", ("a",))
    return Outcome(judged, tuple(Shown(id_, "") for id_ in shown), 1.0)


def outcomes(*shown):
    """One for each, of queries 1, 2 and so on."""
    return [outcome(str(number), ids) for number, ids in enumerate(shown, 1)]


def test_a_run_is_read_as_it_was_kept(tmp_path):
    run = ranks_of("build/search", [outcome("返品", "xa"), outcome("退会", "x")])
    save_ranks(tmp_path / "new" / "last.json", run)
    assert load_ranks(tmp_path / "new" / "last.json") == run


def test_there_is_no_run_before_the_first(tmp_path):
    assert load_ranks(tmp_path / "last.json") is None


def test_what_moved():
    """Up, down, lost and found again; what stayed, and what is new, aren't told."""
    last = ranks_of("x", outcomes("xa", "a", "a", "x", "a"))
    now = outcomes("a", "xa", "x", "a", "a", "xa")
    assert [(m.judged.query, m.before, m.now, m.better) for m in moves(last, now)] == [
        ("1", 2, 1, True),
        ("2", 1, 2, False),
        ("3", 1, None, False),
        ("4", None, 1, True),
    ]


@pytest.mark.parametrize("text", ["", "[]", '{"format": 0}', '{"format": 1, "ranks": [["a"]]}'])
def test_another_file_is_not_taken_for_a_run(tmp_path, text):
    (tmp_path / "last.json").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"last\.json: isn't what 'helpgen search eval' wrote"):
        load_ranks(tmp_path / "last.json")


def test_a_file_that_cannot_be_written(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(SearchError, match="can't be written: Not a directory"):
        save_ranks(tmp_path / "file" / "last.json", ranks_of("x", []))
