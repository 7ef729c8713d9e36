"""Fetching beside what the rate limit alone takes, and beside a bare loop without one.

    python -m benchmarks.fetch

The emulator holds one edition with a help center. Its list is cut off at 1,000 answers, as
Gladly's is, so those beyond are asked for one by one. The bare loop asks for the same addresses
over as many connections and throws the replies away.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import httpx

from benchmarks.bodies import Author
from benchmarks.vocabulary import Writer
from helpgen.config_file import load_site
from helpgen.connection import emulator_seed
from helpgen.emulator import DEMO_CREDENTIALS, create_app, running

LIMIT = 10
_SITE = """\
[gladly]
url = "{url}"
org_id = "demo"
[emulator]
answers = "answers.jsonl"
rate_limit = 0
[[brands]]
slug = "one"
name = "One"
base_url = "https://one.example"
languages = ["en-us"]
[brands.help_centers]
en-us = "all-en-us"
"""
_AT_ONCE = 8


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fetch", description=__doc__)
    parser.add_argument("--answers", type=int, default=1_300)
    count = parser.parse_args().answers
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        _write_answers(root / "answers.jsonl", count)
        print(f"{count} answers in one edition")
        _without_limit(root, _with_limit(root))


def _with_limit(root: Path) -> list[dict[str, Any]]:
    took, asked = _fetched(root, LIMIT)
    alone = (len(asked) - LIMIT) / LIMIT
    refused = sum(one["status"] == httpx.codes.TOO_MANY_REQUESTS for one in asked)
    print(f"{LIMIT} requests a second: {took:.1f} s for {len(asked)} requests, {refused} refused;")
    print(f"  the limit alone takes {alone:.1f} s: ratio {took / alone:.3f}")
    return asked


def _without_limit(root: Path, asked: list[dict[str, Any]]) -> None:
    """Only an emulator of its own is asked by helpgen without a limit."""
    _write_site(root, "emulator")
    took = min(_fetch(root) for _ in range(3))
    with running(create_app(emulator_seed(load_site(root / "site.toml")), rate_limit=0)) as url:
        addresses = [f"{url}{one['path']}?{one['query']}" for one in asked]
        bare = min(_bare(addresses) for _ in range(3))
    print(f"no limit: {took:.2f} s, its start and its emulator's included;")
    print(f"  a bare loop over {_AT_ONCE} connections takes {bare:.2f} s: ratio {took / bare:.2f}")


def _fetched(root: Path, limit: int) -> tuple[float, list[dict[str, Any]]]:
    """Seconds of a first fetch, and the requests that the emulator saw."""
    _write_site(root, "emulator")
    seed = emulator_seed(load_site(root / "site.toml"))
    with running(create_app(seed, rate_limit=limit)) as url:
        _write_site(root, url)
        took = _fetch(root)
        with urlopen(f"{url}/__emulator__/requests") as reply:  # noqa: S310 - loopback
            return took, json.load(reply)


def _fetch(root: Path) -> float:
    """Seconds of a first fetch."""
    (root / "build/snapshots/one/en-us.json").unlink(missing_ok=True)
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "helpgen", "fetch"],
        cwd=root,
        env={**os.environ, **_credentials()},
        stderr=subprocess.DEVNULL,
        check=True,
    )
    return time.perf_counter() - start


def _bare(addresses: list[str]) -> float:
    start = time.perf_counter()
    with httpx.Client(auth=DEMO_CREDENTIALS) as client, ThreadPoolExecutor(_AT_ONCE) as pool:
        for reply in pool.map(client.get, addresses):
            reply.raise_for_status()
    return time.perf_counter() - start


def _credentials() -> dict[str, str]:
    names = ("GLADLY_API_USER", "GLADLY_API_TOKEN")
    return dict(zip(names, DEMO_CREDENTIALS, strict=True))


def _write_site(root: Path, url: str) -> None:
    (root / "site.toml").write_text(_SITE.format(url=url), encoding="utf-8")


def _write_answers(path: Path, count: int) -> None:
    chance = random.Random(1)
    author = Author(Writer("en-us", chance), chance, [])
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            row = {
                "id": f"id-{number}",
                "name": f"Question {number}",
                "language": "en-us",
                "section": f"Section {number % 12}",
                "bodyHtml": author.body(),
            }
            file.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main()
