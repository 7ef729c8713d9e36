"""Many pictures over real HTTP: asked once, asked again only if they may have changed."""

from __future__ import annotations

import threading
import time
from dataclasses import replace

import pytest
from drawn import bomb, drawn, moving
from picture_host import ORIGIN, PictureHost, failing_first, redirecting, sending, waiting

from helpgen.pictures.download import Downloader
from helpgen.pictures.library import Library
from helpgen.pictures.limits import Limits
from helpgen.pictures.visits import Visitor, visit_all

pytestmark = pytest.mark.slow

LIMITS = Limits(connect=2, read=1, total=2, pause=0.01)


@pytest.fixture
def visit(tmp_path, host: PictureHost):
    """`visit(urls)` visits them; the library stays from one call to the next."""

    def run(urls, limits=LIMITS, stand_ins=None):
        library = Library(tmp_path, limits)
        with Downloader(limits, stand_ins=host.stand_ins | (stand_ins or {})) as downloader:
            return visit_all(Visitor(library, downloader), urls, limits)

    return run


def test_a_picture_is_fetched_and_kept(visit, host):
    url = host.give("/a.png", drawn())
    state = visit([url])[url]
    assert (state.picture.width, state.picture.height) == (40, 30)
    assert state.failure is None
    assert state.fetched_at.endswith("Z")


def test_the_content_decides_not_name_or_type(visit, host):
    jpeg = host.give("/a.png", drawn("JPEG"), headers={"Content-Type": "text/html"})
    page = host.give("/b.png", b"<!doctype html><p>Not found</p>")
    states = visit([jpeg, page])
    assert states[jpeg].picture is not None
    assert states[page].failure.what == "is a web page, not a picture"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "svg"),
        (bomb(), "too-many-pixels"),
        (drawn()[:80], "damaged"),
        (b"", "no-picture"),
    ],
)
def test_what_cant_be_shown_is_told(visit, host, data, kind):
    url = host.give("/a.png", data)
    state = visit([url])[url]
    assert state.picture is None
    assert state.failure.kind == kind
    assert state.failure.hint


def test_the_same_picture_under_two_addresses_is_kept_once(visit, host, tmp_path):
    urls = [host.give(f"/{name}.gif", moving()) for name in "abcdefgh"]
    states = visit(urls)
    assert len({state.picture for state in states.values()}) == 1
    assert len(list((tmp_path / "originals").iterdir())) == 1


def test_the_second_run_sends_conditions_and_no_picture_comes(visit, host):
    url = host.give("/a.png", drawn(), etag='"1"')
    first = visit([url])
    assert visit([url]) == first
    assert [one.headers.get("If-None-Match") for one in host.asked] == [None, '"1"']


def test_a_picture_is_not_asked_for_while_its_server_says_its_fresh(visit, host):
    url = host.give("/a.png", drawn(), headers={"Cache-Control": "max-age=3600"})
    first = visit([url])
    assert visit([url]) == first
    assert len(host.asked) == 1


def test_a_changed_picture_replaces_the_old_one(visit, host):
    url = host.give("/a.png", drawn(width=40), etag='"1"')
    old = visit([url])[url]
    host.give("/a.png", drawn(width=50), etag='"2"')
    new = visit([url])[url]
    assert (old.picture.width, new.picture.width) == (40, 50)


def test_without_validators_the_same_bytes_keep_their_day(visit, host, monkeypatch):
    """Otherwise every night's build would find every page changed."""
    url = host.give("/a.png", drawn())
    first = visit([url])
    time.sleep(1.1)
    assert visit([url]) == first


@pytest.mark.parametrize(
    "trouble",
    [
        sending(b"", 404),
        sending(b"", 500),
        sending(b"<svg/>"),
        sending(drawn()[:80]),
        redirecting("https://127.0.0.1/a.png"),
    ],
)
def test_a_good_copy_stays_whatever_comes_later(visit, host, trouble):
    url = host.give("/a.png", drawn())
    good = visit([url])[url]
    host.act("/a.png", trouble)
    later = visit([url])[url]
    assert (later.picture, later.fetched_at) == (good.picture, good.fetched_at)
    assert later.failure is not None


def test_versions_that_were_lost_are_made_of_the_original(visit, host, tmp_path):
    url = host.give("/a.png", drawn(), etag='"1"')
    first = visit([url])
    for path in (tmp_path / "versions").iterdir():
        path.unlink()
    assert visit([url]) == first
    assert host.asked[-1].headers["If-None-Match"] == '"1"'


def test_a_status_304_that_nobody_asked_for_is_told(visit, host):
    url = host.act("/a.png", sending(b"", 304))
    assert visit([url])[url].failure.kind == "odd-answer"


def test_at_most_four_requests_go_to_one_host_at_once(visit, host):
    urls = [host.act(f"/{n}.png", waiting(0.1, sending(drawn()))) for n in range(12)]
    states = visit(urls)
    assert host.busiest == LIMITS.per_host
    assert all(state.picture for state in states.values())


def test_a_slow_host_doesnt_hold_up_another(visit, host):
    """It doesn't answer at all before the other has answered everything."""
    left, done, in_time = [8], threading.Event(), []

    def quick_answer(request):
        sending(drawn())(request)
        with host.lock:
            left[0] -= 1
            if left[0] == 0:
                done.set()

    def slow_answer(request):
        in_time.append(done.wait(20))
        sending(drawn())(request)

    slow = [host.act(f"/s{n}.png", slow_answer) for n in range(8)]
    quick = [
        host.act(f"/q{n}.png", quick_answer).replace(ORIGIN, "https://quick.example")
        for n in range(8)
    ]
    patient = replace(LIMITS, read=60, total=60)
    visit([*slow, *quick], patient, stand_ins={"https://quick.example": host.url})
    assert in_time == [True] * 8


def test_a_host_that_stays_silent_is_not_asked_for_every_picture(visit, host):
    gone = "https://gone.example"
    urls = [f"{gone}/{n}.png" for n in range(500)]
    start = time.monotonic()
    states = visit(urls, stand_ins={gone: "http://127.0.0.1:9"})
    assert time.monotonic() - start < 20
    assert {state.failure.kind for state in states.values()} == {"unreachable"}


def test_a_hosts_silence_ends_with_its_first_answer(visit, host):
    """Only silence in a row counts: 404 is an answer."""
    urls = [host.act(f"/{n}.png", sending(b"", 404)) for n in range(10)]
    states = visit(urls)
    assert {state.failure.kind for state in states.values()} == {"status-404"}
    assert len(host.asked) == 10


def test_a_run_whose_time_is_up_leaves_the_rest_to_the_next(visit, host):
    urls = [host.act(f"/{n}.png", waiting(0.3, sending(drawn()))) for n in range(12)]
    short = Limits(run_seconds=0.2, per_host=1, pause=0.01)
    states = visit(urls, short)
    reached = {url for url, state in states.items() if state.picture}
    assert len(reached) == 1
    assert {states[url].failure.kind for url in set(urls) - reached} == {"later"}
    host.asked.clear()
    assert all(state.picture for state in visit(urls).values())
    assert ORIGIN + host.asked[0].path not in reached  # those without a copy come first


def test_a_run_that_has_fetched_enough_leaves_the_rest_to_the_next(visit, host):
    urls = [host.give(f"/{n}.png", drawn(width=40 + n)) for n in range(12)]
    states = visit(urls, Limits(run_bytes=1, per_host=1, pause=0.01))
    assert sum(state.picture is not None for state in states.values()) == 1


def test_one_failure_that_passes_is_no_failure(visit, host):
    url = host.act("/a.png", failing_first(1, sending(drawn())))
    assert visit([url])[url].failure is None


def test_no_address_no_requests(visit, host):
    assert visit([]) == {}
    state = visit(["https://user:secret@pictures.example/a.png"]).popitem()[1]
    assert state.failure.what == "has a user name or password in its address"
    assert host.asked == []
