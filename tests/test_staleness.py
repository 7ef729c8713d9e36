"""Answers that nobody has changed for long."""

from __future__ import annotations

from datetime import date

import pytest

from helpgen.model import Answer, EditionKey, Snapshot
from helpgen.site_file import load_whole_site
from helpgen.snapshot import save_snapshot
from helpgen.staleness import stale_answers, to_csv, to_json

TODAY = date(2026, 5, 15)
TIMES = {
    "en-us": {"new": "2026-05-14T00:00:00Z", "old": "2024-05-14T23:00:00Z", "unknown": None},
    "fr": {"old": "2023-01-01T00:00:00.000Z", "limit": "2025-05-15T00:00:00Z", "odd": "soon"},
}


@pytest.fixture
def small(small_site):
    one = small_site({"alpha": list(TIMES)})
    for code, times in TIMES.items():
        answers = tuple(Answer(i, f"About {i}", "", code, at) for i, at in sorted(times.items()))
        snapshot = Snapshot(EditionKey("alpha", code), one.gladly, "2026-05-15T00:00:00Z", answers)
        save_snapshot(one.root / "build/snapshots", snapshot)
    return one


@pytest.fixture
def found(small):
    site = load_whole_site(small.root / "site.toml")
    return stale_answers(site, site.brands[0], 365, TODAY)


def test_the_oldest_come_first_and_answers_of_unknown_age_not_at_all(found):
    assert [(str(one.edition), one.id, one.days) for one in found] == [
        ("alpha/fr", "old", 1230),
        ("alpha/en-us", "old", 731),
    ]


def test_they_are_told_to_machines(found):
    assert to_json(found)[1] == {
        "brand": "alpha",
        "language": "en-us",
        "id": "old",
        "name": "About old",
        "updated": "2024-05-14",
        "days": 731,
    }
    assert to_csv(found).splitlines()[:2] == [
        "brand,language,id,name,updated,days",
        "alpha,fr,old,About old,2023-01-01,1230",
    ]


@pytest.mark.slow
def test_the_command_lists_them(small, helpgen):
    done = helpgen("report", "stale", "--csv", cwd=small.root)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[1].startswith("alpha,fr,old,About old,2023-01-01,")
    shown = helpgen("report", "stale", "--days", "36500", cwd=small.root)
    assert shown.stdout == "no answer is older than 36500 days\n"
