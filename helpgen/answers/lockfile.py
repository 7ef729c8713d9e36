"""`.lock.json`: the base of every comparison, to be committed with the files.

For each answer it holds what Gladly held when file and Gladly were last in step. Answers
and languages are sorted and each key stands on a line of its own, so that branches merge.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from helpgen.answers.state import Base, BaseAnswer, BaseContent, Content, Details
from helpgen.errors import ContentError
from helpgen.files import read_text, write_atomic

NAME = ".lock.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Lock:
    """What the file holds.

    Attributes:
        base: By answer id.
        audiences: Audience id to name, as Gladly last told.
        organization: Whose answers these are; empty where nothing was pulled yet.
        sending: What was being sent when an apply was interrupted, by answer id and language:
            title and canonical hash of a content; for the answer itself, an empty language,
            and its name, description and audiences. Only the journal holds it.
    """

    base: Base = field(default_factory=dict)
    audiences: Mapping[str, str] = field(default_factory=dict)
    organization: str = ""
    sending: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)


class _Stored(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _StoredContent(_Stored):
    title: str
    digest: str
    html: str
    published_title: str | None = None
    published_digest: str | None = None
    source: str = ""


class _StoredAnswer(_Stored):
    folder: str
    name: str | None = None
    description: str = ""
    audiences: tuple[str, ...] = ()
    contents: dict[str, _StoredContent] = {}


class _StoredLock(_Stored):
    format: int
    organization: str
    audiences: dict[str, str]
    answers: dict[str, _StoredAnswer]


def load_lock(folder: Path) -> Lock:
    """The lock of a folder of answers; an empty one where there's none.

    Raises:
        ContentError: It can't be read; the message says what to do.
    """
    path = folder / NAME
    if not path.exists():
        return Lock()
    text = read_text(path)
    if "\n<<<<<<< " in text:
        raise ContentError(
            f"{path}: holds conflict markers of a merge: take one side's file "
            "(git checkout --ours), then run 'helpgen answers pull'"
        )
    try:
        stored = _StoredLock.model_validate_json(text)
    except ValidationError as error:
        what = error.errors()[0]
        where = ".".join(map(str, what["loc"]))
        raise ContentError(
            f"{path}: can't be used ({where}: {what['msg']}): "
            "take an older version of it from version control"
        ) from error
    if stored.format != FORMAT:
        raise ContentError(f"{path}: is of another version of helpgen: update helpgen")
    base = {key: _base_answer(answer) for key, answer in stored.answers.items()}
    return Lock(base, stored.audiences, stored.organization)


def save_lock(folder: Path, lock: Lock) -> bool:
    """Write the lock in one step, unless it stands there already; whether it was written.

    Raises:
        OSError: It can't be written; the old one is as it was.
    """
    text = lock_text(lock)
    path = folder / NAME
    if path.exists() and path.read_bytes() == text.encode():
        return False
    write_atomic(path, text.encode())
    return True


def lock_text(lock: Lock) -> str:
    """The lock as JSON."""
    stored = {
        "format": FORMAT,
        "organization": lock.organization,
        "audiences": dict(sorted(lock.audiences.items())),
        "answers": {key: answer_json(answer) for key, answer in sorted(lock.base.items())},
    }
    return json.dumps(stored, ensure_ascii=False, indent=1) + "\n"


def answer_json(answer: BaseAnswer) -> dict[str, Any]:
    """An answer of the base as JSON."""
    details = answer.details
    told: dict[str, Any] = {"folder": answer.folder}
    if details is not None:
        told |= {
            "name": details.name,
            "description": details.description,
            "audiences": list(details.audience_ids),
        }
    contents = {code: _content_json(one) for code, one in sorted(answer.contents.items())}
    return told | {"contents": contents}


def answer_from_json(value: Any) -> BaseAnswer:
    """The answer that `answer_json` wrote.

    Raises:
        ValidationError: It is none.
    """
    return _base_answer(_StoredAnswer.model_validate(value))


def _content_json(content: BaseContent) -> dict[str, Any]:
    gladly = content.gladly
    stored = {"title": gladly.title, "digest": gladly.digest, "html": gladly.html}
    if content.published != gladly.key:
        stored |= {
            "published_title": content.published[0],
            "published_digest": content.published[1],
        }
    return stored | ({"source": content.source} if content.source else {})


def _base_answer(stored: _StoredAnswer) -> BaseAnswer:
    details = None
    if stored.name is not None:
        details = Details(stored.name, stored.description, tuple(sorted(stored.audiences)))
    contents = {code: _base_content(one) for code, one in stored.contents.items()}
    return BaseAnswer(details, contents, stored.folder)


def _base_content(stored: _StoredContent) -> BaseContent:
    html = stored.html
    gladly = Content(stored.title, stored.digest, lambda: html)
    title, digest = stored.published_title, stored.published_digest
    published = gladly.key if title is None or digest is None else (title, digest)
    return BaseContent(gladly, published, stored.source)
