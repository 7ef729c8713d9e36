"""Managed answers that differ from what is published: a snapshot as it will be after an apply.

The rule is that of `helpgen answers plan`: what only the files changed is a draft, what only
Gladly changed is not.
"""

from __future__ import annotations

import operator
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from helpgen.answer_files import ManagedBody
from helpgen.answers.bodies import published_html
from helpgen.answers.canonical import canonical_hash
from helpgen.answers.folder import one_line
from helpgen.answers.state import BaseAnswer
from helpgen.config import Brand, Site
from helpgen.model import Answer, EditionKey, Snapshot
from helpgen.preview.managed import ManagedState, Written

Kind = Literal["changed", "new", "deleted"]


@dataclass(frozen=True, slots=True)
class Draft:
    """A difference in one edition.

    Attributes:
        answer_id: Of which answer.
        kind: What will become of it.
        folder: Its folder's name.
        before: As it is published; None of a new one.
        after: As it will be; None of a deleted one.
    """

    answer_id: str
    kind: Kind
    folder: str
    before: Answer | None
    after: Answer | None

    @property
    def title(self) -> str:
        """As readers see it."""
        answer = self.after or self.before
        return answer.name if answer else ""


class _Shown(NamedTuple):
    """An edition with its drafts, and what that was made of."""

    snapshot: Snapshot
    state: ManagedState
    brand: Brand
    drafts: tuple[Draft, ...]
    shown: Snapshot


class Drafts:
    """Snapshots with drafts.

    Attributes:
        site: Names brands and their audiences; None as long as there's none.
        state: The managed answers as they stand.
    """

    def __init__(self) -> None:
        self.site: Site | None = None
        self.state = ManagedState()
        self._shown: dict[EditionKey, _Shown] = {}
        self._told: dict[tuple[EditionKey, str], tuple[object, Draft | None]] = {}

    def of(self, snapshot: Snapshot) -> tuple[Draft, ...]:
        """The drafts of an edition, by answer id."""
        return self._of(snapshot).drafts

    def applied(self, snapshot: Snapshot) -> Snapshot:
        """The edition as it will be; the very same one as long as nothing changes."""
        return self._of(snapshot).shown

    def _of(self, snapshot: Snapshot) -> _Shown:
        edition, state = snapshot.edition, self.state
        brands = {brand.slug: brand for brand in self.site.brands} if self.site else {}
        brand = brands[edition.brand]
        known = self._shown.get(edition)
        if known and known[:3] == (snapshot, state, brand):
            return known
        drafts = tuple(self._drafts(snapshot, brand))
        same = known is not None and known.snapshot is snapshot and known.drafts == drafts
        shown = known.shown if known and same else with_drafts(snapshot, drafts)
        self._shown[edition] = _Shown(snapshot, state, brand, drafts, shown)
        return self._shown[edition]

    def _drafts(self, snapshot: Snapshot, brand: Brand) -> Iterator[Draft]:
        state = self.state
        published = {answer.id: answer for answer in snapshot.answers}
        layout = snapshot.layout.sections if snapshot.layout else ()
        placed = {answer_id for section in layout for answer_id in section.answer_ids}
        for answer_id in sorted({*state.answers, *state.lock.base}):
            written, base = state.answers.get(answer_id), state.lock.base.get(answer_id)
            made_of = (written, base, published.get(answer_id), answer_id in placed, brand)
            place = (snapshot.edition, answer_id)
            known = self._told.get(place)
            if known is None or not _same(known[0], made_of):
                draft = self._draft(snapshot.edition, answer_id, made_of)
                self._told[place] = known = made_of, draft
            if known[1]:
                yield known[1]

    def _draft(self, edition: EditionKey, answer_id: str, made_of: _MadeOf) -> Draft | None:
        written, base, before, is_placed, brand = made_of
        language = edition.language
        bodies = {body.language: body for body in written.answer.bodies} if written else {}
        belongs = written is not None and (is_placed or self._is_filed(written, brand))
        folder = written.answer.folder.name if written else base.folder if base else ""
        body = bodies.get(language)
        if body is None or not (belongs or before):
            was = base is not None and language in base.contents
            return Draft(answer_id, "deleted", folder, before, None) if was and before else None
        if base and before and not belongs and _was_filed(base, brand):
            return Draft(answer_id, "deleted", folder, before, None)
        html = written.html.get(language) if written else None
        if html is None or _is_as_published(body, html, before, base):
            return None
        after = _answer(answer_id, body, before)
        return Draft(answer_id, "changed" if before else "new", folder, before, after)

    def _is_filed(self, written: Written, brand: Brand) -> bool:
        """Whether an answer is of the brand's audience, by its name or id."""
        if brand.audience_id is None:
            return True
        site = self.site.brands if self.site else ()
        names = {b.audience_id: b.name for b in site} | dict(self.state.lock.audiences)
        return bool({brand.audience_id, names.get(brand.audience_id)} & {*written.answer.audiences})


_MadeOf = tuple[Written | None, BaseAnswer | None, Answer | None, bool, Brand]


def with_drafts(snapshot: Snapshot, drafts: Collection[Draft]) -> Snapshot:
    """A snapshot as it will be.

    Args:
        snapshot: As it was fetched.
        drafts: Of its edition.
    """
    if not drafts:
        return snapshot
    answers: Mapping[str, Answer | None] = {
        **{answer.id: answer for answer in snapshot.answers},
        **{draft.answer_id: draft.after for draft in drafts},
    }
    there = sorted((one for one in answers.values() if one), key=lambda answer: answer.id)
    return replace(snapshot, answers=tuple(there))


def _same(before: object, now: _MadeOf) -> bool:
    """Whether these are the very same objects: comparing texts would take its time."""
    old: tuple[object, ...] = before if isinstance(before, tuple) else ()
    return len(old) == len(now) and all(map(operator.is_, old, now))


def _was_filed(base: BaseAnswer, brand: Brand) -> bool:
    return base.details is not None and brand.audience_id in base.details.audience_ids


def _is_as_published(
    body: ManagedBody, html: str, before: Answer | None, base: BaseAnswer | None
) -> bool:
    """Whether a file says what Gladly holds, or what it said when both were in step."""
    title = one_line(body.title)
    if before and title == before.name and html == before.body_html:
        return True
    here = title, canonical_hash(html)
    known = base.contents.get(body.language) if base else None
    if known and here == known.published:
        return True
    return before is not None and here == (before.name, canonical_hash(before.body_html))


def _answer(answer_id: str, body: ManagedBody, before: Answer | None) -> Answer:
    updated_at = body.updated_at or (before.updated_at if before else None)
    return Answer(answer_id, one_line(body.title), published_html(body), body.language, updated_at)
