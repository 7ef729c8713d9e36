"""What every format says of changes, in the same words; texts of others are plain here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from helpgen.changes.compare import KINDS, AnswerChange, Changes, EditionChanges, total
from helpgen.changes.reading import Record
from helpgen.model import EditionKey

HEADINGS = {
    "added": "Added",
    "changed": "Changed",
    "renamed": "Renamed",
    "moved": "Moved",
    "removed": "Removed",
}
NOTHING = "Nothing changed."
COLUMNS = ("Edition", "Added", "Changed", "Renamed", "Moved", "Removed", "Pages")
_MOST_NAMES = 8
_BRAND = "{brand}"
_SAFE = "/:?#[]@!$&'*+,;=%-._~"  # parentheses aside, which would end a link of Markdown


@dataclass(frozen=True, slots=True)
class Links:
    """Makes addresses that can be looked at.

    Attributes:
        base_urls: Address of each brand by its slug.
        preview: Where a preview is instead, with `{brand}` for the slug; empty for none.
    """

    base_urls: Mapping[str, str]
    preview: str = ""

    def url(self, edition: EditionKey, path: str) -> str:
        """The address of a site path; empty where it's unknown."""
        base = self.base_urls.get(edition.brand, "").rstrip("/")
        if not path or not base.startswith(("https://", "http://")):
            return ""
        if self.preview:
            below = path.removeprefix(urlsplit(base).path)
            return quote(f"{self.preview.replace(_BRAND, edition.brand).rstrip('/')}{below}", _SAFE)
        parts = urlsplit(base)
        return quote(f"{parts.scheme}://{parts.netloc}{path}", _SAFE)

    def of(self, one: AnswerChange) -> list[tuple[EditionKey, str]]:
        """Where to look at an answer, in each edition; nowhere at a removed one."""
        if one.kind == "removed":
            return []
        found = ((edition, self.url(edition, path)) for edition, path in sorted(one.urls.items()))
        return [(edition, url) for edition, url in found if url]


def side(record: Record) -> str:
    """A record in a few words."""
    return f"{record.id} (helpgen {record.helpgen})"


def row(one: EditionChanges) -> tuple[str, ...]:
    """An edition in numbers, as `COLUMNS` has them."""
    counts = [str(one.count(kind)) if one.known else "?" for kind in KINDS]
    states = {"new": " (new)", "gone": " (removed)", "kept": ""}
    return (f"{one.edition}{states[one.state]}", *counts, str(len(one.pages)))


def summary(changes: Changes) -> str:
    """Everything in one sentence."""
    if not changes:
        return NOTHING
    counts = [f"{n:,} {kind}" for kind in KINDS if (n := total(changes.editions, kind))]
    pages = sum(len(one.pages) for one in changes.editions)
    told = [f"Answers: {', '.join(counts)}." if counts else "No answer changed."]
    told += [f"{pages:,} {'page' if pages == 1 else 'pages'} touched."] if pages else []
    if changes.new or changes.solved:
        told.append(f"Problems: {len(changes.new):,} new, {len(changes.solved):,} solved.")
    return " ".join(told)


def notes(changes: Changes) -> Iterator[str]:
    """What has to be known of editions beside numbers."""
    for one in changes.editions:
        if one.error:
            yield f"{one.edition} couldn't be built, so what stands is older: {one.error}"
        if not one.known:
            yield (
                f"{one.edition}: a record doesn't say which answers its pages were made of, so "
                "only pages can be compared"
            )


def details(one: AnswerChange) -> list[tuple[str, str]]:
    """What else became of an answer, as a word and a text of others'."""
    told = []
    if one.before and one.renamed:
        told.append(("was called", one.before.name))
    if one.before and one.after and one.moved:
        told.append(("was in", places(one.before.sections)))
        told.append(("is in", places(one.after.sections)))
    if one.kind == "added" and one.after and one.after.sections:
        told.append(("in", places(one.after.sections)))
    return told


def places(sections: Sequence[str]) -> str:
    """Headers of sections."""
    return ", ".join(sections) or "no section"


def editions(keys: Sequence[EditionKey]) -> str:
    """Names of editions, those that are many as a number."""
    if len(keys) > _MOST_NAMES:
        named = ", ".join(map(str, keys[:_MOST_NAMES]))
        return f"{named} and {len(keys) - _MOST_NAMES} more"
    return ", ".join(map(str, keys))
