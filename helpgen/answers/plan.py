"""The plan: a pure function of base, files and Gladly.

For every part of every managed answer the rule is the same. What both sides have alike is
no difference. What only the files changed is sent. What only Gladly changed is drift, for a
pull to bring. What both changed is a conflict, for somebody to decide.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from helpgen.answers.changes import Change, Kind, Part, Plan, Side, in_order
from helpgen.answers.state import (
    AnswerState,
    Base,
    BaseAnswer,
    BaseContent,
    Content,
    Files,
    Remote,
)

DETAILS: tuple[tuple[Part, str, Kind], ...] = (
    ("name", "name", Kind.RENAME),
    ("description", "description", Kind.DESCRIPTION),
    ("audiences", "audience_ids", Kind.AUDIENCES),
)
BOTH = "changed in the file and in Gladly"
NEVER_IN_STEP = "the file and Gladly differ and were never in step"
MARKERS = "the file holds conflict markers"
GONE_THERE = "deleted in Gladly"
GONE_THERE_CHANGED_HERE = "deleted in Gladly, changed in the file"
GONE_HERE_CHANGED_THERE = "deleted here, changed in Gladly"
NEW_THERE = "new in Gladly"
CHANGED_THERE = "changed in Gladly"


@dataclass(frozen=True, slots=True)
class Decision:
    """Whose side is taken where both changed; `answer_ids` None means everywhere."""

    side: Side
    answer_ids: frozenset[str] | None = None

    def covers(self, answer_id: str) -> bool:
        """Whether it decides this answer's conflicts."""
        return self.answer_ids is None or answer_id in self.answer_ids


def make_plan(
    base: Base,
    files: Files,
    remote: Remote,
    *,
    unresolved: Collection[tuple[str, str]] = (),
    decision: Decision | None = None,
    prune: bool = False,
) -> Plan:
    """All differences of the answers that `remote` tells of.

    Args:
        base: As file and Gladly were last in step.
        files: What the files say.
        remote: What Gladly holds; an answer that isn't a key wasn't asked for.
        unresolved: Answer id and language of files with conflict markers: conflicts always.
        decision: Turns conflicts into changes or drift.
        prune: Whether the plan's deletions are sent.
    """
    found: list[Change] = []
    for answer_id, there in remote.items():
        found += _answer(answer_id, base.get(answer_id), files.get(answer_id), there)
    marked = [_unresolved(change, unresolved) for change in _with_marked(found, files, unresolved)]
    decided = [one for change in marked for one in _decided(change, decision, files, unresolved)]
    return Plan(in_order(decided), prune)


def _answer(
    answer_id: str, base: BaseAnswer | None, here: AnswerState | None, there: AnswerState | None
) -> Iterator[Change]:
    if here is None:
        yield from _gone_here(answer_id, base, there)
    elif there is None:
        yield from _gone_there(answer_id, base, here)
    else:
        yield from _details(answer_id, base, here, there)
        known = base.contents if base else {}
        for language in sorted({*known, *here.contents, *there.contents}):
            change = _content(
                known.get(language), here.contents.get(language), there.contents.get(language)
            )
            if change:
                yield replace(
                    change, answer_id=answer_id, name=here.details.name, language=language
                )


def _gone_here(
    answer_id: str, base: BaseAnswer | None, there: AnswerState | None
) -> Iterator[Change]:
    if base is None or there is None:  # never managed, or gone on both sides
        return
    changed = not _as_base(base, there)
    yield Change(
        answer_id,
        there.details.name,
        Kind.CONFLICT if changed else Kind.DELETE,
        "answer",
        remote=there,
        why=GONE_HERE_CHANGED_THERE if changed else "",
    )


def _gone_there(answer_id: str, base: BaseAnswer | None, here: AnswerState) -> Iterator[Change]:
    name = here.details.name
    whole = Change(answer_id, name, Kind.CREATE, "answer", local=AnswerState(here.details))
    if base is not None:
        same = here.details == base.details and _as_published(base, here)
        kind, why = (Kind.DRIFT, GONE_THERE) if same else (Kind.CONFLICT, GONE_THERE_CHANGED_HERE)
        yield replace(whole, kind=kind, why=why)
        return
    yield whole
    yield from _contents_of(whole, here)


def _as_base(base: BaseAnswer, there: AnswerState) -> bool:
    """Whether Gladly still holds what it held when both were in step."""
    held = {code: content.key for code, content in there.contents.items()}
    known = {code: content.gladly.key for code, content in base.contents.items()}
    return there.details == base.details and held == known


def _as_published(base: BaseAnswer, here: AnswerState) -> bool:
    written = {code: content.key for code, content in here.contents.items()}
    return written == {code: content.published for code, content in base.contents.items()}


def _details(
    answer_id: str, base: BaseAnswer | None, here: AnswerState, there: AnswerState
) -> Iterator[Change]:
    for part, attribute, kind in DETAILS:
        mine, theirs = getattr(here.details, attribute), getattr(there.details, attribute)
        known = getattr(base.details, attribute) if base and base.details else None
        if mine == theirs:
            continue
        change = Change(
            answer_id, here.details.name, kind, part, base=known, local=mine, remote=theirs
        )
        if base is None or base.details is None:
            yield replace(change, kind=Kind.CONFLICT, why=NEVER_IN_STEP)
        elif theirs == known:
            yield change
        elif mine == known:
            yield replace(change, kind=Kind.DRIFT, why=CHANGED_THERE)
        else:
            yield replace(change, kind=Kind.CONFLICT, why=BOTH)


def _content(
    base: BaseContent | None, here: Content | None, there: Content | None
) -> Change | None:
    """The difference of one content, without its place; None if there's none."""
    if (here is None and there is None) or (here and there and here.key == there.key):
        return None
    still_here = here is None if base is None else here is not None and here.key == base.published
    still_there = (
        there is None if base is None else there is not None and there.key == base.gladly.key
    )
    if still_here and still_there:
        return None
    if still_there:
        kind = Kind.REMOVE if here is None else Kind.UPDATE if there else Kind.ADD
        why = ""
    elif still_here:
        kind = Kind.DRIFT
        why = GONE_THERE if there is None else CHANGED_THERE if base else NEW_THERE
    else:
        kind, why = Kind.CONFLICT, _told(base, here, there)
    known = base.gladly if base else None
    return Change("", "", kind, "content", base=known, local=here, remote=there, why=why)


def _told(base: BaseContent | None, here: Content | None, there: Content | None) -> str:
    if here is None:
        return GONE_HERE_CHANGED_THERE
    if there is None:
        return GONE_THERE_CHANGED_HERE
    return BOTH if base else NEVER_IN_STEP


def _with_marked(
    found: Iterable[Change], files: Files, unresolved: Collection[tuple[str, str]]
) -> Iterator[Change]:
    """The changes, and one for each file with markers that has none: such a file isn't done."""
    told = set()
    for change in found:
        told.add((change.answer_id, change.language))
        yield change
    for answer_id, language in sorted(set(unresolved) - told):
        if answer_id in files:
            state = files[answer_id]
            yield Change(
                answer_id,
                state.details.name,
                Kind.CONFLICT,
                "content",
                language,
                local=state.contents[language],
            )


def _unresolved(change: Change, unresolved: Collection[tuple[str, str]]) -> Change:
    if (change.answer_id, change.language) not in unresolved:
        return change
    return replace(change, kind=Kind.CONFLICT, why=MARKERS)


def _decided(
    change: Change,
    decision: Decision | None,
    files: Files,
    unresolved: Collection[tuple[str, str]],
) -> Iterator[Change]:
    """A conflict as the decision settles it; markers have to be edited away."""
    marked = (change.answer_id, change.language) in unresolved
    if (
        change.kind is not Kind.CONFLICT
        or marked
        or decision is None
        or not decision.covers(change.answer_id)
    ):
        yield change
    elif decision.side == "remote":
        yield replace(change, kind=Kind.DRIFT)
    else:
        kind = _sent_as(change)
        yield replace(change, kind=kind)
        if kind is Kind.CREATE:
            yield from _contents_of(change, files[change.answer_id])


def _contents_of(change: Change, here: AnswerState) -> Iterator[Change]:
    for language, content in here.contents.items():
        yield Change(change.answer_id, change.name, Kind.ADD, "content", language, local=content)


def _sent_as(change: Change) -> Kind:
    """What it takes to make Gladly as the files are."""
    if change.part == "answer":
        return Kind.DELETE if change.local is None else Kind.CREATE
    if change.part != "content":
        return next(kind for part, _, kind in DETAILS if part == change.part)
    if change.local is None:
        return Kind.REMOVE
    return Kind.UPDATE if change.remote is not None else Kind.ADD
