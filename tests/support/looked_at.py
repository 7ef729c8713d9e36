"""Editions of a test's own for rules to look at, without a build around them."""

from __future__ import annotations

from pathlib import Path

from helpgen.checks.seen import Seen, Written
from helpgen.config import Brand, Site
from helpgen.model import Answer, EditionKey, Snapshot
from helpgen.render import Page
from helpgen.transform import Context, transform
from helpgen.tree import plan_routes

EDITION = EditionKey("alpha", "en-us")
HOME = "/en-us/"


def brand(slug="alpha", name=None, **more):
    return Brand(
        slug=slug,
        name=name or slug.title(),
        base_url=f"https://{slug}.example",
        **{"languages": ["en-us"], **more},
    )


def routes(language, *ids):
    """Routes of an edition with answers of these ids, called `About <id>`."""
    answers = tuple(Answer(id_, f"About {id_}", "", language) for id_ in ids)
    snapshot = Snapshot(EditionKey("alpha", language), "https://g.example", "2026-01-01", answers)
    return plan_routes(snapshot, {}, base_path="", unplaced_title="More")


def seen(bodies=(), pages=None, *, brands=(), language="en-us", known=(), kinds=()):
    """An edition.

    Args:
        bodies: HTML of answers by id, as it comes from Gladly.
        pages: Final HTML by site path.
        brands: Others of the site.
        language: The edition's.
        known: What exists beside the pages.
        kinds: Of pages by site path: `Page`; they are of answers by default.
    """
    edition = EditionKey("alpha", language)
    bodies, kinds, pages = dict(bodies), dict(kinds), dict(pages or {})
    own = brand(languages=[language])
    site = Site(
        root=Path("/site"),
        gladly={"url": "emulator", "org_id": "org"},
        brands=(own, *brands),
    )
    written = tuple(
        Written(where, f"About {id_}", transform(body, Context(where)), id_)
        for id_, body in bodies.items()
        for where in [f"{edition} answer {id_}"]
    )
    return Seen(
        site,
        own,
        {language: routes(language, *bodies)},
        edition,
        {url: kinds.get(url, Page("answer.html", "answer")) for url in pages},
        {url: text.encode() for url, text in pages.items()},
        written,
        frozenset(known),
        {},
    )


def told(rule, bodies=(), pages=None, **more):
    """What a rule says of an edition, as place and text; each is of the rule's kind."""
    found = list(rule.find(seen(bodies, pages, **more)))
    assert {problem.kind for problem in found} <= {rule.RULE.name}
    return [(problem.where, problem.what) for problem in found]


def said(rule, body, **more):
    """The same of one answer's body, texts only."""
    return [what for _, what in told(rule, {"one": body}, **more)]
