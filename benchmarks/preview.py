"""From a saved file to the changed paint in Chromium: `python -m benchmarks.preview`.

The same made-up site is previewed by `helpgen serve`, by `hugo server` and, where `--zensical`
names its program, by `zensical serve`; the same kinds of edits are made in three turns each, in
which a program's page is the only one. That page's own script notes the time once the first frame
in which the change is there has been painted; both clocks are this machine's. Zensical isn't among
the requirements: `pip install zensical==0.0.73` in an environment of its own.
"""

from __future__ import annotations

import argparse
import itertools
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path

import psutil  # type: ignore[import-untyped]  # it has no stubs of its own
from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import TimeoutError as TooLate

from benchmarks import corpus
from benchmarks.preview_subjects import (
    KINDS,
    Subject,
    helpgen_preview,
    hugo_preview,
    zensical_preview,
)

OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
_NOTES = """
let seen = null;
function look() {
  if (!document.body) return requestAnimationFrame(look);
  const style = getComputedStyle(document.documentElement).getPropertyValue("--bench").trim();
  const footer = document.querySelector("[data-bench]")?.dataset.bench ?? "";
  const main = document.querySelector("main, [role=main]")?.textContent ?? "";
  const text = main.match(/bench-\\d+/g)?.at(-1).slice(6) ?? "";
  const title = document.title.match(/cfg-\\d+/)?.[0].slice(4) ?? "";
  const now = [style, footer, text, text, title].join("|");
  if (now !== seen) {
    seen = now;
    setTimeout(() => localStorage.setItem(now, Date.now())); // once this frame is painted
  }
  requestAnimationFrame(look);
}
requestAnimationFrame(look);
"""
_TIMEOUT = 180_000  # milliseconds
_REST, _MOST_RESTS = 300, 200  # milliseconds between two looks at a server, and looks
_TURNS = 3  # of each program and kind of edit
_IDLE = 0.1  # share of a processor below which a server is idle
_FOUND = """([place, number]) => {
  const keys = Object.keys(localStorage).filter((key) => key.split("|")[place] === number);
  return keys.length && Math.min(...keys.map((key) => Number(localStorage.getItem(key))));
}"""


def main() -> None:
    """Print a table of milliseconds for each size, program and kind of edit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--answers", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--saves", type=int, default=30)
    parser.add_argument("--zensical", help="its program", default="")
    parser.add_argument("--alone", help="without other programs", action="store_true")
    given = parser.parse_args()
    print("| answers | program | edit | median ms | 95th ms |\n| --- | --- | --- | --- | --- |")
    for answers in given.answers:
        with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
            folder = Path(name)
            site = corpus.make_site(folder / "helpgen", answers=answers, editions=1)
            subjects = []
            if not given.alone:
                subjects.append(stack.enter_context(hugo_preview(folder, site)))
            if given.zensical:
                subjects.append(stack.enter_context(zensical_preview(folder, site, given.zensical)))
            subjects.append(stack.enter_context(helpgen_preview(folder, site)))
            for (program, kind), times in _measured(subjects, given.saves).items():
                middle, high = statistics.median(times), _share(times, 0.95)
                row = f"| {answers} | {program} | {kind} | {middle:.0f} | {high:.0f} |"
                print(row, flush=True)


def _measured(subjects: Sequence[Subject], saves: int) -> dict[tuple[str, str], list[float]]:
    times: dict[tuple[str, str], list[float]] = {}
    numbers = itertools.count(1)
    with sync_playwright() as playwright:
        chromium = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=OPTIONS)
        for kind in KINDS:
            for turn in range(_TURNS):
                count = len(range(turn, saves, _TURNS))
                for subject in subjects:
                    found = _turn(browser, subject, kind, itertools.islice(numbers, count + 1))
                    times.setdefault((subject.name, kind), []).extend(found)
        browser.close()
    return times


def _turn(browser: Browser, subject: Subject, kind: str, numbers: Iterable[int]) -> list[float]:
    """Milliseconds of some saves in a row, the only page in front all the time."""
    page = browser.new_page()
    page.add_init_script(_NOTES)
    page.goto(subject.urls[kind], timeout=_TIMEOUT)
    page.wait_for_timeout(3000)  # the stream of events is open, the server idle
    _, *times = [_save(page, subject, kind, number) for number in numbers]  # the first warms up
    page.close()
    return times


def _save(page: Page, subject: Subject, kind: str, number: int) -> float:
    """Milliseconds from before the save to the changed frame."""
    start = time.time() * 1000
    subject.edits[kind](number)
    try:
        found = page.wait_for_function(
            _FOUND, arg=[KINDS.index(kind), str(number)], timeout=_TIMEOUT
        )
    except TooLate as error:
        shown = page.inner_text("body")[:2000]
        said = subject.log.read_text("utf-8")[-2000:]
        told = f"{subject.name} never showed save {number} of {kind}, but {page.url}"
        raise SystemExit(f"{told}\n{shown}\nIt printed:\n{said}") from error
    _until_idle(page, subject)
    return float(found.json_value()) - start


def _until_idle(page: Page, subject: Subject) -> None:
    """Wait for whatever else a save has set off, so that the next program has the machine."""
    process, used = psutil.Process(subject.process), -1.0
    page.wait_for_timeout(_REST)
    for _ in range(_MOST_RESTS):
        before, used = used, sum(process.cpu_times()[:2])
        if used - before < _IDLE * _REST / 1000:
            return
        page.wait_for_timeout(_REST)


def _share(times: Sequence[float], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


if __name__ == "__main__":
    main()
