"""The page about security names every test that there is, and none that there isn't."""

from __future__ import annotations

import re
from pathlib import Path

from hostile import BODIES, NAMES

PROJECT = Path(__file__).parents[2]
PAGE = (PROJECT / "docs/explanation/security.md").read_text(encoding="utf-8")


def test_every_path_on_the_page_exists_and_every_file_of_this_folder_is_there():
    named = set(re.findall(r"`(tests/[\w/.]+\.py)`", PAGE))
    assert [name for name in sorted(named) if not (PROJECT / name).is_file()] == []
    ours = {f"tests/security/{path.name}" for path in Path(__file__).parent.glob("test_*.py")}
    assert ours - named == {"tests/security/test_list.py"}


def test_every_row_of_the_list_has_tests_and_a_count():
    rows = re.findall(r"^\| (.+) \|$", PAGE.partition("## The list")[2], flags=re.MULTILINE)[2:]
    cells = [row.split(" | ") for row in rows]
    assert len(cells) > 15
    assert [row[0] for row in cells if len(row) != 5 or "tests/" not in row[3]] == []


def test_the_counts_of_texts_are_those_of_the_tests():
    assert f"{len(NAMES)} hostile texts" in PAGE
    assert f"{len(BODIES)} bodies" in PAGE
    attacks = (PROJECT / "tests/transform/xss_vectors.txt").read_text("utf-8").splitlines()
    assert f"{len(attacks)} known attacks" in PAGE
