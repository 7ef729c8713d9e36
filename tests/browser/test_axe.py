"""axe finds nothing on any kind of page: WCAG 2.2 A and AA, and best practices."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.slow

EDITIONS = [("fjell", "en-us"), ("fjell", "ja"), ("sorbet", "en-us"), ("sorbet", "ar")]
KINDS = ["home", "section", "answer", "long answer", "a-z", "search", "content", "404"]
VIEWS = [(scheme, width) for scheme in ("light", "dark") for width in (375, 1280)]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("brand", "language"), EDITIONS)
def test_axe_finds_nothing(visit, example, violations, brand, language, *, kind):
    """In light and dark, on a phone and on a desk."""
    page = visit(brand, example(brand, language, kind), reduced_motion="reduce")
    found = []
    for scheme, width in VIEWS:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 800})
        found += [f"{page.url} {scheme} {width}px: {told}" for told in violations(page)]
    assert not found


def test_axe_would_tell(visit, example, violations):
    page = visit("fjell", example("fjell", "en-us", "home"))
    page.evaluate("document.querySelector('h1').outerHTML = '<h2>x</h2><img src=/x.svg>'")
    assert {"image-alt", "page-has-heading-one"} <= {v.split(":")[0] for v in violations(page)}
