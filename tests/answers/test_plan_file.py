"""A plan that is saved is the plan that is read."""

from __future__ import annotations

import pytest

from helpgen.answers.changes import Change, Kind, Plan
from helpgen.answers.plan_file import load_plan, save_plan
from helpgen.answers.state import AnswerState, Content, Details
from helpgen.errors import ContentError

CONTENT = Content.of("Title", "<p>One &amp; two</p>")
WHOLE = AnswerState(Details("Name", "D", ("aud",)), {"en-us": CONTENT})


@pytest.mark.parametrize(
    "change",
    [
        Change("-a", "N", Kind.CREATE, "answer", local=AnswerState(Details("Name"))),
        Change("a", "N", Kind.UPDATE, "content", "en-us", CONTENT, CONTENT, CONTENT),
        Change("a", "N", Kind.AUDIENCES, "audiences", "", ("x",), ("y", "z"), ()),
        Change("a", "N", Kind.RENAME, "name", "", "A", "B", "A"),
        Change("a", "N", Kind.DELETE, "answer", remote=WHOLE),
        Change("a", "N", Kind.CONFLICT, "content", "fr-ca", None, CONTENT, CONTENT, "why"),
    ],
)
def test_every_kind_comes_back(tmp_path, change):
    plan = Plan((change,), prune=True)
    save_plan(tmp_path / "plan.json", plan, "org")
    assert load_plan(tmp_path / "plan.json", "org") == plan


def test_a_plan_of_another_organization_is_refused(tmp_path):
    save_plan(tmp_path / "plan.json", Plan(()), "org")
    with pytest.raises(ContentError, match="is a plan for organization org"):
        load_plan(tmp_path / "plan.json", "other")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 1, "organization": "org"}'])
def test_what_is_no_plan_is_told(tmp_path, text):
    (tmp_path / "plan.json").write_text(text, encoding="utf-8")
    with pytest.raises(ContentError, match="is no plan: make one with"):
        load_plan(tmp_path / "plan.json", "org")
