"""Broken at any request, a deploy leaves whole pages, and the next one ends as if nothing was.

`HELPGEN_BREAKS=50` breaks more often than the suite does; run with `-s` for the figures.
"""

from __future__ import annotations

import contextlib
import os
import random
import subprocess
import sys
from collections import Counter
from urllib.parse import unquote

import pytest
from deployments import check_references, objects_of, sums_of
from s3_server import Fault

from helpgen.deploy.ledger import LEDGER

pytestmark = pytest.mark.slow

BREAKS = int(os.environ.get("HELPGEN_BREAKS", "4"))
SEED = 20261124


def begin(versions, bucket):
    """Deploy the first version and watch what every request does to its pages."""
    versions.put(0)
    assert versions.deploy(*bucket.settings).error == ""
    looks = Counter()

    def look():
        looks["moments"] += 1
        check_references(objects_of(bucket))

    bucket.proxy.look = look
    return looks


def length(versions, bucket, number):
    """How many requests a deploy of a version takes, from the other one."""
    versions.put(number)
    bucket.proxy.begin()
    assert versions.deploy(*bucket.settings).error == ""
    return len(bucket.proxy.requests)


def test_broken_at_random_requests_it_ends_equal_to_dist(versions, bucket):
    """Before or after the request took effect, cut or answered 500, once or from then on."""
    looks, drawn, told = begin(versions, bucket), random.Random(SEED), Counter()
    lengths = [length(versions, bucket, number) for number in (1, 0)]
    for turn in range(BREAKS):
        number = 1 - turn % 2
        files = versions.put(number)
        fault = Fault(
            drawn.randrange(lengths[turn % 2]),
            effect=drawn.random() < 0.5,
            status=drawn.choice([0, 500]),
            lasts=drawn.random() < 0.5,
        )
        bucket.proxy.begin(fault)
        broken = versions.deploy(*bucket.settings)
        assert broken.error, "it wasn't broken"
        told["at a writing request"] += bucket.proxy.requests[fault.number][0] != "GET"
        bucket.proxy.begin()
        resumed = versions.deploy(*bucket.settings)
        assert resumed.error == ""
        told["sent by the second"] += len(resumed.deployed.sent)
        assert bucket.sums() == sums_of(files)
        bucket.proxy.begin()
        assert versions.deploy(*bucket.settings).error == ""
        assert bucket.proxy.writes == []
        told["broken"] += 1
    assert bucket.files() == files
    assert_pure(bucket)
    print(f"\n{dict(told)}, {dict(looks)}, requests of a whole deploy: {lengths}")  # noqa: T201


def test_killed_at_random_requests_it_ends_equal_to_dist(versions, bucket):
    begin(versions, bucket)
    lengths = [length(versions, bucket, number) for number in (1, 0)]
    drawn = random.Random(SEED)
    look = bucket.proxy.look
    for turn in range(max(2, BREAKS // 3)):
        files = versions.put(1 - turn % 2)
        moment = drawn.randrange(lengths[turn % 2])
        process = command(versions, bucket)

        def kill(process=process, moment=moment):
            look()
            if len(bucket.proxy.requests) > moment:
                process.kill()

        bucket.proxy.begin()
        bucket.proxy.look = kill
        process.communicate()
        assert process.returncode == -9
        bucket.proxy.look = look
        bucket.proxy.begin()
        assert versions.deploy(*bucket.settings).error == ""
        assert bucket.sums() == sums_of(files)


def test_what_a_broken_deploy_changed_is_purged_by_the_one_that_ends(versions, bucket):
    begin(versions, bucket)
    new = versions.put(1)
    expected = {path for path in new if new[path] != versions.files[0].get(path)}
    expected |= versions.files[0].keys() - new.keys()
    for number in (20, 12, 5):
        bucket.proxy.begin(Fault(number, effect=True))
        assert versions.deploy(*bucket.settings).error
        assert versions.urls == []
    bucket.proxy.begin()
    assert versions.deploy(*bucket.settings).error == ""
    pages = {unquote(url.removeprefix("https://alpha.example/")) for url in versions.urls}
    assert {path for path in expected if path.endswith(".html")} <= pages
    assert not any(path.startswith("assets/style.") for path in pages & new.keys())


def test_ctrl_c_leaves_what_the_next_one_goes_on_with(versions, bucket):
    begin(versions, bucket)
    length(versions, bucket, 1)
    files = versions.put(0)
    process = command(
        versions, bucket, "import signal; signal.signal(2, signal.default_int_handler)"
    )
    look = bucket.proxy.look

    def interrupt():
        look()
        if len(bucket.proxy.requests) == 15:
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(2)

    bucket.proxy.begin()
    bucket.proxy.look = interrupt
    _, told = process.communicate()
    assert process.returncode == 130, told
    assert "Traceback" not in told
    bucket.proxy.look = look
    resumed = versions.deploy(*bucket.settings).deployed
    assert resumed.unchanged > 0
    assert bucket.files() == files


def test_of_two_deploys_the_earlier_one_gives_way(versions, bucket):
    """One machine's is under way when another's begins."""
    begin(versions, bucket)
    versions.put(1)
    look = bucket.proxy.look

    def another_begins():
        look()
        if len(bucket.proxy.requests) == 10:
            ledger = bytes(bucket.store().get(LEDGER).bytes())
            run = ledger.partition(b'"run":"')[2][:32]
            bucket.store().put(LEDGER, ledger.replace(run, b"0" * 32))

    bucket.proxy.begin()
    bucket.proxy.look = another_begins
    assert "another deploy has begun" in versions.deploy(*bucket.settings).error
    bucket.proxy.look = look
    assert versions.deploy(*bucket.settings).error == ""
    assert bucket.files() == versions.files[1]


def assert_pure(bucket):
    """The proxy's copy, by which every moment is judged, is what the server holds."""
    assert bucket.files() == {p: data for p, data in objects_of(bucket).items() if p != LEDGER}


def command(versions, bucket, setup=""):
    """`helpgen deploy t` in a process of its own."""
    settings = [part for one in bucket.settings for part in ("--set", one)]
    start = f"{setup}\nfrom helpgen.__main__ import main; main()"
    return subprocess.Popen(
        [sys.executable, "-c", start, "deploy", "t", "--output", str(versions.output), *settings],
        cwd=versions.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
