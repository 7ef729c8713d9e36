"""Writes whose outcome is open: nothing is made twice, and nothing that was made is an error."""

from __future__ import annotations

import pytest

from helpgen.errors import (
    GladlyConflict,
    GladlyMalformed,
    GladlyNotFound,
    GladlyRateLimited,
    GladlyRefused,
    GladlyUnreachable,
)

pytestmark = pytest.mark.slow

LOST = ["drop", "truncated"]


@pytest.fixture
def client(emulator, fake_time):
    """A client whose pauses take no time."""
    return emulator.client(limiter=fake_time.limiter())


def test_a_post_is_repeated_after_a_429(emulator, client):
    emulator.fault("addAnswer", "status", status=429, times=2)
    assert client.add_answer("Name").name == "Name"
    assert emulator.calls() == ["addAnswer"] * 3


@pytest.mark.parametrize("effect", [True, False])
@pytest.mark.parametrize("kind", ["drop", "status"])
def test_a_post_without_an_id_is_not_repeated_when_its_outcome_is_open(
    emulator, client, kind, effect
):
    emulator.fault("addAnswer", kind, effect=effect)
    with pytest.raises((GladlyUnreachable, GladlyRefused)) as raised:
        client.add_answer("Name")
    assert emulator.calls() == ["addAnswer"]
    if kind == "drop":
        assert "the change may have been made all the same" in str(raised.value)


@pytest.mark.parametrize(
    "fault",
    [{"kind": "drop"}, {"kind": "truncated"}, {"kind": "status", "status": 500}],
    ids=lambda fault: fault["kind"],
)
def test_a_post_that_took_effect_though_its_answer_was_lost_is_found_by_its_id(
    emulator, client, fault
):
    emulator.fault("addAnswer", effect=True, **fault)
    made = client.add_answer("Name", answer_id="mine", description="d", audience_ids=["fjell"])
    assert (made.id, made.name, made.audience_ids) == ("mine", "Name", ("fjell",))
    assert emulator.calls() == ["addAnswer", "getAnswerById"]


@pytest.mark.parametrize("status", [500, 503])
def test_a_post_that_had_no_effect_is_repeated_after_asking(emulator, client, status):
    emulator.fault("addAnswer", "status", status=status)
    assert client.add_answer("Name", answer_id="mine").id == "mine"
    assert emulator.calls() == ["addAnswer", "getAnswerById", "addAnswer"]


def test_a_post_that_never_gets_through_ends_in_its_own_error(emulator, client):
    emulator.fault("addAnswer", "drop", times=None)
    with pytest.raises(GladlyUnreachable, match="POST "):
        client.add_answer("Name", answer_id="mine")
    assert emulator.calls() == ["addAnswer", "getAnswerById"] * 3


def test_an_outcome_that_cannot_be_found_out_ends_in_the_error_of_the_post(emulator, client):
    emulator.fault("addAnswer", "drop", effect=True)
    emulator.fault("getAnswerById", "drop", times=None)
    with pytest.raises(GladlyUnreachable, match=r"POST .*may have been made all the same"):
        client.add_answer("Name", answer_id="mine")
    assert emulator.calls() == ["addAnswer", *["getAnswerById"] * 3]


def test_an_id_that_somebody_else_has_taken_is_a_conflict(emulator, client):
    with pytest.raises(GladlyConflict):
        client.add_answer("Name", answer_id="returns")
    assert emulator.calls() == ["addAnswer"]


def test_somebody_elses_answer_is_not_taken_for_ours(emulator, client):
    emulator.fault("addAnswer", "drop")
    with pytest.raises(GladlyConflict):
        client.add_answer("Name", answer_id="returns")
    assert emulator.calls() == ["addAnswer", "getAnswerById", "addAnswer", "getAnswerById"]


def test_an_answer_that_appears_only_after_we_asked_is_still_ours(emulator, client):
    """The first POST is carried out late: Gladly didn't know the id when it was asked for."""
    emulator.fault("addAnswer", "drop", effect=True)
    emulator.fault("getAnswerById", "status", status=404)
    assert client.add_answer("Name", answer_id="mine").id == "mine"
    assert emulator.calls() == ["addAnswer", "getAnswerById", "addAnswer", "getAnswerById"]


def test_a_post_that_is_refused_for_good_is_not_repeated(emulator, client):
    with pytest.raises(GladlyRefused) as raised:
        client.add_answer(" ", answer_id="mine")
    assert raised.value.status == 400
    assert emulator.calls() == ["addAnswer"]


@pytest.mark.parametrize("kind", LOST)
def test_a_delete_that_took_effect_though_its_answer_was_lost_is_done(emulator, client, kind):
    client.add_answer("Name", answer_id="mine")
    emulator.fault("deleteAnswer", kind, effect=True)
    client.delete_answer("mine")
    assert emulator.calls() == ["addAnswer", "deleteAnswer", "deleteAnswer"]


def test_a_delete_of_what_does_not_exist_is_not_found(client):
    with pytest.raises(GladlyNotFound):
        client.delete_answer("nobody")


def test_a_delete_that_was_held_back_by_the_limit_did_nothing(emulator, client):
    """So a 404 after it means that the answer was not there."""
    emulator.fault("deleteAnswer", "status", status=429)
    with pytest.raises(GladlyNotFound):
        client.delete_answer("nobody")


def test_a_delete_of_a_content_is_done_once_too(emulator, client):
    client.put_content("returns", "fr-ca", "messaging", body_html="x")
    emulator.fault("deleteAnswerContent", "drop", effect=True)
    client.delete_content("returns", "fr-ca", "messaging")
    with pytest.raises(GladlyNotFound):
        client.get_content("returns", "fr-ca", "messaging")


@pytest.mark.parametrize("effect", [True, False])
def test_put_and_patch_are_repeated_because_twice_is_the_same_as_once(emulator, client, effect):
    emulator.fault("putAnswerContent", "drop", effect=effect)
    emulator.fault("updateAnswer", "status", status=502, effect=effect)
    assert client.put_content("returns", "en-us", body_html="<p>n</p>", title="T").title == "T"
    client.update_answer("returns", name="New", audience_ids=[])
    assert client.get_answer_record("returns").name == "New"
    assert emulator.calls()[:4] == ["putAnswerContent"] * 2 + ["updateAnswer"] * 2


def test_a_write_that_stays_limited_says_so(emulator, client):
    emulator.fault("updateAnswer", "status", status=429, times=None)
    with pytest.raises(GladlyRateLimited):
        client.update_answer("returns", name="New")
    assert len(emulator.calls()) == 3


def test_an_unreadable_answer_to_a_post_is_malformed_and_the_post_not_repeated(emulator, client):
    emulator.fault("addAnswer", "not_json", effect=True)
    with pytest.raises(GladlyMalformed):
        client.add_answer("Name", answer_id="mine")
    assert emulator.calls() == ["addAnswer"]
