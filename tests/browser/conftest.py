"""The sample's sites on loopback, with the headers they ask for, and a browser to look at them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from chromium import running_browser
from playwright.sync_api import Browser, Page
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
        page.evaluate(axe)
        return [
            f"{found['id']}: {found['help']}: {node['target']}: {node['failureSummary']}"
            for found in page.evaluate(run, RULES)["violations"]
            for node in found["nodes"]
        ]

    return find
