"""The same attacks in Chromium, without any Content-Security-Policy: nothing runs.

The control shows that the harness sees an attack: raw vectors do fire in it.
"""

from __future__ import annotations

import functools
import json
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote

import pytest
from chromium import running_browser
from playwright.sync_api import BrowserContext, Page, Route

from helpgen.build import build_site
from helpgen.model import Answer, EditionKey, Layout, LayoutSection, Snapshot
from helpgen.site_file import load_whole_site
from helpgen.snapshot import save_snapshot
from helpgen.transform import Context, transform

pytestmark = pytest.mark.slow

MARKER = "the payload ran"
# In every document and frame, before anything of it runs.
HOOKS = f"""
for (const name of ["xss", "alert", "confirm", "prompt", "print"])
  Object.defineProperty(window, name, {{value: () => console.debug("{MARKER}"), writable: false}});
window.addEventListener("click", event => {{
  const link = event.composedPath().find(node => node.href !== undefined);
  if (link && !String(link.href.baseVal ?? link.href).trim().toLowerCase().startsWith("java"))
    event.preventDefault();
}}, true);
window.addEventListener("submit", event => {{
  if (!event.target.action.toLowerCase().startsWith("java")) event.preventDefault();
}}, true);
"""
TOUCH_ALL = """
for (const element of document.querySelectorAll("body, body *")) {
  element.focus?.();
  for (const name of ["pointerover", "mouseover", "mouseenter", "mousemove", "pointerdown",
                      "mousedown", "pointerup", "mouseup", "click", "auxclick", "toggle"])
    element.dispatchEvent(new MouseEvent(name, {bubbles: true, cancelable: true, view: window}));
}
"""
INSERT = """
const bodies = JSON.parse(document.getElementById("bodies").textContent);
for (const body of bodies)
  document.body.appendChild(document.createElement("div")).innerHTML = body;
"""
BATCH = 30


class Pages:
    """Pages on loopback, and what a browser does with them."""

    def __init__(self, context: BrowserContext, url: str, served: dict[str, bytes]) -> None:
        self._context = context
        self._url = url
        self._served = served
        self._pictures: set[str] = set()
        self.fired: list[str] = []
        self.requested: list[str] = []
        self._path = ""
        context.route("**/*", self._answer)
        self._page = self._opened()

    def _opened(self) -> Page:
        page = self._context.new_page()
        page.on("console", lambda m: m.text == MARKER and self.fired.append(self._path))
        page.on("dialog", lambda dialog: (self.fired.append(self._path), dialog.dismiss()))
        return page

    def _answer(self, route: Route) -> None:
        url = route.request.url
        if url.startswith(self._url) and url.removeprefix(self._url) in self._served:
            route.continue_()
        elif url in self._pictures and route.request.resource_type == "image":
            route.abort()  # an allowed picture, on a host that isn't there
        else:
            self.requested.append(url)
            route.abort()

    def visit(self, path: str, html: str | None = None, pictures: set[str] | None = None) -> None:
        """Open a page, touch everything on it, and note what ran and what was asked for."""
        if html is not None:
            self._served[path] = html.encode("utf-8", "replace")
        self._pictures = pictures or set()
        self._path = path
        page = self._page
        page.goto(self._url + path, wait_until="domcontentloaded")
        page.evaluate(TOUCH_ALL)
        page.wait_for_timeout(20)
        if page.url.partition("#")[0] != self._url + path:
            self.fired.append(f"{path} went to {page.url}")

    def close(self) -> None:
        """Leave the page and stop watching."""
        self._page.close()
        self._context.unroute_all()


@pytest.fixture(scope="module")
def served() -> dict[str, bytes]:
    return {}


@pytest.fixture(scope="module")
def address(served) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            content = served[self.path]
            kind = "text/css" if self.path.endswith(".css") else "text/html; charset=utf-8"
            kind = "text/javascript" if self.path.endswith(".js") else kind
            kind = "image/svg+xml" if self.path.endswith(".svg") else kind
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def context() -> Iterator[BrowserContext]:
    with running_browser() as browser:
        context = browser.new_context()
        context.add_init_script(HOOKS)
        yield context


@pytest.fixture
def pages(context, address, served) -> Iterator[Pages]:
    pages = Pages(context, address, served)
    yield pages
    pages.close()


@functools.cache
def cleaned(vector: str) -> str:
    return transform(vector, Context("w", own_urls=("https://a.example",))).html


def document(body: str) -> str:
    return f"<!doctype html><html><head><title>t</title></head><body>{body}</body></html>"


def pictures_in(html: str) -> set[str]:
    return set(re.findall(r'<img [^>]*src="([^"]*)"', html))


def batches(vectors: list[str]) -> Iterator[tuple[int, list[str]]]:
    for start in range(0, len(vectors), BATCH):
        yield start, [cleaned(vector) for vector in vectors[start : start + BATCH]]


def test_control_raw_vectors_fire(pages, vectors):
    """One in six is enough to see that the harness would tell."""
    chosen = range(0, len(vectors), 6)
    for number in chosen:
        pages.visit(f"/raw/{number}", document(vectors[number]))
    fired = {path.partition(" ")[0] for path in pages.fired}
    assert len(fired) > len(chosen) // 2
    assert len(pages.requested) > 10


def test_cleaned_vectors_do_nothing_as_a_page(pages, vectors):
    for start, bodies in batches(vectors):
        html = "\n".join(bodies)
        pages.visit(f"/clean/{start}", document(html), pictures_in(html))
    assert (pages.fired, pages.requested) == ([], [])


def test_cleaned_vectors_do_nothing_when_inserted(pages, vectors):
    for start, bodies in batches(vectors):
        data = json.dumps(bodies).replace("<", "\\u003c")
        html = document(
            f'<script id="bodies" type="application/json">{data}</script><script>{INSERT}</script>'
        )
        pages.visit(f"/inserted/{start}", html, pictures_in("".join(bodies)))
    assert (pages.fired, pages.requested) == ([], [])


SITE = """
[gladly]
url = "emulator"
org_id = "org"
[[brands]]
slug = "acme"
name = "Acme <img src=x onerror=xss(1)>"
audience_id = "a"
base_url = "https://help.acme.example"
theme = "base"
languages = ["en-us"]
"""


@pytest.fixture
def site_pages(tmp_path, vectors) -> dict[str, bytes]:
    """A built site: each vector is an answer's name and body, and a section's header."""
    (tmp_path / "site.toml").write_text(SITE, encoding="utf-8")
    site = load_whole_site(tmp_path / "site.toml", [])
    answers = tuple(
        Answer(f"a{number:03}", vector[:500], vector, "en-us")
        for number, vector in enumerate(vectors)
    )
    ids = [answer.id for answer in answers]
    sections = tuple(
        LayoutSection(vectors[start], tuple(ids[start : start + 40]))
        for start in range(0, len(ids), 40)
    )
    edition = EditionKey("acme", "en-us")
    snapshot = Snapshot(
        edition, "https://a.example", "2026-01-01T00:00:00Z", answers, Layout(sections)
    )
    save_snapshot(site.snapshots, snapshot)
    report = build_site(site, site.brands, processes=1)
    assert not report.failed, [result.error for result in report.editions]
    root = site.output / "acme"
    return {_path(file, root): file.read_bytes() for file in root.rglob("*") if file.is_file()}


def _path(file: Path, root: Path) -> str:
    return "/" + file.relative_to(root).as_posix().removesuffix("index.html")


def test_names_and_bodies_do_nothing_on_a_built_site(pages, served, site_pages, vectors):
    """Every vector stands in titles, attributes and text; one answer page in twelve is opened."""
    by_address = {_quoted(path): content for path, content in site_pages.items()}
    served.update(by_address)
    html = [path for path in by_address if path.endswith("/")]
    answers = [path for path in html if b'class="kind-answer"' in by_address[path]]
    assert len(answers) == len(vectors)
    for path in [*sorted(set(html) - set(answers)), *sorted(answers)[::12]]:
        if b"http-equiv" not in by_address[path]:
            pages.visit(path, pictures=pictures_in(by_address[path].decode()))
    assert (pages.fired, pages.requested) == ([], [])


def _quoted(path: str) -> str:
    return quote(path)
