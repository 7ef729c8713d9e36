"""Atom feeds: what RFC 4287 asks for, and which answers stand in them."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from feeds import entries, problems_of

from helpgen.articles import transform_edition
from helpgen.config import Brand
from helpgen.feed import MOST_ENTRIES, edition_feed, has_feed
from helpgen.model import Answer, EditionKey, Snapshot
from helpgen.tree import plan_routes

BRAND = Brand(slug="b", name="B & Co", base_url="https://b.example/help", languages=["fr-ca"])


def feed(*answers):
    """The feed of some answers; None where there's none."""
    snapshot = Snapshot(EditionKey("b", "fr-ca"), "https://g.example", "2026-01-01", answers)
    routes = plan_routes(snapshot, {}, base_path="/help", unplaced_title="More")
    articles = transform_edition(BRAND, snapshot, (), {"fr-ca": routes}, "Table")
    files = edition_feed(BRAND, routes, answers, articles, "News <&>")
    assert bool(files) == has_feed(answers)
    return ET.fromstring(files["fr-ca/feed.xml"]) if files else None


def answer(id_, when, name="", body="<p>Text.</p>"):
    return Answer(id_, name or f"About {id_}", body, "fr-ca", when)


def test_a_feed_is_sound():
    root = feed(
        answer("one", "2026-05-14T09:12:00.000Z", name='A <b>"&\x0b\x01 name'),
        answer("two", "2026-05-15T09:12:00+02:00", body=""),
    )
    assert problems_of(root) == []
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr-CA"
    assert entries(root)[1]["title"] == 'A <b>"& name'


def test_the_latest_change_comes_first_whatever_its_zone():
    root = feed(
        answer("one", "2026-05-14T10:00:00+02:00"),
        answer("two", "2026-05-14T09:00:00Z"),
        answer("three", "2026-05-14T08:30:00Z"),
    )
    assert [entry["title"] for entry in entries(root)] == ["About two", "About three", "About one"]
    assert root.findtext("{*}updated") == "2026-05-14T09:00:00Z"


def test_an_entry_is_known_by_the_answers_id_and_leads_to_its_page():
    (entry,) = entries(feed(answer("Id-1", "2026-05-14T09:12:00Z", name="Où est-il ?")))
    assert entry == {
        "id": "https://b.example/help/fr-ca/a/Id-1/",
        "title": "Où est-il ?",
        "updated": "2026-05-14T09:12:00Z",
        "link": "https://b.example/help/fr-ca/answers/ou-est-il/",
        "summary": "Text.",
    }


def test_only_the_latest_stand_in_it():
    many = [answer(f"{n:03}", f"2026-05-14T09:{n % 60:02}:{n // 60:02}Z") for n in range(70)]
    assert len(entries(feed(*many))) == MOST_ENTRIES


def test_answers_without_a_moment_are_left_out():
    root = feed(answer("one", None), answer("two", "soon"), answer("three", "2026-05-14T09:00:00Z"))
    assert [entry["title"] for entry in entries(root)] == ["About three"]


def test_there_is_no_feed_without_any_moment():
    assert feed(answer("one", None), answer("two", "2026-05-14")) is None
