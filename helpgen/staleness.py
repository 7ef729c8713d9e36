"""How long ago each answer was changed, the oldest first: a work list for editors."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from helpgen.config import Brand, Site
from helpgen.csv_table import csv_table
from helpgen.languages import iso_day
from helpgen.model import EditionKey
from helpgen.snapshot import load_snapshot


@dataclass(frozen=True, slots=True)
class StaleAnswer:
    """An answer of an edition that wasn't changed for long.

    Attributes:
        edition: Where it's shown.
        id: Gladly's id.
        name: As readers see it.
        updated: Day of its last change, `2026-05-14`.
        days: Since then.
    """

    edition: EditionKey
    id: str
    name: str
    updated: str
    days: int


def stale_answers(site: Site, brand: Brand, days: int, today: date) -> list[StaleAnswer]:
    """Answers of a brand's snapshots whose last change is more than some days ago.

    Answers of unknown age aren't among them.

    Args:
        site: Where snapshots are.
        brand: One of its brands.
        days: How many days are too many.
        today: The day to count from.

    Raises:
        SnapshotError: An edition has no snapshot.
    """
    oldest = (today - timedelta(days=days)).isoformat()
    found = [
        StaleAnswer(edition, answer.id, answer.name, day, (today - date.fromisoformat(day)).days)
        for language in brand.languages
        for edition in [EditionKey(brand.slug, language)]
        for answer in load_snapshot(site.snapshots, edition).answers
        if (day := iso_day(answer.updated_at)) and day < oldest
    ]
    return sorted(found, key=lambda one: (one.updated, one.edition, one.id))


def to_json(answers: Iterable[StaleAnswer]) -> list[dict[str, object]]:
    """The answers as JSON values."""
    return [
        {
            "brand": one.edition.brand,
            "language": one.edition.language,
            "id": one.id,
            "name": one.name,
            "updated": one.updated,
            "days": one.days,
        }
        for one in answers
    ]


def to_csv(answers: Iterable[StaleAnswer]) -> str:
    """The answers as CSV, a row for each."""
    heading = ["brand", "language", "id", "name", "updated", "days"]
    rows = [[str(value) for value in row.values()] for row in to_json(answers)]
    return csv_table([heading, *rows])
