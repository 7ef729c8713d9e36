"""What somebody changes in Gladly right after a write, before helpgen knows how the write ended."""

from __future__ import annotations

import httpx
import pytest
from answers_world import World, seed, tokens

from helpgen.emulator import create_app, running

pytestmark = pytest.mark.slow


@pytest.fixture
def world(tmp_path):
    with (
        running(create_app(seed(), rate_limit=0)) as url,
        httpx.HTTPTransport(verify=httpx.create_ssl_context()) as network,
    ):
        yield World(tmp_path, url, network)


@pytest.fixture
def answer_id(world):
    """Of an answer in a file, which Gladly doesn't have yet."""
    world.local_new()
    return min(world.ids)


@pytest.mark.parametrize("part", ["name", "description"])
def test_a_detail_changed_after_a_create_that_was_not_learnt_reaches_the_file(
    world, answer_id, part
):
    world.countdown, world.transport.after, world.transport.writes_only = 0, True, True
    world.apply(saved=False)
    world.gladly_detail(answer_id, part)
    world.pull()
    assert {f"T{world.count}e"} == tokens(world.files()[answer_id, part])
    world.settle()


@pytest.mark.parametrize("created", [True, False])
@pytest.mark.parametrize("part", ["name", "description"])
def test_a_detail_changed_before_it_is_read_back_is_not_taken_for_what_was_sent(
    world, answer_id, part, created
):
    if created:
        world.apply(saved=False)
        world.local_detail(world.local()[answer_id], part)
    send = world.transport.handle_request

    def edited_after_a_write(request):
        response = send(request)
        if request.method in {"POST", "PATCH"}:
            world.transport.handle_request = send
            world.gladly_detail(answer_id, part)
        return response

    world.transport.handle_request = edited_after_a_write
    world.apply(saved=False)
    world.unsent.pop((answer_id, part), None)  # it was there, and somebody wrote over it knowingly
    newest = {f"T{world.count}e"}
    assert world.transport.handle_request is send
    assert newest == tokens(world.gladly()[answer_id, part])
    world.pull()
    assert newest == tokens(world.files()[answer_id, part])
    world.settle()
