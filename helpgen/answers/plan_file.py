"""A plan as a file: what was looked at is what is sent."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from helpgen.answers.changes import Change, Kind, Plan, Value
from helpgen.answers.state import AnswerState, Content, Details
from helpgen.errors import ContentError
from helpgen.files import read_text, write_atomic

FORMAT = 1


def save_plan(path: Path, plan: Plan, organization: str) -> None:
    """Write a plan.

    Args:
        path: The file.
        plan: With drift and conflicts, for people to read.
        organization: Whose answers it changes.

    Raises:
        OSError: It can't be written.
    """
    stored = plan_json(plan) | {"format": FORMAT, "organization": organization}
    write_atomic(path, (json.dumps(stored, ensure_ascii=False, indent=1) + "\n").encode())


def load_plan(path: Path, organization: str) -> Plan:
    """The plan that `save_plan` wrote.

    Raises:
        ContentError: It can't be read, or is of another organization or version.
    """
    text = read_text(path)
    try:
        stored = json.loads(text)
        known = stored["format"], stored["organization"]
        plan = Plan(tuple(_change(one) for one in stored["changes"]), bool(stored["prune"]))
    except (ValueError, KeyError, TypeError) as error:
        raise ContentError(f"{path}: is no plan: make one with 'answers plan -o'") from error
    if known != (FORMAT, organization):
        raise ContentError(
            f"{path}: is a plan for organization {known[1]} in format {known[0]}, and this is "
            f"{organization} in format {FORMAT}: plan again"
        )
    return plan


def plan_json(plan: Plan) -> dict[str, Any]:
    """A plan as JSON values."""
    return {"prune": plan.prune, "changes": [_change_json(change) for change in plan.changes]}


def _change_json(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind.value,
        "answer": change.answer_id,
        "name": change.name,
        "part": change.part,
        "language": change.language,
        "why": change.why,
        **{side: _value_json(getattr(change, side)) for side in ("base", "local", "remote")},
    }


def _value_json(value: Value) -> Any:
    if isinstance(value, Content):
        return {"title": value.title, "html": value.html}
    if isinstance(value, AnswerState):
        details = value.details
        return {
            "name": details.name,
            "description": details.description,
            "audiences": list(details.audience_ids),
            "contents": {code: _value_json(one) for code, one in value.contents.items()},
        }
    return list(value) if isinstance(value, tuple) else value


def _change(stored: Any) -> Change:
    return Change(
        answer_id=stored["answer"],
        name=stored["name"],
        kind=Kind(stored["kind"]),
        part=stored["part"],
        language=stored["language"],
        why=stored["why"],
        base=_value(stored["base"]),
        local=_value(stored["local"]),
        remote=_value(stored["remote"]),
    )


def _value(stored: Any) -> Value:
    if isinstance(stored, list):
        return tuple(str(one) for one in stored)
    if not isinstance(stored, dict):
        return None if stored is None else str(stored)
    if "html" in stored:
        return Content.of(stored["title"], stored["html"])
    details = Details(stored["name"], stored["description"], tuple(stored["audiences"]))
    contents = {code: _content(one) for code, one in stored["contents"].items()}
    return AnswerState(details, contents)


def _content(stored: Any) -> Content:
    return Content.of(stored["title"], stored["html"])
