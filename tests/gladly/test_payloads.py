from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpgen.errors import GladlyMalformed, Severity
from helpgen.gladly import payloads
from helpgen.gladly.records import AnswerTitle, Audience
from helpgen.gladly.replies import Reply
from helpgen.model import Answer, LayoutSection

REQUEST = "GET https://x/api/v1/orgs/o/answers?lng=en-us"
GOOD = {"id": "a", "name": "A", "bodyHtml": "<p>a</p>", "language": "en-us"}


def reply(value: Any) -> Reply:
    return Reply(REQUEST, "application/json", json.dumps(value).encode())


def test_a_good_item_becomes_an_answer_and_unknown_keys_are_ignored():
    item = GOOD | {"updatedAt": "2026-05-14T09:12:00.000Z", "status": {"new": ["key"]}}
    found = payloads.answer_list(reply([item]))
    assert found.answers == (Answer("a", "A", "<p>a</p>", "en-us", "2026-05-14T09:12:00.000Z"),)
    assert found.problems == ()


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"name": None}, "name is no text"),
        ({"name": " \u200b"}, "name is empty"),
        ({"name": "\x00"}, "name is empty"),
        ({"name": "half \ud83d"}, "name holds half of a surrogate pair"),
        ({"bodyHtml": 7}, "bodyHtml is no text"),
        ({"bodyHtml": "\udc00"}, "bodyHtml holds half of a surrogate pair"),
        ({"id": "a/b"}, "id can't be part of a URL or a file name"),
        ({"id": ".."}, "id can't be part of a URL or a file name"),
        ({"id": "x" * 201}, "id can't be part of a URL or a file name"),
        ({"id": 7}, "id is no text"),
        ({"language": "../en"}, "language can't be part of a URL or a file name"),
        ({"id": 1, "name": 2}, "id is no text; name is no text"),
    ],
)
def test_a_bad_item_is_one_problem_and_the_others_are_kept(change, complaint):
    found = payloads.answer_list(reply([GOOD, GOOD | {"id": "b"} | change, GOOD | {"id": "c"}]))
    assert [answer.id for answer in found.answers] == ["a", "c"]
    (problem,) = found.problems
    assert problem.what == complaint
    assert problem.kind == "bad-answer"
    assert problem.severity is Severity.ERROR
    assert problem.hint


@pytest.mark.parametrize(
    ("item", "named"),
    [
        ({"id": "broken"}, f"{REQUEST} answer broken"),
        ({"id": "a\x1b[2J/b"}, f"{REQUEST} answer a [2J/b"),
        ({"id": ""}, f"{REQUEST} item 2"),
        ({}, f"{REQUEST} item 2"),
        (None, f"{REQUEST} item 2"),
        ([], f"{REQUEST} item 2"),
    ],
)
def test_a_problem_names_the_request_and_the_item(item, named):
    (problem,) = payloads.answer_list(reply([GOOD, item])).problems
    assert problem.where == named


def test_usable_ids_of_bad_items_are_told_so_that_an_older_text_can_be_kept():
    items = [GOOD, {"id": "b"}, {"id": "b"}, {"id": "../c"}, {"id": 7}, {}, None, {"id": "a"}]
    assert payloads.answer_list(reply(items)).bad_ids == ("b",)


def test_every_missing_key_is_told_but_not_more_than_three():
    (problem,) = payloads.answer_list(reply([{}])).problems
    assert problem.what == "id is missing; name is missing; bodyHtml is missing; and 1 more"


def test_an_id_that_comes_twice_is_kept_once():
    found = payloads.answer_list(reply([GOOD, GOOD | {"name": "Other"}, GOOD | {"id": "A"}]))
    assert [(answer.id, answer.name) for answer in found.answers] == [("a", "A"), ("A", "A")]
    assert [problem.what for problem in found.problems] == ["comes twice; the first one is kept"]


@pytest.mark.parametrize(("count", "cut_off"), [(0, False), (999, False), (1000, True)])
def test_a_list_of_exactly_1000_items_counts_as_cut_off(count, cut_off):
    """Bad items count, because Gladly counted them too."""
    items = [GOOD | {"id": str(n)} for n in range(count)]
    assert payloads.answer_list(reply([*items[:-1], {}] if items else [])).cut_off is cut_off


@pytest.mark.parametrize(
    "value",
    ["yesterday", "2026-13-01T00:00:00Z", "2026-05-14T09:12:00", "2026-05-14", "", None, 7, {}],
)
def test_a_date_that_is_none_is_left_out_and_the_answer_is_kept(value):
    (found,) = payloads.answer_list(reply([GOOD | {"updatedAt": value}])).answers
    assert found.updated_at is None


@pytest.mark.parametrize(
    "value",
    ["2026-05-14T09:12:00Z", "2026-05-14T09:12:00.123456789+02:00", "2026-05-14T09:12:00-00:00"],
)
def test_a_date_is_kept_as_it_came(value):
    (found,) = payloads.answer_list(reply([GOOD | {"updatedAt": value}])).answers
    assert found.updated_at == value


def test_control_characters_in_a_name_become_blanks_and_the_rest_stays():
    name = "Q: \"<b>\" & 'é'\x00\x1b[2J\ttab \u202e 🎉"
    (found,) = payloads.answer_list(reply([GOOD | {"name": name}])).answers
    assert found.name == "Q: \"<b>\" & 'é'  [2J tab \u202e 🎉"


@pytest.mark.parametrize(
    ("value", "named"),
    [({"results": []}, "an object"), ("x", "a text"), (None, "null"), (7, "a number")],
)
def test_a_list_of_another_shape_is_malformed(value, named):
    with pytest.raises(GladlyMalformed, match=f"{named}, not a list"):
        payloads.answer_list(reply(value))


def test_a_single_answer_must_be_the_one_that_was_asked_for():
    assert payloads.answer(reply(GOOD), "a").id == "a"
    with pytest.raises(GladlyMalformed, match="gave answer a instead"):
        payloads.answer(reply(GOOD), "A")


def test_titles_and_audiences_keep_their_order_and_name_a_bad_item():
    items = [{"id": "b", "name": "B"}, {"id": "a", "name": "A"}]
    assert payloads.answer_titles(reply(items)) == (AnswerTitle("b", "B"), AnswerTitle("a", "A"))
    assert payloads.audiences(reply([{"id": "b"}])) == (Audience("b", ""),)
    with pytest.raises(GladlyMalformed, match="item 2: name is missing"):
        payloads.answer_titles(reply([*items[:1], {"id": "x"}]))


def test_a_layout_keeps_dangling_ids_and_tells_of_what_it_cannot_use():
    sections = [
        {"header": "Orders", "answerIds": ["a", "gone", "../x", 7, "a"]},
        {"answerIds": ["b"]},
        {"header": "Null", "answerIds": None},
        {"header": "Missing"},
    ]
    found = payloads.help_center(reply({"lng": "en-us", "sections": sections, "theme": {}}))
    assert found.language == "en-us"
    assert found.audience_id is None
    assert found.layout.sections == (
        LayoutSection("Orders", ("a", "gone", "a")),
        LayoutSection("Null", ()),
        LayoutSection("Missing", ()),
    )
    assert [(problem.where, problem.what) for problem in found.problems] == [
        (f"{REQUEST} section 1", "'../x' is no answer id"),
        (f"{REQUEST} section 1", "7 is no answer id"),
        (f"{REQUEST} section 2", "header is missing"),
    ]
    assert {problem.kind for problem in found.problems} == {"bad-layout"}


@pytest.mark.parametrize(("given", "expected"), [("fjell", "fjell"), ("", None), (None, None)])
def test_a_layout_names_one_audience_or_none(given, expected):
    value = {"lng": "en-us", "audienceId": given, "sections": []}
    assert payloads.help_center(reply(value)).audience_id == expected


@pytest.mark.parametrize(
    "value",
    [{}, [], {"lng": "en-us"}, {"lng": "en-us", "sections": {}}, {"lng": "/", "sections": []}],
)
def test_what_is_no_layout_is_malformed(value):
    with pytest.raises(GladlyMalformed):
        payloads.help_center(reply(value))


def test_an_organization_needs_none_of_its_keys():
    found = payloads.organization(reply({"name": "Acme", "timezone": None}))
    assert (found.id, found.name, found.timezone) == ("", "Acme", "")


def test_a_record_may_lack_all_but_id_and_name():
    found = payloads.answer_record(reply({"id": "a", "name": "A", "audienceIds": None}))
    assert (found.description, found.audience_ids, found.created_at) == ("", (), None)


@pytest.mark.parametrize(
    ("body", "content_type", "told"),
    [
        (b"<html>\x1b[2J log in", "text/html", "not JSON: text/html, begins '<html> [2J log in'"),
        (b"", "", "not JSON: no content type, begins ''"),
        (b'[{"id": "a"', "application/json", 'begins \'[{"id": "a"\''),
        (b"\xff\xfe\x00", "application/json", "not JSON"),
        (b"[" * 100_000, "application/json", "begins '[[["),
        (b"[" + b"9" * 10_000 + b"]", "application/json", "not JSON"),
    ],
)
def test_a_body_that_is_no_json_is_malformed_and_shows_how_it_begins(body, content_type, told):
    with pytest.raises(GladlyMalformed) as raised:
        payloads.answer_list(Reply(REQUEST, content_type, body))
    assert told in str(raised.value)
    assert len(str(raised.value)) < 250


KEYS = ["id", "name", "bodyHtml", "language", "updatedAt", "lng", "sections", "header", "answerIds"]
json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(st.characters(), max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner),
    max_leaves=10,
)
readers: list[Callable[[Reply], Any]] = [
    payloads.answer_list,
    lambda found: payloads.answer(found, "a"),
    payloads.answer_titles,
    payloads.help_center,
    payloads.organization,
    payloads.audiences,
    payloads.answer_record,
    payloads.answer_content,
]


@given(st.sampled_from(readers), json_values)
def test_any_json_is_read_or_malformed(read, value):
    with contextlib.suppress(GladlyMalformed):
        read(reply(value))


@given(json_values)
def test_whatever_an_item_holds_the_good_ones_beside_it_are_kept(value):
    found = payloads.answer_list(reply([GOOD, value]))
    assert found.answers[0].id == "a"
    assert len(found.answers) + len(found.problems) == 2
    for answer in found.answers:
        (answer.id + answer.name + answer.body_html + answer.language).encode()
