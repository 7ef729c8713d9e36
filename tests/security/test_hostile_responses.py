"""What a host may answer in Gladly's place: every answer ends in a result or in one sentence."""

from __future__ import annotations

import gzip
import json
import tracemalloc
import zlib

import pytest
from hostile import NAMES
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

from helpgen.emulator import running
from helpgen.errors import GladlyError
from helpgen.gladly import Credentials, GladlyClient, Limits, RateLimiter, RetryPolicy

pytestmark = pytest.mark.slow

MEGA = 1_000_000
LOCATIONS = (
    *("file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://127.0.0.1:70/_x", "javascript:alert(1)"),
    *(
        "data:application/json,[]",
        "http://127.0.0.1:1/",
        "https://evil.example/",
        "//evil.example/",
    ),
    *("http://localhost/", "http://[::1]/", "http://169.254.169.254/latest/", "http://0/", "///x"),
    *("http://127.0.0.1.evil.example/", "http://evil.example@127.0.0.1/", "http:\\\\evil.example"),
    *("http://127.0.0.1:99999/", "http://a b/", "http://[/", "?" + "x" * 9000, ""),
    *("/ \x85", "http://\u202eelpmaxe.live/", "mailto:x@evil.example", "ws://127.0.0.1/"),
)


def deep(opening: str, depth: int = 100_000) -> bytes:
    return (opening * depth).encode()


BODIES = {
    "brackets": (deep("["), {}),
    "braces": (deep('{"a":'), {}),
    "both": (deep('[{"id":'), {}),
    "closed brackets": (b"[" * 50_000 + b"]" * 50_000, {}),
    "a long number": (b"[" + b"9" * MEGA + b"]", {}),
    "a long exponent": (b"[1e999999999]", {}),
    "a long key": (b'{"' + b"k" * MEGA + b'":1}', {}),
    "many keys": (json.dumps({str(n): n for n in range(50_000)}).encode(), {}),
    "many items": (b"[" + b"{}," * 200_000 + b"{}]", {}),
    "NaN": (b"[NaN, Infinity, -Infinity]", {}),
    "half a pair": (rb'[{"id":"a","name":"\ud800","bodyHtml":"\udfff","language":"en-us"}]', {}),
    "NUL": (b"[\x00]", {}),
    "UTF-16": (json.dumps([{"id": "a"}]).encode("utf-16"), {}),
    "bytes": (bytes(range(256)) * 100, {}),
    "a page": (b"<html><script>alert(1)</script>", {"content-type": "text/html"}),
    "nothing": (b"", {}),
    "a bomb": (gzip.compress(b" " * 200 * MEGA), {"content-encoding": "gzip"}),
    "a bomb in members": (gzip.compress(b"[" * MEGA) * 200, {"content-encoding": "gzip"}),
    "deflate": (zlib.compress(b"[]"), {"content-encoding": "deflate"}),
    "br": (b"[]", {"content-encoding": "br"}),
    "gzip twice": (gzip.compress(gzip.compress(b"[]")), {"content-encoding": "gzip, gzip"}),
    "gzip in a lie": (b"[]", {"content-encoding": "gzip"}),
    "too large": (b"[" + b" " * 5 * MEGA + b"]", {}),
    "a steering type": (b"x", {"content-type": "\x9b2J text/\xff"}),
    "a list of names": (json.dumps(NAMES).encode(), {}),
    "names for ids": (
        json.dumps([{"id": n, "name": n, "bodyHtml": n, "language": n} for n in NAMES]).encode(),
        {},
    ),
    "wrong kinds": (
        json.dumps([{"id": [], "name": {}, "bodyHtml": 1, "language": None}] * 100).encode(),
        {},
    ),
}


@pytest.fixture(scope="module")
def host():
    """Says what it is told to; a client asks it."""

    class Host:
        body, headers, status = b"[]", {}, 200
        asked = 0

        async def say(self, _: object) -> Response:
            self.asked += 1
            return Response(self.body, self.status, self.headers)

    said = Host()
    app = Starlette(routes=[Route("/{rest:path}", said.say, methods=["GET", "PUT", "POST"])])
    with (
        running(app) as url,
        GladlyClient(
            url,
            org_id="org",
            credentials=Credentials("agent@acme.example", "t0p-s3cret-t0ken"),
            limiter=RateLimiter(None),
            retries=RetryPolicy(attempts=1),
            limits=Limits(max_bytes=2 * MEGA),
        ) as client,
    ):
        said.client = client
        yield said


def outcome(ask) -> str:
    """What became of a call: its sentence, or nothing if it was answered."""
    try:
        ask()
    except GladlyError as error:
        told = str(error)
        assert len(told) < 6000
        assert "\n" not in told
        assert told.isprintable()
        assert "t0p-s3cret" not in told
        return told
    return ""


@pytest.mark.parametrize("kind", BODIES)
def test_any_body_is_an_answer_or_an_error_within_its_memory(host, kind):
    """Of each operation that reads one; 2 MB are allowed, so some tens are enough."""
    host.body, host.headers = BODIES[kind]
    host.status = 200
    client = host.client
    tracemalloc.start()
    for ask in (
        lambda: client.list_answers("en-us"),
        lambda: client.get_answer("a", "en-us"),
        lambda: client.help_center_layout("a"),
        client.organization,
        client.audiences,
        lambda: client.get_content("a", "en-us"),
    ):
        outcome(ask)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 100 * MEGA


@pytest.mark.parametrize("location", LOCATIONS, ids=ascii)
def test_no_redirect_leaves_the_host_or_its_scheme(host, location):
    """Refused in a sentence; no file is read, nobody else is asked."""
    host.body, host.status = b"", 302
    host.headers = {"location": location.encode("utf-8", "replace").decode("latin-1")}
    host.asked = 0
    assert outcome(lambda: host.client.list_answers("en-us"))
    assert outcome(host.client.organization)
    assert host.asked <= 2 * 6


@pytest.mark.parametrize("status", [300, 304, 400, 401, 403, 404, 409, 418, 500, 503, 599])
def test_any_refusal_is_one_line_whatever_it_says(host, status):
    for body in (*(body for body, _ in BODIES.values() if len(body) < 2 * MEGA), *NAMES):
        host.body = body if isinstance(body, bytes) else json.dumps({"errors": [body]}).encode()
        host.status, host.headers = status, {}
        told = outcome(lambda: host.client.list_answers("en-us"))
        assert str(status) in told
