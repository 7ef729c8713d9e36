"""What a comparison finds, as values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from helpgen.answers.state import AnswerState, Content

Side = Literal["local", "remote"]


class Kind(StrEnum):
    """What would be done to Gladly; `DRIFT` and `CONFLICT` do nothing."""

    CREATE = "create"
    RENAME = "rename"
    DESCRIPTION = "description"
    AUDIENCES = "audiences"
    ADD = "add"
    UPDATE = "update"
    REMOVE = "remove"
    DELETE = "delete"
    DRIFT = "drift"
    CONFLICT = "conflict"


DELETIONS = frozenset({Kind.REMOVE, Kind.DELETE})
SILENT = frozenset({Kind.DRIFT, Kind.CONFLICT})

Part = Literal["answer", "name", "description", "audiences", "content"]
Value = AnswerState | Content | str | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Change:
    """One difference; each that is sent is one request.

    Attributes:
        answer_id: Of which answer.
        name: The answer's name, for people.
        kind: What it is.
        part: What of the answer differs.
        language: Of the content that differs; empty for anything else.
        base: As it was last in step; None if it wasn't there, or never in step. For a whole
            answer it's left out.
        local: As the files have it; None if they haven't.
        remote: As Gladly has it; None if it hasn't.
        why: For a conflict or drift, what happened.
    """

    answer_id: str
    name: str
    kind: Kind
    part: Part
    language: str = ""
    base: Value = None
    local: Value = None
    remote: Value = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """All differences, in the order in which they are sent.

    Attributes:
        changes: Drift and conflicts among them.
        prune: Whether deletions are sent.
    """

    changes: tuple[Change, ...]
    prune: bool = False

    @property
    def to_send(self) -> tuple[Change, ...]:
        """What an apply would send."""
        kinds = SILENT if self.prune else SILENT | DELETIONS
        return tuple(change for change in self.changes if change.kind not in kinds)

    @property
    def deletions(self) -> tuple[Change, ...]:
        """What the files no longer have and Gladly has."""
        return self.of(*DELETIONS)

    @property
    def conflicts(self) -> tuple[Change, ...]:
        """What somebody has to decide."""
        return self.of(Kind.CONFLICT)

    def of(self, *kinds: Kind) -> tuple[Change, ...]:
        """The changes of some kinds."""
        return tuple(change for change in self.changes if change.kind in kinds)


def in_order(changes: Sequence[Change]) -> tuple[Change, ...]:
    """Changes so that a name is free when it's wanted, and an answer there before its contents."""
    ranks = {kind: rank for rank, kind in enumerate(_ORDER)}
    rest = sorted(changes, key=lambda one: (ranks[one.kind], one.name, one.answer_id, one.language))
    renames = [change for change in rest if change.kind is Kind.RENAME]
    return (*_names_first(renames), *(one for one in rest if one.kind is not Kind.RENAME))


_ORDER = (
    Kind.RENAME,
    Kind.DESCRIPTION,
    Kind.AUDIENCES,
    Kind.CREATE,
    Kind.ADD,
    Kind.UPDATE,
    Kind.REMOVE,
    Kind.DELETE,
    Kind.DRIFT,
    Kind.CONFLICT,
)


def _names_first(renames: Sequence[Change]) -> list[Change]:
    waiting, ordered = list(renames), []
    while waiting:
        held = {change.remote for change in waiting}
        ready = [change for change in waiting if change.local not in held] or waiting[:1]
        ordered += ready
        waiting = [change for change in waiting if change not in ready]
    return ordered
