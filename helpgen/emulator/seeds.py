"""A seed from the managed answers and help centers under `content/`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from helpgen.answer_files import HelpCenterFile, ManagedAnswer, load_answers, load_help_centers
from helpgen.emulator.records import (
    AnswerRecord,
    ContentRecord,
    HelpCenterRecord,
    Organization,
    SectionRecord,
    Seed,
)
from helpgen.errors import ConfigError, Problem, Severity


def seed_from_content(content: Path, organization: Organization) -> Seed:
    """What Gladly would hold if every managed answer had been applied to it.

    The organization's languages grow by those that the files are written in.

    Args:
        content: Folder with `answers/` and, where there are layouts, `help-centers/`.
        organization: Its audiences are the only ones that files may name, by name or id.

    Raises:
        ConfigError: With every mistake in the files.
    """
    answers, centers = _load(content)
    ids = _audience_ids(organization)
    problems = [*_unknown_audiences(answers, centers, ids)]
    if problems:
        raise ConfigError(problems)
    written = [body.language for answer in answers for body in answer.bodies]
    spoken = dict.fromkeys(
        [*organization.languages, *(center.language for center in centers), *written]
    )
    by_folder = {answer.folder.name: answer.id for answer in answers}
    return Seed(
        organization=replace(organization, languages=tuple(spoken)),
        answers=tuple(_answer(answer, ids) for answer in answers),
        contents=tuple(_contents(answers)),
        help_centers=tuple(_help_center(center, by_folder, ids) for center in centers),
    )


def _load(content: Path) -> tuple[tuple[ManagedAnswer, ...], tuple[HelpCenterFile, ...]]:
    problems: list[Problem] = []
    answers: tuple[ManagedAnswer, ...] = ()
    centers: tuple[HelpCenterFile, ...] = ()
    try:
        answers = load_answers(content / "answers")
    except ConfigError as error:
        problems += error.problems
    try:
        centers = load_help_centers(content / "help-centers")
    except ConfigError as error:
        problems += error.problems
    if problems:
        raise ConfigError(problems)
    return answers, centers


def _audience_ids(organization: Organization) -> dict[str, str]:
    """Audience id by what a file may call it: its name or its id; an id wins."""
    by_name = {name: audience_id for audience_id, name in organization.audiences.items()}
    return by_name | {audience_id: audience_id for audience_id in organization.audiences}


def _unknown_audiences(
    answers: Iterable[ManagedAnswer], centers: Iterable[HelpCenterFile], ids: Mapping[str, str]
) -> Iterator[Problem]:
    used = [
        (f"{answer.folder / 'answer.toml'}: audiences", audience)
        for answer in answers
        for audience in answer.audiences
    ]
    used += [(f"{center.path}: audience", center.audience) for center in centers if center.audience]
    for where, audience in used:
        if audience not in ids:
            what = f"{audience!r} is no audience of the organization"
            hint = f"use one of {', '.join(ids)}"
            yield Problem(where, what, hint, Severity.ERROR, "answer-file")


def _answer(answer: ManagedAnswer, ids: Mapping[str, str]) -> AnswerRecord:
    audiences = tuple(dict.fromkeys(ids[audience] for audience in answer.audiences))
    return AnswerRecord(answer.id, answer.name, answer.description, audiences)


def _contents(answers: Iterable[ManagedAnswer]) -> Iterator[ContentRecord]:
    for answer in answers:
        for body in answer.bodies:
            yield ContentRecord(
                answer.id,
                body.language,
                "public",
                body.body_html,
                title=body.title,
                updated_at=body.updated_at,
            )


def _help_center(
    center: HelpCenterFile, by_folder: Mapping[str, str], ids: Mapping[str, str]
) -> HelpCenterRecord:
    """Folder names become ids; whatever names no folder is an id, dangling or not."""
    known = set(by_folder.values())
    sections = tuple(
        SectionRecord(
            section.header,
            tuple(
                entry if entry in known else by_folder.get(entry, entry)
                for entry in section.answers
            ),
        )
        for section in center.sections
    )
    audience_id = ids[center.audience] if center.audience else None
    return HelpCenterRecord(center.id, center.language, sections, audience_id)
