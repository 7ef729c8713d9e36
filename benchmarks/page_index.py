"""Search in the page beside MiniSearch: sizes, and time from the focus to results on the screen.

    python -m benchmarks.page_index answers.jsonl

Both sides hold the same answers, the first thousand of the file. Chromium runs four times
slower than it could, with nothing cached; loopback carries the files, so times are those of
reading, searching and painting. Sizes are gzipped, as hosts send them.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import http.server
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from helpgen.articles import transform_edition
from helpgen.config_file import load_site
from helpgen.model import EditionKey
from helpgen.plan import plan_brand
from helpgen.search_documents import search_documents
from helpgen.snapshot import load_snapshot

PROJECT = Path(__file__).parents[1]
MINISEARCH = PROJECT / "node_modules/minisearch/dist/es/index.js"
RIVAL = Path(__file__).parent / "minisearch_page"
EDITION = EditionKey("corpus", "en-us")
SLOWDOWN, RUNS = 4, 20
SITE = """\
[gladly]
url = "emulator"
org_id = "bench"
[emulator]
answers = "corpus.jsonl"
rate_limit = 0
[[brands]]
slug = "corpus"
name = "Corpus"
base_url = "https://help.example.com"
languages = ["en-us"]
[brands.help_centers]
en-us = "all-en-us"
"""
TYPE = """async ([query, result]) => {
  const field = document.querySelector("input[name=q]");
  const start = performance.now();
  field.focus();
  field.value = query;
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  while (!document.querySelector(result)) {
    if (performance.now() > start + 20000) throw new Error(`${query} finds nothing`);
    await new Promise(requestAnimationFrame);
  }
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - start;
}"""


def main() -> None:
    """Build both, and print sizes and times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("answers", type=Path, help="JSON Lines, as the emulator reads them")
    parser.add_argument("--count", type=int, default=1000, help="how many answers")
    parser.add_argument("--query", default="upgrade", help="what is typed")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        site = build(root, given.answers, given.count)
        rival = make_rival(root)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
            )
            with serving(rival) as host:
                store_minisearch(browser, host, rival)
            report(browser, site, rival, given.query)
            browser.close()


def build(root: Path, answers: Path, count: int) -> Path:
    """The finished site of the first answers of a file."""
    with answers.open(encoding="utf-8") as rows:
        (root / "corpus.jsonl").write_text("".join(islice(rows, count)), encoding="utf-8")
    (root / "site.toml").write_text(SITE, encoding="utf-8")
    command = [sys.executable, "-m", "helpgen", "build", "--json"]
    subprocess.run(command, cwd=root, check=True, stdout=subprocess.DEVNULL)
    return root / "dist" / EDITION.brand


def make_rival(root: Path) -> Path:
    """A page that searches with MiniSearch, and the texts of the same answers beside it."""
    folder = root / "minisearch"
    shutil.copytree(RIVAL, folder)
    shutil.copyfile(MINISEARCH, folder / "minisearch.js")
    (folder / "texts.json").write_text(json.dumps(texts(root)), encoding="utf-8")
    return folder


def texts(root: Path) -> list[dict[str, Any]]:
    """What search holds of each answer."""
    site = load_site(root / "site.toml")
    (brand,) = site.brands
    (job,) = plan_brand(site, brand).jobs
    snapshot = load_snapshot(site.snapshots, EDITION)
    articles = transform_edition(brand, snapshot, (), job.siblings, "")
    return [
        {
            "id": number,
            "name": document.name,
            "url": document.url,
            "section": document.section,
            "description": document.description,
            "text": "\n".join((*document.headings, document.text)),
        }
        for number, document in enumerate(
            search_documents(job.siblings[EDITION.language], articles)
        )
    ]


def store_minisearch(browser: Browser, host: str, folder: Path) -> None:
    """Let MiniSearch index the texts, and keep its serialised form."""
    page = browser.new_page()
    page.goto(f"{host}/")
    stored = page.evaluate("async () => (await import('/page.js')).indexed()")
    (folder / "index.json").write_text(stored, encoding="utf-8")
    page.close()


def report(browser: Browser, site: Path, rival: Path, query: str) -> None:
    """Print sizes, then times side by side."""
    home = site / EDITION.language
    assets = site / "assets"
    engine = [*assets.glob("search/engine.*.js"), *assets.glob("search/combobox.*.js")]
    engine += assets.glob("search/view.*.js")
    row("", "helpgen", "MiniSearch")
    row("index", size(home / "search/index.json"), size(rival / "index.json"))
    row("every page", size(*assets.glob("search-box.*.js")), "-")
    row("search script", size(*engine), size(rival / "minisearch.js", rival / "page.js"))
    row("stemmer", size(*assets.glob("search/stemmers/english.*.js")), "-")
    with serving(site) as ours, serving(rival) as theirs:
        pages = [(f"{ours}/{EDITION.language}/", "[role=option]"), (f"{theirs}/", ".result")]
        for typed in (query, query[:3], f"{query[:2]}{query[3:]}"):  # whole, begun, mistyped
            runs: list[list[float]] = [[], []]
            for _ in range(RUNS):  # in turn, so that both have the same company
                for place, (address, result) in enumerate(pages):
                    runs[place].append(first_results(browser, address, typed, result))
            row(f"first results: {typed}", *map(times, runs))


def first_results(browser: Browser, address: str, query: str, result: str) -> float:
    """Milliseconds from the focus to results on the screen, with nothing cached."""
    context = browser.new_context(viewport={"width": 375, "height": 667})
    page: Page = context.new_page()
    page.goto(address, wait_until="networkidle")
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    took: float = page.evaluate(TYPE, [query, result])
    context.close()
    return took


def size(*paths: Path) -> str:
    """Of files, gzipped one by one."""
    whole = sum(len(gzip.compress(path.read_bytes(), 9)) for path in paths)
    return f"{whole / 1000:.1f} kB"


def times(runs: Sequence[float]) -> str:
    """Median, and the quickest and slowest."""
    return f"{statistics.median(runs):.0f} ms ({min(runs):.0f} to {max(runs):.0f})"


def row(name: str, ours: str, theirs: str) -> None:
    """A line of the table."""
    print(f"{name:<26}{ours:>24}{theirs:>24}")


class _Quiet(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else each answer waits 40 ms for its second packet

    def log_message(self, *_: object) -> None:
        """Nobody reads it."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder on loopback."""
    handler = functools.partial(_Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


if __name__ == "__main__":
    main()
