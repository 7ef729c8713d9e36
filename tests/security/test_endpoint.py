"""The search endpoint as somebody meets it who means harm: raw bytes, slow, large, many."""

from __future__ import annotations

import contextlib
import socket
import time
from collections.abc import Callable
from urllib.parse import quote, urlsplit

import httpx
import pytest
from endpoints import serving_endpoint
from hostile import NAMES, STEERS
from selectolax.lexbor import LexborHTMLParser

from helpgen.search.endpoint.settings import Settings
from helpgen.search.endpoint.timely import TimelyProtocol

pytestmark = pytest.mark.slow

PATHS = ("/search", "/suggest", "/search.html", "/feedback.html")
SLOW_SECONDS = 0.5


class Quick(TimelyProtocol):
    """As `helpgen search serve` has it, with less patience."""

    seconds = SLOW_SECONDS


@pytest.fixture(scope="module")
def endpoint(hostile, tmp_path_factory):
    """Serves the indexes of the hostile help center."""
    folder = hostile.root / "build/search"
    votes = tmp_path_factory.mktemp("votes") / "votes.db"
    settings = Settings(index=folder, feedback=votes, feedback_rate_limit=0)
    with (
        serving_endpoint(settings, http=Quick, ws="none") as url,
        httpx.Client(base_url=url, trust_env=False) as client,
    ):
        yield client


def raw(client: httpx.Client, data: bytes, *, finish: bool = True) -> bytes:
    """What comes back for raw bytes, until the other side closes."""
    address = urlsplit(str(client.base_url))
    with socket.create_connection((address.hostname, address.port), timeout=20) as connection:
        with contextlib.suppress(OSError):  # it may close before all is sent
            connection.sendall(data)
            if finish:
                connection.shutdown(socket.SHUT_WR)
        said = b""
        with contextlib.suppress(ConnectionResetError):
            while part := connection.recv(65536):
                said += part
    return said


def alive(client: httpx.Client) -> bool:
    return client.get("/healthz").status_code == 200


@pytest.mark.parametrize("path", PATHS)
def test_hostile_queries_and_answers_come_back_as_data(endpoint, path):
    """Every hostile text as query, brand, language and page: text in HTML, strings in JSON."""
    for name in NAMES:
        text = name[:500]
        given = [{"brand": "alpha", "q": text}, {"brand": text, "q": "x"}, {"brand": "alpha"}]
        given[2] |= {"lng": text, "page": text, "limit": text}
        for params in given:
            answered = endpoint.get(path, params=params)
            assert answered.status_code in {200, 400}
            assert "set-cookie" not in answered.headers
            if answered.headers["content-type"].startswith("text/html"):
                page = LexborHTMLParser(answered.text)
                assert not page.css("script, iframe, img, svg, base, style, object")
                for node in page.css("*"):
                    assert not [key for key in node.attributes if key.startswith("on")]
                for link in page.css("[href]"):
                    href = link.attributes["href"]
                    own = ("https://alpha.example/", "search.html?", "search.css")
                    assert href.startswith(own), href
            else:
                answered.json()


def test_snippets_hold_marks_and_text_only(endpoint):
    seen = 0
    for word in ("window", "script", "evil", "onerror", "x", "alert", "SUM", "passwd"):
        params = {"brand": "alpha", "q": word, "limit": "50"}
        for hit in endpoint.get("/search", params=params).json()["results"]:
            tags = {node.tag for node in LexborHTMLParser(hit["snippet"]).css("body *")}
            assert tags <= {"mark"}, hit["snippet"]
            assert hit["url"].startswith("https://alpha.example/")
            seen += 1
    assert seen > 20


@pytest.mark.parametrize(
    "request_line",
    [
        b"GET /search?brand=alpha&q=" + b"x" * 100_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"y" * 100_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\n" + b"X: y\r\n" * 20_000 + b"\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nX: a\x00b\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost : x\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET /\x1b[2J HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET http://evil.example/healthz HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET //evil.example/ HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
        b"CONNECT evil.example:443 HTTP/1.1\r\nHost: x\r\n\r\n",
        b"TRACE / HTTP/1.1\r\nHost: x\r\nCookie: secret\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"\x00" * 1000,
        b"\r\n" * 1000,
    ],
)
def test_requests_that_are_none_are_refused_and_others_go_on(endpoint, request_line):
    said = raw(endpoint, request_line)
    assert said == b"" or said.split(b" ", 2)[1] in {b"400", b"404", b"405", b"414", b"431", b"200"}
    assert b"root:" not in said
    assert b"Cookie: secret" not in said
    assert b"Traceback" not in said
    assert alive(endpoint)


@pytest.mark.parametrize(
    "head",
    [
        b"Content-Length: 5\r\nContent-Length: 6\r\n",
        b"Content-Length: -1\r\n",
        b"Content-Length: 0x5\r\n",
        b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
        b"Transfer-Encoding: gzip, chunked\r\n",
        b"Transfer-Encoding: x\r\n",
    ],
)
def test_bodies_of_two_lengths_smuggle_no_second_request(endpoint, head):
    """What could be read in two ways is refused, and nothing after it is taken for a request."""
    form = b"Content-Type: application/x-www-form-urlencoded\r\n"
    body = b"0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: smuggled\r\n\r\n"
    said = raw(endpoint, b"POST /feedback HTTP/1.1\r\nHost: x\r\n" + form + head + b"\r\n" + body)
    assert said.count(b"HTTP/1.1 200") == 0
    assert alive(endpoint)


def test_pipelined_requests_are_answered_in_turn(endpoint):
    one = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
    last = b"GET /nowhere HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    said = raw(endpoint, one * 50 + last, finish=False)
    assert said.count(b"HTTP/1.1 200 OK") == 50
    assert said.count(b"HTTP/1.1 404") == 1


@pytest.mark.parametrize("text", [text for text in NAMES if set(text) & set("\r\n\x00\x1b\u202e")])
def test_nothing_that_is_sent_becomes_a_header(endpoint, text):
    """By address, Origin, If-None-Match and the page to come back to."""
    coded = quote(text)
    for path in (f"/feedback.html?brand=alpha&page=/{coded}", f"/search?brand=alpha&q={coded}"):
        answered = raw(
            endpoint,
            f"GET {path} HTTP/1.1\r\nHost: x\r\nOrigin: https://a\tb\r\n"
            f"If-None-Match: {coded}\r\nConnection: close\r\n\r\n".encode(),
        )
        head = answered.partition(b"\r\n\r\n")[0].lower()
        assert b"set-cookie" not in head
        assert b"evil" not in head.replace(b"%", b"")
    form = {"brand": "alpha", "answer": "id-001", "helpful": "yes", "page": f"/{text}"}
    thanked = endpoint.post("/feedback", data=form, headers={"Accept": "text/html"})
    assert thanked.status_code == 303
    assert thanked.headers["location"].startswith("feedback.html?brand=alpha&lng=en-us&page=%2F")
    assert "set-cookie" not in thanked.headers


SLOW: dict[str, Callable[[socket.socket], None]] = {
    "says nothing": lambda _: None,
    "stops in its first line": lambda c: c.sendall(b"GET /sea"),
    "stops in its headers": lambda c: c.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nX-"),
}


@pytest.mark.parametrize("how", SLOW)
def test_who_sends_no_whole_head_in_time_is_sent_away(endpoint, how):
    """A crowd of them holds up nobody, and each is closed after its time."""
    address = urlsplit(str(endpoint.base_url))
    with contextlib.ExitStack() as crowd:
        slow = [
            crowd.enter_context(
                socket.create_connection((address.hostname, address.port), timeout=20)
            )
            for _ in range(100)
        ]
        for connection in slow:
            SLOW[how](connection)
        assert alive(endpoint)
        for connection in slow:
            with contextlib.suppress(ConnectionResetError):
                while connection.recv(4096):
                    pass
    assert alive(endpoint)


def test_who_sends_a_byte_now_and_then_is_sent_away_too(endpoint):
    """A byte is no sign of life: the whole head has its time."""
    address = urlsplit(str(endpoint.base_url))
    with socket.create_connection((address.hostname, address.port), timeout=20) as connection:
        start = time.monotonic()
        with contextlib.suppress(OSError):
            for byte in b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"y" * 10_000:
                connection.sendall(bytes([byte]))
                time.sleep(0.05)
        assert time.monotonic() - start < 20 * SLOW_SECONDS


def test_the_log_forges_no_line_and_steers_nothing(endpoint, caplog):
    with caplog.at_level("INFO", logger="helpgen.search"):
        for name in NAMES:
            endpoint.get(f"/{quote(name)}")
    lines = [record.getMessage() for record in caplog.records]
    assert len(lines) >= len(NAMES) - 5
    assert [line for line in lines if STEERS.search(line) or "\n" in line] == []
