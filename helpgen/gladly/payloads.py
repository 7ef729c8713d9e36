"""From a reply to values of `helpgen.model` and `records`: item by item, oddities told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import ValidationError

from helpgen.errors import GladlyMalformed, Problem, Severity
from helpgen.gladly import records, wire
from helpgen.gladly.hosts import is_segment
from helpgen.gladly.replies import Reply
from helpgen.gladly.words import plain
from helpgen.model import Answer, Layout, LayoutSection

M = TypeVar("M", bound=wire.Model)

LIST_LIMIT = 1000
"""Where Gladly cuts its list of answers, without a word."""

MOST_MISTAKES = 1000
"""Of one reply that are told one by one; what has more isn't Gladly's."""

_HINT = "correct it in Gladly; everything else is used"
_KINDS = {dict: "an object", list: "a list", str: "a text", bool: "a yes or no", type(None): "null"}


def answer_list(reply: Reply) -> records.AnswerList:
    """The answers of a list, with a problem for each item that is none.

    Raises:
        GladlyMalformed: It is no list at all, or hardly an item of it is an answer.
    """
    items = _items(reply)
    answers: dict[str, Answer] = {}
    problems: list[Problem] = []
    for number, item in enumerate(items, 1):
        if what := _add(item, answers):
            _note(problems, _bad_answer(reply, number, item, what), reply)
    ids = dict.fromkeys(filter(None, map(_usable_id, items)))
    return records.AnswerList(
        answers=tuple(answers.values()),
        problems=tuple(problems),
        cut_off=len(items) == LIST_LIMIT,
        bad_ids=tuple(answer_id for answer_id in ids if answer_id not in answers),
    )


def answer(reply: Reply, answer_id: str) -> Answer:
    """One answer.

    Raises:
        GladlyMalformed: It is none, or another one than the one asked for.
    """
    found = _object(reply, wire.PublicAnswer).value()
    if found.id != answer_id:
        raise GladlyMalformed(reply.request, f"gave answer {found.id} instead")
    return found


def answer_titles(reply: Reply) -> tuple[records.AnswerTitle, ...]:
    """Ids and names, in Gladly's order.

    Raises:
        GladlyMalformed: It is no list of them.
    """
    return tuple(
        records.AnswerTitle(title.id, title.name) for title in _objects(reply, wire.AnswerTitle)
    )


def help_center(reply: Reply) -> records.HelpCenter:
    """A layout, with a problem for each section or id that can't be used.

    Raises:
        GladlyMalformed: It is no layout at all.
    """
    found = _object(reply, wire.HelpCenter)
    problems: list[Problem] = []
    sections = []
    for number, item in enumerate(found.sections, 1):
        where = f"{reply.request} section {number}"
        try:
            section = wire.Section.model_validate(item)
        except ValidationError as error:
            _note(problems, _bad_layout(where, wire.complaint(error)), reply)
            continue
        ids = tuple(_usable_ids(where, section.answer_ids, problems, reply))
        sections.append(LayoutSection(section.header, ids))
    layout = Layout(tuple(sections))
    return records.HelpCenter(found.lng, found.audience_id, layout, tuple(problems))


def organization(reply: Reply) -> records.Organization:
    """The organization; what is missing is empty.

    Raises:
        GladlyMalformed: It is no organization.
    """
    found = _object(reply, wire.Organization)
    return records.Organization(
        id=found.id,
        name=found.name,
        login_domain=found.login_domain,
        timezone=found.timezone,
        gladly_url=found.gladly_url,
    )


def audiences(reply: Reply) -> tuple[records.Audience, ...]:
    """All audiences, in Gladly's order.

    Raises:
        GladlyMalformed: It is no list of them.
    """
    return tuple(records.Audience(each.id, each.name) for each in _objects(reply, wire.Audience))


def answer_record(reply: Reply) -> records.AnswerRecord:
    """An answer without its contents.

    Raises:
        GladlyMalformed: It is none.
    """
    found = _object(reply, wire.AnswerRecord)
    return records.AnswerRecord(
        id=found.id,
        name=found.name,
        description=found.description,
        audience_ids=tuple(found.audience_ids),
        created_at=found.created_at,
        updated_at=found.updated_at,
    )


def answer_content(reply: Reply) -> records.AnswerContent:
    """One content of an answer.

    Raises:
        GladlyMalformed: It is none.
    """
    found = _object(reply, wire.AnswerContent)
    return records.AnswerContent(
        answer_id=found.answer_id,
        language=found.language,
        type=found.type,
        body_html=found.body_html,
        title=found.title,
        subject=found.subject,
        internal=found.internal,
    )


def _object(reply: Reply, model: type[M]) -> M:
    try:
        return model.model_validate(reply.json())
    except ValidationError as error:
        raise GladlyMalformed(reply.request, wire.complaint(error)) from error


def _objects(reply: Reply, model: type[M]) -> Iterator[M]:
    for number, item in enumerate(_items(reply), 1):
        try:
            yield model.model_validate(item)
        except ValidationError as error:
            message = f"item {number}: {wire.complaint(error)}"
            raise GladlyMalformed(reply.request, message) from error


def _items(reply: Reply) -> list[Any]:
    found = reply.json()
    if not isinstance(found, list):
        raise GladlyMalformed(reply.request, f"{_KINDS.get(type(found), 'a number')}, not a list")
    return found


def _add(item: Any, answers: dict[str, Answer]) -> str:
    """What keeps the item from being one of the answers; empty if it was added to them."""
    try:
        found = wire.PublicAnswer.model_validate(item).value()
    except ValidationError as error:
        return wire.complaint(error)
    if found.id in answers:
        return "comes twice; the first one is kept"
    answers[found.id] = found
    return ""


def _usable_id(item: Any) -> str | None:
    found = item.get("id") if isinstance(item, dict) else None
    return found if isinstance(found, str) and is_segment(found) else None


def _usable_ids(where: str, ids: list[Any], problems: list[Problem], reply: Reply) -> Iterator[str]:
    for found in ids:
        if isinstance(found, str) and is_segment(found):
            yield found
        else:
            what = f"{plain(repr(found)[:300], 60)} is no answer id"
            _note(problems, _bad_layout(where, what), reply)


def _note(problems: list[Problem], problem: Problem, reply: Reply) -> None:
    if len(problems) == MOST_MISTAKES:
        message = f"more than {MOST_MISTAKES} mistakes, the first: {problems[0].what}"
        raise GladlyMalformed(reply.request, message)
    problems.append(problem)


def _bad_answer(reply: Reply, number: int, item: Any, what: str) -> Problem:
    found = item.get("id") if isinstance(item, dict) else None
    name = f"answer {plain(found, 60)}" if isinstance(found, str) and found else f"item {number}"
    return Problem(f"{reply.request} {name}", what, _HINT, Severity.ERROR, "bad-answer")


def _bad_layout(where: str, what: str) -> Problem:
    return Problem(where, what, _HINT, Severity.ERROR, "bad-layout")
