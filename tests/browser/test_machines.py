"""What machines read, as a real browser takes it: data never runs, rules stay the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from serve import serving

from helpgen.assets import collect_assets
from helpgen.model import Answer, EditionKey, Layout, LayoutSection, Snapshot
from helpgen.snapshot import save_snapshot
from helpgen.theme import load_theme, resolve_options

pytestmark = pytest.mark.slow

PROJECT = Path(__file__).parents[2]
HOSTILE = (
    "</script><script>window.ran = 1</script><!--<script>\u2028\"'&lt;img src=x onerror=ran()>"
)
DATA = "document.querySelector('script[type=\"application/ld+json\"]').textContent"
RULES = """(css) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  // A custom property's text keeps the white space between its tokens.
  return [...sheet.cssRules].map((rule) => rule.cssText.replace(/\\s*([,()])\\s*/g, "$1"));
}"""


def test_a_hostile_name_stays_data_under_the_policy(small_site, browser):
    """Chromium runs nothing, tells no violation, and reads the name as it is."""
    site = small_site()
    key = EditionKey("alpha", "en-us")
    answer = Answer("one", HOSTILE, "<p>x</p>", "en-us", "2026-05-14T09:12:00Z")
    layout = Layout((LayoutSection(HOSTILE, ("one",)),))
    snapshot = Snapshot(key, site.gladly, "2026-05-15T00:00:00Z", (answer,), layout)
    save_snapshot(site.root / "build/snapshots", snapshot)
    assert not site.build().failed
    name = next((site.output / "alpha/en-us/answers").iterdir()).name
    context = browser.new_context()  # the server ends only once its connections are closed
    page = context.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    with serving(site.output / "alpha") as host:
        response = page.goto(f"{host}/en-us/answers/{name}/", wait_until="networkidle")
        assert "script-src 'self'" in response.headers["content-security-policy"]
        way, article = json.loads(page.evaluate(DATA))["@graph"]
        assert page.evaluate("window.ran") is None
        assert article["headline"] == HOSTILE
        assert way["itemListElement"][1]["name"] == HOSTILE
        assert page.locator("h1").text_content() == HOSTILE
        context.close()
    assert said == []


def test_the_headers_of_each_kind_of_file_are_sent(visit, hosts, sample_dist):
    page = visit("fjell", "/en-us/")
    style = next((sample_dist / "fjell/assets").glob("style.*.css")).name
    for path, kind, kept in (
        ("/en-us/", "text/html", "max-age=0, must-revalidate"),
        ("/en-us/search/index.json", "application/json", "max-age=0, must-revalidate"),
        ("/en-us/feed.xml", "application/atom+xml; charset=utf-8", "max-age=0, must-revalidate"),
        ("/ja/llms.txt", "text/plain; charset=utf-8", "max-age=0, must-revalidate"),
        (f"/assets/{style}", "text/css", "max-age=31536000, immutable"),
    ):
        headers = page.request.get(hosts["fjell"] + path).headers
        assert headers["content-type"] == kind
        assert headers["cache-control"] == f"public, {kept}"
        assert headers["x-content-type-options"] == "nosniff"
    missing = page.request.get(f"{hosts['fjell']}/assets/none.css")
    assert missing.status == 404
    assert "cache-control" not in missing.headers


@pytest.mark.parametrize("name", ["base", "fjell", "sorbet"])
def test_a_smaller_stylesheet_has_the_same_rules(browser, name):
    theme = load_theme(name, PROJECT / "themes")
    options, _ = resolve_options(theme, {}, name)
    assets = collect_assets(theme, options)
    published = assets.files[assets.names["style.css"]].decode()
    sources = [
        (folder / "assets" / sheet).read_text("utf-8")
        for folder, file in reversed(theme.chain)
        for sheet in file.stylesheets
    ]
    page = browser.new_page()
    expected = [rule for source in sources for rule in page.evaluate(RULES, source)]
    tokens, *rules = page.evaluate(RULES, published)
    page.close()
    assert tokens.startswith(":root { --accent:")
    assert rules == expected
    assert len(rules) > 100
