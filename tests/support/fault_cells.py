"""The cells of the matrix of faults and stages, and what is asked of each."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fault_world import FaultSite, FaultWorld, torn

DECADE = 10 * 365 * 24 * 3600  # seconds

REQUESTS = {
    "list": "listAnswers",
    "layout": "getHelpCenterLayout",
    "single answer": "getAnswer",
    "picture": "picture",
}
ANSWERS: dict[str, Mapping[str, Any]] = {
    "401": {"kind": "status", "status": 401},
    "404": {"kind": "status", "status": 404},
    "429": {"kind": "status", "status": 429, "headers": {"Retry-After": "0"}},
    "500": {"kind": "status", "status": 500},
    "dropped": {"kind": "drop"},
    "hangs, then dropped": {"kind": "hang", "seconds": 0.5},
    "slow": {"kind": "slow", "seconds": 0.5},
    "cut off": {"kind": "truncated"},
    "a log-in page": {"kind": "not_json"},
    "empty": {"kind": "empty"},
    "half of it": {"kind": "half"},
    "another shape": {"kind": "wrong_shape"},
    "a bad item": {"kind": "bad_item"},
    "64 MB": {"kind": "oversized"},
    "a bomb": {"kind": "bomb"},
    "a redirect": {"kind": "redirect", "location": "https://elsewhere.example/"},
}
PLACES = {
    "snapshot": "build/snapshots/alpha",
    "mirrored picture": "build/snapshots/_pictures",
    "addresses": "content/urls.json",
    "index": "build/search",
    "assets": "dist/alpha/assets",
    "temporary files": "dist/.helpgen/_tmp",
    "pages": "dist/alpha/en-us",
    "manifest": "dist/.helpgen/alpha",
}
GONE = "single answer: 404"
"""Tells of an answer what a deletion in Gladly tells: its page says so, and a warning does."""
ACTS = {
    "full disk": "raise OSError(28, 'No space left on device', name)",
    "read-only": "raise OSError(30, 'Read-only file system', name)",
    "I/O error": "raise OSError(5, 'Input/output error', name)",
    "kill -9": "os.kill(os.getpid(), 9)",
    "SIGTERM": "os.kill(os.getpid(), 15)",
}
_MIDDLE = {"pages": 5}  # writes that are let pass first
# Every write below a place goes wrong from then on.
HOOK = """
import os, sys
place, count = {place!r}, [0]
def hook(event, found):
    if event == "open":
        name, writes = found[0], bool(found[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
    elif event in ("os.rename", "os.mkdir"):
        name, writes = found[event == "os.rename"], True
    else:
        return
    if writes and isinstance(name, (str, bytes)) and place in os.path.abspath(os.fsdecode(name)):
        count[0] += 1
        if count[0] > {after}:
            {act}
sys.addaudithook(hook)
"""


@dataclass(frozen=True)
class Cell:
    """One fault at one stage.

    Attributes:
        run: Does it to a site; gives the exit code and what was said.
    """

    stage: str
    fault: str
    run: Callable[[FaultWorld, FaultSite], tuple[int, str]]

    @property
    def name(self) -> str:
        return f"{self.stage}: {self.fault}"


@dataclass(frozen=True)
class Seen:
    """What happened in a cell.

    Attributes:
        code: Exit code; negative for a signal.
        published: `old`, `new` or `some of both`.
        told: The line that tells of it; empty if none does.
        wrong: What should not have been.
    """

    code: int
    published: str
    told: str
    wrong: tuple[str, ...]


def cells() -> Iterator[Cell]:
    """All of them."""
    for stage, operation in REQUESTS.items():
        for fault, given in ANSWERS.items():
            yield Cell(stage, fault, _request(operation, given))
    for stage, place in PLACES.items():
        for fault, act in ACTS.items():
            yield Cell(stage, fault, _place(place, act, _MIDDLE.get(stage, 0)))
    for years, seconds in (("a decade ahead", -DECADE), ("a decade back", DECADE)):
        yield Cell("whole run", f"clock {years}", _clock(seconds))
    yield Cell("whole run", "two builds at once", _twice)
    yield Cell("whole run", "two builds at once, one killed", _twice_killed)


def looked_at(world: FaultWorld, cell: Cell, name: str) -> Seen:
    """Let the fault happen, then a good run; see what each left."""
    site = world.site(name)
    try:
        code, said = cell.run(world, site)
        now = site.files()
        world.calm()
        again, complaint = site.build()
        states = [world.old, world.new, *([world.gone] if cell.name == GONE else [])]
        wrong = [f"torn: {one}" for one in torn(now, *states)]
        wrong += ["a traceback"] if "Traceback" in said else []
        wrong += [f"silent: exit {code}"] if code >= 0 and not said and now != world.new else []
        wrong += [f"exit 0 and the old site: {said}"] if code == 0 and now == world.old else []
        wrong += [f"the next run: exit {again}: {complaint}"] if again else []
        wrong += ["the next run didn't heal"] if site.files() != world.new else []
    finally:
        shutil.rmtree(site.root)
    state = "old" if now == world.old else "new" if now == world.new else "some of both"
    return Seen(code, state, _telling(said).replace(f"{site.root}/", ""), tuple(wrong))


def _telling(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    kinds = ("error", "warning", "note")
    return next((line for kind in kinds for line in lines if line.startswith(kind)), "")


def _request(operation: str, fault: Mapping[str, Any]) -> Any:
    def run(world: FaultWorld, site: FaultSite) -> tuple[int, str]:
        world.stage.fault(operation, fault)
        return site.build()

    return run


def _place(place: str, act: str, after: int) -> Any:
    def run(_: FaultWorld, site: FaultSite) -> tuple[int, str]:
        return site.build(HOOK.format(place=str(site.root / place), after=after, act=act))

    return run


def _clock(seconds: int) -> Any:
    """The last run was so long ago, or is yet to come: its files have the times of that clock."""

    def run(_: FaultWorld, site: FaultSite) -> tuple[int, str]:
        for path in (path for path in site.root.rglob("*") if path.is_file()):
            status = path.stat()
            os.utime(path, (status.st_atime + seconds, status.st_mtime + seconds))
        for path in (site.root / "build/snapshots/alpha").glob("*.json"):
            stored = json.loads(path.read_bytes())
            year = int(stored["fetched_at"][:4]) + seconds // DECADE * 10
            stored["fetched_at"] = f"{year}{stored['fetched_at'][4:]}"
            path.write_text(json.dumps(stored), encoding="utf-8")
        return site.build()

    return run


def _twice(_: FaultWorld, site: FaultSite) -> tuple[int, str]:
    with site.start() as one, site.start() as other:
        said = [build.communicate(timeout=120)[1] for build in (one, other)]
    return max(one.returncode, other.returncode), "".join(said)


def _twice_killed(_: FaultWorld, site: FaultSite) -> tuple[int, str]:
    hook = HOOK.format(place=str(site.root / "dist/alpha/en-us"), after=1, act=ACTS["kill -9"])
    with site.start(hook) as killed, site.start() as other:
        said = [build.communicate(timeout=120)[1] for build in (killed, other)]
    return other.returncode, said[1]
