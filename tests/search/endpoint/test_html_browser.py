"""`/search.html` in a real browser: axe, the form without JavaScript, the strict policy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from chromium import running_browser
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow

AXE = Path(__file__).parents[3] / "node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = [
    "?brand=alpha&q=parcel&offset=10",
    "?brand=alpha&q=how+to+retrun+an+item",
    "?brand=alpha&q=zzzz",
    "?brand=alpha",
    "?brand=alpha&lng=ar&q=%D8%B4%D8%B1%D9%8A%D8%AD%D8%A9",
    "?brand=alpha&lng=hu&q=vissza",
    "?brand=nobody",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with running_browser() as browser:
        yield browser


@pytest.fixture
def visit(browser: Browser, client) -> Iterator[Callable[..., Page]]:
    """`visit(query, **options of the context)` opens the page; nothing may be complained about."""
    contexts, complaints = [], []

    def open_page(query: str, **options: object) -> Page:
        contexts.append(browser.new_context(**options))
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text))
        page.goto(f"{client.base_url}/search.html{query}")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not [
        told for told in complaints if "status of 400" not in told and "favicon" not in told
    ]


@pytest.mark.parametrize("query", PAGES)
def test_axe_finds_nothing(visit, query):
    assert AXE.is_file(), "axe isn't there: run 'npm ci'"
    page = visit(query)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.evaluate(AXE.read_text(encoding="utf-8"))
        result = page.evaluate(
            "(tags) => axe.run(document, {runOnly: tags, resultTypes: ['violations']})", RULES
        )
        assert [f"{one['id']}: {one['help']}" for one in result["violations"]] == []


def test_a_search_works_without_javascript(visit):
    page = visit("?brand=alpha", java_script_enabled=False)
    page.get_by_role("searchbox").fill("return an item")
    page.get_by_role("button").click()
    first = page.get_by_role("listitem").first.get_by_role("link")
    assert first.get_attribute("href") == "https://alpha.example/help/en-us/answers/returns/"
    assert page.get_by_role("searchbox").input_value() == "return an item"


def test_the_stylesheet_is_applied(visit):
    page = visit("?brand=alpha&q=parcel")
    assert page.evaluate("getComputedStyle(document.querySelector('form')).display") == "flex"


def test_a_phone_needs_no_sideways_scrolling(visit):
    page = visit("?brand=alpha&q=parcel", viewport={"width": 320, "height": 600})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
