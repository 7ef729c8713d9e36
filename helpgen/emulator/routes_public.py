"""The Public Answers API and the layout of the CDN host: no token needed."""

from __future__ import annotations

from typing import Any

from starlette.responses import PlainTextResponse, Response

from helpgen.emulator.operations import Call, Operation, answered
from helpgen.emulator.records import DEFAULT_LANGUAGE, ContentRecord, HelpCenterRecord
from helpgen.emulator.store import Store
from helpgen.refusals import not_found

LIST_LIMIT = 1000
"""`GET …/answers` gives no more than the first 1000 by name, and says nothing about it."""


def list_answers(store: Store, call: Call) -> Response:
    """The first 1000 public answers of a language, with their bodies."""
    _check_organization(store, call)
    contents = store.public_answers(_language(call), _audience(call))
    return answered([_public(content) for content in contents[:LIST_LIMIT]])


def get_answer(store: Store, call: Call) -> Response:
    """One public answer in one language."""
    _check_organization(store, call)
    content = store.content(call.path["answer_id"], _language(call), "public")
    return answered(_public(content))


def search_answers(store: Store, call: Call) -> Response:
    """Ids and names of matching answers, best first."""
    _check_organization(store, call)
    query = call.query.get("q", "")
    return answered(_titles(store.search(query, _language(call), _audience(call))))


def get_answer_titles(store: Store, call: Call) -> Response:
    """Ids and names of a help center's answers; none for one that doesn't exist."""
    _check_organization(store, call)
    help_center_id = call.path["help_center_id"]
    return answered(_titles(store.placed_answers(help_center_id, _language(call), _audience(call))))


def get_help_center_layout(store: Store, call: Call) -> Response:
    """Sections and their answer ids; a CDN's 404 is no JSON."""
    center = store.help_center(call.path["help_center_id"])
    if center is None:
        return PlainTextResponse("Not Found", status_code=404)
    return answered(_layout(center))


PUBLIC_OPERATIONS = (
    Operation("listAnswers", "GET", "/api/v1/orgs/{org_id}/answers", list_answers),
    Operation("getAnswer", "GET", "/api/v1/orgs/{org_id}/answers/{answer_id}", get_answer),
    Operation("searchAnswers", "GET", "/api/v1/orgs/{org_id}/answers-search", search_answers),
    Operation(
        "getAnswerTitles",
        "GET",
        "/api/v1/orgs/{org_id}/help-center/{help_center_id}/answer-titles",
        get_answer_titles,
    ),
    Operation(
        "getHelpCenterLayout",
        "GET",
        "/orgs/configs/help-center/{help_center_id}.json",
        get_help_center_layout,
    ),
)


def _check_organization(store: Store, call: Call) -> None:
    if call.path["org_id"] != store.organization.id:
        raise not_found("organization")


def _language(call: Call) -> str:
    return call.query.get("lng") or DEFAULT_LANGUAGE


def _audience(call: Call) -> str | None:
    return call.query.get("audienceId") or None


def _public(content: ContentRecord) -> dict[str, Any]:
    public = {
        "id": content.answer_id,
        "name": content.title,
        "bodyHtml": content.body_html,
        "language": content.language,
    }
    return public | ({"updatedAt": content.updated_at} if content.updated_at else {})


def _titles(contents: list[ContentRecord]) -> list[dict[str, Any]]:
    return [{"id": content.answer_id, "name": content.title} for content in contents]


def _layout(center: HelpCenterRecord) -> dict[str, Any]:
    audience = {"audienceId": center.audience_id} if center.audience_id else {}
    sections = [
        {"header": section.header, "answerIds": list(section.answer_ids)}
        for section in center.sections
    ]
    return {"lng": center.language, **audience, "sections": sections}
