"""Everything that a mouse reaches, the keyboard does too, and one sees where one is."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.slow

HOMES = [("fjell", "/en-us/"), ("sorbet", "/ar/")]
FOCUSED = """() => {
  const element = document.activeElement, style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  return {
    tag: element.tagName, text: element.innerText, href: element.getAttribute("href"),
    outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    shadow: style.boxShadow !== "none",
    seen: box.width > 0 && box.height > 0 && box.right > 0 && box.left < innerWidth
      && box.bottom > 0 && box.top < innerHeight,
  };
}"""

SCROLLED = """async () => {
  const element = document.activeElement;
  for (let frame = 0; frame < 300 && !element.scrollLeft; frame++)
    await new Promise(requestAnimationFrame);
  return element.scrollLeft;
}"""


@pytest.mark.parametrize(("brand", "path"), HOMES)
def test_the_first_stop_leads_past_the_header(visit, brand, path):
    page = visit(brand, path)
    page.keyboard.press("Tab")
    skip = page.evaluate(FOCUSED)
    assert skip["href"].startswith("#")
    assert skip["seen"]
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", ["home", "section", "long answer", "a-z", "search"])
@pytest.mark.parametrize("edition", ["fjell/en-us", "sorbet/ar"])
def test_every_stop_can_be_seen(look, example, edition, kind, scheme):
    brand, language = edition.split("/")
    path = example(brand, language, kind)
    page = look(brand, path, color_scheme=scheme, reduced_motion="reduce")
    stops = []
    page.keyboard.press("Tab")
    while (stop := page.evaluate(FOCUSED))["tag"] != "BODY" and len(stops) < 30:
        stops.append(stop)
        page.keyboard.press("Tab")
    assert len(stops) > 5
    assert not [s for s in stops if not s["seen"]]
    assert not [s for s in stops if s["outline"] < 2 and not s["shadow"]]


@pytest.mark.parametrize("brand", ["fjell", "sorbet"])
def test_the_focus_stops_at_everything_one_can_click(visit, brand):
    page = visit(brand, "/en-us/", reduced_motion="reduce")
    clickable = page.evaluate(
        "[...document.querySelectorAll('a[href], button, input, summary')]"
        ".filter((e) => e.checkVisibility()).length"
    )
    stops = 0
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement !== document.body") and stops <= clickable:
        stops += 1
        page.keyboard.press("Tab")
    assert stops == clickable


def test_the_language_menu_leads_to_the_same_answer(visit, example, hosts):
    page = visit("fjell", "/en-us/")
    alternates = "[...document.querySelectorAll('link[hreflang]')].map((e) => [e.hreflang, e.href])"
    page.goto(hosts["fjell"] + "/en-us/a-z/")
    for link in page.locator("main section li a").evaluate_all("all => all.map((a) => a.href)"):
        page.goto(link)
        versions = dict(page.evaluate(alternates))
        if "ja" in versions:
            break
    page.locator(".languages summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.hreflang") != "ja":
        assert page.evaluate("document.activeElement.closest('details') !== null")
        page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.evaluate("document.documentElement.lang") == "ja"
    assert page.evaluate("document.querySelector('link[rel=canonical]').href") == versions["ja"]


def test_a_wide_table_scrolls_with_the_keys(visit, example):
    page = visit(
        "sorbet",
        example("sorbet", "en-us", "long answer"),
        viewport={"width": 320, "height": 800},
        reduced_motion="reduce",
    )
    tables = page.locator(".table-scroll")
    wide = tables.evaluate_all("all => all.findIndex((e) => e.scrollWidth > e.clientWidth)")
    assert wide >= 0
    tables.nth(wide).focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate(SCROLLED) > 0


TEXT = "document.activeElement.innerText"
PRESSED = {
    "fjell/en-us": ("refund", "ja", "はい", "ご意見ありがとうございます。"),
    "sorbet/ar": ("eSIM", "es-419", "Sí", "Gracias por tu opinión."),
}


def tab_to(page, wanted):
    """Press Tab until the focus is where `wanted`, a condition in JavaScript, holds."""
    for _ in range(60):
        if page.evaluate(f"(() => {{ const e = document.activeElement; return {wanted}; }})()"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard doesn't reach {wanted}")


@pytest.mark.parametrize("edition", PRESSED)
def test_from_the_home_page_to_feedback_without_a_mouse(visit, edition):
    """Home, search, an answer, the same in another language, and whether it helped."""
    brand, language = edition.split("/")
    words, other, yes, thanks = PRESSED[edition]
    page = visit(brand, f"/{language}/")
    tab_to(page, "e.name === 'q'")
    page.keyboard.type(words)
    page.wait_for_selector("[role=option]")
    page.keyboard.press("ArrowDown")
    with page.expect_navigation(url="**/answers/**"):
        page.keyboard.press("Enter")
    page.wait_for_load_state()
    tab_to(page, "e.matches('.languages summary')")
    page.keyboard.press("Enter")
    tab_to(page, f"e.hreflang === '{other}'")
    with page.expect_navigation(url=f"**/{other}/answers/**"):
        page.keyboard.press("Enter")
    page.wait_for_load_state()
    tab_to(page, "e.name === 'helpful'")
    assert page.evaluate(TEXT) == yes
    address = page.url
    page.keyboard.press("Enter")
    page.wait_for_selector(".is-sent")
    assert page.evaluate(TEXT) == thanks
    assert page.url == address
