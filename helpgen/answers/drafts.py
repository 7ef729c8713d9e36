"""Answers made and deleted in files: Gladly hears of them by an apply."""

from __future__ import annotations

import base64
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from helpgen.answer_files import ManagedAnswer, ManagedBody
from helpgen.answers.folder import LocalAnswers, body_path, toml_path
from helpgen.answers.state import Details
from helpgen.answers.writing import new_folder, write_body, write_details
from helpgen.errors import ConfigError, Problem, Severity


@dataclass(frozen=True, slots=True)
class Draft:
    """What a new answer begins with."""

    name: str
    title: str
    language: str
    audiences: Sequence[str] = ()
    description: str = ""
    source: str = ""
    suffix: str = ".md"


def new_id() -> str:
    """An id as Gladly makes them: a random UUID in 22 characters of unpadded base64url.

    It's ours from the start, so that a create can be repeated without a double.
    """
    return base64.urlsafe_b64encode(uuid.uuid4().bytes).rstrip(b"=").decode("ascii")


def write_draft(folder: Path, local: LocalAnswers, draft: Draft) -> Path:
    """Write a new answer; gives its body's file.

    Args:
        folder: `content/answers`.
        local: The answers that are there.
        draft: What the answer begins with.

    Raises:
        ConfigError: Another answer has the name.
    """
    for answer in local.answers.values():
        if answer.name == draft.name:
            what = f"is the name of {toml_path(answer)}"
            raise ConfigError([Problem(draft.name, what, "choose another", Severity.ERROR)])
    answer_id = new_id()
    taken = {path.name for path in folder.glob("*")}
    own = new_folder(folder, draft.name, answer_id, taken)
    body = ManagedBody(draft.language, draft.title, draft.source, draft.suffix)
    write_body(own, body, None)
    details = Details(draft.name, draft.description, tuple(draft.audiences))
    write_details(own, answer_id, details, {})
    return own / f"{draft.language}{draft.suffix}"


def delete_files(answer: ManagedAnswer, language: str = "") -> list[Path]:
    """Delete an answer's files, or one language's; gives what is gone.

    Raises:
        ConfigError: There's no text in that language.
    """
    bodies = [body for body in answer.bodies if language in {"", body.language}]
    if not bodies and language:
        has = ", ".join(body.language for body in answer.bodies) or "none"
        problem = Problem(answer.folder.name, f"has no text in {language}", f"it has {has}")
        raise ConfigError([problem])
    paths = [body_path(answer, body) for body in bodies]
    paths = paths if language else [toml_path(answer), *paths]
    for path in paths:
        path.unlink()
    if not any(answer.folder.iterdir()):
        answer.folder.rmdir()
    return paths
