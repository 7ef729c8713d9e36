"""The organization, its audiences and Answer Management: HTTP Basic needed."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from helpgen.emulator.operations import Call, Operation, answered, done
from helpgen.emulator.payloads import (
    check_place,
    parse_answer_change,
    parse_content,
    parse_new_answer,
)
from helpgen.emulator.records import AnswerRecord, ContentRecord
from helpgen.emulator.store import Store


def get_organization(store: Store, call: Call) -> Response:
    """The organization; its `gladlyUrl` is the emulator's own address."""
    organization = store.organization
    return answered(
        {
            "id": organization.id,
            "loginDomain": organization.id,
            "name": organization.name,
            "timezone": "UTC",
            "gladlyUrl": call.base_url,
        }
    )


def get_audiences(store: Store, _call: Call) -> Response:
    """Every audience."""
    audiences = store.organization.audiences.items()
    return answered([{"id": audience_id, "name": name} for audience_id, name in audiences])


def add_answer(store: Store, call: Call) -> Response:
    """Add an answer: 200, not 201."""
    return answered(_answer(store.add_answer(parse_new_answer(call.body, store.organization))))


def get_answer_by_id(store: Store, call: Call) -> Response:
    """An answer without its contents."""
    return answered(_answer(store.answer(call.path["answer_id"])))


def update_answer(store: Store, call: Call) -> Response:
    """Change name, description or the set of audiences."""
    change = parse_answer_change(call.body, store.organization)
    store.update_answer(call.path["answer_id"], change)
    return done()


def delete_answer(store: Store, call: Call) -> Response:
    """Delete an answer with all of its contents."""
    store.delete_answer(call.path["answer_id"])
    return done()


def get_answer_content(store: Store, call: Call) -> Response:
    """An answer's content in one language and of one type."""
    language = call.path["language"]
    kind = check_place(language, call.path["type"], store.organization)
    return answered(_content(store.content(call.path["answer_id"], language, kind)))


def put_answer_content(store: Store, call: Call) -> Response:
    """Add or replace a content."""
    language, content_type = call.path["language"], call.path["type"]
    new = parse_content(call.body, language, content_type, store.organization)
    return answered(_content(store.put_content(call.path["answer_id"], new)))


def delete_answer_content(store: Store, call: Call) -> Response:
    """Delete one content."""
    language = call.path["language"]
    kind = check_place(language, call.path["type"], store.organization)
    store.delete_content(call.path["answer_id"], language, kind)
    return done()


_ANSWER = "/api/v1/answers/{answer_id}"
_CONTENT = "/api/v1/answers/{answer_id}/languages/{language}/type/{type}"

PRIVATE_OPERATIONS = tuple(
    Operation(operation_id, method, path, handler, private=True)
    for operation_id, method, path, handler in (
        ("getOrganization", "GET", "/api/v1/organization", get_organization),
        ("getAudiences", "GET", "/api/v1/audiences", get_audiences),
        ("addAnswer", "POST", "/api/v1/answers", add_answer),
        ("getAnswerById", "GET", _ANSWER, get_answer_by_id),
        ("updateAnswer", "PATCH", _ANSWER, update_answer),
        ("deleteAnswer", "DELETE", _ANSWER, delete_answer),
        ("getAnswerContent", "GET", _CONTENT, get_answer_content),
        ("putAnswerContent", "PUT", _CONTENT, put_answer_content),
        ("deleteAnswerContent", "DELETE", _CONTENT, delete_answer_content),
    )
)


def _answer(answer: AnswerRecord) -> dict[str, Any]:
    optional = {
        "description": answer.description,
        "createdAt": answer.created_at,
        "updatedAt": answer.updated_at,
    }
    return {
        "id": answer.id,
        "name": answer.name,
        "audienceIds": list(answer.audience_ids),
        **{key: value for key, value in optional.items() if value},
    }


def _content(content: ContentRecord) -> dict[str, Any]:
    optional: dict[str, Any] = {"title": content.title, "subject": content.subject}
    if content.type == "reference":
        optional["internal"] = content.internal
    return {
        "answerId": content.answer_id,
        "language": content.language,
        "type": content.type,
        "bodyHtml": content.body_html,
        **{key: value for key, value in optional.items() if value is not None},
    }
