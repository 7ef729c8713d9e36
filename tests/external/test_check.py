"""Many addresses: what is asked, remembered and told."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from other_host import QUICK

from helpgen.errors import ContentError
from helpgen.external.check import check_external
from helpgen.external.memory import Memory
from helpgen.external.reply import Reply

pytestmark = pytest.mark.slow


@pytest.fixture
def run(host, asker, tmp_path):
    """Checks addresses with the memory of earlier runs; only those of places count."""

    def of(places, **limits):
        given = replace(QUICK, **limits)
        return check_external(places, asker, Memory(tmp_path / "m.json", given), given)

    return of


def told(found):
    return [(problem.kind, problem.where, problem.what) for problem in found.problems]


def test_dead_and_moved_addresses_are_told_with_their_first_place(host, run):
    host.give("/gone", 404)
    host.give("/deep/page", 301, Location="/")
    host.give("/shy", 403)
    gone, deep = f"{host.url}/gone", f"{host.url}/deep/page"
    found = run(
        {
            f"{gone}#a": ["one"],
            f"{gone}#b": ["one", "two", "three"],
            deep: ["one"],
            f"{host.url}/shy": ["one"],
            f"{host.url}/good": ["one"],
        }
    )
    assert sorted(told(found)) == [
        ("dead-url", "one", f"{gone} is answered with status 404 (also in 2 other places)"),
        ("moved-url", "one", f"{deep} has moved to {host.url}/, the front page,"),
    ]
    assert (found.addresses, found.asked, found.unsure, found.waiting) == (4, 4, 1, 0)


def test_what_was_answered_lately_isnt_asked_again_and_still_told(host, run):
    host.give("/gone", 404)
    places = {f"{host.url}/gone": ["one"], f"{host.url}/good": ["one"]}
    first = told(run(places))
    host.asked.clear()
    again = run(places)
    assert (told(again), host.asked, again.asked) == (first, [], 0)


def test_a_failure_is_forgotten_sooner_than_a_good_answer(host, run):
    host.give("/gone", 404, 404, 200)
    places = {f"{host.url}/gone": ["one"], f"{host.url}/good": ["one"]}
    assert len(told(run(places))) == 1
    found = run(places, bad_for=0)
    assert (told(found), found.asked) == ([], 1)


def test_when_the_time_is_over_the_next_run_goes_on(host, run):
    host.delay = 0.15
    places = {f"{host.url}/{n}": ["one"] for n in range(12)}
    first = run(places, seconds=0.4)
    assert 0 < first.asked < 12
    assert first.waiting == 12 - first.asked
    host.asked.clear()
    host.delay = 0.0
    second = run(places)
    assert (second.asked, second.waiting) == (first.waiting, 0)
    assert len(host.asked) == first.waiting


def test_a_host_is_asked_for_few_addresses_at_once(host, run):
    host.delay = 0.02
    run({f"{host.url}/{n}": ["one"] for n in range(12)}, per_host=2, hosts=8)
    assert host.busiest == 2


def test_a_host_that_stays_silent_is_left_alone(host, run):
    for n in range(9):
        host.give(f"/{n}", 0)
    found = run({f"{host.url}/{n}": ["one"] for n in range(9)}, per_host=1)
    assert len(told(found)) == 9
    assert set(host.asked) <= {"HEAD /0", "HEAD /1", "HEAD /2"}


def test_what_no_page_names_is_forgotten_in_time(tmp_path):
    memory = Memory(tmp_path / "m.json", QUICK)
    memory.take("https://x.example/", Reply(200), 1000.0)
    memory.save((), 1000.0 + QUICK.forget - 1)
    assert list(json.loads((tmp_path / "m.json").read_text("utf-8"))) == ["https://x.example/"]
    memory.save((), 1000.0 + QUICK.forget + 1)
    assert json.loads((tmp_path / "m.json").read_text("utf-8")) == {}


@pytest.mark.parametrize("text", ["", "[]", '{"https://x.example/": {}}', '{"x": 1}'])
def test_a_memory_that_cant_be_read_is_told(tmp_path, text):
    (tmp_path / "m.json").write_text(text, "utf-8")
    with pytest.raises(ContentError, match="delete it, and all is asked anew"):
        Memory(tmp_path / "m.json", QUICK)
