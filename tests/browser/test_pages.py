"""The pages as a browser shows them: without JavaScript, under the policy, on any screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpgen.config_file import load_site
from helpgen.headers import content_security_policy

PROJECT = Path(__file__).parents[2]
pytestmark = pytest.mark.slow

KINDS = "home|section|answer|long answer|a-z|search|content|404|gone".split("|")
EDITIONS = [("fjell", "en-us"), ("fjell", "ja"), ("sorbet", "en-us"), ("sorbet", "ar")]
SHOWN = "main :is(h1, h2, p, li, a, button):visible"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("brand", ["fjell", "sorbet"])
def test_a_page_is_complete_without_javascript(look, example, brand, kind):
    path = example(brand, "en-us", kind)
    with_it = look(brand, path)
    without = look(brand, path, java_script_enabled=False)
    assert without.locator("h1").count() == 1
    assert without.locator(SHOWN).all_inner_texts() == with_it.locator(SHOWN).all_inner_texts()


def test_the_language_menu_opens_without_javascript(visit):
    page = visit("fjell", "/en-us/", java_script_enabled=False)
    other = page.locator(".languages a[hreflang=ja]")
    assert not other.is_visible()
    page.locator(".languages summary").click()
    with page.expect_navigation():
        other.click()
    assert page.locator("html").get_attribute("lang") == "ja"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("brand", ["fjell", "sorbet"])
def test_the_strict_policy_stops_nothing(visit, example, hosts, brand, kind):
    """Chromium tells every violation on its console."""
    page = visit(brand, "/en-us/404.html")
    said = []
    page.on("console", lambda message: said.append(message.text))
    response = page.goto(hosts[brand] + example(brand, "en-us", kind), wait_until="networkidle")
    brands = {one.slug: one for one in load_site(PROJECT / "site.toml").brands}
    assert response.headers["content-security-policy"] == content_security_policy(brands[brand])
    if kind == "404":
        said = [text for text in said if "status of 404" not in text]
    assert not said


def test_the_policy_would_stop_what_is_inline(visit):
    page = visit("fjell", "/en-us/")
    with page.expect_console_message() as told:
        page.evaluate("document.body.setAttribute('style', 'color: red')")
    assert "Content Security Policy" in told.value.text


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("brand", "language"), EDITIONS)
def test_nothing_sticks_out_on_the_smallest_screen(look, example, brand, language, kind):
    """320 px: a phone, or a desk at 400 % zoom (WCAG 1.4.10)."""
    page = look(brand, example(brand, language, kind), viewport={"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize(("brand", "path"), [("fjell", "/"), ("sorbet", "/")])
def test_the_root_leads_to_the_default_language(visit, hosts, brand, path):
    page = visit(brand, path)
    page.wait_for_url(f"{hosts[brand]}/en-us/")


def test_the_address_by_id_leads_to_the_answer(visit, hosts, sample_dist):
    name = min((sample_dist / "fjell/en-us/a").iterdir()).name
    page = visit("fjell", f"/en-us/a/{name}/")
    page.wait_for_url(f"{hosts['fjell']}/en-us/answers/**")
    assert page.locator("h1").count() == 1


SHIFTED = """() => new Promise((tell) => {
  let sum = 0;
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) sum += entry.value; })
    .observe({type: "layout-shift", buffered: true});
  requestAnimationFrame(() => requestAnimationFrame(() => tell(sum)));
})"""


@pytest.mark.parametrize("width", [375, 1440])
@pytest.mark.parametrize("kind", ["home", "long answer", "search"])
@pytest.mark.parametrize("brand", ["fjell", "sorbet"])
def test_nothing_jumps_while_a_page_loads(visit, example, brand, kind, width):
    query = "?q=how" if kind == "search" else ""
    path = example(brand, "en-us", kind) + query
    page = visit(brand, path, viewport={"width": width, "height": 800})
    if query:
        page.wait_for_selector(".results-list li")
    assert page.evaluate(SHIFTED) < 0.01
