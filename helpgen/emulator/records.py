"""What the emulator's organization holds, as frozen values; a `Seed` is all of it at the start."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from helpgen.answer_tables import ANSWER_ID

ContentType = Literal["public", "email", "messaging", "reference"]
CONTENT_TYPES: tuple[ContentType, ...] = ("public", "email", "messaging", "reference")
DEFAULT_LANGUAGE = "en-us"
DEMO_ORGANIZATION_ID = "demo-organization"


def is_id(text: str) -> bool:
    """True for what Gladly takes as an id and a URL keeps as one path segment."""
    return re.fullmatch(ANSWER_ID, text) is not None and text not in {".", ".."}


@dataclass(frozen=True, slots=True)
class Organization:
    """The organization that the emulator plays.

    Attributes:
        id: The `orgId` of the public URLs.
        name: For people.
        audiences: Audience id to name.
        languages: Codes in which content may be written, such as `en-us`.
    """

    id: str
    name: str
    audiences: Mapping[str, str]
    languages: tuple[str, ...] = (DEFAULT_LANGUAGE,)


@dataclass(frozen=True, slots=True)
class AnswerRecord:
    """The container of an answer's contents; times are RFC 3339, None where unknown."""

    id: str
    name: str
    description: str = ""
    audience_ids: tuple[str, ...] = ()
    created_at: str | None = None
    updated_at: str | None = None


@dataclass(frozen=True, slots=True)
class ContentRecord:
    """An answer's content in one language and of one type; `title` is the public name."""

    answer_id: str
    language: str
    type: ContentType
    body_html: str
    title: str | None = None
    subject: str | None = None
    internal: bool = False
    updated_at: str | None = None


@dataclass(frozen=True, slots=True)
class SectionRecord:
    """A section of a help center; its ids may name answers that don't exist."""

    header: str
    answer_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HelpCenterRecord:
    """The layout of one help center: one language, at most one audience."""

    id: str
    language: str
    sections: tuple[SectionRecord, ...]
    audience_id: str | None = None


@dataclass(frozen=True, slots=True)
class Seed:
    """Everything that the emulator holds when it starts."""

    organization: Organization
    answers: tuple[AnswerRecord, ...] = ()
    contents: tuple[ContentRecord, ...] = ()
    help_centers: tuple[HelpCenterRecord, ...] = ()
