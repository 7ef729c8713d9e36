"""Base, files and Gladly in, changes out."""

from __future__ import annotations

import itertools

import pytest

from helpgen.answers.changes import Kind
from helpgen.answers.plan import MARKERS, Decision, make_plan
from helpgen.answers.state import AnswerState, BaseAnswer, BaseContent, Content, Details


def content(text):
    return None if text is None else Content.of("Title", f"<p>{text}</p>")


def state(text, name="Name", description="", audiences=()):
    contents = {} if text is None else {"en-us": content(text)}
    return AnswerState(Details(name, description, audiences), contents)


def base(text, name="Name"):
    contents = {} if text is None else {"en-us": BaseContent(content(text), content(text).key)}
    return BaseAnswer(Details(name), contents, "folder")


def kinds(known, here, there, **options):
    """Kind and part of each change of one answer."""
    plan = make_plan(
        {"a": known} if known else {}, {"a": here} if here else {}, {"a": there}, **options
    )
    return [(change.kind, change.language or change.part) for change in plan.changes]


@pytest.mark.parametrize(
    ("known", "here", "there", "kind"),
    [
        ("1", "1", "1", None),
        ("1", "2", "2", None),
        ("1", "2", "1", Kind.UPDATE),
        ("1", "1", "2", Kind.DRIFT),
        ("1", "2", "3", Kind.CONFLICT),
        ("1", None, "1", Kind.REMOVE),
        ("1", None, "2", Kind.CONFLICT),
        ("1", "1", None, Kind.DRIFT),
        ("1", "2", None, Kind.CONFLICT),
        ("1", None, None, None),
        (None, "1", None, Kind.ADD),
        (None, None, "1", Kind.DRIFT),
        (None, "1", "1", None),
        (None, "1", "2", Kind.CONFLICT),
    ],
)
def test_a_content(known, here, there, kind):
    expected = [] if kind is None else [(kind, "en-us")]
    assert kinds(base(known), state(here), state(there)) == expected


def test_every_combination_sends_only_what_only_the_file_changed():
    """The rule itself, over all combinations: what is sent never replaces what nobody saw."""
    texts = [None, "1", "2", "3"]
    for known, here, there in itertools.product(texts, repeat=3):
        found = kinds(base(known), state(here), state(there))
        sent = [kind for kind, _ in found if kind not in {Kind.DRIFT, Kind.CONFLICT}]
        assert bool(sent) == (there == known != here)
        assert bool(found) == (here != there)


@pytest.mark.parametrize(
    ("known", "here", "there", "kind"),
    [
        ("1", "2", "1", Kind.RENAME),
        ("1", "1", "2", Kind.DRIFT),
        ("1", "2", "3", Kind.CONFLICT),
        ("1", "2", "2", None),
    ],
)
def test_a_name(known, here, there, kind):
    found = kinds(base("x", name=known), state("x", name=here), state("x", name=there))
    assert found == ([] if kind is None else [(kind, "name")])


def test_description_and_audiences_are_changes_of_their_own():
    here = state("x", description="D", audiences=("aud",))
    expected = [(Kind.DESCRIPTION, "description"), (Kind.AUDIENCES, "audiences")]
    assert kinds(base("x"), here, state("x")) == expected


def test_a_new_answer_is_created_before_its_contents():
    assert kinds(None, state("1"), None) == [(Kind.CREATE, "answer"), (Kind.ADD, "en-us")]


def test_an_answer_that_was_never_in_step_and_differs_is_a_conflict():
    assert kinds(None, state("1", name="A"), state("1", name="B")) == [(Kind.CONFLICT, "name")]


@pytest.mark.parametrize(
    ("known", "here", "there", "kind"),
    [
        (base("1"), None, state("1"), Kind.DELETE),
        (base("1"), None, state("2"), Kind.CONFLICT),
        (base("1"), None, state("1", name="Other"), Kind.CONFLICT),
        (base("1"), state("1"), None, Kind.DRIFT),
        (base("1"), state("2"), None, Kind.CONFLICT),
        (base("1"), None, None, None),
        (None, None, state("1"), None),
    ],
)
def test_a_whole_answer(known, here, there, kind):
    expected = [] if kind is None else [(kind, "answer")]
    assert kinds(known, here, there) == expected


def test_a_text_in_a_language_that_no_file_knows_keeps_an_answer_from_being_deleted():
    there = AnswerState(Details("Name"), {"en-us": content("1"), "fr-ca": content("2")})
    assert kinds(base("1"), None, there) == [(Kind.CONFLICT, "answer")]


def test_what_gladly_stored_differently_is_no_change():
    sent, stored = content("sent"), content("stored")
    known = BaseAnswer(Details("Name"), {"en-us": BaseContent(stored, sent.key)})
    assert kinds(known, state("sent"), state("stored")) == []


def test_deletions_are_sent_with_prune_only():
    planned = [
        make_plan({"a": base("1")}, {}, {"a": state("1")}, prune=prune) for prune in (False, True)
    ]
    assert [len(plan.to_send) for plan in planned] == [0, 1]
    assert [len(plan.deletions) for plan in planned] == [1, 1]


@pytest.mark.parametrize(
    ("side", "here", "there", "expected"),
    [
        ("local", "2", "3", [Kind.UPDATE]),
        ("remote", "2", "3", [Kind.DRIFT]),
        ("local", None, "3", [Kind.REMOVE]),
        ("local", "2", None, [Kind.ADD]),
    ],
)
def test_a_decision_settles_conflicts(side, here, there, expected):
    found = kinds(base("1"), state(here), state(there), decision=Decision(side))
    assert [kind for kind, _ in found] == expected


def test_a_decision_settles_the_answers_that_it_names_and_no_other():
    decision = Decision("local", frozenset({"b"}))
    assert kinds(base("1"), state("2"), state("3"), decision=decision) == [(Kind.CONFLICT, "en-us")]


def test_an_answer_that_was_deleted_in_gladly_can_be_created_again():
    found = kinds(base("1"), state("2"), None, decision=Decision("local"))
    assert found == [(Kind.CREATE, "answer"), (Kind.ADD, "en-us")]


def test_a_file_with_conflict_markers_is_never_sent():
    marked = {("a", "en-us")}
    for decision in (None, Decision("local"), Decision("remote")):
        plan = make_plan(
            {"a": base("1")},
            {"a": state("2")},
            {"a": state("1")},
            unresolved=marked,
            decision=decision,
        )
        assert [(one.kind, one.why) for one in plan.changes] == [(Kind.CONFLICT, MARKERS)]


def test_a_name_is_free_before_another_answer_takes_it():
    known = {"a": base("x", "A"), "b": base("x", "B")}
    here = {"a": state("x", "B"), "b": state("x", "C")}
    plan = make_plan(known, here, {"a": state("x", "A"), "b": state("x", "B")})
    assert [change.answer_id for change in plan.changes] == ["b", "a"]
