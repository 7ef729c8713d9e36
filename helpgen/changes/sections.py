"""Which section of a help center is which in another record: they have headers, and no ids."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from helpgen.model import Layout, LayoutSection, Snapshot

SectionKind = Literal["added", "renamed", "removed"]
_ALIKE = 0.5
"""Share of answers that two sections of different headers have in common if they're one."""


@dataclass(frozen=True, slots=True)
class SectionChange:
    """A section that came, went or got another header.

    Attributes:
        kind: What became of it.
        name: Its header; of a removed one the last that it had.
        before: The header that it had, if it's another one now.
    """

    kind: SectionKind
    name: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class Sections:
    """The sections of two snapshots of an edition.

    Attributes:
        old: Those of the first.
        new: Those of the second.
        pairs: Index in `old` and in `new` of each that is in both.
    """

    old: Sequence[LayoutSection]
    new: Sequence[LayoutSection]
    pairs: Sequence[tuple[int, int]]

    def changes(self) -> tuple[SectionChange, ...]:
        """What came, then what was renamed, then what went, each in display order."""
        kept_old, kept_new = {old for old, _ in self.pairs}, {new for _, new in self.pairs}
        renamed = [
            SectionChange("renamed", self.new[new].header, self.old[old].header)
            for old, new in sorted(self.pairs, key=lambda pair: pair[1])
            if self.old[old].header != self.new[new].header
        ]
        added = [s.header for index, s in enumerate(self.new) if index not in kept_new]
        removed = [s.header for index, s in enumerate(self.old) if index not in kept_old]
        return (
            *(SectionChange("added", header) for header in added),
            *renamed,
            *(SectionChange("removed", header) for header in removed),
        )

    def moved(self) -> frozenset[str]:
        """Ids that stand in other sections than before, whatever these are called."""
        names = dict(self.pairs)
        before = _places(self.old, {old: names.get(old, -1 - old) for old in range(len(self.old))})
        after = _places(self.new, {new: new for new in range(len(self.new))})
        return frozenset(i for i in before.keys() | after.keys() if before[i] != after[i])


def compare_sections(old: Snapshot | None, new: Snapshot | None) -> Sections:
    """Pair the sections of two snapshots: by header, then by the answers in them.

    Args:
        old: The first; None if there's none.
        new: The second.
    """
    before, after = (_sections(one.layout if one else None) for one in (old, new))
    pairs = _same_headers(before, after)
    pairs += _alike(before, after, pairs)
    return Sections(before, after, pairs)


def headers_by_answer(snapshot: Snapshot) -> Mapping[str, tuple[str, ...]]:
    """Headers of the sections that each answer stands in, by its id."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for section in _sections(snapshot.layout):
        for answer_id in section.answer_ids:
            found[answer_id][section.header] = None
    return {answer_id: tuple(headers) for answer_id, headers in found.items()}


def _sections(layout: Layout | None) -> Sequence[LayoutSection]:
    return layout.sections if layout else ()


def _same_headers(
    old: Sequence[LayoutSection], new: Sequence[LayoutSection]
) -> list[tuple[int, int]]:
    """Pairs of equal headers; of several with the same one, the first with the first."""
    waiting: dict[str, deque[int]] = defaultdict(deque)
    for index, section in enumerate(new):
        waiting[section.header].append(index)
    return [
        (index, waiting[section.header].popleft())
        for index, section in enumerate(old)
        if waiting[section.header]
    ]


def _alike(
    old: Sequence[LayoutSection], new: Sequence[LayoutSection], pairs: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Pairs of the rest that have most of their answers in common, the most alike first."""
    done_old, done_new = {one for one, _ in pairs}, {other for _, other in pairs}
    sets = {j: frozenset(new[j].answer_ids) for j in range(len(new)) if j not in done_new}
    found = []
    for index in (i for i in range(len(old)) if i not in done_old):
        ids = frozenset(old[index].answer_ids)
        for other, others in sets.items():
            share = len(ids & others) / (len(ids | others) or 1)
            if share >= _ALIKE:
                found.append((-share, index, other))
    matched = []
    for _, index, other in sorted(found):
        if index not in done_old and other not in done_new:
            matched.append((index, other))
            done_old.add(index)
            done_new.add(other)
    return matched


def _places(
    sections: Sequence[LayoutSection], names: Mapping[int, int]
) -> defaultdict[str, set[int]]:
    """The sections of each answer, by names that are the same in both snapshots."""
    places: defaultdict[str, set[int]] = defaultdict(set)
    for index, section in enumerate(sections):
        for answer_id in section.answer_ids:
            places[answer_id].add(names[index])
    return places
