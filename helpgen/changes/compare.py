"""Two records -> what changed between them. A pure function: nothing is read or asked here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from helpgen.answers.canonical import canonical
from helpgen.changes.reading import EditionRecord, Record
from helpgen.changes.sections import SectionChange, compare_sections, headers_by_answer
from helpgen.findings.finding import Finding
from helpgen.jobs import PageSums
from helpgen.model import EditionKey, Snapshot

Kind = Literal["added", "changed", "renamed", "moved", "removed"]
KINDS: tuple[Kind, ...] = ("added", "changed", "renamed", "moved", "removed")
"""What can become of an answer, each counted as the first that is true of it."""
_PLACED = ("added", "removed")
State = Literal["new", "kept", "gone"]


@dataclass(frozen=True, slots=True)
class Side:
    """An answer as one record has it.

    Attributes:
        name: As readers see it.
        sections: Headers of the sections that it stands in.
        body: Gladly's HTML, untrusted.
    """

    name: str
    sections: tuple[str, ...]
    body: str


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """What became of an answer.

    Attributes:
        kind: The first of `KINDS` that is true.
        id: Gladly's id.
        language: Gladly's code.
        before: None for an added one.
        after: None for a removed one.
        moved: Whether it stands in other sections than before, whatever else became of it.
        urls: Site path in each edition where this happened; of a removed one, where it was.
    """

    kind: Kind
    id: str
    language: str
    before: Side | None
    after: Side | None
    moved: bool
    urls: Mapping[EditionKey, str]

    @property
    def name(self) -> str:
        """As readers see it, or saw it last."""
        side = self.after or self.before
        return side.name if side else ""

    @property
    def renamed(self) -> bool:
        """Whether it had another name, whatever else became of it."""
        return bool(self.before and self.after and self.before.name != self.after.name)


@dataclass(frozen=True, slots=True)
class PageChanges:
    """Files of pages by what became of them, in order."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def __len__(self) -> int:
        """How many there are."""
        return len(self.added) + len(self.changed) + len(self.removed)


@dataclass(frozen=True, slots=True)
class EditionChanges:
    """What became of an edition.

    Attributes:
        edition: Which one.
        state: Whether it's in both records.
        known: Whether both tell which answers its pages were made of.
        answers: Those that changed, in the order of `KINDS`, then by name.
        unchanged: How many others there are.
        sections: What became of its sections.
        pages: What became of its pages.
        error: Why the last build couldn't make it anew; empty if it could.
    """

    edition: EditionKey
    state: State
    known: bool
    answers: tuple[AnswerChange, ...]
    unchanged: int
    sections: tuple[SectionChange, ...]
    pages: PageChanges
    error: str = ""

    def count(self, kind: Kind) -> int:
        """How many answers this became of."""
        return sum(one.kind == kind for one in self.answers)

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return self.state != "kept" or bool(self.answers or self.sections or len(self.pages))


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed from one record to another.

    Attributes:
        since: The older one.
        until: The newer one.
        editions: All of both, in order.
        new: Problems that the older one hasn't.
        solved: Problems that the newer one hasn't.
    """

    since: Record
    until: Record
    editions: tuple[EditionChanges, ...]
    new: tuple[Finding, ...]
    solved: tuple[Finding, ...]

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return bool(any(self.editions) or self.new or self.solved)

    def answers(self) -> list[AnswerChange]:
        """Each change once, with all editions of the language where it is just the same."""
        found: dict[tuple[object, ...], AnswerChange] = {}
        for one in (answer for edition in self.editions for answer in edition.answers):
            key = (one.kind, one.language, one.id, _told(one.before, one), _told(one.after, one))
            same = found.get(key)
            found[key] = replace(same, urls={**same.urls, **one.urls}) if same else one
        return list(found.values())


def _told(side: Side | None, change: AnswerChange) -> object:
    """What is told of a side; sections only where they are, as each brand has its own."""
    if side is None:
        return None
    body = side.body if change.kind == "changed" else ""
    return side.name, side.sections if change.kind in _PLACED or change.moved else (), body


def compare(since: Record, until: Record, brands: Collection[str] | None = None) -> Changes:
    """What changed from one record to another.

    Args:
        since: The older one.
        until: The newer one.
        brands: Only these, by their slugs; all by default.
    """
    keys = sorted(since.editions.keys() | until.editions.keys())
    editions = tuple(
        _edition(key, since.editions.get(key), until.editions.get(key), until.missing.get(key, ""))
        for key in keys
        if brands is None or key.brand in brands
    )
    new, solved = (
        tuple(_only_in(one, other, brands)) for one, other in ((until, since), (since, until))
    )
    return Changes(since, until, editions, new, solved)


def _only_in(one: Record, other: Record, brands: Collection[str] | None) -> Iterator[Finding]:
    known = {finding.fingerprint for finding in other.findings}
    for finding in one.findings:
        if brands is not None and finding.brand not in brands:
            continue
        if finding.fingerprint not in known:
            known.add(finding.fingerprint)
            yield finding


def _edition(
    key: EditionKey, old: EditionRecord | None, new: EditionRecord | None, missing: str
) -> EditionChanges:
    before, after = (one.snapshot if one else None for one in (old, new))
    known = not ((old and before is None) or (new and after is None))
    answers: tuple[AnswerChange, ...] = ()
    sections: tuple[SectionChange, ...] = ()
    unchanged = 0
    if known:
        paired = compare_sections(before, after)
        sections = paired.changes()
        urls = {**(old.urls if old else {}), **(new.urls if new else {})}
        answers = _answers(key, before, after, paired.moved(), urls)
        unchanged = len(_ids(before) | _ids(after)) - len(answers)
    return EditionChanges(
        key,
        "kept" if old and new else "new" if new else "gone",
        known,
        answers,
        unchanged,
        sections,
        _pages(old.pages if old else {}, new.pages if new else {}),
        new.error if new else missing,
    )


def _ids(snapshot: Snapshot | None) -> frozenset[str]:
    return frozenset(answer.id for answer in snapshot.answers) if snapshot else frozenset()


def _answers(
    edition: EditionKey,
    old: Snapshot | None,
    new: Snapshot | None,
    moved: Collection[str],
    urls: Mapping[str, str],
) -> tuple[AnswerChange, ...]:
    before, after = _sides(old), _sides(new)
    changes = []
    for answer_id in before.keys() | after.keys():
        one, other = before.get(answer_id), after.get(answer_id)
        other_place = bool(one and other and answer_id in moved)
        kind = _kind(one, other, moved=other_place)
        if kind:
            url = {edition: urls.get(answer_id, "")}
            language = edition.language
            changes.append(AnswerChange(kind, answer_id, language, one, other, other_place, url))
    return tuple(sorted(changes, key=_in_order))


def _sides(snapshot: Snapshot | None) -> dict[str, Side]:
    if snapshot is None:
        return {}
    headers = headers_by_answer(snapshot)
    return {a.id: Side(a.name, headers.get(a.id, ()), a.body_html) for a in snapshot.answers}


def _kind(old: Side | None, new: Side | None, *, moved: bool) -> Kind | None:
    """What became of an answer; None if nothing did."""
    if old is None or new is None:
        return "removed" if old else "added"
    if old.body != new.body and canonical(old.body) != canonical(new.body):
        return "changed"
    if old.name != new.name:
        return "renamed"
    return "moved" if moved else None


def _in_order(one: AnswerChange) -> tuple[int, str, str]:
    return KINDS.index(one.kind), one.name.casefold(), one.id


def _pages(old: PageSums, new: PageSums) -> PageChanges:
    return PageChanges(
        tuple(sorted(new.keys() - old.keys())),
        tuple(sorted(path for path in new.keys() & old.keys() if tuple(new[path]) != old[path])),
        tuple(sorted(old.keys() - new.keys())),
    )


def total(editions: Iterable[EditionChanges], kind: Kind) -> int:
    """How many answers this became of, in all editions together."""
    return sum(one.count(kind) for one in editions)


def by_editions(
    answers: Sequence[AnswerChange],
) -> dict[tuple[EditionKey, ...], list[AnswerChange]]:
    """Answers by the editions in which the same became of them."""
    groups: dict[tuple[EditionKey, ...], list[AnswerChange]] = {}
    for one in answers:
        groups.setdefault(tuple(sorted(one.urls)), []).append(one)
    return groups
