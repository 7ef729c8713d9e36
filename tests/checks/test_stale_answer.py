"""Answers that nobody has changed for long."""

from __future__ import annotations

from datetime import date

from looked_at import routes

from helpgen.checks import stale_answer

TODAY = date(2026, 5, 15)


def test_answers_older_than_the_limit_are_told_oldest_first():
    days = {"new": "2026-05-14", "old": "2025-05-14", "older": "2024-01-01", "limit": "2025-05-15"}
    found = list(stale_answer.find(routes("en-us", *days), days, 365, TODAY))
    assert [str(problem) for problem in found] == [
        f"alpha/en-us answer {id_}: 'About {id_}' was last changed on {days[id_]}, more than 365 "
        "days ago: read it, and save it in Gladly if all is still true"
        for id_ in ("older", "old")
    ]


def test_an_answer_of_unknown_age_is_none():
    assert list(stale_answer.find(routes("en-us", "one"), {}, 1, TODAY)) == []
