"""Rows of a JSON Lines file of answers, read and checked; every bad one is told with its line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from helpgen.answer_files import rfc3339
from helpgen.answer_tables import LANGUAGE, MAX_NAME
from helpgen.emulator.payloads import well_formed
from helpgen.errors import ConfigError, Problem, Severity

_REQUIRED = ("id", "name", "bodyHtml", "language")
_OPTIONAL = ("section", "audience", "updatedAt")


@dataclass(frozen=True, slots=True)
class Row:
    """One answer in one language; `section` and `audience` are names or None."""

    id: str
    name: str
    body_html: str
    language: str
    section: str | None
    audience: str | None
    updated_at: str | None


def read_rows(path: Path) -> list[Row]:
    """Every row of the file, in order; blank lines and unknown keys are passed over.

    Raises:
        ConfigError: The file can't be read, or rows are wrong: `file:line` for all of them.
    """
    problems: list[Problem] = []
    first_lines: dict[tuple[str, str], int] = {}
    rows = []
    for number, line in enumerate(_lines(path), start=1):
        if not line.strip():
            continue
        row, mistakes = _row(line)
        if row:
            first = first_lines.setdefault((row.id, row.language), number)
            if first != number:
                mistakes = [f"repeats id and language of line {first}"]
            rows.append(row)
        problems += [_problem(f"{path}:{number}", mistake) for mistake in mistakes]
    if problems:
        raise ConfigError(problems)
    return rows


def _lines(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            yield from file
    except OSError as error:
        raise ConfigError([_problem(str(path), f"can't be read: {error.strerror}")]) from error


def _row(line: bytes) -> tuple[Row | None, list[str]]:
    try:
        values = json.loads(line)
    except (ValueError, RecursionError) as error:
        return None, [f"isn't JSON: {error}"]
    if not isinstance(values, dict):
        return None, ["isn't a JSON object"]
    mistakes = _mistakes(values)
    return (None, mistakes) if mistakes else (_made(values), [])


def _mistakes(values: dict[str, Any]) -> list[str]:
    found = [f"{key} is missing" for key in _REQUIRED if key not in values]
    found += [
        f"{key} isn't a string"
        for key, value in values.items()
        if (key in _REQUIRED and not isinstance(value, str))
        or (key in _OPTIONAL and not isinstance(value, str | None))
    ]
    return found or _wrong_values(values)


def _wrong_values(values: dict[str, Any]) -> list[str]:
    found = [f"{key} is blank" for key in ("id", "name") if not values[key].strip()]
    found += [f"{key} is blank" for key in ("section", "audience") if _blank(values.get(key))]
    if len(values["name"]) > MAX_NAME:
        found.append(f"name has more than {MAX_NAME} characters")
    if not re.fullmatch(LANGUAGE, values["language"]):
        found.append(f"language {values['language']!r} isn't a code like en-us or fr")
    if values.get("updatedAt") is not None and _moment(values["updatedAt"]) is None:
        found.append(f"updatedAt {values['updatedAt']!r} isn't an RFC 3339 time")
    return found


def _blank(value: str | None) -> bool:
    return value is not None and not value.strip()


def _moment(text: str) -> str | None:
    try:
        return rfc3339(datetime.fromisoformat(text))
    except (ValueError, OverflowError):
        return None


def _made(values: dict[str, Any]) -> Row:
    section, audience, updated_at = (values.get(key) for key in _OPTIONAL)
    return Row(
        id=values["id"],
        name=well_formed(values["name"]),
        body_html=well_formed(values["bodyHtml"]),
        language=values["language"],
        section=well_formed(section) if section else None,
        audience=well_formed(audience) if audience else None,
        updated_at=_moment(updated_at) if updated_at else None,
    )


def _problem(where: str, what: str) -> Problem:
    return Problem(where, what, severity=Severity.ERROR, kind="bad-row")
