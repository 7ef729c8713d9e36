"""The sample's sites on loopback, with the headers they ask for, and a browser to look at them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from chromium import running_browser
from playwright.sync_api import Browser, BrowserContext, Page, Request
from selectolax.lexbor import LexborHTMLParser
from serve import serving

PROJECT = Path(__file__).parents[2]
AXE = PROJECT / "node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


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
    """Chromium, for one module at a time."""
    with running_browser() as browser:
        yield browser


@pytest.fixture
def visit(browser: Browser, hosts: dict[str, str]) -> Iterator[Callable[..., Page]]:
    """`visit("fjell", "/en-us/", **options of the browser's context)` opens a page.

    At the end of the test, no page may have thrown an error or asked another host.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_page(brand: str, path: str, **options: object) -> Page:
        contexts.append(browser.new_context(**options))
        page = _watched(contexts[-1].new_page(), hosts[brand], complaints)
        page.goto(hosts[brand] + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not complaints


def _watched(page: Page, host: str, complaints: list[str]) -> Page:
    """Note what a page must not do."""

    def see(request: Request) -> None:
        if not request.url.startswith(host):
            complaints.append(f"{page.url}: asks {request.url}")

    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    page.on("request", see)
    return page


@pytest.fixture(scope="module")
def kept(browser: Browser) -> Iterator[dict[str, tuple[Page, list[str]]]]:
    """Pages that `look` goes on with, and what must not have been."""
    pages: dict[str, tuple[Page, list[str]]] = {}
    yield pages
    for page, _ in pages.values():
        page.context.close()


@pytest.fixture
def look(
    browser: Browser, hosts: dict[str, str], kept: dict[str, tuple[Page, list[str]]]
) -> Iterator[Callable[..., Page]]:
    """As `visit`, for tests that leave nothing behind: one context for all with equal options.

    A context of its own takes a test more time than many a page.
    """

    def open_page(brand: str, path: str, **options: object) -> Page:
        key = f"{brand} {options}"
        if key not in kept:
            complaints: list[str] = []
            page = _watched(browser.new_context(**options).new_page(), hosts[brand], complaints)
            kept[key] = page, complaints
        page, _ = kept[key]
        page.goto(hosts[brand] + path)
        return page

    yield open_page
    assert [told for _, complaints in kept.values() for told in complaints] == []


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
            "gone": folder / "gone.html",
        }
        path = files[kind].relative_to(sample_dist / brand).as_posix()
        return "/" + quote(path.removesuffix("index.html"))

    return find


def _section(folder: Path) -> Path:
    """The page of the first section that the home page links to."""
    home = LexborHTMLParser((folder / "index.html").read_text("utf-8"))
    link = home.css_first(".sections a")
    path = unquote(str(link.attributes["href"])).strip("/")
    return folder.parent / path / "index.html"


@pytest.fixture(scope="session")
def violations() -> Callable[[Page], list[str]]:
    """Rule and elements of each of axe's findings on a page: `rule: help: target: summary`."""
    assert AXE.is_file(), "axe isn't there: run 'npm ci'"
    axe = AXE.read_text(encoding="utf-8")
    run = "(tags) => axe.run(document, {runOnly: tags, resultTypes: ['violations']})"

    def find(page: Page) -> list[str]:
        if not page.evaluate("'axe' in window"):  # half a megabyte
            page.evaluate(axe)
        return [
            f"{found['id']}: {found['help']}: {node['target']}: {node['failureSummary']}"
            for found in page.evaluate(run, RULES)["violations"]
            for node in found["nodes"]
        ]

    return find
