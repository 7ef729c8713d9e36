"""axe finds nothing in a theme that was made by the guide alone, either."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.slow

PAGES = [
    ("fjell", "/en-us/"),
    ("fjell", "/en-us/answers/how-do-i-return-an-item/"),
    ("fjell", "/en-us/a-z/"),
    ("fjell", "/ja/"),
    ("sorbet", "/ar/"),
]


@pytest.mark.parametrize(("brand", "path"), PAGES)
def test_axe_finds_nothing(browser, serve, quarto_dist, violations, *, brand, path):
    """In light and dark, on a phone and on a desk."""
    found = []
    with serve(quarto_dist / brand) as host, browser.new_context(reduced_motion="reduce") as seen:
        page = seen.new_page()
        assert page.goto(host + path).status == 200
        for scheme, width in [("light", 375), ("dark", 1280)]:
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 800})
            found += [f"{path} {scheme} {width}px: {told}" for told in violations(page)]
    assert found == []
