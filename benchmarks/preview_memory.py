"""Memory and processor of `helpgen serve`, idle and over 1,000 reloads.

`python -m benchmarks.preview_memory` prints a table. Every reload follows the save of a
template, and the page is asked for as a browser does.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import psutil  # type: ignore[import-untyped]  # it has no stubs of its own

from benchmarks import corpus
from benchmarks.preview_subjects import Subject, helpgen_preview

_KIND = "template"


def main() -> None:
    """Print memory and processor use at each stage."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--answers", type=int, default=1000)
    parser.add_argument("--reloads", type=int, default=1000)
    parser.add_argument("--idle", type=float, default=60, help="seconds")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        site = corpus.make_site(folder / "helpgen", answers=given.answers, editions=1)
        with helpgen_preview(folder, site) as subject:
            print("| stage | memory MB | processor % | ms a reload |\n| --- | --- | --- | --- |")
            for row in _stages(subject, given.reloads, given.idle):
                print(row, flush=True)


def _stages(subject: Subject, reloads: int, idle: float) -> Iterator[str]:
    process = psutil.Process(subject.process)
    _reload(subject, 0)
    yield _idle(process, "idle at first", idle)
    step = max(1, reloads // 5)
    for first in range(0, reloads, step):
        start = time.monotonic()
        for number in range(first, first + step):
            _reload(subject, number + 1)
        taken = (time.monotonic() - start) / step * 1000
        yield _row(process, f"after {first + step} reloads", "", f"{taken:.0f}")
    yield _idle(process, "idle at last", idle)


def _reload(subject: Subject, number: int) -> None:
    """Save, and ask for the page; its bytes must show the save."""
    subject.edits[_KIND](number)
    with urlopen(subject.urls[_KIND]) as page:  # noqa: S310 - the preview of our own
        if f'data-bench="{number}"'.encode() not in page.read():
            raise RuntimeError(f"reload {number} doesn't show its save")


def _idle(process: psutil.Process, stage: str, seconds: float) -> str:
    time.sleep(3)  # what the last save has set off
    before = process.cpu_times()
    time.sleep(seconds)
    after = process.cpu_times()
    used = after.user + after.system - before.user - before.system
    return _row(process, stage, f"{used / seconds * 100:.1f}", "")


def _row(process: psutil.Process, stage: str, processor: str, reload: str) -> str:
    megabytes = process.memory_info().rss / 2**20
    return f"| {stage} | {megabytes:.0f} | {processor} | {reload} |"


if __name__ == "__main__":
    main()
