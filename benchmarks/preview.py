"""From a saved file to the changed paint in Chromium: `python -m benchmarks.preview`.

The same made-up site is previewed by `helpgen serve` and by `hugo server`, and the same kinds of
edits are made in turns. A page's own script notes the time at the frame after the one in which
the change is there; both clocks are this machine's.
"""

from __future__ import annotations

import argparse
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Page, sync_playwright

from benchmarks import corpus, hugo

_OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
_NOTES = """
let seen = null;
function look() {
  const style = getComputedStyle(document.documentElement).getPropertyValue("--bench").trim();
  const footer = document.querySelector("[data-bench]")?.dataset.bench ?? "";
  const text = document.querySelector("main")?.textContent.match(/bench-\\d+/g)?.at(-1) ?? "";
  const now = [style, footer, text].join(" ");
  if (now !== seen) {
    seen = now;
    requestAnimationFrame(() => localStorage.setItem(`${style}|${footer}|${text}`, Date.now()));
  }
  requestAnimationFrame(look);
}
addEventListener("DOMContentLoaded", () => requestAnimationFrame(look));
"""
_TIMEOUT = 120_000  # milliseconds
KINDS = ("CSS", "template", "content page")


@dataclass(frozen=True, slots=True)
class Subject:
    """A preview that runs.

    Attributes:
        name: Of the program.
        url: Of the content page that is looked at.
        edits: Writes a number into a file, by the kind of edit.
    """

    name: str
    url: str
    edits: dict[str, Callable[[int], None]]


def main() -> None:
    """Print a table of milliseconds for each size, program and kind of edit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--answers", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--saves", type=int, default=30)
    given = parser.parse_args()
    print("| answers | program | edit | median ms | 95th ms |\n| --- | --- | --- | --- | --- |")
    for answers in given.answers:
        with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
            site = corpus.make_site(Path(folder) / "helpgen", answers=answers, editions=1)
            subjects = [
                stack.enter_context(make(Path(folder), site))
                for make in (_hugo_preview, _helpgen_preview)
            ]
            for (name, kind), times in _measured(subjects, given.saves).items():
                middle, high = statistics.median(times), _share(times, 0.95)
                print(f"| {answers} | {name} | {kind} | {middle:.0f} | {high:.0f} |", flush=True)


def _measured(subjects: Sequence[Subject], saves: int) -> dict[tuple[str, str], list[float]]:
    times: dict[tuple[str, str], list[float]] = {}
    with sync_playwright() as playwright:
        chromium = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=_OPTIONS)
        pages = {subject.name: _opened(browser.new_page(), subject) for subject in subjects}
        number = 0
        for kind in KINDS:
            for _ in range(saves):
                for subject in subjects:
                    number += 1
                    page = pages[subject.name]
                    page.bring_to_front()
                    taken = _save(page, subject, kind, number)
                    times.setdefault((subject.name, kind), []).append(taken)
        browser.close()
    return times


def _opened(page: Page, subject: Subject) -> Page:
    page.add_init_script(_NOTES)
    page.goto(subject.url, timeout=_TIMEOUT)
    page.wait_for_timeout(3000)  # the stream of events is open, the server idle
    return page


def _save(page: Page, subject: Subject, kind: str, number: int) -> float:
    """Milliseconds from before the save to the changed frame."""
    start = time.time() * 1000
    subject.edits[kind](number)
    found = page.wait_for_function(_FOUND, arg=[KINDS.index(kind), str(number)], timeout=_TIMEOUT)
    end = float(found.json_value())
    page.wait_for_timeout(300)  # whatever else the save has set off
    return end - start


_FOUND = """([place, number]) => {
  const key = Object.keys(localStorage).find(
    (key) => key.split("|")[place].replace("bench-", "") === number);
  return key && Number(localStorage.getItem(key));
}"""


@contextmanager
def _helpgen_preview(folder: Path, site: Path) -> Iterator[Subject]:
    theme = folder / "helpgen/themes" / corpus.THEME
    toml = theme / "theme.toml"
    toml.write_text(toml.read_text("utf-8") + 'stylesheets = ["bench.css"]\n', encoding="utf-8")
    (theme / "assets").mkdir()
    brand, language = next(iter(corpus.BRANDS)), "en-us"
    edits = _edits(
        theme / "assets/bench.css",
        folder / "helpgen" / corpus.CHANGED_TEMPLATE,
        folder / "helpgen/content" / brand / language / "contact.md",
    )
    port = _port()
    command = [sys.executable, "-m", "helpgen", "serve", "--offline", "--no-checks"]
    options = ["--config", str(site), "--port", str(port)]
    with _running([*command, *options], folder / "helpgen", port):
        url = f"http://127.0.0.1:{port}/{brand}/{language}/contact/"
        yield Subject("helpgen serve", url, edits)


@contextmanager
def _hugo_preview(folder: Path, site: Path) -> Iterator[Subject]:
    hugo.make_hugo_sites(site, folder / "hugo")
    brand, language = next(iter(corpus.BRANDS)), "en-us"
    source = folder / "hugo/sites" / brand
    sheet = source / "assets/assets/style.css"
    page = next((source / "content" / language).rglob("contact*"))
    page = page if page.is_file() else next(page.iterdir())
    edits = _edits(sheet, folder / "hugo" / "layouts/_partials/footer.html", page)
    port = _port()
    command = [str(hugo.hugo_binary()), "server", "-s", str(source), "--port", str(port)]
    with _running([*command, "--bind", "127.0.0.1"], source, port):
        url = f"http://localhost:{port}/{language}/contact/"
        yield Subject("hugo server", url, edits)


def _edits(sheet: Path, template: Path, page: Path) -> dict[str, Callable[[int], None]]:
    """How each kind of file is saved with a number in it."""
    files = (sheet, template, page)
    whole = [file.read_text("utf-8") if file.is_file() else "" for file in files]
    added = (
        ":root {{ --bench: {} }}\n",
        '<i data-bench="{}"></i>\n',
        "\n<p>bench-{}</p>\n",
    )

    def edit(place: int) -> Callable[[int], None]:
        def save(number: int) -> None:
            text = whole[place] + added[place].format(number)
            files[place].write_text(text, encoding="utf-8")

        return save

    for place in range(len(files)):
        edit(place)(0)
    return {kind: edit(place) for place, kind in enumerate(KINDS)}


@contextmanager
def _running(command: Sequence[str], folder: Path, port: int) -> Iterator[None]:
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(port, process)
        yield
    finally:
        process.terminate()
        process.wait()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(1200):
        try:
            urlopen(f"http://127.0.0.1:{port}/").close()
        except OSError:
            if process.poll() is not None:
                raise RuntimeError(f"ended at once: {process.args!r}") from None
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"doesn't answer: {process.args!r}")


def _port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def _share(times: Sequence[float], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


if __name__ == "__main__":
    main()
