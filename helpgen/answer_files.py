"""Managed answers and help-center layouts as files, read into frozen values.

    answers/<slug>/answer.toml      id, name, description, audiences
    answers/<slug>/<language>.md    `+++` front matter (title, updated), then CommonMark
    answers/<slug>/<language>.html  the same, with HTML
    help-centers/<any>.toml         id, language, audience, [[sections]] header, answers

No network, no knowledge of what Gladly holds. Every mistake in a folder is told at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import partial
from pathlib import Path
from typing import TypeVar

from helpgen.answer_tables import (
    LANGUAGE,
    AnswerToml,
    FrontMatter,
    HelpCenterToml,
    checked,
    problem_at,
    told_of,
)
from helpgen.errors import ConfigError, ContentError, Problem
from helpgen.files import read_text, read_toml
from helpgen.markdown import render_markdown, split_front_matter

ANSWER_TOML = "answer.toml"
_RENDER: Mapping[str, Callable[[str], str]] = {
    ".md": render_markdown,
    ".html": lambda text: text.strip(" \t\n\f"),  # a no-break space may be meant
}
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class ManagedBody:
    """An answer's public content in one language.

    Attributes:
        language: Gladly's code, such as `en-us`.
        title: What readers see.
        source: What stands below the front matter.
        suffix: `.md` or `.html`: how it is written.
        updated_at: RFC 3339, or None.
    """

    language: str
    title: str
    source: str
    suffix: str
    updated_at: str | None = None

    @property
    def body_html(self) -> str:
        """The source as HTML."""
        return _RENDER[self.suffix](self.source)


@dataclass(frozen=True, slots=True)
class ManagedAnswer:
    """An answer kept as files.

    Attributes:
        id: Its id in Gladly.
        name: Internal name, unique in the organization.
        description: For agents; may be empty.
        audiences: Names or ids of audiences.
        bodies: Sorted by language.
        folder: Where it was read.
    """

    id: str
    name: str
    description: str
    audiences: tuple[str, ...]
    bodies: tuple[ManagedBody, ...]
    folder: Path


@dataclass(frozen=True, slots=True)
class HelpCenterSection:
    """A header, and answers by id or by folder name, in display order."""

    header: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HelpCenterFile:
    """A help center's layout kept as a file; `audience` is a name, an id or None."""

    id: str
    language: str
    sections: tuple[HelpCenterSection, ...]
    path: Path
    audience: str | None = None


def load_answers(folder: Path) -> tuple[ManagedAnswer, ...]:
    """Every answer under `folder`, sorted by folder name.

    Files directly in `folder` and names that start with a dot are left alone.

    Args:
        folder: Such as `content/answers`.

    Raises:
        ConfigError: Anything in it is wrong; `problems` holds every mistake.
    """
    problems: list[Problem] = []
    read = [_read_answer(one, problems) for one in _entries(folder, problems) if one.is_dir()]
    answers = [answer for answer in read if answer]
    problems += _repeated(answers, "id", lambda answer: answer.id, _answer_toml)
    problems += _repeated(answers, "name", lambda answer: answer.name, _answer_toml)
    return _unless(problems, answers)


def load_answer(folder: Path) -> ManagedAnswer:
    """The answer of one folder, such as `content/answers/refunds`.

    Raises:
        ConfigError: Anything in it is wrong; `problems` holds every mistake.
    """
    problems: list[Problem] = []
    answer = _read_answer(folder, problems)
    return _unless(problems, [answer] if answer else [])[0]


def load_help_centers(folder: Path) -> tuple[HelpCenterFile, ...]:
    """Every help center under `folder`, sorted by file name; none if there's no such folder.

    Entries of `answers` are not looked up: a layout may name answers that don't exist.

    Args:
        folder: Such as `content/help-centers`.

    Raises:
        ConfigError: Anything in it is wrong; `problems` holds every mistake.
    """
    problems: list[Problem] = []
    found = _entries(folder, problems) if folder.exists() else []
    read = [_read_help_center(path, problems) for path in found if path.suffix == ".toml"]
    centers = [center for center in read if center]
    problems += _repeated(centers, "id", lambda center: center.id, lambda center: center.path)
    return _unless(problems, centers)


def rfc3339(moment: datetime) -> str:
    """The moment as Gladly writes it: UTC, milliseconds, `Z`; one without a zone is UTC."""
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _read_answer(folder: Path, problems: list[Problem]) -> ManagedAnswer | None:
    path = folder / ANSWER_TOML
    bodies = _read_bodies(folder, problems)
    table = checked(AnswerToml, path, partial(read_toml, path), problems)
    if table is None:
        return None
    return ManagedAnswer(table.id, table.name, table.description, table.audiences, bodies, folder)


def _answer_toml(answer: ManagedAnswer) -> Path:
    return answer.folder / ANSWER_TOML


def _read_bodies(folder: Path, problems: list[Problem]) -> tuple[ManagedBody, ...]:
    paths = [path for path in _entries(folder, problems) if path.name != ANSWER_TOML]
    read = [(_read_body(path, problems), path) for path in paths]
    bodies = [(body, path) for body, path in read if body]
    repeated = _repeated(bodies, "language", lambda pair: pair[0].language, lambda pair: pair[1])
    problems += repeated
    return tuple(sorted((body for body, _ in bodies), key=lambda body: body.language))


def _read_body(path: Path, problems: list[Problem]) -> ManagedBody | None:
    if path.suffix not in _RENDER or not re.fullmatch(LANGUAGE, path.stem):
        hint = "name bodies like en-us.md or fr-ca.html, or take the file away"
        problems.append(problem_at(path, "is no body of an answer", hint))
        return None
    try:
        front, text = split_front_matter(read_text(path), str(path))
    except ContentError as error:
        problems.append(told_of(path, error))
        return None
    table = checked(FrontMatter, path, lambda: front, problems)
    if table is None:
        return None
    updated_at = _moment(table.updated) if table.updated else None
    return ManagedBody(path.stem, table.title, text, path.suffix, updated_at)


def _read_help_center(path: Path, problems: list[Problem]) -> HelpCenterFile | None:
    table = checked(HelpCenterToml, path, partial(read_toml, path), problems)
    if table is None:
        return None
    sections = tuple(HelpCenterSection(one.header, one.answers) for one in table.sections)
    return HelpCenterFile(table.id, table.language, sections, path, table.audience)


def _moment(value: datetime | date) -> str:
    return rfc3339(value if isinstance(value, datetime) else datetime.combine(value, time()))


def _entries(folder: Path, problems: list[Problem]) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as error:
        problems.append(
            problem_at(folder, f"can't be read: {error.strerror}", "name another folder")
        )
        return []


def _repeated(
    items: Iterable[_T], what: str, value: Callable[[_T], str], place: Callable[[_T], Path]
) -> list[Problem]:
    first: dict[str, Path] = {}
    problems = []
    for item in items:
        seen_at = first.setdefault(value(item), place(item))
        if seen_at != place(item):
            told = f"has the same {what} as {seen_at}"
            problems.append(
                problem_at(place(item), f"{told} ({value(item)!r})", "change one of them")
            )
    return problems


def _unless(problems: list[Problem], items: Iterable[_T]) -> tuple[_T, ...]:
    if problems:
        raise ConfigError(problems)
    return tuple(items)
