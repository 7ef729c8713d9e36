"""What goes wrong between Gladly and us, acted out by the emulator or by a server of raw bytes."""

from __future__ import annotations

import gzip
import json
import socket

import pytest

from helpgen.errors import (
    GladlyError,
    GladlyMalformed,
    GladlyNotFound,
    GladlyRefused,
    GladlyUnreachable,
)
from helpgen.gladly import GladlyClient, Limits, RetryPolicy

pytestmark = pytest.mark.slow

QUICK = RetryPolicy(attempts=3, wait_initial=0.01, wait_max=0.02, wait_jitter=0.01)
IMPATIENT = Limits(read=0.2)
SMALL = Limits(max_bytes=1_000_000)


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_server_error_that_passes_goes_unnoticed(emulator, status):
    emulator.fault("listAnswers", "status", status=status, times=2)
    assert len(emulator.client().list_answers("en-us").answers) == 2
    assert [request["status"] for request in emulator.requests()] == [status, status, 200]


def test_a_server_error_that_stays_is_raised_after_the_last_attempt(emulator):
    emulator.fault("listAnswers", "status", status=503, body="<html>down</html>", times=None)
    with pytest.raises(GladlyRefused, match="status 503") as raised:
        emulator.client().list_answers("en-us")
    assert raised.value.details == ()
    assert len(emulator.requests()) == 3


@pytest.mark.parametrize("status", [400, 403, 418, 501])
def test_an_error_that_will_not_pass_is_not_repeated(emulator, status):
    emulator.fault("listAnswers", "status", status=status, body="no")
    with pytest.raises(GladlyRefused, match=f"status {status}"):
        emulator.client().list_answers("en-us")
    assert len(emulator.requests()) == 1


@pytest.mark.parametrize("kind", ["drop", "truncated"])
def test_a_broken_connection_is_tried_again(emulator, kind):
    emulator.fault("listAnswers", kind, times=2)
    assert len(emulator.client().list_answers("en-us").answers) == 2


@pytest.mark.parametrize("kind", ["drop", "truncated"])
def test_a_connection_that_breaks_every_time_is_unreachable(emulator, kind):
    emulator.fault("listAnswers", kind, times=None)
    with pytest.raises(GladlyUnreachable, match="the connection broke") as raised:
        emulator.client().list_answers("en-us")
    assert raised.value.request.startswith("GET http://127.0.0.1:")
    assert "may have been made" not in str(raised.value)
    assert len(emulator.requests()) == 3


def test_a_server_that_hangs_is_left_after_the_read_timeout(emulator):
    emulator.fault("listAnswers", "hang", seconds=30, times=None)
    with pytest.raises(GladlyUnreachable, match=r"nothing came for 0\.2 s"):
        emulator.client(limits=IMPATIENT).list_answers("en-us")


def test_a_server_that_hangs_once_is_asked_again(emulator):
    emulator.fault("listAnswers", "hang", seconds=30)
    assert len(emulator.client(limits=Limits(read=1.0)).list_answers("en-us").answers) == 2


def test_a_server_that_drips_is_left_when_the_time_is_up(emulator):
    """It sends something well within every read timeout, and would take 4 seconds."""
    emulator.fault("listAnswers", "slow", seconds=4)
    patient = Limits(read=10.0, total=0.1)
    with pytest.raises(GladlyUnreachable, match=r"wasn't complete after 0\.1 s"):
        emulator.client(limits=patient, retries=RetryPolicy(attempts=1)).list_answers("en-us")


def test_a_server_that_drips_fast_enough_is_heard_out(emulator):
    emulator.fault("listAnswers", "slow", seconds=0.1)
    assert len(emulator.client().list_answers("en-us").answers) == 2


def test_a_refused_connection_is_unreachable():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    with (
        GladlyClient(url, org_id="o", retries=QUICK) as client,
        pytest.raises(GladlyUnreachable, match="can't connect"),
    ):
        client.list_answers("en-us")


def test_an_answer_that_is_no_json_is_malformed_and_not_asked_for_again(emulator):
    emulator.fault("listAnswers", "not_json")
    with pytest.raises(GladlyMalformed, match="not JSON: text/html; charset=utf-8, begins '<!doc"):
        emulator.client().list_answers("en-us")
    assert len(emulator.requests()) == 1


@pytest.mark.parametrize(
    "call",
    [
        lambda client: client.list_answers("en-us"),
        lambda client: client.get_answer("returns", "en-us"),
        lambda client: client.search_answers("return", "en-us"),
        lambda client: client.answer_titles("fjell.example-en-us", "en-us"),
        lambda client: client.help_center_layout("fjell.example-en-us"),
        lambda client: client.organization(),
        lambda client: client.audiences(),
        lambda client: client.get_answer_record("returns"),
        lambda client: client.get_content("returns", "en-us"),
        lambda client: client.put_content("returns", "en-us", body_html="", title="T"),
        lambda client: client.add_answer("Name"),
    ],
)
def test_json_of_another_shape_is_malformed_in_every_operation(emulator, call):
    emulator.fault("*", "wrong_shape", effect=True)
    with pytest.raises(GladlyMalformed):
        call(emulator.client())


def test_an_empty_list_and_half_a_list_are_what_they_say(emulator):
    """Only a comparison with an earlier fetch can tell that answers are missing."""
    emulator.fault("listAnswers", "empty")
    emulator.fault("listAnswers", "half")
    client = emulator.client()
    assert client.list_answers("en-us").answers == ()
    assert len(client.list_answers("en-us").answers) == 1


def test_a_bad_item_is_one_problem(emulator):
    emulator.fault("listAnswers", "bad_item")
    found = emulator.client().list_answers("en-us")
    assert [answer.id for answer in found.answers] == ["-shipping"]
    (problem,) = found.problems
    assert problem.where.endswith("/answers?lng=en-us answer returns")
    assert problem.what == "name is missing; bodyHtml is no text; language is no text"


@pytest.mark.parametrize("kind", ["oversized", "bomb"])
def test_a_body_beyond_the_limit_is_malformed(emulator, kind):
    emulator.fault("listAnswers", kind, size=3_000_000)
    with pytest.raises(GladlyMalformed, match="bigger than 1000000 bytes"):
        emulator.client(limits=SMALL).list_answers("en-us")


@pytest.mark.parametrize("kind", ["oversized", "bomb"])
def test_a_body_within_the_limit_is_read(emulator, kind):
    emulator.fault("listAnswers", kind, size=1_000_000)
    assert emulator.client(limits=SMALL).list_answers("en-us").answers == ()


def test_a_bomb_is_not_inflated_beyond_the_limit(raw_server, response, raw_client):
    """A gigabyte in a megabyte; what is allowed is a tenth of a megabyte."""
    layer = gzip.compress(b" " * 100_000_000)
    server = raw_server(response(layer, "Content-Encoding: gzip"))
    small = Limits(max_bytes=100_000)
    with pytest.raises(GladlyMalformed, match="bigger than 100000 bytes"):
        raw_client(server, limits=small).list_answers("en-us")


def test_a_compressed_body_is_read(raw_server, response, raw_client):
    server = raw_server(response(gzip.compress(b"[]"), "Content-Encoding: gzip"))
    assert raw_client(server).list_answers("en-us").answers == ()
    assert b"accept-encoding: gzip\r\n" in server.heard[0].lower()


def test_a_compressed_body_that_is_cut_off_is_asked_for_again(raw_server, response, raw_client):
    whole = gzip.compress(json.dumps([" " * 1000]).encode())
    server = raw_server(
        response(whole[:-12], "Content-Encoding: gzip"),
        response(gzip.compress(b"[]"), "Content-Encoding: gzip"),
    )
    assert raw_client(server).list_answers("en-us").answers == ()
    assert len(server.heard) == 2


@pytest.mark.parametrize(
    ("encoding", "told"),
    [("gzip", "not gzip, though"), ("br", "compressed as 'br'"), ("gzip, gzip", "as 'gzip, gzip'")],
)
def test_a_body_that_is_compressed_in_another_way_is_malformed(
    raw_server, encoding, told, response, raw_client
):
    server = raw_server(response(b"no gzip at all", f"Content-Encoding: {encoding}"))
    with pytest.raises(GladlyMalformed, match=told):
        raw_client(server).list_answers("en-us")


@pytest.mark.parametrize(
    "bytes_sent", [b"", b"\x15\x03\x01\x00\x02\x02\x50", b"SSH-2.0-x\r\n", b"HTTP/1.1 200"]
)
def test_a_server_that_speaks_no_http_is_unreachable(raw_server, bytes_sent, raw_client):
    server = raw_server(*[bytes_sent] * 3)
    with pytest.raises(GladlyUnreachable, match="the connection broke"):
        raw_client(server).list_answers("en-us")
    assert len(server.heard) == 3


def test_an_error_whose_body_breaks_off_is_still_that_error(raw_server, response, raw_client):
    server = raw_server(response(b'{"errors":', status="404 Not Found", length=500))
    with pytest.raises(GladlyNotFound) as raised:
        raw_client(server).get_answer("a", "en-us")
    assert raised.value.details == ()


def test_an_error_with_an_endless_body_is_still_that_error(raw_server, response, raw_client):
    endless = (b"x" * 10_000 for _ in range(1000))
    server = raw_server([response(b"", status="400 Bad Request", length=10_000_000), *endless])
    with pytest.raises(GladlyRefused, match="status 400"):
        raw_client(server).list_answers("en-us")


def test_every_failure_is_a_gladly_error_that_names_its_request(emulator, fake_time):
    client = emulator.client(limits=SMALL, limiter=fake_time.limiter())
    for kind in ("status", "drop", "truncated", "not_json", "wrong_shape", "oversized", "bomb"):
        emulator.fault("listAnswers", kind, times=3)
        with pytest.raises(GladlyError) as raised:
            client.list_answers("en-us", "fjell")
        assert str(raised.value).startswith(f"GET {emulator.url}/api/v1/orgs/"), kind
        assert "/answers?lng=en-us&audienceId=fjell: " in str(raised.value), kind
        emulator.control.delete("/__emulator__/faults")
