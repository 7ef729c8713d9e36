"""axe finds nothing on any kind of page: WCAG 2.2 A and AA, and best practices."""

from __future__ import annotations

import pytest
from serve import serving

pytestmark = pytest.mark.slow

EDITIONS = [("fjell", "en-us"), ("fjell", "ja"), ("sorbet", "en-us"), ("sorbet", "ar")]
KINDS = "home|section|answer|long answer|a-z|search|content|404|gone".split("|")
VIEWS = [(scheme, width) for scheme in ("light", "dark") for width in (375, 1280)]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("brand", "language"), EDITIONS)
def test_axe_finds_nothing(look, example, violations, brand, language, *, kind):
    """In light and dark, on a phone and on a desk."""
    page = look(brand, example(brand, language, kind), reduced_motion="reduce")
    found = []
    for scheme, width in VIEWS:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 800})
        found += [f"{page.url} {scheme} {width}px: {told}" for told in violations(page)]
    assert not found


@pytest.mark.parametrize("language", ["en-us", "ar"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_where_answers_lack_a_translation(
    small_site, browser, violations, scheme, language
):
    """A foreign answer, and the lists that name one: featured, popular, sections, A to Z."""
    site = small_site({"alpha": ["ar", "en-us"]})
    site.save(f"alpha/{'ar' if language == 'en-us' else 'en-us'}", {"one": "", "two": ""})
    site.languages = {"alpha": [code for code in ("ar", "en-us") if code != language] + [language]}
    site.configure()
    with (site.root / "site.toml").open("a", encoding="utf-8") as file:
        file.write(
            'fallback = "default"\nfeatured = ["three"]\npopular = ["three", "one"]\n'
            'feedback_url = "/feedback"\n'
        )
    default = site.languages["alpha"][0]
    site.save(f"alpha/{default}", {"one": "", "two": "", "three": "<h2>A</h2><p>B</p>" * 3})
    site.save(f"alpha/{language}", {"one": "<p>One</p>", "two": "<p>Two</p>"})
    site.build()
    found = []
    with serving(site.output / "alpha") as host:
        page = browser.new_page(color_scheme=scheme, reduced_motion="reduce")
        for path in ("", "section-0/", "answers/about-three/", "a-z/", "answers/about-one/"):
            page.goto(f"{host}/{language}/{path}")
            found += [f"{path}: {told}" for told in violations(page)]
        page.close()
    assert not found


def test_axe_would_tell(visit, example, violations):
    page = visit("fjell", example("fjell", "en-us", "home"))
    page.evaluate("document.querySelector('h1').outerHTML = '<h2>x</h2><img src=/x.svg>'")
    assert {"image-alt", "page-has-heading-one"} <= {v.split(":")[0] for v in violations(page)}
