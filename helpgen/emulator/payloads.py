"""Request bodies: from bytes to checked values, with Gladly's error for each mistake.

All mistakes of a body are told in one answer. Keys that nobody knows are ignored.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, NoReturn

from helpgen.answer_tables import MAX_DESCRIPTION, MAX_NAME
from helpgen.emulator.records import CONTENT_TYPES, ContentType, Organization, is_id
from helpgen.refusals import Mistake, refused


@dataclass(frozen=True, slots=True)
class NewAnswer:
    """What POST asks for; `id` None means: make one."""

    id: str | None
    name: str
    description: str
    audience_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """What PATCH asks for; None means: leave it as it is."""

    name: str | None
    description: str | None
    audience_ids: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class NewContent:
    """What PUT asks for, in the language and of the type that its URL names."""

    language: str
    type: ContentType
    body_html: str
    title: str | None
    subject: str | None
    internal: bool


def parse_new_answer(body: bytes, organization: Organization) -> NewAnswer:
    """The body of `POST /answers`.

    Raises:
        Refusal: 400 with every mistake.
    """
    form = _Form(body)
    answer = NewAnswer(
        id=form.answer_id(),
        name=form.text("name", required=True, longest=MAX_NAME) or "",
        description=form.text("description", longest=MAX_DESCRIPTION) or "",
        audience_ids=form.audience_ids(organization) or (),
    )
    form.refuse_mistakes()
    return answer


def parse_answer_change(body: bytes, organization: Organization) -> AnswerChange:
    """The body of `PATCH /answers/{answerId}`.

    Raises:
        Refusal: 400 with every mistake.
    """
    form = _Form(body)
    change = AnswerChange(
        name=form.text("name", required="name" in form.values, longest=MAX_NAME),
        description=form.text("description", longest=MAX_DESCRIPTION),
        audience_ids=form.audience_ids(organization),
    )
    form.refuse_mistakes()
    return change


def parse_content(
    body: bytes, language: str, content_type: str, organization: Organization
) -> NewContent:
    """The body of `PUT …/languages/{language}/type/{type}`.

    Raises:
        Refusal: 400 with every mistake of the body, or for the URL's language or type.
    """
    kind = check_place(language, content_type, organization)
    form = _Form(body)
    content = NewContent(
        language=language,
        type=kind,
        body_html=form.body_html(),
        title=form.text("title", required=kind == "public"),
        subject=form.text("subject", required=kind == "email"),
        internal=form.internal(kind),
    )
    form.refuse_mistakes()
    return content


def check_place(language: str, content_type: str, organization: Organization) -> ContentType:
    """The type, if it and the language are ones that the organization knows.

    Raises:
        Refusal: 400 `invalid`.
    """
    known = next((kind for kind in CONTENT_TYPES if kind == content_type), None)
    mistakes = [] if known else [Mistake("type", "invalid", "invalid type")]
    if language not in organization.languages:
        mistakes.append(Mistake("language", "invalid", "language not configured for org"))
    if known is None or mistakes:
        raise refused(400, mistakes)
    return known


class _Form:
    """A JSON object being read key by key; mistakes are kept until all keys were looked at."""

    def __init__(self, body: bytes) -> None:
        self.values = _json_object(body)
        self.mistakes: list[Mistake] = []

    def refuse_mistakes(self) -> None:
        if self.mistakes:
            raise refused(400, self.mistakes)

    def text(self, key: str, *, required: bool = False, longest: int | None = None) -> str | None:
        value: str | None = self._typed(key, str)
        if required and (key not in self.values or (value is not None and not value.strip())):
            self._mistake(key, "blank", f"{key} cannot be blank")
        elif longest is not None and value is not None and len(value) > longest:
            self._mistake(key, "too_long", f"{key} cannot be longer than {longest} characters")
        return value

    def answer_id(self) -> str | None:
        value: str | None = self._typed("id", str)
        if value is not None and not is_id(value):
            self._mistake("id", "invalid", "id contains unsupported characters")
        return value

    def audience_ids(self, organization: Organization) -> tuple[str, ...] | None:
        ids = self._typed("audienceIds", list)
        if ids is None:
            return None
        if not all(isinstance(one, str) and one in organization.audiences for one in ids):
            self._mistake("audienceIds", "invalid", "audienceIds must be ids of audiences")
            return None
        return tuple(dict.fromkeys(ids))

    def body_html(self) -> str:
        """May be empty, but not missing: nothing published forbids an empty body."""
        value: str | None = self._typed("bodyHtml", str)
        if "bodyHtml" not in self.values:
            self._mistake("bodyHtml", "blank", "bodyHtml cannot be blank")
        return value or ""

    def internal(self, kind: ContentType) -> bool:
        value = self._typed("internal", bool)
        if value is not None and kind != "reference":
            self._mistake("internal", "invalid", "internal is only for type reference")
        return bool(value)

    def _typed(self, key: str, kind: type) -> Any:
        if key not in self.values:
            return None
        value = self.values[key]
        if not isinstance(value, kind):
            self._mistake(key, "invalid", f"{key} has the wrong type")
            return None
        return well_formed(value) if isinstance(value, str) else value

    def _mistake(self, key: str, code: str, detail: str) -> None:
        self.mistakes.append(Mistake(key, code, detail))


def well_formed(text: str) -> str:
    r"""The text with lone surrogates (JSON may write `\ud800`) replaced by U+FFFD.

    They have no UTF-8 form, so no answer could carry them.
    """
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _json_object(body: bytes) -> dict[str, Any]:
    try:
        value = json.loads(body, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise refused(400, [Mistake("", "invalid", "body is not JSON")]) from error
    if not isinstance(value, dict):
        raise refused(400, [Mistake("", "invalid", "body must be a JSON object")])
    return value


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")
