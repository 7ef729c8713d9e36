"""Credentials go to the private endpoints of the organization's host and nowhere else."""

from __future__ import annotations

import base64
import logging
import traceback

import pytest

from helpgen.emulator import DEMO_CREDENTIALS
from helpgen.errors import GladlyError, HelpgenError
from helpgen.gladly import Credentials, GladlyClient, Limits, RetryPolicy

pytestmark = pytest.mark.slow

USER, TOKEN = "agent@acme.example", "t0p-s3cret-t0ken"
BASIC = base64.b64encode(f"{USER}:{TOKEN}".encode()).decode()
PUBLIC = {
    "listAnswers",
    "getAnswer",
    "searchAnswers",
    "getAnswerTitles",
    "getHelpCenterLayout",
}
ONCE = RetryPolicy(attempts=1)


def test_only_private_operations_carry_credentials(emulator):
    client = emulator.client()
    client.list_answers("en-us")
    client.get_answer("returns", "en-us")
    client.search_answers("x", "en-us")
    client.answer_titles("fjell.example-en-us", "en-us")
    client.help_center_layout("fjell.example-en-us")
    client.organization()
    client.get_content("returns", "en-us")
    client.list_answers("en-us")
    carried = {request["operation"]: request["authorization"] for request in emulator.requests()}
    assert {operation for operation, authorized in carried.items() if not authorized} == PUBLIC
    assert {"getOrganization", "getAnswerContent"} == carried.keys() - PUBLIC


def test_a_public_call_that_is_redirected_to_a_private_endpoint_carries_none(emulator):
    emulator.fault("listAnswers", "redirect", location="/api/v1/organization")
    with pytest.raises(GladlyError, match="status 401"):
        emulator.client().list_answers("en-us")
    assert [request["authorization"] for request in emulator.requests()] == [False, False]


def test_a_private_call_that_is_redirected_to_a_public_endpoint_carries_none_there(emulator):
    public = "/api/v1/orgs/ihKsWxiZCDVtXg1iwVmT9Q/answers"
    emulator.fault("getAudiences", "redirect", location=public)
    emulator.client().audiences()
    assert [request["authorization"] for request in emulator.requests()] == [True, False]


def test_no_other_host_hears_them(emulator, raw_server):
    elsewhere = raw_server(b"", b"")
    client = emulator.client(cdn_url=elsewhere.url, retries=ONCE)
    emulator.fault("getOrganization", "redirect", location=f"{elsewhere.url}/api/v1/organization")
    for call in (client.organization, lambda: client.help_center_layout("x")):
        with pytest.raises(GladlyError):
            call()
    (heard,) = elsewhere.heard
    assert heard.startswith(b"GET /orgs/configs/help-center/x.json")
    assert b"authorization" not in heard.lower()


def test_the_organizations_host_hears_them_as_http_basic(raw_server):
    server = raw_server(b"")
    with (
        GladlyClient(
            server.url, org_id="o", credentials=Credentials(USER, TOKEN), retries=ONCE
        ) as client,
        pytest.raises(GladlyError),
    ):
        client.organization()
    assert f"Authorization: Basic {BASIC}\r\n".encode() in server.heard[0]


def test_no_error_repr_or_log_shows_them(emulator, caplog):
    """Whatever goes wrong, with every logger at its most talkative."""
    caplog.set_level(logging.DEBUG)
    shown = []
    client = emulator.client(
        credentials=Credentials(USER, TOKEN), limits=Limits(read=0.1, max_bytes=10_000)
    )
    for kind in ("status", "drop", "hang", "truncated", "not_json", "oversized", "redirect"):
        emulator.fault("*", kind, times=None, location="https://elsewhere.example/")
        for call in (client.organization, lambda: client.add_answer("x", answer_id="x")):
            with pytest.raises(HelpgenError) as raised:
                call()
            shown += traceback.format_exception(raised.value)
            shown += [repr(error) for error in _chain(raised.value)]
        emulator.control.delete("/__emulator__/faults")
    shown += [repr(client), repr(vars(client)), repr(client._sender), repr(vars(client._sender))]
    shown += [repr(vars(record)) for record in caplog.records]
    assert not [text for text in shown if TOKEN in text or BASIC in text]
    assert caplog.records


def _chain(error: BaseException | None) -> list[BaseException]:
    """The error and all that led to it; the two ways back can meet in a circle."""
    found: list[BaseException] = []
    ways = [error]
    while ways:
        if (error := ways.pop()) is not None and error not in found:
            found.append(error)
            ways += [error.__cause__, error.__context__]
    return found


def test_the_demo_credentials_are_accepted(emulator):
    assert emulator.client(credentials=Credentials(*DEMO_CREDENTIALS)).organization().name == "Acme"
