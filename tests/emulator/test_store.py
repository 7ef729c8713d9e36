"""The store and the request bodies it is fed with, without HTTP."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpgen.emulator import Organization, Seed
from helpgen.emulator.payloads import (
    NewAnswer,
    NewContent,
    parse_answer_change,
    parse_content,
    parse_new_answer,
    well_formed,
)
from helpgen.emulator.store import Store
from helpgen.refusals import Refusal

ACME = Organization("acme", "Acme", {"a": "A"}, ("en-us", "fr"))

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
keys = st.sampled_from(
    ["id", "name", "description", "audienceIds", "bodyHtml", "title", "subject", "internal", "x"]
)
bodies = st.binary() | st.dictionaries(keys, json_values).map(lambda v: json.dumps(v).encode())


@pytest.fixture
def store():
    return Store(Seed(ACME), clock=lambda: 0.0)


def refused(parse):
    """The refusal that parsing ends in, or None."""
    try:
        parse()
    except Refusal as refusal:
        return refusal
    return None


@given(bodies, st.sampled_from(["public", "email", "messaging", "reference", "fax"]))
def test_any_body_is_either_taken_or_refused_with_400(body, kind):
    for parse in (
        lambda: parse_new_answer(body, ACME),
        lambda: parse_answer_change(body, ACME),
        lambda: parse_content(body, "fr", kind, ACME),
    ):
        refusal = refused(parse)
        assert refusal is None or refusal.status == 400
        assert refusal is None or all(one["code"] for one in refusal.body["errors"])


@given(st.text(st.characters(exclude_categories=())))
def test_well_formed_text_can_be_encoded_and_sound_text_is_kept(text):
    whole = well_formed(text)
    whole.encode()
    assert well_formed(whole) == whole


def put(store, number):
    answer = store.add_answer(NewAnswer(None, f"Answer {number}", "", ("a",)))
    new = NewContent("fr", "public", "<p>x</p>", f"Title {number:03}", None, internal=False)
    store.put_content(answer.id, new)
    return [one.title for one in store.public_answers("fr", "a")]


def test_threads_see_what_they_wrote_in_order(store):
    with ThreadPoolExecutor(8) as pool:
        seen = list(pool.map(lambda number: put(store, number), range(80)))
    assert [one.title for one in store.public_answers("fr", None)] == [
        f"Title {number:03}" for number in range(80)
    ]
    assert all(
        f"Title {number:03}" in titles and titles == sorted(titles)
        for number, titles in enumerate(seen)
    )


def test_only_one_of_many_threads_gets_a_name(store):
    def add(_):
        return refused(lambda: store.add_answer(NewAnswer(None, "Same", "", ())))

    with ThreadPoolExecutor(8) as pool:
        refusals = list(pool.map(add, range(20)))
    assert refusals.count(None) == 1
    assert {refusal.status for refusal in refusals if refusal} == {409}
