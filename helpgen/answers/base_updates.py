"""The base after something came in step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from helpgen.answers.changes import Change, Part, Value
from helpgen.answers.folder import LocalAnswers
from helpgen.answers.plan import DETAILS
from helpgen.answers.state import (
    AnswerState,
    Base,
    BaseAnswer,
    BaseContent,
    Content,
    Details,
    Remote,
)


def adopted(base: Base, local: LocalAnswers, remote: Remote) -> dict[str, BaseAnswer]:
    """The base after all that file and Gladly have alike was taken over.

    Args:
        base: As it was.
        local: The files.
        remote: What was read of Gladly; other answers stay as they were.
    """
    new = dict(base)
    for answer_id, there in remote.items():
        here = local.states.get(answer_id)
        if here is None and there is None:
            new.pop(answer_id, None)
        elif here is not None and there is not None:
            folder = local.answers[answer_id].folder.name
            known = base.get(answer_id, BaseAnswer(None))
            details = _details_in_step(known.details, here.details, there.details)
            contents = _contents_in_step(answer_id, known, here, there, local)
            if details is not None or contents:
                new[answer_id] = BaseAnswer(details, contents, folder)
    return new


def settled_sending(
    base: Base, sending: Mapping[tuple[str, str], tuple[str, ...]], remote: Remote
) -> Base:
    """The base with what an interrupted apply did send, now that Gladly was asked.

    Args:
        base: As it was.
        sending: What was being sent.
        remote: What was read of Gladly.
    """
    for (answer_id, language), key in sorted(sending.items()):
        there = remote.get(answer_id)
        if there is None:
            continue
        content = there.contents.get(language)
        if not language and answer_id not in base:
            # What was sent, not what is there: somebody may have changed it since.
            base = {**base, answer_id: BaseAnswer(_details_of(key))}
        elif content is not None and content.key == key:
            base = with_content(base, answer_id, language, BaseContent(content, content.key))
    return base


def details_key(details: Details) -> tuple[str, ...]:
    """Details in the form in which they are noted before they are sent."""
    return details.name, details.description, *details.audience_ids


def _details_of(key: tuple[str, ...]) -> Details | None:
    if not key:  # noted by a version that didn't say what it sent
        return None
    name, description, *audience_ids = key
    return Details(name, description, tuple(audience_ids))


def with_details(base: Base, answer_id: str, details: Details, folder: str) -> Base:
    """The base with other details of an answer, which may be new in it."""
    old = base.get(answer_id, BaseAnswer(None))
    return {**base, answer_id: BaseAnswer(details, old.contents, folder)}


def with_content(base: Base, answer_id: str, language: str, content: BaseContent | None) -> Base:
    """The base with a content in the place of another one, or without it if it is None."""
    old = base.get(answer_id, BaseAnswer(None))
    contents = {code: one for code, one in old.contents.items() if code != language}
    if content is not None:
        contents[language] = content
    return {**base, answer_id: replace(old, contents=contents)}


def without_answer(base: Base, answer_id: str) -> Base:
    """The base without an answer."""
    return {key: one for key, one in base.items() if key != answer_id}


def with_detail(details: Details, change: Change, value: Value) -> Details:
    """Details in which one is another, as a change names it."""
    values: dict[str, Any] = {attribute(change.part): value}
    return replace(details, **values)


def attribute(part: Part) -> str:
    """The field of `Details` that a part of an answer is kept in."""
    return next(name for known, name, _ in DETAILS if part == known)


def in_gladly(content: Content) -> BaseContent:
    """A content of which only Gladly's side is taken over: a file that differs is a change."""
    return BaseContent(content, content.key)


def _details_in_step(base: Details | None, here: Details, there: Details) -> Details | None:
    """The base with each detail that is alike; None where nothing can be a base yet."""
    if base is None:
        return there if here == there else None
    alike = {
        name: getattr(there, name)
        for _, name, _ in DETAILS
        if getattr(here, name) == getattr(there, name)
    }
    return replace(base, **alike)


def _contents_in_step(
    answer_id: str, base: BaseAnswer, here: AnswerState, there: AnswerState, local: LocalAnswers
) -> dict[str, BaseContent]:
    contents: Mapping[str, BaseContent] = base.contents
    settled = dict(contents)
    for language in {*contents, *here.contents, *there.contents}:
        mine, theirs = here.contents.get(language), there.contents.get(language)
        known = contents.get(language)
        if mine is None and theirs is None:
            del settled[language]
        elif mine is not None and theirs is not None:
            source = local.sources[answer_id, language]
            if mine.key == theirs.key:
                settled[language] = BaseContent(theirs, mine.key, source)
            elif known and (known.published, known.gladly.key) == (mine.key, theirs.key):
                settled[language] = replace(known, gladly=theirs, source=source)
    return settled
