"""The page of `helpgen report changes --format html`, with hostile names, in a browser."""

from __future__ import annotations

import pytest
from hostile_changes import LINKS, hostile_changes

from helpgen.changes.as_html import to_html

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def page(browser, tmp_path_factory):
    """The page from a file, as it is sent to somebody."""
    file = tmp_path_factory.mktemp("report") / "report.html"
    file.write_text(to_html(hostile_changes(), LINKS), encoding="utf-8")
    page = browser.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    yield page
    page.close()
    assert asked == [file.as_uri()], "nothing else is asked for"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [375, 1440])
def test_anybody_can_read_it(page, violations, scheme, width):
    """No finding of axe, and nothing has to be scrolled sideways but the table within itself."""
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_no_name_runs(page):
    assert page.evaluate("window.ran") is None
