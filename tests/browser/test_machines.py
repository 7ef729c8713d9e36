"""What machines read, as a real browser takes it: data never runs, rules stay the same."""

from __future__ import annotations

import json
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import quote

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
REFRESH = b'<meta http-equiv="refresh"'
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="7" height="7"/>'
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


@pytest.mark.parametrize("brand", ["fjell", "sorbet"])
def test_the_policy_stops_nothing_on_the_pages_of_the_sample(browser, hosts, sample_dist, brand):
    """Every third page but those that only lead on, as it's served: all kinds, in all languages."""
    folder = sample_dist / brand
    files = [f for f in folder.rglob("*.html") if REFRESH not in f.read_bytes()]
    assert len(files) > 100
    context = browser.new_context()
    page = context.new_page()
    said = []
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
    for file in sorted(files)[::3]:
        path = quote(file.relative_to(folder).as_posix().removesuffix("index.html"))
        response = page.goto(f"{hosts[brand]}/{path}")
        assert "default-src 'none'" in response.headers["content-security-policy"]
    context.close()
    assert said == []


@pytest.mark.parametrize(("policy", "width"), [("", 7), ("[brands.policy]\nimg-src = []\n", 0)])
def test_a_picture_of_another_host_is_seen_unless_the_brand_forbids_it(
    small_site, browser, tmp_path, policy, width
):
    (tmp_path / "a.svg").write_text(PICTURE)
    site = small_site()
    with (site.root / "site.toml").open("a") as toml:
        toml.write(policy)
    context = browser.new_context()
    page = context.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    with ExitStack() as stack:
        other = stack.enter_context(serving(tmp_path))
        site.save("alpha/en-us", {"one": f'<p><img src="{other}/a.svg" alt="x"></p>'})
        (result,) = site.build().editions
        kinds = [problem.kind for problem in result.problems]
        assert kinds == ([] if width else ["blocked-picture"])
        host = stack.enter_context(serving(site.output / "alpha"))
        stack.callback(context.close)
        page.goto(f"{host}/en-us/answers/about-one/", wait_until="networkidle")
        assert page.evaluate("document.querySelector('.prose img').naturalWidth") == width
    assert bool(said) == (not width), said


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
