"""The JSON that Gladly sends, as pydantic models.

Unknown keys are ignored, because Gladly may add some at any time. Nothing is converted: a
text must be a text. Ids and languages become parts of paths, so they must be able to.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    ValidationError,
)
from pydantic.alias_generators import to_camel

from helpgen.gladly.hosts import is_segment
from helpgen.model import Answer

_RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", re.ASCII)
_MOST_COMPLAINTS = 3
_COMPLAINTS = {
    "missing": "is missing",
    "string_type": "is no text",
    "bool_type": "is neither true nor false",
    "list_type": "is no list",
    "model_type": "is no JSON object",
}


def _text(value: str) -> str:
    """Text that a file can hold: JSON's escapes can make what UTF-8 can't."""
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise ValueError("holds half of a surrogate pair") from error
    return value


def _line(value: str) -> str:
    """Text on one line: a control character is invisible, and XML and TOML refuse it."""
    return "".join(" " if unicodedata.category(char) == "Cc" else char for char in _text(value))


def _name(value: str) -> str:
    if not any(char.isprintable() and not char.isspace() for char in value):
        raise ValueError("is empty")
    return _line(value)


def _segment(value: str) -> str:
    if not is_segment(value):
        raise ValueError("can't be part of a URL or a file name")
    return value


def _moment(value: Any) -> str | None:
    """RFC 3339, or None for anything else: a bad date is no reason to lose an answer."""
    if not isinstance(value, str) or not _RFC3339.fullmatch(value):
        return None
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return None
    return value


def _none_if_empty(value: Any) -> Any:
    return None if value == "" else value


def _empty_if_none(value: Any) -> Any:
    return "" if value is None else value


def _no_items_if_none(value: Any) -> Any:
    return [] if value is None else value


Text = Annotated[str, AfterValidator(_text)]
Line = Annotated[str, AfterValidator(_line)]
Name = Annotated[str, AfterValidator(_name)]
Segment = Annotated[str, AfterValidator(_segment)]
Moment = Annotated[str | None, BeforeValidator(_moment)]
MaybeText = Annotated[Text, BeforeValidator(_empty_if_none)]
MaybeLine = Annotated[Line, BeforeValidator(_empty_if_none)]
MaybeSegment = Annotated[Segment | None, BeforeValidator(_none_if_empty)]


class Model(BaseModel):
    """What all of them have in common: camelCase on the wire, no conversions."""

    model_config = ConfigDict(strict=True, alias_generator=to_camel)


class PublicAnswer(Model):
    """An answer as the public endpoints give it."""

    id: Segment
    name: Name
    body_html: Text
    language: Segment
    updated_at: Moment = None

    def value(self) -> Answer:
        """The same as a value of the model."""
        return Answer(self.id, self.name, self.body_html, self.language, self.updated_at)


class AnswerTitle(Model):
    """An entry of `answers-search` and `answer-titles`."""

    id: Segment
    name: Name


class Section(Model):
    """A section of a layout; its ids are looked at one by one."""

    header: Line
    answer_ids: Annotated[list[Any], BeforeValidator(_no_items_if_none)] = []


class HelpCenter(Model):
    """A layout file; its sections are looked at one by one."""

    lng: Segment
    audience_id: MaybeSegment = None
    sections: list[Any]


class Organization(Model):
    """The organization; Gladly promises none of its keys."""

    id: MaybeLine = ""
    name: MaybeLine = ""
    login_domain: MaybeLine = ""
    timezone: MaybeLine = ""
    gladly_url: MaybeLine = ""


class Audience(Model):
    """An audience; without an id it would be of no use."""

    id: Segment
    name: MaybeLine = ""


class AnswerRecord(Model):
    """An answer as Answer Management gives it."""

    id: Segment
    name: Name
    description: MaybeText = ""
    audience_ids: Annotated[list[Text], BeforeValidator(_no_items_if_none)] = []
    created_at: Moment = None
    updated_at: Moment = None


class AnswerContent(Model):
    """A content of an answer."""

    answer_id: Segment
    language: Segment
    type: Text
    body_html: Text
    title: Line | None = None
    subject: Line | None = None
    internal: bool | None = None


def complaint(error: ValidationError) -> str:
    """What is wrong with the JSON, in words, without the JSON itself."""
    told = [_told(entry) for entry in error.errors(include_url=False, include_input=False)]
    more = len(told) - _MOST_COMPLAINTS
    return "; ".join(told[:_MOST_COMPLAINTS]) + (f"; and {more} more" if more > 0 else "")


def _told(entry: Any) -> str:
    place = ".".join(str(part) for part in entry["loc"])
    message = _COMPLAINTS.get(entry["type"]) or str(entry["msg"]).removeprefix("Value error, ")
    return f"{place} {message}".strip()
