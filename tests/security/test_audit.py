"""The audit tells holes and what it couldn't look at; the lock files pin all by hash."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from audit import Audit, main, read

PROJECT = Path(__file__).parents[2]


def test_holes_and_what_was_not_audited_are_told_apart():
    hole = {"id": "GHSA-1", "fix_versions": ["2.0"]}
    document = {
        "dependencies": [
            {"name": "a", "version": "1.0", "vulns": [hole]},
            {"name": "b", "version": "1.0", "vulns": []},
            {"name": "c", "skip_reason": "not found: c (1.0)"},
        ]
    }
    assert read(document) == Audit(2, ("a 1.0: GHSA-1, mended in 2.0",), ("not found: c (1.0)",))


def test_a_lock_file_that_cant_be_audited_is_no_success(tmp_path, capsys):
    assert main([str(tmp_path / "missing.lock")]) == 2
    assert "missing.lock: not audited: " in capsys.readouterr().out


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_every_dependency_is_pinned_by_hash(name):
    """And no lock file says where to get them from."""
    text = (PROJECT / name).read_text("utf-8")
    pins = re.findall(
        r"^([\w.-]+)==\S+ \\\n((?:    --hash=sha256:[0-9a-f]{64}.*\n)+)", text, re.MULTILINE
    )
    named = re.findall(r"^([\w.-]+)==", text, re.MULTILINE)
    assert [pin for pin, _ in pins] == named
    assert len(named) > 40
    assert "://" not in re.sub(r"^\s*#.*$", "", text, flags=re.MULTILINE)
