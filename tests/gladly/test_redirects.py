"""Redirects: within the same host for a GET, and never further."""

from __future__ import annotations

import pytest

from helpgen.errors import GladlyMalformed, GladlyUnreachable

pytestmark = pytest.mark.slow


def test_a_redirect_on_the_same_host_is_followed(emulator):
    location = "/api/v1/orgs/ihKsWxiZCDVtXg1iwVmT9Q/answers?lng=en-us&audienceId=fjell"
    emulator.fault("listAnswers", "redirect", location=location)
    assert len(emulator.client().list_answers("en-us").answers) == 1


def test_a_redirect_in_a_circle_ends_after_five(emulator):
    location = "/api/v1/orgs/ihKsWxiZCDVtXg1iwVmT9Q/answers"
    emulator.fault("listAnswers", "redirect", location=location, times=None)
    with pytest.raises(GladlyMalformed, match="redirects more than 5 times"):
        emulator.client().list_answers("en-us")
    assert len(emulator.requests()) == 6


@pytest.mark.parametrize(
    ("location", "told"),
    [
        ("https://login.example.com/?next=x", "another host, 'login.example.com'"),
        ("//evil.example/", "another host, 'evil.example'"),
        ("https://127.0.0.1/", "another host, '127.0.0.1'"),
        ("http://127.0.0.1:1/", "another host"),
    ],
)
def test_a_redirect_to_another_host_is_malformed(emulator, location, told):
    emulator.fault("listAnswers", "redirect", location=location)
    with pytest.raises(GladlyMalformed, match=told):
        emulator.client().list_answers("en-us")
    assert len(emulator.requests()) == 1


@pytest.mark.parametrize("status", ["302 Found", "304 Not Modified", "300 Multiple Choices"])
def test_a_redirect_to_nowhere_is_malformed(raw_server, status, response, raw_client):
    server = raw_server(response(b"", status=status))
    with pytest.raises(GladlyMalformed, match=f"status {status[:3]} instead of an answer"):
        raw_client(server).list_answers("en-us")


def test_a_redirect_to_what_is_no_url_is_unreachable(emulator):
    emulator.fault("listAnswers", "redirect", location="http://a:b/", times=None)
    with pytest.raises(GladlyUnreachable, match="Invalid URL in location header"):
        emulator.client().list_answers("en-us")


def test_a_write_does_not_follow_a_redirect(emulator):
    emulator.fault("putAnswerContent", "redirect", location="/api/v1/answers")
    with pytest.raises(GladlyMalformed, match="status 302 instead of an answer"):
        emulator.client().put_content("returns", "en-us", body_html="", title="T")
    assert len(emulator.requests()) == 1


def test_a_cookie_is_not_sent_back(raw_server, response, raw_client):
    cookie = "Set-Cookie: session=abc; Path=/"
    server = raw_server(response(b"[]", cookie), response(b"[]"))
    client = raw_client(server)
    client.list_answers("en-us")
    client.list_answers("en-us")
    assert b"cookie" not in server.heard[1].lower()
