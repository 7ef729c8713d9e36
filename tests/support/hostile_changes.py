"""Changes whose names, bodies, sections and problems are all hostile, and a small one."""

from __future__ import annotations

from hostile import BODIES, NAMES

from helpgen.changes.compare import compare
from helpgen.changes.reading import EditionRecord, Record
from helpgen.changes.wording import Links
from helpgen.errors import Severity
from helpgen.findings.finding import Finding
from helpgen.model import Answer, EditionKey, Layout, LayoutSection, Snapshot

EN, AR = EditionKey("alpha", "en-us"), EditionKey("alpha", "ar")


def _record(id_, answers, sections, problems, pages):
    editions = {}
    for edition in (EN, AR):
        layout = Layout(tuple(LayoutSection(header, ids) for header, ids in sections))
        made = tuple(Answer(i, name, body, edition.language) for i, name, body in answers)
        snapshot = Snapshot(edition, "https://acme.example", "2026-05-15T00:00:00Z", made, layout)
        urls = {i: f"/{edition.language}/answers/{i}/" for i, _, _ in answers}
        editions[edition] = EditionRecord(snapshot, pages, urls, NAMES[1] if id_ == "new" else "")
    found = tuple(Finding("odd", Severity.NOTE, f"{EN} answer x", p, p, p) for p in problems)
    bases = {"alpha": "https://alpha.example"}
    return Record(id_, "2026-11-30T09:42:07Z", "0.1.0", bases, editions, {}, found)


def hostile_changes():
    """Every hostile name is that of an answer added, changed, renamed, moved and removed."""
    old, new = [], []
    for number, name in enumerate(NAMES):
        body, other = BODIES[number], BODIES[-number - 1]
        old += [(f"c{number}", name, body), (f"n{number}", name, body), (f"m{number}", name, body)]
        old += [(f"r{number}", name, body)]
        new += [(f"c{number}", name, body + other), (f"n{number}", f"{name}2", body)]
        new += [(f"m{number}", name, body), (f"a{number}", name, body)]
    before = [(name, (f"m{n}", f"k{n}")) for n, name in enumerate(NAMES)]
    after = [(f"{name}!", (f"m{n - 1}",)) for n, name in enumerate(NAMES)]
    one = _record("old", old, before, NAMES, dict.fromkeys(NAMES, (1, 1)))
    two = _record("new", new, after, reversed(BODIES), dict.fromkeys(NAMES, (2, 1)))
    return compare(one, two)


LINKS = Links({"alpha": "https://alpha.example"})


def small_changes():
    """One word of one answer, one problem solved."""
    day, week = (
        _record(id_, [("one", "About one", f"<p>One more {word}.</p>")], [], problems, {"x": sums})
        for id_, word, problems, sums in (
            ("old", "day", ["is odd"], (1, 1)),
            ("newer", "week", [], (2, 1)),
        )
    )
    return compare(day, week)
