"""What Gladly holds, read by id: the record of each answer and each of its contents."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from typing import Any

from helpgen.answer_tables import MAX_DESCRIPTION, MAX_NAME
from helpgen.answers.state import AnswerState, Content, Details
from helpgen.errors import GladlyMalformed, GladlyNotFound, GladlyRefused, Problem, Severity
from helpgen.gladly import AnswerRecord, GladlyClient

WORKERS = 16
"""Threads that wait for answers; the rate limit, not their number, sets the pace."""


@dataclass(slots=True)
class Found:
    """What was read of Gladly.

    Attributes:
        answers: By id; None for an answer that isn't there.
        problems: Of answers that can't be used and are left out.
    """

    answers: dict[str, AnswerState | None] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_answers(
    client: GladlyClient,
    wanted: Mapping[str, Collection[str]],
    on_done: Callable[[], None] = lambda: None,
) -> Found:
    """Answers with their public contents.

    Args:
        client: Asks Gladly.
        wanted: Languages to look for by answer id.
        on_done: Called after each request.

    Raises:
        GladlyError: Asking failed; nothing partial is returned.
    """
    records: dict[Future[Any], str]
    contents: dict[Future[Any], tuple[str, str]]
    with _threads() as pool:
        records = {pool.submit(read_details, client, one): one for one in wanted}
        contents = {
            pool.submit(read_content, client, one, language): (one, language)
            for one, languages in wanted.items()
            for language in languages
        }
        for done in as_completed({*records, *contents}):
            if not isinstance(done.exception(), GladlyMalformed):
                done.result()
            on_done()
    return _assembled(records, contents)


def read_details(client: GladlyClient, answer_id: str) -> Details | None:
    """The answer's details; None if there's no such answer.

    Raises:
        GladlyError: Asking failed, or they are beyond what a file may hold.
    """
    try:
        record = client.get_answer_record(answer_id)
    except GladlyNotFound:
        return None
    _check_lengths(record)
    return Details(record.name, record.description, tuple(sorted(set(record.audience_ids))))


def read_content(client: GladlyClient, answer_id: str, language: str) -> Content | None:
    """A public content; None if there's none.

    Raises:
        GladlyError: Asking failed, or it has no title.
    """
    try:
        content = client.get_content(answer_id, language)
    except GladlyNotFound:
        return None
    except GladlyRefused as refusal:
        if any((one.attr, one.code) == ("language", "invalid") for one in refusal.details):
            return None  # the organization doesn't have the language, so there's no content
        raise
    if not (content.title or "").strip():
        raise GladlyMalformed(
            f"answer {answer_id} in {language}", "has no title: give it one in Gladly"
        )
    return Content.of(content.title or "", content.body_html)


@contextlib.contextmanager
def _threads() -> Iterator[ThreadPoolExecutor]:
    pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="answers")
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _assembled(
    records: Mapping[Future[Any], str],
    contents: Mapping[Future[Any], tuple[str, str]],
) -> Found:
    found = Found()
    failed: dict[str, BaseException] = {}
    owners = {**records, **{task: answer_id for task, (answer_id, _) in contents.items()}}
    for task, answer_id in owners.items():
        error = task.exception()
        if error is not None:
            failed.setdefault(answer_id, error)
    found.problems = [
        Problem(f"answer {key}", str(error), "it is left out", Severity.ERROR, "bad-answer")
        for key, error in failed.items()
    ]
    held: dict[str, dict[str, Content]] = {}
    for task, (answer_id, language) in contents.items():
        content: Content | None = None if answer_id in failed else task.result()
        if content is not None:
            held.setdefault(answer_id, {})[language] = content
    for record, answer_id in records.items():
        if answer_id not in failed:
            details: Details | None = record.result()
            state = AnswerState(details, held.get(answer_id, {})) if details else None
            found.answers[answer_id] = state
    return found


def _check_lengths(record: AnswerRecord) -> None:
    limits = (("name", record.name, MAX_NAME), ("description", record.description, MAX_DESCRIPTION))
    for what, text, longest in limits:
        if len(text) > longest:
            told = f"its {what} is longer than {longest} characters: shorten it in Gladly"
            raise GladlyMalformed(f"answer {record.id}", told)
