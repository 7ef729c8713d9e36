"""Those who answer judged questions: helpgen's two sides, and BM25 as others have it."""

from __future__ import annotations

import functools
import http.server
import re
import shutil
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import bm25s
import Stemmer
import tantivy
from playwright.sync_api import Page, sync_playwright

from benchmarks.judged import Judged, Ranked
from helpgen.search.analysis import SNOWBALL, Analyzer
from helpgen.search.page_index import page_index
from helpgen.search.reader import OpenIndex
from helpgen.search.searcher import Searcher
from helpgen.search.writer import write_index

SCRIPTS = Path(__file__).parents[1] / "themes/base/assets"
_WORD = re.compile(r"\w+")
_NO_ICON = '<link rel="icon" href="data:,">'
_PAGE = """
import { Index } from "/search/engine.js";
const { stem } = await import(document.body.dataset.stemmer);
const data = await (await fetch("/index.json", { cache: "no-store" })).json();
const index = new Index(data, stem, "");
window.ranked = (queries) => queries.map((query) =>
  index.ranked(query).answers.slice(0, 10).map(({ number }) => index.address(number)));
"""


def snowball(judged: Judged) -> str:
    """Snowball's name of the set's language."""
    primary = judged.language.partition("-")[0]
    return "arabic" if primary == "ar" else SNOWBALL[primary]


class Endpoint:
    """helpgen's Whoosh index, as the endpoint asks it."""

    name = "helpgen, Whoosh"

    def __init__(self, judged: Judged) -> None:
        self._folder = tempfile.TemporaryDirectory()
        written = write_index(Path(self._folder.name), judged.language, judged.documents, {})
        self._searcher = Searcher(OpenIndex(written.generation))

    def ranked(self, queries: Sequence[str]) -> Ranked:
        """Ids of the answers to each question."""
        return [self._searcher.ids(query, limit=10) for query in queries]


class InPage:
    """helpgen's index for the page, asked in Chromium."""

    name = "helpgen, page"

    def __init__(self, judged: Judged, page: Page, folder: Path) -> None:
        self._page = page
        self._ids = {document.url: document.id for document in judged.documents}
        data = page_index(judged.language, "", judged.documents, {})
        (folder / "index.json").write_bytes(data)
        stemmer = Analyzer(judged.language).stemmer
        body = f'<body data-stemmer="/search/stemmers/{stemmer}.js">'
        html = f'{_NO_ICON}{body}<script type="module">{_PAGE}</script>'
        (folder / "index.html").write_text(html, encoding="utf-8")
        page.reload()
        page.wait_for_function("!!window.ranked")

    def ranked(self, queries: Sequence[str]) -> Ranked:
        """Ids of the answers to each question."""
        urls = self._page.evaluate("queries => window.ranked(queries)", list(queries))
        return [[self._ids[url] for url in row] for row in urls]


class Bm25s:
    """bm25s, Lucene's variant, on name and body as one text, words stemmed by Snowball."""

    def __init__(self, judged: Judged, stopwords: str | None) -> None:
        self.name = f"bm25s, {'its' if stopwords else 'no'} stop words"
        self._ids = [document.id for document in judged.documents]
        self._stopwords = stopwords
        self._stemmer = Stemmer.Stemmer(snowball(judged))
        texts = [f"{document.name} {document.text}" for document in judged.documents]
        self._index = bm25s.BM25(method="lucene")
        self._index.index(self._tokens(texts, ids=True), show_progress=False)

    def _tokens(self, texts: list[str], *, ids: bool) -> Any:
        return bm25s.tokenize(
            texts,
            stopwords=self._stopwords,
            stemmer=self._stemmer,
            return_ids=ids,
            show_progress=False,
        )

    def ranked(self, queries: Sequence[str]) -> Ranked:
        """Ids of the answers to each question."""
        return [self._one(query) for query in queries]

    def _one(self, query: str) -> list[str]:
        words = [w for w in self._tokens([query], ids=False)[0] if w in self._index.vocab_dict]
        if not words:
            return []
        found, scores = self._index.retrieve([words], k=10, show_progress=False)
        return [self._ids[n] for n, score in zip(found[0], scores[0], strict=True) if score > 0]


class Tantivy:
    """tantivy with fields for name and body, words stemmed by Snowball."""

    def __init__(self, judged: Judged, boost: float) -> None:
        self.name = "tantivy" if boost == 1 else f"tantivy, name x{boost:g}"
        self._boost = {"name": boost}
        analyzer = (
            tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
            .filter(tantivy.Filter.lowercase())
            .filter(tantivy.Filter.stemmer(snowball(judged)))
            .build()
        )
        schema = tantivy.SchemaBuilder().add_text_field("id", stored=True, tokenizer_name="raw")
        for field in ("name", "text"):
            schema.add_text_field(field, tokenizer_name="stems")
        self._index = tantivy.Index(schema.build())
        self._index.register_tokenizer("stems", analyzer)
        writer = self._index.writer()
        for document in judged.documents:
            fields = {"id": document.id, "name": document.name, "text": document.text}
            writer.add_document(tantivy.Document(**fields))
        writer.commit()
        self._index.reload()

    def ranked(self, queries: Sequence[str]) -> Ranked:
        """Ids of the answers to each question."""
        searcher = self._index.searcher()
        return [self._one(searcher, query) for query in queries]

    def _one(self, searcher: Any, query: str) -> list[str]:
        words = " ".join(f'"{word}"' for word in _WORD.findall(query))  # no operators among them
        parsed = self._index.parse_query(words, ["name", "text"], field_boosts=self._boost)
        return [searcher.doc(address)["id"][0] for _, address in searcher.search(parsed, 10).hits]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nobody reads it."""


@contextmanager
def browser_page() -> Iterator[tuple[Page, Path]]:
    """A page in Chromium, and the folder that it's served from, with the theme's scripts."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        shutil.copytree(SCRIPTS / "search", folder / "search")
        (folder / "index.html").write_text(_NO_ICON, encoding="utf-8")
        handler = functools.partial(_Quiet, directory=name)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/")
        yield page, folder
        browser.close()
        server.shutdown()
        server.server_close()
