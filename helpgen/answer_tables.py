"""What may stand in the tables of answer files, and what's told of a table that's wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from helpgen.errors import ContentError, Problem, Severity

ANSWER_ID = r"[A-Za-z0-9._-]+"
"""What Gladly takes as an id; to be matched in full."""
LANGUAGE = r"[a-z]{2,3}(-[a-z0-9]{2,8})*"
"""The form of Gladly's language codes: `en-us`, `es-419`, bare `fr`; to be matched in full."""
MAX_NAME = 500
MAX_DESCRIPTION = 10_000

_HINTS = {
    "id": "use letters, digits, '.', '_' and '-'",
    "language": "use Gladly's lower-case codes, such as en-us, es-419 or fr",
    "name": "it can't be blank",
    "title": "it can't be blank",
}
_M = TypeVar("_M", bound=BaseModel)


def _not_dots(value: str) -> str:
    if value in {".", ".."}:
        raise ValueError("an id of dots alone can't stand in a URL")
    return value


class _FileModel(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


_Text = Annotated[str, Field(pattern=r"\S")]
_Id = Annotated[str, Field(pattern=f"^{ANSWER_ID}$"), AfterValidator(_not_dots)]


class AnswerToml(_FileModel):
    """`answer.toml`."""

    id: _Id
    name: Annotated[_Text, Field(max_length=MAX_NAME)]
    description: Annotated[str, Field(max_length=MAX_DESCRIPTION)] = ""
    audiences: Annotated[tuple[_Text, ...], Field(strict=False)] = ()


class FrontMatter(_FileModel):
    """What stands above a body."""

    title: _Text
    updated: datetime | date | None = None


class _SectionToml(_FileModel):
    header: _Text
    answers: Annotated[tuple[_Text, ...], Field(strict=False)]


class HelpCenterToml(_FileModel):
    """A layout."""

    id: _Id
    language: Annotated[str, Field(pattern=f"^{LANGUAGE}$")]
    audience: _Text | None = None
    sections: Annotated[tuple[_SectionToml, ...], Field(strict=False)] = ()


def checked(
    model: type[_M], path: Path, read: Callable[[], dict[str, Any]], problems: list[Problem]
) -> _M | None:
    """A table that is as it should be; None, and what's wrong added to the problems, if it isn't.

    Args:
        model: What may stand in it.
        path: Its file.
        read: Reads it.
        problems: Gets one for each mistake.
    """
    try:
        return model.model_validate(read())
    except ContentError as error:
        problems.append(told_of(path, error))
    except ValidationError as error:
        problems += [_wrong(path, model, detail) for detail in error.errors()]
    return None


def _wrong(path: Path, model: type[BaseModel], detail: ErrorDetails) -> Problem:
    where = f"{path}: {'.'.join(str(part) for part in detail['loc'])}"
    key = str(detail["loc"][-1])
    match detail["type"]:
        case "missing":
            return problem_at(where, "is missing", "add it")
        case "extra_forbidden":
            known = ", ".join(model.model_fields)
            return problem_at(where, "isn't a key that helpgen knows", f"known here: {known}")
        case "string_pattern_mismatch":
            return problem_at(where, f"{detail['input']!r} isn't allowed here", _HINTS.get(key, ""))
        case _:
            wrong = detail["msg"].replace("Input should", "should").replace("tuple", "list")
            return problem_at(where, wrong[0].lower() + wrong[1:])


def told_of(path: Path, error: ContentError) -> Problem:
    """A file that can't be read, as a problem of it."""
    return problem_at(path, str(error).removeprefix(f"{path}: "))


def problem_at(where: Path | str, what: str, hint: str = "") -> Problem:
    """A mistake in an answer's files."""
    return Problem(str(where), what, hint, Severity.ERROR, "answer-file")
