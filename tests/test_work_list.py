"""What editors should work on first, and why."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest

from helpgen.model import Answer, EditionKey, Snapshot
from helpgen.search.feedback import FeedbackFile, Vote
from helpgen.search.query_log import QueryLog, Search
from helpgen.site_file import load_whole_site
from helpgen.snapshot import save_snapshot
from helpgen.work_list import to_csv, to_json, why, work_list

TODAY = date(2026, 5, 15)
NAMES = {"returns": "Return an order", "gift": "Gift cards", "old": "Our history"}
CHANGED = {"returns": "2026-04-01", "gift": "2026-05-01", "old": "2023-11-27"}


@pytest.fixture
def site(small_site):
    small = small_site({"alpha": ["en-us"], "beta": ["en-us"]})
    answers = tuple(
        Answer(i, name, "", "en-us", f"{CHANGED[i]}T00:00:00Z") for i, name in NAMES.items()
    )
    for slug in ("alpha", "beta"):
        edition = EditionKey(slug, "en-us")
        kept = answers if slug == "alpha" else answers[:1]
        snapshot = Snapshot(edition, small.gladly, "2026-05-15T00:00:00Z", kept)
        save_snapshot(small.root / "build/snapshots", snapshot)
    return small


def listed(site, slugs=("alpha", "beta"), **given):
    whole = load_whole_site(site.root / "site.toml")
    brands = [brand for brand in whole.brands if brand.slug in slugs]
    return work_list(whole, brands, **{"days": 365, "today": TODAY, **given})


def votes(path, answer, *, helpful, not_helpful, day=TODAY):
    file = FeedbackFile(path, today=lambda: day)
    for number in range(helpful + not_helpful):
        key = f"{answer}{day}{number:010}"
        file.add(Vote("alpha", "en-us", answer, helpful=number < helpful, key=key))
    file.close()
    return path


def searches(path, *found, day=TODAY):
    """Of each query, brand and answers found, 40 searches."""
    log = QueryLog(path, today=lambda: day)
    for brand, query, count in found * 40:
        log.add(Search(brand, "en-us", query, count))
    log.close()
    return path


def shown(found):
    return [(one.name, round(one.points, 1), why(one)) for one in found]


def test_what_fails_most_readers_comes_first_and_each_row_says_why(site):
    feedback = votes(site.root / "votes.db", "gift", helpful=3, not_helpful=12)
    votes(feedback, "old", helpful=9, not_helpful=1)
    queries = searches(site.root / "queries.db", ("alpha", "crypto", 0), ("alpha", "gift", 3))
    assert shown(listed(site, feedback=[feedback], queries=[queries])) == [
        ("Gift cards", 48.0, "not helpful 12 of 15"),
        ("crypto", 40.0, "searched 40 times, nothing found"),
        ("Our history", 7.8, "unchanged for 900 days (7.3), not helpful 1 of 10 (0.5)"),
    ]


def test_votes_for_an_older_text_do_not_count(site):
    feedback = votes(
        site.root / "votes.db", "gift", helpful=0, not_helpful=9, day=date(2026, 4, 30)
    )
    assert [one.id for one in listed(site, feedback=[feedback])] == ["old"]
    votes(feedback, "gift", helpful=0, not_helpful=2, day=date(2026, 5, 1))
    assert shown(listed(site, feedback=[feedback]))[0] == ("Gift cards", 10.0, "not helpful 2 of 2")


def test_a_query_that_finds_nothing_names_the_answers_that_are_like_it(site):
    queries = searches(site.root / "q.db", ("alpha", "returning my order", 0), ("alpha", "zzz", 0))
    found = {one.name: one for one in listed(site, queries=[queries]) if one.kind == "query"}
    assert found["returning my order"].near == (("Return an order", "returns"),)
    assert found["zzz"].near == ()
    assert found["zzz"].to_do == "write or extend an answer"


def test_a_query_that_finds_answers_since_is_told_with_both_counts(site):
    one = searches(site.root / "one.db", ("alpha", "gift", 0), ("alpha", "gift", 2))
    two = searches(site.root / "two.db", ("alpha", "gift", 0))
    (query,) = [one for one in listed(site, queries=[one, two]) if one.kind == "query"]
    assert why(query) == "searched 120 times, nothing found 80 times"
    assert query.points == 80


def test_only_what_is_asked_for(site):
    queries = searches(site.root / "q.db", ("", "any", 0), ("alpha", "a", 0), ("beta", "b", 0))
    feedback = votes(site.root / "votes.db", "gift", helpful=0, not_helpful=1)
    given = {"queries": [queries], "feedback": [feedback]}
    assert {one.name for one in listed(site, ("beta",), **given)} == {"b"}
    assert {one.name for one in listed(site, **given) if one.kind == "query"} == {"any", "a", "b"}
    assert listed(site, ("beta",), since=date(2026, 5, 16), **given) == []
    assert {one.id for one in listed(site, ("alpha",), days=10)} == {"returns", "gift", "old"}


def test_it_is_told_to_machines(site):
    queries = searches(site.root / "q.db", ("alpha", "=gift", 0))
    found = listed(site, queries=[queries])
    assert json.loads(to_json(found))["work"][0] == {
        "kind": "query",
        "points": 40.0,
        "brand": "alpha",
        "language": "en-us",
        "id": "",
        "name": "=gift",
        "to_do": "write or extend an answer",
        "reasons": [{"text": "searched 40 times, nothing found", "points": 40.0}],
        "near": [{"name": "Gift cards", "id": "gift"}],
    }
    rows = list(csv.DictReader(io.StringIO(to_csv(found))))
    assert [rows[0]["name"], rows[0]["near"]] == ["'=gift", "Gift cards"]
    assert rows[1]["why"] == "unchanged for 900 days"


@pytest.mark.slow
def test_the_command_lists_it(site, helpgen):
    feedback = votes(site.root / "votes.db", "gift", helpful=3, not_helpful=12)
    done = helpgen("report", "work", "--feedback", feedback, "--days", "30000", cwd=site.root)
    assert done.returncode == 0, done.stderr
    assert "not helpful 12 of 15" in done.stdout
    assert "Gift cards [gift]" in done.stdout
