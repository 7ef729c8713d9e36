"""One picture over real HTTP: what is sent, what is followed, what is refused and how soon."""

from __future__ import annotations

import gzip
import time

import pytest
from drawn import drawn
from picture_host import (
    ORIGIN,
    dripping,
    endless,
    failing_first,
    redirecting,
    sending,
    slow_headers,
    truncated,
    waiting,
)

from helpgen.pictures.download import Downloader, Validators
from helpgen.pictures.failures import PictureError
from helpgen.pictures.limits import Limits

pytestmark = pytest.mark.slow

PICTURE = drawn("PNG")
NOTHING_AT_HAND = Validators()
QUICK = Limits(connect=2, read=1, total=2, pause=0.01, bytes=200_000)
ONCE = Limits(connect=2, read=0.5, total=1, attempts=1)


def get(host, url, limits=QUICK, validators=NOTHING_AT_HAND, **more):
    with Downloader(limits, stand_ins=host.stand_ins, **more) as downloader:
        return downloader.get(url, validators)


def refusal(host, url, limits=QUICK, **more):
    with pytest.raises(PictureError) as refused:
        get(host, url, limits, **more)
    return refused.value.failure


def test_the_bytes_come_with_what_the_server_said_of_them(host):
    headers = {
        "Last-Modified": "Sat, 01 Nov 2025 10:00:00 GMT",
        "Cache-Control": "public, max-age=600",
    }
    url = host.give("/a.png", PICTURE, etag='"1"', headers=headers)
    got = get(host, url)
    assert got.data == PICTURE
    assert got.validators == Validators('"1"', "Sat, 01 Nov 2025 10:00:00 GMT")
    assert got.max_age == 600


def test_nothing_is_sent_that_tells_of_us_or_our_credentials(host, monkeypatch):
    monkeypatch.setenv("GLADLY_API_USER", "agent@acme.example")
    monkeypatch.setenv("GLADLY_API_TOKEN", "secret-token")
    monkeypatch.setenv("HTTPS_PROXY", "http://user:secret@proxy.example:3128")
    url = host.give("/a.png", PICTURE, headers={"Set-Cookie": "who=you"})
    with Downloader(QUICK, stand_ins=host.stand_ins) as downloader:
        downloader.get(url)
        downloader.get(url)
    for asked in host.asked:
        sent = {name.lower() for name in asked.headers}
        assert sent <= {"host", "accept", "accept-encoding", "user-agent", "connection"}
        assert asked.headers["Host"] == "pictures.example"


def test_what_is_at_hand_isnt_sent_again(host):
    url = host.give("/a.png", PICTURE, etag='"1"')
    got = get(host, url, validators=Validators('"1"', ""))
    assert got.data is None
    assert host.asked[0].headers["If-None-Match"] == '"1"'


def test_unicode_and_spaces_in_a_path_are_percent_encoded(host):
    host.give("/%C3%A4%20b.png", PICTURE)
    assert get(host, f"{ORIGIN}/ä%20b.png").data == PICTURE


def test_redirects_are_followed(host):
    host.give("/c.png", PICTURE)
    host.act("/b.png", redirecting("/c.png", 307))
    url = host.act("/a.png", redirecting(f"{ORIGIN}/b.png", 301))
    assert get(host, url).data == PICTURE
    assert host.paths() == ["/a.png", "/b.png", "/c.png"]


def test_redirects_in_a_circle_end(host):
    host.act("/b.png", redirecting("/a.png"))
    url = host.act("/a.png", redirecting("/b.png"))
    assert refusal(host, url).what == "is redirected more than 5 times"
    assert len(host.asked) == 6


@pytest.mark.parametrize(
    "location",
    [
        "https://127.0.0.1/x.png",
        "https://localhost/x.png",
        "https://169.254.169.254/latest/meta-data/",
        "https://[::1]/x.png",
        "https://[::ffff:127.0.0.1]/x.png",
        "https://[::ffff:a9fe:a9fe]/x.png",
        "https://2130706433/x.png",
        "https://0x7f000001/x.png",
        "https://10.0.0.1:8080/x.png",
        "//192.168.0.1/x.png",
    ],
)
def test_a_redirect_into_a_private_network_is_refused(host, location):
    """At once, and the visitor isn't sent there either."""
    url = host.act("/a.png", redirecting(location))
    failure = refusal(host, url)
    assert failure.kind == "private"
    assert "isn't a public address" in failure.what
    assert not failure.link
    assert host.paths() == ["/a.png"]


def test_a_redirect_to_the_true_port_of_another_service_is_refused(host):
    """The host may stand on this machine; that opens no other port of it."""
    other = int(host.url.rpartition(":")[2]) + 1
    url = host.act("/a.png", redirecting(f"https://127.0.0.1:{other}/x.png"))
    assert refusal(host, url).kind == "private"


@pytest.mark.parametrize(
    ("location", "what"),
    [
        ("http://pictures.example/x.png", "is redirected from https to http"),
        ("file:///etc/passwd", "has no http or https address"),
        ("data:image/png;base64,AAAA", "has no http or https address"),
        ("https://user:secret@pictures.example/x.png", "has a user name or password"),
        ("https://pictures.example:22/x.png", "has port 22"),
        ("https://[::1/x.png", "can't be read"),
        (f"/{'x' * 3000}", "characters"),
    ],
)
def test_a_redirect_is_vetted_like_any_address(host, location, what):
    url = host.act("/a.png", redirecting(location))
    assert what in refusal(host, url).what
    assert host.paths() == ["/a.png"]


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/a.png",
        "http://localhost/a.png",
        "http://169.254.169.254/latest/meta-data/iam/",
        "https://[::1]/a.png",
        "https://[::ffff:169.254.169.254]/a.png",
    ],
)
def test_a_private_address_is_refused(host, url):
    assert refusal(host, url).kind == "private"


def test_a_name_that_leads_to_a_private_address_is_refused(host):
    failure = refusal(host, "https://rebinding.example/a.png", resolve=lambda *_: ["10.0.0.7"])
    assert failure.what == "leads to 10.0.0.7, which isn't a public address"


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_an_error_status_is_final(host, status):
    url = host.act("/a.png", sending(PICTURE, status))
    assert refusal(host, url).what == f"was answered with status {status}"
    assert len(host.asked) == 1


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_a_status_that_may_pass_is_tried_again(host, status):
    url = host.act("/a.png", failing_first(2, sending(PICTURE), status))
    assert get(host, url).data == PICTURE
    assert len(host.asked) == 3


def test_attempts_end(host):
    url = host.act("/a.png", failing_first(99, sending(PICTURE)))
    assert refusal(host, url).what == "was answered with status 503"
    assert len(host.asked) == 3


@pytest.mark.parametrize("status", [201, 204, 206, 300, 304])
def test_other_answers_are_no_picture(host, status):
    url = host.act("/a.png", sending(b"", status))
    if status == 304:  # nobody asked whether anything changed
        assert get(host, url).data is None
    else:
        assert refusal(host, url).what == f"was answered with status {status}"


def test_a_body_that_says_its_too_big_isnt_read(host):
    url = host.give("/a.png", bytes(1_400_000))
    assert refusal(host, url).what == "has 1.4 MB; 0.2 MB are allowed"


def test_an_endless_body_is_cut_off(host):
    url = host.act("/a.png", endless())
    assert refusal(host, url).what == "is too big; 0.2 MB are allowed"


def test_a_body_that_breaks_off_is_tried_again_and_told(host):
    url = host.act("/a.png", truncated(PICTURE))
    assert refusal(host, url).what == "can't be reached: the transfer broke off"
    assert len(host.asked) == 3


def test_a_compressed_body_is_refused_unread(host):
    """No bomb of gzip is ever inflated: it wasn't asked for."""
    packed = gzip.compress(bytes(100_000))
    url = host.give("/a.png", packed, headers={"Content-Encoding": "gzip"})
    assert refusal(host, url).what == "came compressed, though that wasn't asked for"


@pytest.mark.parametrize(
    "answer",
    [dripping(PICTURE), slow_headers(), waiting(20, sending(PICTURE))],
    ids=["a byte at a time", "a header at a time", "nothing at all"],
)
def test_a_slow_host_is_left_in_time(host, answer):
    url = host.act("/a.png", answer)
    start = time.monotonic()
    failure = refusal(host, url, ONCE)
    assert time.monotonic() - start < 10
    assert failure.kind == "unreachable"
    assert "slow" in failure.what or "long" in failure.what


def test_a_host_that_isnt_there_is_told(host):
    gone = {ORIGIN: "http://127.0.0.1:9"}
    with Downloader(QUICK, stand_ins=gone) as downloader, pytest.raises(PictureError) as refused:
        downloader.get(f"{ORIGIN}/a.png")
    assert refused.value.failure.what == "can't be reached: its host doesn't answer"


def test_a_host_that_speaks_no_tls_is_told(host):
    plain = {ORIGIN: host.url.replace("http:", "https:")}
    with Downloader(QUICK, stand_ins=plain) as downloader, pytest.raises(PictureError) as refused:
        downloader.get(f"{ORIGIN}/a.png")
    assert refused.value.failure.kind == "unreachable"
