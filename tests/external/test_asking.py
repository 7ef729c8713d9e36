"""One address over HTTP."""

from __future__ import annotations

import time

import pytest
from other_host import QUICK

from helpgen.external.asking import Asker

pytestmark = pytest.mark.slow


def ask(asker, url, seconds=20.0):
    return asker.ask(url, time.monotonic() + seconds)


def test_head_is_enough_where_it_is_answered(host, asker):
    reply = ask(asker, f"{host.url}/a?b=1#c")
    assert (reply.status, reply.is_dead, reply.is_unsure) == (200, False, False)
    assert host.asked == ["HEAD /a?b=1"]


@pytest.mark.parametrize("status", [403, 404, 405, 501])
def test_get_is_asked_where_head_is_refused(host, asker, status):
    host.give("HEAD /a", status)
    assert ask(asker, f"{host.url}/a").status == 200
    assert host.asked[:2] == ["HEAD /a", "GET /a"]


@pytest.mark.parametrize(
    ("status", "dead", "unsure"),
    [(404, True, False), (410, True, False), (401, False, True), (403, False, True)],
)
def test_what_isnt_there_is_dead_and_a_refusal_says_nothing(host, asker, status, dead, unsure):
    host.give("/a", status)
    reply = ask(asker, f"{host.url}/a")
    assert (reply.status, reply.is_dead, reply.is_unsure) == (status, dead, unsure)
    assert len(host.asked) == 2, "once by each method, as another try wouldn't help"


def test_a_passing_failure_is_tried_again(host, asker):
    host.give("/a", 503, 503, 200)
    assert ask(asker, f"{host.url}/a").status == 200
    host.give("/b", 503)
    assert ask(asker, f"{host.url}/b").is_dead


def test_a_host_that_asks_to_wait_is_waited_for(host, asker):
    host.give("/a", 429, 200, Retry_After="1")
    start = time.monotonic()
    assert ask(asker, f"{host.url}/a").status == 200
    assert time.monotonic() - start >= 1
    assert host.asked == ["HEAD /a", "HEAD /a"]


@pytest.mark.parametrize("seconds", ["3600", "5"])
def test_but_not_for_longer_than_there_is_time(host, asker, seconds):
    host.give("/a", 429, Retry_After=seconds)
    reply = ask(asker, f"{host.url}/a", seconds=2)
    assert (reply.status, reply.is_unsure) == (429, True)
    assert host.asked == ["HEAD /a"]


def test_permanent_redirects_are_told_and_others_are_not(host, asker):
    host.give("/a", 301, Location="/b")
    host.give("/b", 308, Location="/c")
    host.give("/d", 301, Location="/e")
    host.give("/e", 302, Location="/c")
    assert ask(asker, f"{host.url}/a").moved_to == f"{host.url}/c"
    assert ask(asker, f"{host.url}/d").moved_to == ""
    host.give("/c", 404)
    reply = ask(asker, f"{host.url}/a")
    assert (reply.status, reply.moved_to) == (404, "")


@pytest.mark.parametrize(
    ("location", "failure"),
    [
        ("/a", "is redirected more than 5 times"),
        ("ftp://x.example/", "has no http or https address"),
        ("http://127.0.0.2:8080/", "leads to 127.0.0.2, which isn't a public address"),
    ],
)
def test_a_redirect_to_nowhere_is_a_failure(host, asker, location, failure):
    host.give("/a", 301, Location=location)
    assert ask(asker, f"{host.url}/a").failure == failure


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:9/", "http://localhost:8080/", "http://[::1]/", "http://10.0.0.1/"]
)
def test_private_addresses_arent_connected_to(host, url):
    with Asker(QUICK) as asker:
        reply = ask(asker, url)
    assert reply.is_dead
    assert "isn't a public address" in reply.failure or "no web server's" in reply.failure


@pytest.mark.parametrize(
    "url", ["mailto:a@b.example", "http://", "http://u:p@x.example/", "http://[/"]
)
def test_what_is_no_web_address_is_never_asked(asker, url):
    assert ask(asker, url).is_dead


def test_a_host_that_breaks_off_is_unreachable(host, asker):
    host.give("/a", 0)
    assert ask(asker, f"{host.url}/a").failure.startswith("can't be reached: ")
