"""The page's own search in a real browser: its scripts, its index, one call for all queries."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.page_index import serving
from helpgen.search.page_index import page_index
from helpgen.search.results import Document

ASSETS = Path(__file__).parents[1] / "themes/base/assets"
_OPEN = """async (home) => {
  const { Index } = await import("/search/engine.js");
  const data = await (await fetch("/index.json")).json();
  const name = data.analyzer.stemmer;
  const { stem } = name ? await import(`/search/stemmers/${name}.js`) : { stem: String };
  window.index = new Index(data, stem, home);
}"""
_ASK = """([queries, limit]) =>
  queries.map((query) => index.search(query, { limit }).hits.map(({ url }) => url))"""


class PageSide:
    """Asks one edition's index in a page."""

    def __init__(self, page: Page, documents: Sequence[Document]) -> None:
        self._page = page
        self._ids = {document.url: document.id for document in documents}

    def ids(self, queries: Sequence[str], limit: int = 10) -> list[list[str]]:
        """Ids of the first answers to each query."""
        found: list[list[str]] = self._page.evaluate(_ASK, [list(queries), limit])
        return [[self._ids[url] for url in urls] for urls in found]


@contextmanager
def page_side(documents: Sequence[Document], language: str) -> Iterator[PageSide]:
    """A page that holds the index of the documents, and nothing else."""
    home = f"/{language}/"
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        assets = Path(folder) / "assets"
        shutil.copytree(ASSETS, assets)
        (assets / "index.html").write_text("<!doctype html><title>search</title>", encoding="utf-8")
        (assets / "index.json").write_bytes(page_index(language, home, documents, {}))
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        with serving(assets) as host:
            page = browser.new_page()
            page.goto(f"{host}/")
            page.evaluate(_OPEN, home)
            yield PageSide(page, documents)
        browser.close()
