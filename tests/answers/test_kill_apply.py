"""Killed at any moment, an apply goes on when it's run again: no double, nothing lost.

`HELPGEN_KILLS=100` kills more often than the suite does; run with `-s` to see where it hit.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections import Counter

import httpx
import pytest
from answers_world import LANGUAGES, World, seed

from helpgen.emulator import DEMO_CREDENTIALS, create_app, running

pytestmark = pytest.mark.slow

KILLS = int(os.environ.get("HELPGEN_KILLS", "4"))
SEED = 20261124
ANSWERS = 12
APPLY = ("answers", "apply", "--yes", "--prune")
CREDENTIALS = dict(zip(("GLADLY_API_USER", "GLADLY_API_TOKEN"), DEMO_CREDENTIALS, strict=True))


@pytest.fixture
def world(tmp_path):
    with (
        running(create_app(seed(), rate_limit=1000)) as url,
        httpx.HTTPTransport(verify=httpx.create_ssl_context()) as network,
    ):
        yield World(tmp_path, url, network)


def start(world):
    return subprocess.Popen(
        [sys.executable, "-m", "helpgen", *APPLY],
        cwd=world.root,
        env={**os.environ, **CREDENTIALS},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def edit(world, moments):
    """A day's work in files: new answers, other texts, titles and names, a deletion."""
    for _ in range(3):
        world.local_new()
    answers = sorted(world.local().values(), key=lambda one: one.id)
    for answer in moments.sample(answers, min(6, len(answers))):
        world.local_body(answer, moments.choice(["en-us", "fr-ca"]), moments.randrange(6))
    world.local_detail(moments.choice(answers), "name")
    if len(answers) > ANSWERS:
        for answer in moments.sample(answers, 3):
            world.local_delete(answer, None)


def writes(world):
    """How many writes Gladly has seen."""
    seen = world.control.get("/__emulator__/requests").json()
    return sum(one["method"] != "GET" for one in seen)


def killed(world, count, moments):
    """Kill an apply around its write of that number; how many writes it got to, -1 if all."""
    world.control.delete("/__emulator__/requests")
    process = start(world)
    while process.poll() is None and writes(world) < count:
        time.sleep(0.004)  # each look costs the apply time of the same processors
    time.sleep(moments.uniform(0, 0.02))
    process.kill()
    process.communicate()
    return writes(world) if process.returncode else -1


def test_kills_at_random_moments_lose_nothing(world, starter):
    moments = random.Random(SEED)
    phases = Counter()
    for _ in range(KILLS):
        edit(world, moments)
        phases[killed(world, moments.randrange(14), moments)] += 1
        done = starter.run(APPLY, world.root, {**os.environ, **CREDENTIALS})
        assert done.returncode == 0, done.stdout + done.stderr
        assert world.files() == world.gladly()
        listed = {one.id for code in LANGUAGES for one in world.editor.list_answers(code).answers}
        assert listed == set(world.local())
    print(f"\n{KILLS} kills after so many writes: {sorted(phases.items())}")  # noqa: T201 - for -s
