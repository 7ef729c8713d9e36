"""The organization's state: one in-memory store behind one lock, and Gladly's rules about it.

No HTTP in here: what Gladly would refuse is raised as `Refusal`.
"""

from __future__ import annotations

import base64
import threading
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import chain

from helpgen.answer_files import rfc3339
from helpgen.emulator.payloads import AnswerChange, NewAnswer, NewContent
from helpgen.emulator.records import (
    AnswerRecord,
    ContentRecord,
    ContentType,
    HelpCenterRecord,
    Organization,
    Seed,
)
from helpgen.emulator.shelf import Shelf
from helpgen.refusals import Mistake, not_found, refused

Clock = Callable[[], float]
"""Seconds since the epoch, as `time.time` gives them."""

_Place = tuple[str, ContentType]


@dataclass(slots=True)
class _Entry:
    """An answer and its contents by language and type."""

    answer: AnswerRecord
    contents: dict[_Place, ContentRecord]


class Store:
    """What one organization holds; safe to use from many threads.

    Args:
        seed: What it holds at the start.
        clock: Where `createdAt` and `updatedAt` come from.
    """

    def __init__(self, seed: Seed, clock: Clock) -> None:
        self.organization: Organization = seed.organization
        self._help_centers = {center.id: center for center in seed.help_centers}
        self._placements = _placements(seed.help_centers)
        self._entries = {answer.id: _Entry(answer, {}) for answer in seed.answers}
        for content in seed.contents:
            place = content.language, content.type
            self._entries[content.answer_id].contents[place] = content
        self._ids_by_name = {answer.name: answer.id for answer in seed.answers}
        self._shelves: dict[str, Shelf] = {}
        self._clock = clock
        self._lock = threading.RLock()

    def public_answers(self, language: str, audience_id: str | None) -> list[ContentRecord]:
        """All public contents of a language, by name; an audience keeps only its own."""
        with self._lock:
            return self._filed_under(self._shelf(language).by_name, audience_id)

    def search(self, query: str, language: str, audience_id: str | None) -> list[ContentRecord]:
        """Public contents of a language that match the query, best first."""
        with self._lock:
            return self._filed_under(self._shelf(language).search(query), audience_id)

    def placed_answers(
        self, help_center_id: str, language: str, audience_id: str | None
    ) -> list[ContentRecord]:
        """Public contents of the answers in a help center's sections, in their order, each once."""
        with self._lock:
            center = self._help_centers.get(help_center_id)
            sections = center.sections if center else ()
            ids = dict.fromkeys(chain.from_iterable(section.answer_ids for section in sections))
            entries = [self._entries[answer_id] for answer_id in ids if answer_id in self._entries]
            found = [entry.contents.get((language, "public")) for entry in entries]
            return self._filed_under([content for content in found if content], audience_id)

    def help_center(self, help_center_id: str) -> HelpCenterRecord | None:
        """The layout, or None: its host knows no documented error."""
        return self._help_centers.get(help_center_id)

    def answer(self, answer_id: str) -> AnswerRecord:
        """The answer without its contents.

        Raises:
            Refusal: 404.
        """
        with self._lock:
            return self._entry(answer_id).answer

    def add_answer(self, new: NewAnswer) -> AnswerRecord:
        """Add an answer; an id is made where none was chosen.

        Raises:
            Refusal: 409 when the id or the name is taken.
        """
        with self._lock:
            taken = self._taken(new)
            if taken:
                raise refused(409, taken)
            now = self._now()
            answer = AnswerRecord(
                new.id or make_id(), new.name, new.description, new.audience_ids, now, now
            )
            self._entries[answer.id] = _Entry(answer, {})
            self._ids_by_name[answer.name] = answer.id
            return answer

    def update_answer(self, answer_id: str, change: AnswerChange) -> None:
        """Change what the change names; `audience_ids` replaces the whole set.

        Raises:
            Refusal: 404, or 400 `taken` (409 isn't documented for PATCH).
        """
        with self._lock:
            entry = self._entry(answer_id)
            old = entry.answer
            name = old.name if change.name is None else change.name
            if self._ids_by_name.get(name, answer_id) != answer_id:
                raise refused(400, [self._name_taken(name)])
            entry.answer = replace(
                old,
                name=name,
                description=old.description if change.description is None else change.description,
                audience_ids=old.audience_ids
                if change.audience_ids is None
                else change.audience_ids,
                updated_at=self._now(),
            )
            self._ids_by_name[name] = self._ids_by_name.pop(old.name)

    def delete_answer(self, answer_id: str) -> None:
        """Delete an answer and all of its contents.

        Raises:
            Refusal: 404, or 400 `in_use` while a help center shows it.
        """
        with self._lock:
            entry = self._entry(answer_id)
            self._refuse_in_use(answer_id)
            del self._entries[answer_id]
            del self._ids_by_name[entry.answer.name]
            for content in entry.contents.values():
                self._forget_shelf(content)

    def content(self, answer_id: str, language: str, content_type: ContentType) -> ContentRecord:
        """The content of an answer in one language and of one type.

        Raises:
            Refusal: 404, for the answer or for the content.
        """
        with self._lock:
            content = self._entry(answer_id).contents.get((language, content_type))
            if content is None:
                raise not_found("answer content")
            return content

    def put_content(self, answer_id: str, new: NewContent) -> ContentRecord:
        """Add or replace a content.

        Raises:
            Refusal: 404 when there's no such answer.
        """
        with self._lock:
            entry = self._entry(answer_id)
            content = ContentRecord(
                answer_id,
                new.language,
                new.type,
                new.body_html,
                title=new.title,
                subject=new.subject,
                internal=new.internal,
                updated_at=self._now(),
            )
            entry.contents[new.language, new.type] = content
            self._forget_shelf(content)
            return content

    def delete_content(self, answer_id: str, language: str, content_type: ContentType) -> None:
        """Delete one content.

        Raises:
            Refusal: 404, or 400 `in_use` for the last public one of an answer in a help center.
        """
        with self._lock:
            content = self.content(answer_id, language, content_type)
            contents = self._entries[answer_id].contents
            public = [place for place in contents if place[1] == "public"]
            if public == [(language, content_type)]:
                self._refuse_in_use(answer_id)
            del contents[language, content_type]
            self._forget_shelf(content)

    def _entry(self, answer_id: str) -> _Entry:
        entry = self._entries.get(answer_id)
        if entry is None:
            raise not_found("answer")
        return entry

    def _filed_under(
        self, contents: list[ContentRecord], audience_id: str | None
    ) -> list[ContentRecord]:
        if audience_id is None:
            return contents
        entries = self._entries
        return [
            one for one in contents if audience_id in entries[one.answer_id].answer.audience_ids
        ]

    def _shelf(self, language: str) -> Shelf:
        if language not in self._shelves:
            place: _Place = (language, "public")
            found = (entry.contents.get(place) for entry in self._entries.values())
            self._shelves[language] = Shelf(content for content in found if content)
        return self._shelves[language]

    def _forget_shelf(self, content: ContentRecord) -> None:
        if content.type == "public":
            self._shelves.pop(content.language, None)

    def _taken(self, new: NewAnswer) -> list[Mistake]:
        taken = []
        if new.id in self._entries:
            taken.append(Mistake("id", "taken", "answer id already taken"))
        if new.name in self._ids_by_name:
            taken.append(self._name_taken(new.name))
        return taken

    def _name_taken(self, name: str) -> Mistake:
        meta = {"existingAnswerId": self._ids_by_name[name]}
        return Mistake("name", "taken", "duplicate answer name", meta)

    def _refuse_in_use(self, answer_id: str) -> None:
        in_use = self._placements.get(answer_id)
        if in_use is not None:
            raise refused(400, [in_use])

    def _now(self) -> str:
        return rfc3339(datetime.fromtimestamp(self._clock(), UTC))


def make_id() -> str:
    """A new id as Gladly makes them: a random UUID in 22 characters of unpadded base64url."""
    return base64.urlsafe_b64encode(uuid.uuid4().bytes).rstrip(b"=").decode("ascii")


def _placements(centers: Iterable[HelpCenterRecord]) -> dict[str, Mistake]:
    """For each answer in a section, the `in_use` that its deletion meets."""
    found: dict[str, Mistake] = {}
    for center in centers:
        for number, section in enumerate(center.sections, start=1):
            for answer_id in section.answer_ids:
                found.setdefault(answer_id, _in_use(center.id, number, section.header, answer_id))
    return found


def _in_use(center_id: str, number: int, header: str, answer_id: str) -> Mistake:
    """Help centers have no name and sections no id in public layouts: both are made up here."""
    detail = f"Public response used in Help Center '{center_id}' Section '{header}'"
    section_id = f"{center_id}-section-{number}"
    meta = {"helpCenterID": center_id, "sectionID": section_id, "snippetID": answer_id}
    return Mistake("", "in_use", detail, meta)
