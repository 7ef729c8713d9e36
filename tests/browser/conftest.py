"""The sample's sites on loopback, under the strict policy, and a browser to look at them."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from selectolax.lexbor import LexborHTMLParser

PROJECT = Path(__file__).parents[2]
AXE = PROJECT / "node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
POLICY = "default-src 'self'"
CHROMIUM_OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


class SiteHandler(http.server.SimpleHTTPRequestHandler):
    """Serves files as a plain web host does, with a strict policy and the site's own 404."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else each answer waits 40 ms for its second packet

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != http.HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        data = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Nobody reads it."""


class SiteServer(http.server.ThreadingHTTPServer):
    """Waits for its threads when it's closed."""

    daemon_threads = False


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder on loopback; gives its address without a slash at its end."""
    handler = functools.partial(SiteHandler, directory=str(folder))
    server = SiteServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="session")
def serve() -> Callable[[Path], AbstractContextManager[str]]:
    """A way to serve any other finished site for a while; gives its address."""
    return serving


@pytest.fixture(scope="session")
def hosts(sample_dist: Path) -> Iterator[dict[str, str]]:
    """Address of each brand's site, without a slash at its end."""
    with ExitStack() as stack:
        yield {
            brand: stack.enter_context(serving(sample_dist / brand))
            for brand in ("fjell", "sorbet")
        }


@pytest.fixture(scope="module")
def scripts(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """An empty page beside the base theme's scripts, which it may import: `/search/engine.js`."""
    folder = tmp_path_factory.mktemp("scripts") / "assets"
    shutil.copytree(PROJECT / "themes/base/assets", folder)
    (folder / "index.html").write_text("<!doctype html><title>scripts</title>", encoding="utf-8")
    with serving(folder) as host:
        page = browser.new_page()
        page.goto(f"{host}/")
        yield page
        page.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium; for one module at a time, since Playwright keeps an event loop running."""
    chromium = shutil.which("chromium")
    assert chromium, "these tests look at pages in a browser: put 'chromium' on the PATH"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_OPTIONS)
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Browser, hosts: dict[str, str]) -> Iterator[Callable[..., Page]]:
    """`visit("fjell", "/en-us/", **options of the browser's context)` opens a page.

    At the end of the test, no page may have thrown an error or asked another host.
    """
    contexts, complaints = [], []

    def open_page(brand: str, path: str, **options: object) -> Page:
        contexts.append(browser.new_context(**options))
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: complaints.append(f"{path}: {error}"))
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith(hosts[brand])
                else complaints.append(f"{path}: asks {request.url}")
            ),
        )
        page.goto(hosts[brand] + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not complaints


@pytest.fixture(scope="session")
def example(sample_dist: Path) -> Callable[[str, str, str], str]:
    """`example("fjell", "en-us", "section")` is the path of a page of that kind."""

    def find(brand: str, language: str, kind: str) -> str:
        folder = sample_dist / brand / language
        answers = sorted(folder.glob("answers/*/index.html"), key=lambda path: path.stat().st_size)
        files = {
            "home": folder / "index.html",
            "section": _section(folder),
            "answer": answers[0],
            "long answer": [path for path in answers if b"<table" in path.read_bytes()][-1],
            "a-z": folder / "a-z/index.html",
            "search": folder / "search/index.html",
            "content": folder / "contact/index.html",
            "404": folder / "nowhere/index.html",
        }
        return "/" + quote(files[kind].relative_to(sample_dist / brand).parent.as_posix()) + "/"

    return find


def _section(folder: Path) -> Path:
    """The page of the first section that the home page links to."""
    home = LexborHTMLParser((folder / "index.html").read_text("utf-8"))
    link = home.css_first("main ul a")
    path = unquote(str(link.attributes["href"])).strip("/")
    return folder.parent / path / "index.html"


@pytest.fixture(scope="session")
def violations() -> Callable[[Page], list[str]]:
    """Rule and elements of each of axe's findings on a page: `rule: help: target: summary`."""
    assert AXE.is_file(), "axe isn't there: run 'npm ci'"
    axe = AXE.read_text(encoding="utf-8")
    run = "(tags) => axe.run(document, {runOnly: tags, resultTypes: ['violations']})"

    def find(page: Page) -> list[str]:
        page.evaluate(axe)
        return [
            f"{found['id']}: {found['help']}: {node['target']}: {node['failureSummary']}"
            for found in page.evaluate(run, RULES)["violations"]
            for node in found["nodes"]
        ]

    return find
