"""`POST /feedback`: what is taken, what is refused, and that nothing taken is ever lost."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.requests import Request
from starlette.types import Message

from helpgen.refusals import Refusal
from helpgen.search.endpoint.bodies import read_form
from helpgen.search.endpoint.settings import Settings
from helpgen.search.feedback_report import Comment, read_feedback

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
PAGE = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
OWN = {"Origin": "https://alpha.example"}
VOTE = {"brand": "alpha", "language": "en-us", "answer": "returns", "helpful": "yes"}


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """The file of this module's endpoint."""
    return tmp_path_factory.mktemp("feedback") / "votes.db"


@pytest.fixture(scope="module")
def taking(run_endpoint, shared_indexes, place):
    """A client of an endpoint that takes any number of votes."""
    settings = Settings(index=shared_indexes.folder, feedback=place, feedback_rate_limit=0)
    with run_endpoint(settings) as client:
        yield client


def kept(path: Path, answer: str) -> list[tuple[int, int, list[Comment]]]:
    return [
        (one.helpful, one.not_helpful, one.comments)
        for one in read_feedback([path])
        if one.answer == answer
    ]


def codes(answered: httpx.Response) -> set[tuple[str, str]]:
    return {(one.get("attr", ""), one["code"]) for one in answered.json()["errors"]}


def test_a_vote_is_kept_with_what_was_written(taking, place):
    said = {**VOTE, "answer": "kept", "helpful": "no", "comment": "Größe & <b>Farbe</b>\r\nfehlt"}
    answered = taking.post("/feedback", data=said, headers=OWN)
    assert (answered.status_code, answered.content) == (204, b"")
    assert answered.headers["access-control-allow-origin"] == "https://alpha.example"
    assert answered.headers["cache-control"] == "no-store"
    assert "set-cookie" not in answered.headers
    (((_, lost, comments)),) = kept(place, "kept")
    assert (lost, [one.text for one in comments]) == (1, ["Größe & <b>Farbe</b>\nfehlt"])


def test_the_same_vote_sent_again_counts_once(taking, place):
    said = {**VOTE, "answer": "again", "vote": "0123456789abcdef" * 2}
    assert [taking.post("/feedback", data=said).status_code for _ in range(3)] == [204] * 3
    assert kept(place, "again") == [(1, 0, [])]


def test_a_browser_without_javascript_is_thanked_and_led_back(taking):
    said = {**VOTE, "language": "ar", "page": "/help/ar/answers/sim/"}
    answered = taking.post("/feedback", data=said, headers=OWN | PAGE)
    assert answered.status_code == 303
    thanks = taking.get(answered.headers["location"])
    assert thanks.status_code == 200
    assert 'lang="ar" dir="rtl"' in thanks.text
    assert "<h1>شكرًا على رأيك.</h1>" in thanks.text
    assert 'href="https://alpha.example/help/ar/answers/sim/"' in thanks.text
    assert thanks.headers["content-security-policy"].startswith("default-src 'none'")


@pytest.mark.parametrize(
    "page",
    [
        *("", "x", "//evil.example", "https://evil.example/", "javascript:alert(1)"),
        *("/\\evil.example", "/a\r\nSet-Cookie: b=c", ".evil.example/", "@evil.example/"),
    ],
)
def test_the_way_back_leads_to_the_brand_only(taking, page):
    answered = taking.post("/feedback", data={**VOTE, "page": page}, headers=PAGE)
    assert "set-cookie" not in answered.headers
    thanks = taking.get(answered.headers["location"])
    assert thanks.text.count("href=") == 3
    assert thanks.text.count('href="https://alpha.example/help/en-us/"') == 2


def test_what_is_written_in_a_path_stays_text(taking):
    params = {"brand": "alpha", "page": '/"><script>alert(1)</script>'}
    assert "<script" not in taking.get("/feedback.html", params=params).text


def test_what_could_not_be_sent_is_told_in_the_readers_language(taking):
    headers = PAGE | {"Accept-Language": "de-AT,de;q=0.9"}
    answered = taking.post("/feedback", data={**VOTE, "helpful": "maybe"}, headers=headers)
    assert answered.status_code == 400
    assert "<h1>Ihre Rückmeldung konnte nicht gesendet werden." in answered.text
    assert "helpful must be yes or no" in answered.text


def test_every_mistake_is_told_at_once(taking):
    answered = taking.post(
        "/feedback",
        data={"brand": "alpha", "language": "xx", "answer": "../x", "comment": "x" * 1001}
        | {"vote": "short"},
    )
    assert answered.status_code == 400
    assert codes(answered) == {
        ("language", "not_exist"),
        ("helpful", "invalid"),
        ("answer", "invalid"),
        ("comment", "too_long"),
        ("vote", "invalid"),
    }
    assert codes(taking.post("/feedback", data={**VOTE, "brand": "gamma"})) == {
        ("brand", "not_exist")
    }


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("https://alpha.example", 204),
        ("https://SHOP.alpha.example", 204),
        (None, 204),
        ("https://help.beta.example", 403),
        ("https://evil.example", 403),
        ("https://alpha.example.evil.example", 403),
        ("null", 403),
    ],
)
def test_another_site_cant_make_its_visitors_vote(taking, place, origin, status):
    headers = {"Origin": origin} if origin else {}
    said = {**VOTE, "answer": f"origin-{status}"}
    assert taking.post("/feedback", data=said, headers=headers).status_code == status
    assert bool(kept(place, f"origin-{status}")) == (status == 204)


def test_a_preflight_allows_to_post(taking):
    asked = {**OWN, "Access-Control-Request-Method": "POST"}
    granted = taking.options("/feedback", headers=asked).headers
    assert granted["access-control-allow-methods"] == "POST"
    assert granted["access-control-allow-origin"] == "https://alpha.example"


@pytest.mark.parametrize(
    ("content", "headers", "status"),
    [
        (b"{}", {"Content-Type": "application/json"}, 415),
        (b"x", {}, 415),
        (b"comment=" + b"x" * 20_000, FORM, 413),
        (b"&".join(b"f%d=1" % n for n in range(21)), FORM, 400),
        (b"", FORM, 400),
        (b"\xff\xfe%%%=&&&;", FORM, 400),
    ],
)
def test_what_is_no_such_form_is_refused(taking, content, headers, status):
    assert taking.post("/feedback", content=content, headers=headers).status_code == status


def test_other_methods_are_none_of_ours(taking):
    for method in ("GET", "PUT", "DELETE"):
        answered = taking.request(method, "/feedback")
        assert (answered.status_code, answered.headers["allow"]) == (405, "POST")


def test_an_endpoint_without_a_file_takes_none(run_endpoint, shared_indexes):
    with run_endpoint(Settings(index=shared_indexes.folder)) as client:
        assert client.post("/feedback", data=VOTE).status_code == 404


def test_a_client_may_vote_so_often_a_minute_and_search_on(run_endpoint, shared_indexes, tmp_path):
    path = tmp_path / "votes.db"
    settings = Settings(index=shared_indexes.folder, feedback=path, feedback_rate_limit=3)
    with run_endpoint(settings) as client:
        answered = [client.post("/feedback", data=VOTE, headers=OWN) for _ in range(5)]
        searched = client.get("/search", params={"brand": "alpha"}).status_code
    assert [one.status_code for one in answered] == [204] * 3 + [429] * 2
    assert answered[-1].headers["access-control-allow-origin"] == "https://alpha.example"
    assert searched == 200
    assert kept(path, "returns") == [(3, 0, [])]


def test_a_file_that_cant_be_written_is_told_to_the_operator_only(
    run_endpoint, shared_indexes, tmp_path, caplog
):
    path = tmp_path / "votes.db"
    with run_endpoint(Settings(index=shared_indexes.folder, feedback=path)) as client:
        assert client.post("/feedback", data=VOTE).status_code == 204
        with contextlib.closing(sqlite3.connect(path)) as other:
            other.execute("DROP TABLE votes")
        answered = client.post("/feedback", data=VOTE)
    assert (answered.status_code, answered.headers["retry-after"]) == (503, "10")
    assert codes(answered) == {("", "unavailable")}
    assert "votes" not in answered.text
    assert f"{path}: can't be written" in caplog.text


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    body=st.one_of(
        st.binary(max_size=300),
        st.dictionaries(
            st.sampled_from([*VOTE, "comment", "vote", "page", "x"]), st.text(max_size=40)
        ),
    )
)
def test_no_malformed_request_breaks_anything_or_takes_away_a_vote(taking, place, body):
    """150 of them; the vote of the beginning is there after each."""
    first = {**VOTE, "answer": "first", "vote": "f" * 32}
    assert taking.post("/feedback", data=first).status_code == 204
    if isinstance(body, bytes):
        answered = taking.post("/feedback", content=body, headers=FORM)
    else:
        answered = taking.post("/feedback", data=body)
    assert answered.status_code in {204, 400, 415}
    assert kept(place, "first") == [(1, 0, [])]


def test_a_slow_form_holds_up_nobody(taking):
    address = urlsplit(str(taking.base_url))
    with socket.create_connection((address.hostname, address.port), timeout=20) as slow:
        slow.sendall(
            b"POST /feedback HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n"
            b"Content-Type: application/x-www-form-urlencoded\r\n\r\nbrand=al"
        )
        assert taking.post("/feedback", data=VOTE).status_code == 204


def test_a_form_that_takes_too_long_is_given_up():
    async def never() -> Message:
        await asyncio.sleep(60)
        return {"type": "http.disconnect"}

    headers = [(b"content-type", b"application/x-www-form-urlencoded")]
    request = Request({"type": "http", "method": "POST", "headers": headers}, never)
    with pytest.raises(Refusal) as refused:
        asyncio.run(read_form(request, seconds=0.05))
    assert (refused.value.status, refused.value.headers) == (408, {"Connection": "close"})


@pytest.mark.slow
def test_no_vote_that_was_accepted_is_lost_by_kill_9_under_load(shared_indexes, tmp_path):
    """Two workers, eight clients; then all processes are killed at once."""
    path = tmp_path / "votes.db"
    accepted: list[str] = []
    command = [sys.executable, "-m", "helpgen", "search", "serve", "--port", "0"]
    command += ["--index", str(shared_indexes.folder), "--workers", "2", "--no-access-log"]
    command += ["--feedback", str(path), "--feedback-rate-limit", "0"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
    )
    address = process.stdout.readline().split()[0].decode()
    httpx.get(f"{address}/healthz", trust_env=False)

    def send(sender: int) -> None:
        with httpx.Client(base_url=address, trust_env=False, timeout=30) as client:
            for number in range(100_000):
                key = f"{sender}-{number:020}"
                try:
                    answered = client.post("/feedback", data={**VOTE, "vote": key})
                except httpx.HTTPError:
                    return
                if answered.status_code == 204:
                    accepted.append(key)

    senders = [threading.Thread(target=send, args=(number,)) for number in range(8)]
    for sender in senders:
        sender.start()
    end = time.monotonic() + 20
    while len(accepted) < 200 and time.monotonic() < end:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    for sender in senders:
        sender.join()
    process.stdout.close()
    with contextlib.closing(sqlite3.connect(path)) as connection:
        there = {key for (key,) in connection.execute("SELECT key FROM votes")}
        whole = connection.execute("PRAGMA integrity_check").fetchone()
    assert whole == ("ok",)
    assert len(accepted) >= 200
    assert set(accepted) - there == set()
