"""The search field is a combobox as the ARIA practices describe it, for keys, mouse and readers.

https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
"""

from __future__ import annotations

import re

import pytest
from babel.localedata import locale_identifiers
from playwright.sync_api import expect

pytestmark = pytest.mark.slow

EDITIONS = [("fjell", "en-us", "return"), ("sorbet", "ar", "شريحة"), ("fjell", "ja", "返品")]
OPTIONS = "[role=option]"
STATE = """() => {
  const field = document.querySelector("#page-search");
  const all = [...document.querySelectorAll("[role=option]")];
  const options = all.filter((e) => e.checkVisibility());
  const chosen = options.filter((e) => e.getAttribute("aria-selected") === "true");
  const named = field.getAttribute("aria-activedescendant");
  return {
    value: field.value,
    open: field.getAttribute("aria-expanded") === "true",
    options: options.length,
    chosen: options.indexOf(chosen[0]),
    agree: chosen.length <= 1 && (chosen[0]?.id ?? null) === named,
    focused: document.activeElement === field,
    caret: field.selectionStart,
  };
}"""


def state(page):
    """What the combobox shows; the option that's chosen is the one that the field names."""
    found = page.evaluate(STATE)
    assert found.pop("agree")
    return found


def typed(page, text):
    """Type into the field, and wait for the list."""
    page.keyboard.press("/")
    page.keyboard.type(text)
    expect(page.locator(".search-popup")).to_be_visible()


@pytest.mark.parametrize(("brand", "language", "query"), EDITIONS)
def test_the_field_is_named_and_owns_a_list(visit, brand, language, query):
    page = visit(brand, f"/{language}/")
    field = page.get_by_role("combobox")
    expect(field).to_have_accessible_name(page.locator("label[for=page-search]").inner_text())
    for name, value in {"aria-autocomplete": "list", "aria-expanded": "false"}.items():
        expect(field).to_have_attribute(name, value)
    typed(page, query)
    expect(field).to_have_attribute("aria-expanded", "true")
    box = page.locator(f"#{field.get_attribute('aria-controls')}")
    expect(box).to_have_role("listbox")
    assert box.get_attribute("aria-label")
    assert box.get_by_role("option").count() == state(page)["options"] > 0


@pytest.mark.parametrize(("brand", "language", "query"), EDITIONS)
def test_a_long_list_of_keys_does_what_the_pattern_says(visit, brand, language, query):
    page = visit(brand, f"/{language}/")
    typed(page, query)
    last = state(page)["options"] - 1
    assert last >= 2
    # Each key with what's chosen after it (-1: the field itself) and whether the list is open.
    for step, (key, chosen, is_open) in enumerate(
        [
            ("ArrowDown", 0, True),
            ("ArrowDown", 1, True),
            ("ArrowUp", 0, True),
            ("ArrowUp", last, True),
            ("ArrowDown", 0, True),
            ("Home", -1, True),
            ("ArrowUp", last, True),
            ("End", -1, True),
            ("ArrowDown", 0, True),
            ("ArrowLeft", -1, True),
            ("ArrowDown", 0, True),
            ("ArrowRight", -1, True),
            ("ArrowDown", 0, True),
            ("Escape", -1, False),
            ("ArrowDown", 0, True),
            ("Alt+ArrowUp", -1, False),
            ("Alt+ArrowDown", -1, True),
            ("Alt+ArrowUp", -1, False),
            ("ArrowUp", last, True),
            ("Escape", -1, False),
            ("Shift", -1, False),
            ("ArrowDown", 0, True),
            ("Control", 0, True),
            ("Shift+Home", -1, True),
            ("End", -1, True),
        ]
    ):
        page.keyboard.press(key)
        now = state(page)
        assert (now["chosen"], now["open"]) == (chosen, is_open), f"step {step}: {key}"
        assert (now["value"], now["focused"]) == (query, True), f"step {step}: {key}"


def test_home_and_end_move_the_caret(visit):
    page = visit("fjell", "/en-us/")
    typed(page, "return")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Home")
    assert state(page)["caret"] == 0
    page.keyboard.press("End")
    assert state(page)["caret"] == 6


def test_escape_closes_and_then_clears(visit):
    page = visit("fjell", "/en-us/")
    typed(page, "return")
    page.keyboard.press("Escape")
    assert (state(page)["value"], state(page)["open"]) == ("return", False)
    page.keyboard.press("Escape")
    assert (state(page)["value"], state(page)["focused"]) == ("", True)


def test_typing_goes_on_in_the_field_and_chooses_nothing(visit):
    page = visit("fjell", "/en-us/")
    typed(page, "ret")
    page.keyboard.press("ArrowDown")
    page.keyboard.type("u")
    now = state(page)
    assert (now["value"], now["chosen"], now["open"]) == ("retu", -1, True)
    for _ in "retu":
        page.keyboard.press("Backspace")
    assert not state(page)["open"]
    assert page.locator(".search-popup").is_hidden()


def test_enter_goes_to_the_chosen_answer(visit):
    page = visit("fjell", "/en-us/")
    typed(page, "return")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    title = page.locator("[aria-selected=true] .search-title").inner_text()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("h1").inner_text() == title


def test_enter_without_a_choice_goes_to_the_results(visit, hosts):
    page = visit("fjell", "/en-us/")
    typed(page, "return")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url == f"{hosts['fjell']}/en-us/search/?q=return"


def test_enter_before_anything_is_loaded_goes_to_the_results(visit, hosts):
    page = visit("fjell", "/en-us/")
    page.route("**/assets/search/*", lambda route: route.abort())
    page.locator("#page-search").focus()
    page.keyboard.type("return")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url == f"{hosts['fjell']}/en-us/search/?q=return"


def test_the_last_option_leads_to_all_answers(visit, hosts):
    page = visit("fjell", "/en-us/")
    typed(page, "size")
    page.keyboard.press("ArrowUp")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url == f"{hosts['fjell']}/en-us/search/?q=size"


def test_tab_closes_and_goes_on(visit):
    page = visit("fjell", "/en-us/")
    typed(page, "return")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    now = state(page)
    assert (now["open"], now["focused"]) == (False, False)
    assert page.evaluate("document.activeElement.className") == "search-button"


def test_a_slash_leads_to_the_field_from_anywhere_but_fields(visit, example):
    page = visit("fjell", example("fjell", "en-us", "answer"))
    page.locator("main a").first.focus()
    page.keyboard.press("/")
    assert state(page)["focused"]
    page.keyboard.type("a/b")
    assert state(page)["value"] == "a/b"
    page.locator("main a").first.focus()
    for key in ("Control+/", "Alt+/", "Meta+/"):
        page.keyboard.press(key)
        assert not state(page)["focused"], key
    page.keyboard.press("/")
    assert page.evaluate("getSelection().toString()") == "a/b"


def test_a_mistyped_word_is_asked_about(visit, hosts):
    page = visit("fjell", "/en-us/")
    typed(page, "retrun")
    first = page.locator(OPTIONS).first
    assert "return" in first.inner_text()
    page.keyboard.press("ArrowDown")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url == f"{hosts['fjell']}/en-us/search/?q=return"


def test_nothing_found_is_said_and_is_no_list(visit):
    page = visit("fjell", "/en-us/")
    typed(page, "xyzzyplugh")
    now = state(page)
    assert (now["open"], now["options"]) == (False, 0)
    assert page.locator(".search-message").is_visible()
    page.keyboard.press("ArrowDown")
    assert state(page)["chosen"] == -1


def test_counts_are_announced_once_the_typing_pauses(visit):
    page = visit("fjell", "/en-us/")
    typed(page, "return")
    status = page.get_by_role("status")
    expect(status).to_have_text(re.compile(r"Answers found: \d+"))
    page.keyboard.press("Control+A")
    page.keyboard.type("xyzzyplugh")
    expect(status).to_contain_text("No answers found")
    page.keyboard.press("Escape")
    expect(status).to_be_empty()


def test_words_that_were_searched_are_marked(visit):
    page = visit("fjell", "/en-us/")
    typed(page, "retrun jackets")
    marked = {text.lower() for text in page.locator(f"{OPTIONS} mark").all_inner_texts()}
    assert any(word.startswith("return") for word in marked)
    assert any(word.startswith("jacket") for word in marked)
    assert all(page.locator(".search-section").all_inner_texts())


def test_the_mouse_chooses_and_the_field_keeps_the_focus_till_then(visit):
    page = visit("fjell", "/en-us/")
    typed(page, "return")
    option = page.locator(OPTIONS).nth(1)
    title = option.locator(".search-title").inner_text()
    option.hover()
    page.mouse.down()
    assert state(page)["focused"]
    with page.expect_navigation():
        page.mouse.up()
    assert page.locator("h1").inner_text() == title


def test_a_finger_chooses(visit):
    page = visit("fjell", "/en-us/", has_touch=True, viewport={"width": 375, "height": 667})
    page.locator("#page-search").tap()
    page.keyboard.type("return")
    with page.expect_navigation():
        page.locator(OPTIONS).first.tap()
    assert "/answers/" in page.url


def test_a_click_elsewhere_closes_and_one_on_the_field_opens(visit):
    page = visit("fjell", "/en-us/")
    typed(page, "return")
    page.locator("h1").click()
    assert not state(page)["open"]
    page.locator("#page-search").click()
    assert state(page)["open"]


def test_a_word_that_is_being_composed_is_left_alone(visit):
    """With an input method: no search until it's done, and its Enter leads nowhere."""
    page = visit("fjell", "/ja/")
    page.locator("#page-search").focus()
    expect(page.locator(".search-popup")).to_be_attached()
    session = page.context.new_cdp_session(page)
    for text in ("h", "へ", "へn", "返品"):
        composed = {"text": text, "selectionStart": len(text), "selectionEnd": len(text)}
        session.send("Input.imeSetComposition", composed)
        assert state(page)["options"] == 0
    enter = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 229}
    session.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **enter})
    assert page.url.endswith("/ja/")
    session.send("Input.insertText", {"text": "返品"})
    expect(page.locator(OPTIONS).first).to_be_visible()
    assert state(page)["value"] == "返品"


@pytest.mark.parametrize(
    ("script", "loaded"),
    [
        ("", True),
        ("Object.defineProperty(navigator, 'connection', {value: {saveData: true}})", False),
        ("Object.defineProperty(navigator, 'onLine', {value: false})", False),
    ],
    ids=["idle", "saving data", "offline"],
)
def test_the_index_is_loaded_once_the_field_is_used(visit, hosts, script, loaded):
    """Its code comes while the browser is idle, unless the reader saves data."""
    page = visit("fjell", "/en-us/404.html")
    page.add_init_script(script)
    page.goto("about:blank")  # the page before may still be asking
    asked = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(hosts["fjell"])))
    page.goto(f"{hosts['fjell']}/en-us/")
    page.wait_for_function("performance.getEntriesByType('navigation')[0].loadEventEnd > 0")
    if loaded:
        page.wait_for_function(
            "performance.getEntriesByType('resource').some(({name}) => /combobox/.test(name))"
        )
    page.wait_for_load_state("networkidle")
    assert any("/search/combobox" in url for url in asked) == loaded
    assert "/en-us/search/index.json" not in asked
    typed(page, "return")
    assert "/en-us/search/index.json" in asked


def test_a_page_that_failed_to_load_search_tries_again(visit):
    page = visit("fjell", "/en-us/")
    page.route("**/search/index.json", lambda route: route.abort())
    page.locator("#page-search").focus()
    page.wait_for_load_state("networkidle")
    page.unroute("**/search/index.json")
    page.locator("h1").click()
    typed(page, "return")
    assert state(page)["options"] > 0


@pytest.mark.parametrize("width", [320, 375, 768, 960, 1280])
@pytest.mark.parametrize(("brand", "language", "query"), EDITIONS[:2])
@pytest.mark.parametrize("kind", ["home", "answer"])
def test_the_list_stays_on_the_screen(visit, example, brand, language, query, *, width, kind):
    screen = {"width": width, "height": 640}
    page = visit(brand, example(brand, language, kind), viewport=screen, reduced_motion="reduce")
    typed(page, query)
    box = page.locator(".search-popup").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert box["y"] + 200 < screen["height"], "there's room for some answers"
    for _ in range(state(page)["options"]):
        page.keyboard.press("ArrowDown")
        option = page.locator("[aria-selected=true]").bounding_box()
        assert option["y"] > -1
        assert option["y"] + option["height"] < screen["height"] + 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("brand", "language", "query"), EDITIONS[:2])
@pytest.mark.parametrize("kind", ["home", "answer", "404"])
def test_axe_finds_nothing_in_any_state(
    visit, example, violations, brand, language, *, query, kind, scheme
):
    path = example(brand, language, kind)
    page = visit(brand, path, reduced_motion="reduce", color_scheme=scheme)
    found = {}
    page.locator("#page-search").focus()
    found["closed"] = violations(page)
    typed(page, query)
    found["open"] = violations(page)
    page.keyboard.press("ArrowDown")
    found["chosen"] = violations(page)
    page.locator("#page-search").fill("xyzzyplugh")
    found["nothing found"] = violations(page)
    page.locator("#page-search").fill("")
    found["empty"] = violations(page)
    assert not {name: told for name, told in found.items() if told}


def test_the_chosen_option_can_be_seen_in_forced_colors(visit):
    page = visit("fjell", "/en-us/", forced_colors="active")
    typed(page, "return")
    page.keyboard.press("ArrowDown")
    outline = page.locator("[aria-selected=true]").evaluate(
        "(e) => [getComputedStyle(e).outlineStyle, parseFloat(getComputedStyle(e).outlineWidth)]"
    )
    assert outline == ["solid", 2]


def test_the_strict_policy_stops_nothing_of_a_search(visit):
    page = visit("fjell", "/en-us/")
    said = []
    page.on("console", lambda message: said.append(message.text))
    typed(page, "retrun")
    page.keyboard.press("ArrowDown")
    assert not said


def test_numbers_are_written_as_the_browser_writes_them(scripts):
    """Its own way is left out for small numbers of most languages: the first time is slow."""
    languages = sorted({name.replace("_", "-") for name in locale_identifiers()})
    wrong = scripts.evaluate(
        """async (languages) => {
          const { written } = await import("/search/view.js");
          const numbers = [0, 7, 89, 123, 456, 999, 1000, 1234567];
          const known = Intl.NumberFormat.supportedLocalesOf(languages);
          const differs = (code) => (n) => written(n, code) !== n.toLocaleString(code);
          return known.filter((code) => numbers.some(differs(code)));
        }""",
        languages,
    )
    assert wrong == []
