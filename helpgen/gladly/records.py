"""What the client hands back beyond `helpgen.model`: frozen values, no behaviour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from helpgen.errors import Problem
from helpgen.model import Answer, Layout

ContentType = Literal["public", "email", "messaging", "reference"]


@dataclass(frozen=True, slots=True)
class AnswerList:
    """The public answers of one request.

    Attributes:
        answers: Those that could be read, in Gladly's order; no id occurs twice.
        problems: One per item that could not be read, kind `bad-answer`.
        cut_off: True if Gladly sent exactly 1000 items: more may exist, and nothing says so.
        bad_ids: The ids of items that could not be read, where the item had a usable one.
    """

    answers: tuple[Answer, ...]
    problems: tuple[Problem, ...] = ()
    cut_off: bool = False
    bad_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerTitle:
    """An answer without its body, as search and `answer-titles` give it."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class HelpCenter:
    """The layout file of one help center, which has one language and at most one audience.

    Attributes:
        language: Gladly's code, such as `en-us`.
        audience_id: None where the file names no audience.
        layout: Its sections; ids may name answers that no longer exist.
        problems: One per section or id that could not be read, kind `bad-layout`.
    """

    language: str
    audience_id: str | None
    layout: Layout
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Organization:
    """The organization that the credentials belong to; what Gladly left out is empty."""

    id: str
    name: str
    login_domain: str
    timezone: str
    gladly_url: str


@dataclass(frozen=True, slots=True)
class Audience:
    """A brand or segment that answers and help centers are filed under."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class AnswerRecord:
    """An answer as Answer Management knows it: the container, without its contents.

    Attributes:
        id: Gladly's id, case-sensitive.
        name: Unique in the organization.
        description: Empty where Gladly left it out.
        audience_ids: In Gladly's order; their order means nothing.
        created_at: RFC 3339, or None where Gladly left it out.
        updated_at: RFC 3339, or None where Gladly left it out.
    """

    id: str
    name: str
    description: str = ""
    audience_ids: tuple[str, ...] = ()
    created_at: str | None = None
    updated_at: str | None = None


@dataclass(frozen=True, slots=True)
class AnswerContent:
    """One content of an answer: its text in one language for one use.

    Attributes:
        answer_id: The answer that it belongs to.
        language: Gladly's code, such as `en-us`.
        type: One of `ContentType`; a str, because new ones may come.
        body_html: Untrusted HTML.
        title: Only type `public` has one.
        subject: Only type `email` has one.
        internal: Only type `reference` has it.
    """

    answer_id: str
    language: str
    type: str
    body_html: str
    title: str | None = None
    subject: str | None = None
    internal: bool | None = None
