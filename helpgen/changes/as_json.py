"""Changes for machines; docs/how-to/report-changes.md describes the document."""

from __future__ import annotations

import json
from typing import Any

from helpgen.changes.compare import KINDS, AnswerChange, Changes, EditionChanges
from helpgen.changes.reading import Record
from helpgen.changes.texts import body_diff
from helpgen.changes.wording import Links

FORMAT = 1


def to_json(changes: Changes, links: Links) -> str:
    """The changes as one JSON document.

    Args:
        changes: What changed.
        links: Where it can be looked at.
    """
    document = {
        "format": FORMAT,
        "since": _record(changes.since),
        "until": _record(changes.until),
        "changed": bool(changes),
        "editions": [_edition(one) for one in changes.editions],
        "answers": [_answer(one, links) for one in changes.answers()],
        "problems": {
            "new": [one.as_json() for one in changes.new],
            "solved": [one.as_json() for one in changes.solved],
        },
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _record(record: Record) -> dict[str, str]:
    return {"id": record.id, "time": record.time, "helpgen": record.helpgen}


def _edition(one: EditionChanges) -> dict[str, Any]:
    return {
        "brand": one.edition.brand,
        "language": one.edition.language,
        "state": one.state,
        "error": one.error,
        "answers": {**{kind: one.count(kind) for kind in KINDS}, "unchanged": one.unchanged}
        if one.known
        else None,
        "sections": [
            {"change": section.kind, "name": section.name, "before": section.before}
            for section in one.sections
        ],
        "pages": {
            "added": list(one.pages.added),
            "changed": list(one.pages.changed),
            "removed": list(one.pages.removed),
        },
    }


def _answer(one: AnswerChange, links: Links) -> dict[str, Any]:
    diff = body_diff(one)
    return {
        "change": one.kind,
        "id": one.id,
        "language": one.language,
        "brands": sorted({edition.brand for edition in one.urls}),
        "name": one.name,
        "name_before": one.before.name if one.before else None,
        "sections": list(one.after.sections) if one.after else None,
        "sections_before": list(one.before.sections) if one.before else None,
        "moved": one.moved,
        "urls": [url for _, url in links.of(one)],
        "diff": diff and [[[span.mark, span.text] for span in line] for line in diff],
    }
