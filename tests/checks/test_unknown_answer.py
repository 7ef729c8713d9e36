"""Answers that a brand wants on its home page exist."""

from __future__ import annotations

from helpgen.checks.unknown_answer import check_promoted
from helpgen.config import Brand
from helpgen.model import Answer, EditionKey, Snapshot
from helpgen.tree import plan_routes


def routes(language, *ids):
    answers = tuple(Answer(id_, f"About {id_}", "", language) for id_ in ids)
    snapshot = Snapshot(EditionKey("alpha", language), "https://g.example", "2026-01-01", answers)
    return plan_routes(snapshot, {}, base_path="", unplaced_title="More")


def told(**lists):
    brand = Brand(
        slug="alpha", name="A", base_url="https://a.example", languages=("en-us", "fr"), **lists
    )
    siblings = {"en-us": routes("en-us", "one"), "fr": routes("fr", "two")}
    return [str(problem) for problem in check_promoted(brand, siblings)]


def test_an_answer_that_one_language_has_is_known():
    assert told(featured=("one", "two"), popular=("two",)) == []


def test_an_id_without_an_answer_is_told_with_brand_and_remedy():
    remedy = "take the id out, or publish the answer in Gladly"
    assert told(featured=("one", "gone"), popular=("Two",)) == [
        f"brand alpha: {key}: names {id_}, and no language of the brand has that answer: {remedy}"
        for key, id_ in (("featured", "gone"), ("popular", "Two"))
    ]
