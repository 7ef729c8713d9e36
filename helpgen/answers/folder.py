"""`content/answers/` as a state: every managed answer, its folder, and what can't be used."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from helpgen.answer_files import ANSWER_TOML, ManagedAnswer, ManagedBody, load_answers
from helpgen.answers.bodies import published_html
from helpgen.answers.canonical import canonical_hash
from helpgen.answers.merge import has_markers
from helpgen.answers.state import AnswerState, Base, BaseContent, Content, Details, Files
from helpgen.errors import ConfigError, Problem, Severity
from helpgen.files import digest


@dataclass(frozen=True, slots=True)
class LocalAnswers:
    """The files of a folder.

    Attributes:
        answers: By id, as they were read.
        states: By id, ready to be compared.
        sources: Hash of each body's file by answer id and language.
        unresolved: Answer id and language of files that hold conflict markers.
    """

    answers: Mapping[str, ManagedAnswer]
    states: Files
    sources: Mapping[tuple[str, str], str]
    unresolved: frozenset[tuple[str, str]]


def read_local(
    folder: Path, base: Base, audiences: Mapping[str, str], *, strict: bool
) -> LocalAnswers:
    """Every managed answer.

    Args:
        folder: Such as `content/answers`; one that isn't there holds none.
        base: A file whose bytes are those of the base isn't rendered.
        audiences: Audience id to name.
        strict: Whether an audience that isn't among them is a mistake; otherwise it's taken
            for an id.

    Raises:
        ConfigError: Anything in it is wrong; `problems` holds every mistake.
    """
    loaded = load_answers(folder) if folder.exists() else ()
    answers = {answer.id: answer for answer in loaded}
    names = _AudienceNames(audiences)
    problems = [problem for one in loaded for problem in names.problems(one)] if strict else []
    if problems:
        raise ConfigError(problems)
    sources = {(one.id, body.language): source_hash(body) for one in loaded for body in one.bodies}
    states = {one.id: _state(one, base, names, sources) for one in loaded}
    unresolved = frozenset(
        (one.id, body.language) for one in loaded for body in one.bodies if has_markers(body.source)
    )
    return LocalAnswers(answers, states, sources, unresolved)


def source_hash(body: ManagedBody) -> str:
    """Hash of what a file says, and of how it is written."""
    return digest(body.suffix.encode(), body.title.encode(), body.source.encode())


def body_path(answer: ManagedAnswer, body: ManagedBody) -> Path:
    """The file of a body."""
    return answer.folder / f"{body.language}{body.suffix}"


def toml_path(answer: ManagedAnswer) -> Path:
    """The file of an answer's details."""
    return answer.folder / ANSWER_TOML


def _state(
    answer: ManagedAnswer,
    base: Base,
    names: _AudienceNames,
    sources: Mapping[tuple[str, str], str],
) -> AnswerState:
    ids = tuple(sorted({names.id_of(one) for one in answer.audiences}))
    details = Details(one_line(answer.name), answer.description, ids)
    known = base[answer.id].contents if answer.id in base else {}
    contents = {
        body.language: _content(body, known.get(body.language), sources[answer.id, body.language])
        for body in answer.bodies
    }
    return AnswerState(details, contents)


def _content(body: ManagedBody, known: BaseContent | None, source: str) -> Content:
    read, title = partial(published_html, body), one_line(body.title)
    if known is not None and known.source == source and known.published[0] == title:
        return Content(title, known.published[1], read)
    return Content(title, canonical_hash(read()), read)


def one_line(text: str) -> str:
    """A name or title with spaces for control characters, as helpgen reads Gladly's."""
    return "".join(" " if unicodedata.category(char) == "Cc" else char for char in text)


class _AudienceNames:
    """What files call an audience: its id, or its name where only one has it."""

    def __init__(self, audiences: Mapping[str, str]) -> None:
        self._audiences = audiences
        names = list(audiences.values())
        self._by_name = {n: key for key, n in audiences.items() if names.count(n) == 1}

    def id_of(self, called: str) -> str:
        return called if called in self._audiences else self._by_name.get(called, called)

    def problems(self, answer: ManagedAnswer) -> list[Problem]:
        unknown = [one for one in answer.audiences if self.id_of(one) not in self._audiences]
        return [
            Problem(
                f"{toml_path(answer)}: audiences",
                f"{one!r} is no audience of the organization, or the name of several",
                f"use a name or an id of: {self._told()}",
                Severity.ERROR,
                "answer-file",
            )
            for one in unknown
        ]

    def _told(self) -> str:
        return ", ".join(f"{name} ({key})" for key, name in self._audiences.items()) or "none"
