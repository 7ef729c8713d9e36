"""`python -m benchmarks.search_endpoint`: the search endpoint under load, on this machine.

One worker of `helpgen search serve` answers 200 queries, again and again, on an edition of
1,000 answers. Beside it, in the same run, a Starlette route on the same server returns the
same bytes without searching. `wrk` asks both; it's a package of Debian: `apt-get install wrk`.

Full load: some connections that ask without a pause. Half load: many connections that each
pause for a time of chance (exponentially distributed) before every request, with the mean
that gives half of the full load's rate. Requests then come almost independently of the
answers, as those of people do, and queue up when chance brings them together. A pause is no
part of a request's time. `wrk` has no open loop; a connection that waits for its answer asks
nothing else meanwhile, which with many connections matters little.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import psutil  # type: ignore[import-untyped]  # it has no stubs of its own

from benchmarks.corpus import make_site
from benchmarks.wrk import Load, check_wrk, load
from helpgen.config_file import load_site
from helpgen.model import EditionKey
from helpgen.snapshot import load_snapshot

_ANSWERS, _QUERIES = 1000, 200
_FULL, _MANY = 8, 64  # connections
_WARM_SECONDS = 3
_BRAND = "corpus"
_SITE = f"""\
[gladly]
url = "emulator"
org_id = "bench"

[emulator]
answers = "answers.jsonl"
rate_limit = 0

[[brands]]
slug = "{_BRAND}"
name = "Corpus"
base_url = "https://help.example"
languages = ["en-us"]

[brands.help_centers]
en-us = "all-en-us"
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """A round of one server: its loads by name, and what other programs used meanwhile, 0 to 1."""

    loads: dict[str, Load]
    others: float


def main() -> None:
    """Build the edition, serve it, measure in rounds, print a table."""
    options = _options()
    check_wrk()
    with tempfile.TemporaryDirectory(prefix="benchmark-") as name, contextlib.ExitStack() as stack:
        folder = Path(name)
        site = _made_up(folder) if options.answers is None else _of_files(folder, options.answers)
        _run("build", *site.arguments, folder=folder)
        queries = _queries(folder, site, options.queries)
        paths = [f"/search?{urlencode(site.edition | {'q': query})}" for query in queries]
        ours = stack.enter_context(_helpgen(folder, site.index))
        bodies = {path.partition("?")[2]: _get(ours.url + path) for path in paths}
        (folder / "bodies.json").write_text(json.dumps(bodies), encoding="utf-8")
        servers = {"helpgen": ours, "same bytes": stack.enter_context(_bare(folder))}
        rounds: dict[str, list[Measured]] = {kind: [] for kind in servers}
        for _ in range(options.rounds):
            for kind, server in servers.items():
                rounds[kind].append(_measured(server, paths, folder, options.seconds))
    _print(rounds, bodies)


@dataclass(frozen=True, slots=True)
class _Site:
    """A site to build and ask: options of the build, the edition's parameters, its index."""

    arguments: tuple[str, ...]
    edition: dict[str, str]
    index: str


def _made_up(folder: Path) -> _Site:
    path = make_site(folder, answers=_ANSWERS, editions=1)
    brand = load_site(path).brands[0]
    edition = {"brand": brand.slug, "lng": brand.languages[0]}
    return _Site(("--offline", "--set", "site.output=dist"), edition, "build/search")


def _of_files(folder: Path, files: list[Path]) -> _Site:
    """The first rows of several files, the last of which counts first if there are too many."""
    rows = [row for path in reversed(files) for row in path.read_text("utf-8").splitlines()]
    text = "\n".join(rows[:_ANSWERS]) + "\n"
    (folder / "answers.jsonl").write_text(text, encoding="utf-8")
    (folder / "site.toml").write_text(_SITE, encoding="utf-8")
    return _Site((), {"brand": _BRAND, "lng": "en-us"}, "build/search")


def _queries(folder: Path, site: _Site, file: Path | None) -> list[str]:
    """200 queries: a sample of a file's, or words of the answers' names with typos in some."""
    rng = random.Random(200)
    if file is not None:
        rows = file.read_text("utf-8").splitlines()
        return [str(json.loads(row)["text"]) for row in rng.sample(rows, _QUERIES)]
    edition = EditionKey(site.edition["brand"], site.edition["lng"])
    answers = load_snapshot(folder / "snapshots", edition).answers
    return [_question(answer.name, rng) for answer in rng.sample(answers, _QUERIES)]


def _question(name: str, rng: random.Random) -> str:
    """Up to five words of a name; in every third question two letters are swapped."""
    query = " ".join(name.split()[: rng.randint(1, 5)])
    place = rng.randrange(max(len(query) - 1, 1))
    if rng.random() < 1 / 3:
        query = query[:place] + query[place : place + 2][::-1] + query[place + 2 :]
    return query


def _measured(server: _Server, paths: list[str], folder: Path, seconds: int) -> Measured:
    url = server.url
    load(url, paths, folder=folder, connections=_FULL, seconds=_WARM_SECONDS)
    start, busy, used = time.perf_counter(), _busy(), server.used()
    full = load(url, paths, folder=folder, connections=_FULL, seconds=seconds)
    pause = _MANY / (full.rate / 2) * 1000
    half = load(url, paths, folder=folder, connections=_MANY, seconds=seconds, pause_ms=pause)
    wall = (time.perf_counter() - start) * (psutil.cpu_count() or 1)
    others = (_busy() - busy - (server.used() - used)) / wall
    return Measured({"full": full, "half": half}, max(others, 0.0))


def _busy() -> float:
    """Processor seconds that the machine has been busy for."""
    times = psutil.cpu_times()
    return float(times.user + times.nice + times.system + times.irq + times.softirq)


@dataclass(frozen=True, slots=True)
class _Server:
    """A server's address and process."""

    url: str
    process: psutil.Process

    def used(self) -> float:
        """Processor seconds of the server and of those that asked it."""
        mine = self.process.cpu_times()
        asked = resource.getrusage(resource.RUSAGE_CHILDREN)
        return float(mine.user + mine.system + asked.ru_utime + asked.ru_stime)


@contextlib.contextmanager
def _helpgen(folder: Path, index: str) -> Iterator[_Server]:
    arguments = ["-m", "helpgen", "search", "serve"]
    with _served([*arguments, "--index", index, "--port", "0"], folder) as server:
        yield server


@contextlib.contextmanager
def _bare(folder: Path) -> Iterator[_Server]:
    code = "import sys; sys.path.insert(0, sys.argv.pop()); import runpy; "
    code += "runpy.run_module('benchmarks.same_bytes', run_name='__main__')"
    project = str(Path(__file__).parent.parent)
    with _served(["-c", code, str(folder / "bodies.json"), project], folder) as server:
        yield server


@contextlib.contextmanager
def _served(arguments: list[str], folder: Path) -> Iterator[_Server]:
    """A Python process that prints its address first; ended with the block."""
    with (folder / "server.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, *arguments], cwd=folder, stdout=subprocess.PIPE, stderr=log, text=True
        )
    try:
        assert process.stdout is not None  # noqa: S101 - it's a pipe
        url = process.stdout.readline().split()[0]
        yield _Server(url, psutil.Process(process.pid))
    finally:
        process.terminate()
        process.communicate()


def _run(*arguments: str, folder: Path) -> None:
    command = [sys.executable, "-m", "helpgen", *arguments]
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)


def _get(url: str) -> str:
    with urllib.request.urlopen(url, timeout=60) as answered:  # noqa: S310 - our own server
        return str(answered.read().decode())


def _print(rounds: dict[str, list[Measured]], bodies: dict[str, str]) -> None:
    size = sum(len(body.encode()) for body in bodies.values()) / len(bodies)
    print(f"{len(bodies)} queries, answers of {size:,.0f} bytes on average; times in ms,")
    print("median of the rounds, in parentheses their range\n")
    print("| load | server | requests/s | median | p99 | failed |")
    print("|---|---|--:|--:|--:|--:|")
    for name in ("full", "half"):
        for server, measured in rounds.items():
            loads = [one.loads[name] for one in measured]
            cells = [
                _spread([one.rate for one in loads], 0),
                _spread([one.median for one in loads], 2),
                _spread([one.p99 for one in loads], 1),
                str(sum(one.failed for one in loads)),
            ]
            print(f"| {name} | {server} | {' | '.join(cells)} |")
    others = [one.others for measured in rounds.values() for one in measured]
    print(f"\nOther programs used {min(others):.0%} to {max(others):.0%} of the machine meanwhile.")


def _spread(values: list[float], digits: int) -> str:
    low, middle, high = min(values), statistics.median(values), max(values)
    return f"{middle:,.{digits}f} ({low:,.{digits}f} to {high:,.{digits}f})"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search_endpoint")
    parser.add_argument(
        "--answers",
        type=Path,
        action="append",
        help="JSON Lines of answers as the emulator reads them; repeatable; made up without",
    )
    parser.add_argument("--queries", type=Path, help="JSON Lines with `text`; made up without")
    parser.add_argument("--seconds", type=int, default=20, help="of each load")
    parser.add_argument("--rounds", type=int, default=3, help="how often all is measured")
    return parser.parse_args()


if __name__ == "__main__":
    main()
