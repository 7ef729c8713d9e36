from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpgen import errors
from helpgen.errors import ErrorDetail
from helpgen.gladly.refusals import error_details, refusal

TAKEN = ErrorDetail("taken", "duplicate answer name", "name")
json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["errors", "code", "detail", "attr", "meta"]), inner)
    ),
    max_leaves=10,
)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(
            {"errors": [{"attr": "name", "code": "taken", "detail": "duplicate answer name"}]},
            (TAKEN,),
            id="the usual list",
        ),
        pytest.param(
            {"errors": {"code": "not_exist", "detail": "answer does not exist"}},
            (ErrorDetail("not_exist", "answer does not exist"),),
            id="the bare object of a 404",
        ),
        pytest.param(
            {"errors": [{"code": "in_use", "detail": "used", "meta": {"sectionID": "s"}}]},
            (ErrorDetail("in_use", "used", meta={"sectionID": "s"}),),
            id="with meta",
        ),
        pytest.param(
            {"errors": [{"code": "in_use", "detail": "used", "meta": "s"}]},
            (ErrorDetail("in_use", "used"),),
            id="meta of another shape",
        ),
        pytest.param({"errors": [{"code": "blank"}]}, (ErrorDetail("blank", "no detail given"),)),
        pytest.param({"errors": [{"detail": "no"}]}, (ErrorDetail("unknown", "no"),)),
        pytest.param({"errors": ["no"]}, (ErrorDetail("unknown", "no"),), id="texts"),
        pytest.param({"errors": "no"}, (ErrorDetail("unknown", "no"),), id="a text"),
        pytest.param({"message": "no route"}, (ErrorDetail("unknown", "no route"),), id="gateway"),
        pytest.param([{"code": "a", "detail": "b"}], (ErrorDetail("a", "b"),), id="bare list"),
        pytest.param(
            {"errors": {"errors": [{"code": "a", "detail": "b"}]}}, (ErrorDetail("a", "b"),)
        ),
        pytest.param({"errors": [None, 7, {}, [], {"code": None}]}, (), id="nothing said"),
        pytest.param({"errors": None}, ()),
        pytest.param({}, ()),
        pytest.param(
            {"errors": [{"code": 42, "detail": "a\x1b[31m\nb"}]},
            (ErrorDetail("42", "a [31m b"),),
            id="nothing that a terminal would obey",
        ),
    ],
)
def test_details_are_read_in_every_shape(body, expected):
    assert error_details(json.dumps(body).encode()) == expected


@pytest.mark.parametrize(
    "body",
    [b"", b"Unauthorized", b"<html>", b"\xff\xfe", b"{", b'{"errors":' * 5000, b"[" * 100_000],
)
def test_a_body_that_is_no_json_tells_nothing(body):
    assert error_details(body) == ()


def test_details_are_bounded():
    body = {"errors": [{"code": "x", "detail": "y" * 10_000}] * 1000}
    details = error_details(json.dumps(body).encode())
    assert len(details) == 20
    assert len(details[0].detail) == 200


@given(json_values)
def test_no_json_makes_reading_the_details_fail(value):
    error_details(json.dumps({"errors": value}).encode())


@given(st.binary())
def test_no_bytes_make_reading_the_details_fail(body):
    error_details(body)


REMEDIES = {
    401: ": check GLADLY_API_USER and GLADLY_API_TOKEN",
    403: ": the token lacks the permission for this",
}


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, errors.GladlyRefused),
        (401, errors.GladlyUnauthorized),
        (403, errors.GladlyUnauthorized),
        (404, errors.GladlyNotFound),
        (409, errors.GladlyConflict),
        (418, errors.GladlyRefused),
        (429, errors.GladlyRateLimited),
        (503, errors.GladlyRefused),
    ],
)
def test_each_status_has_its_error_with_request_status_and_details(status, kind):
    body = b'{"errors":[{"attr":"name","code":"taken","detail":"duplicate answer name"}]}'
    error = refusal("POST https://x/api/v1/answers", status, body)
    assert type(error) is kind
    assert error.status == status
    assert error.details == (TAKEN,)
    told = f"POST https://x/api/v1/answers: status {status} (name: duplicate answer name [taken])"
    assert str(error) == told + REMEDIES.get(status, "")
