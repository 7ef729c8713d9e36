"""The page of results: linked, followed as one types, useful when nothing is found."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.slow

RESULTS = ".results-list > li"
FOUND = re.compile(r"Answers found: \d+")


def titles(page):
    return page.locator(f"{RESULTS} a").all_inner_texts()


def asked(page):
    """What the address asks for."""
    return parse_qs(urlsplit(page.url).query).get("q", [""])[0]


def test_a_link_shows_its_results(visit):
    page = visit("fjell", "/en-us/search/?q=return+jacket")
    expect(page.locator(RESULTS).first).to_be_visible()
    assert page.get_by_role("searchbox").input_value() == "return jacket"
    assert page.title() == "return jacket \u2013 Search \u2013 Fjell & Fjord Help"
    assert FOUND.fullmatch(page.locator(".results-count").inner_text())
    assert page.locator(".results-hint").is_hidden()
    marked = page.locator(f"{RESULTS} mark").all_inner_texts()
    assert {"return", "jacket"} <= {text.lower() for text in marked}
    assert all(page.locator(f"{RESULTS} .search-section").all_inner_texts())


def test_the_results_are_those_of_the_box_in_the_same_order(visit):
    page = visit("sorbet", "/en-us/")
    page.keyboard.press("/")
    page.keyboard.type("esim")
    expect(page.locator(".search-popup")).to_be_visible()
    in_box = page.locator("[role=option] .search-title").all_inner_texts()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator(RESULTS).first).to_be_visible()
    assert titles(page)[: len(in_box)] == in_box


def test_an_empty_page_says_what_to_do(visit):
    page = visit("fjell", "/en-us/search/")
    assert page.locator(".results-hint").is_visible()
    assert page.locator(".results-hint a").get_attribute("href") == "/en-us/a-z/"
    assert titles(page) == []


def test_it_follows_what_one_types_with_one_step_in_the_history(visit):
    page = visit("fjell", "/en-us/search/?q=jacket")
    expect(page.locator(RESULTS).first).to_be_visible()
    before = titles(page)
    length = page.evaluate("history.length")
    field = page.get_by_role("searchbox")
    field.fill("")
    field.press_sequentially("repair", delay=20)
    expect(page).to_have_url(re.compile(r"\?q=repair$"))
    assert titles(page) != before
    field.press_sequentially("s", delay=20)
    expect(page).to_have_url(re.compile(r"\?q=repairs$"))
    assert page.evaluate("history.length") == length + 1
    page.go_back()
    expect(field).to_have_value("jacket")
    assert (asked(page), titles(page)) == ("jacket", before)
    page.go_forward()
    expect(field).to_have_value("repairs")


def test_enter_ends_a_step(visit):
    page = visit("fjell", "/en-us/search/")
    field = page.get_by_role("searchbox")
    for query in ("jacket", "repair"):
        field.fill(query)
        field.press("Enter")
        assert asked(page) == query
    page.go_back()
    expect(field).to_have_value("jacket")


def test_clearing_the_field_leads_back_to_the_empty_page(visit, hosts):
    page = visit("fjell", "/en-us/search/?q=jacket")
    expect(page.locator(RESULTS).first).to_be_visible()
    page.get_by_role("searchbox").fill("")
    assert page.locator(".results-hint").is_visible()
    assert titles(page) == []
    expect(page).to_have_url(f"{hosts['fjell']}/en-us/search/")


def test_more_answers_are_shown_and_the_first_of_them_gets_the_focus(visit):
    page = visit("fjell", "/en-us/search/?q=order")
    expect(page.locator(RESULTS)).to_have_count(10)
    shown = titles(page)
    more = page.get_by_role("button", name="Show more answers")
    more.focus()
    page.keyboard.press("Enter")
    assert titles(page)[:10] == shown
    assert len(titles(page)) > 10
    assert page.evaluate("document.activeElement.textContent") == titles(page)[10]
    while more.is_visible():
        more.click()
    total = re.search(r"\d+", page.locator(".results-count").inner_text())[0]
    assert len(titles(page)) == int(total)


def test_coming_back_from_an_answer_shows_as_many_as_before(visit):
    page = visit("fjell", "/en-us/search/?q=order")
    page.get_by_role("button", name="Show more answers").click()
    shown = titles(page)
    assert len(shown) > 10
    page.locator(f"{RESULTS} a").nth(11).click()
    page.wait_for_url("**/answers/**")
    page.go_back()
    expect(page.locator(RESULTS)).to_have_count(len(shown))
    assert titles(page) == shown


def test_a_mistyped_word_is_asked_about(visit):
    page = visit("fjell", "/en-us/search/?q=retrun")
    mean = page.locator(".results-mean")
    expect(mean).to_have_text("Did you mean return?")
    with page.expect_navigation():
        mean.get_by_role("link").click()
    assert asked(page) == "return"
    expect(page.locator(RESULTS).first).to_be_visible()
    assert mean.is_hidden()


def test_nothing_found_leads_on(visit):
    """To the sections, and to a person."""
    page = visit("fjell", "/en-us/search/?q=xyzzyplugh")
    expect(page.locator(".results-count")).to_contain_text("No answers found")
    assert page.locator("main nav a").count() > 3
    assert page.get_by_role("main").get_by_role("link", name="Contact us").is_visible()
    assert page.locator(RESULTS).count() == 0


def test_counts_are_announced(visit):
    page = visit("fjell", "/en-us/search/?q=return")
    expect(page.get_by_role("status")).to_have_text(FOUND)


@pytest.mark.parametrize(
    "query",
    ["%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E", "%00%FF%20%ED%A0%80", "a" * 3000, "%22%22"],
)
def test_what_is_searched_is_text_and_never_markup(visit, query):
    page = visit("fjell", f"/en-us/search/?q={query}")
    expect(page.locator(".results-count")).to_be_visible()
    assert page.locator("main img").count() == 0


def test_without_an_index_it_says_so_and_leads_to_the_list(visit):
    page = visit("fjell", "/en-us/404.html")
    page.route("**/search/index.json", lambda route: route.fulfill(status=503))
    page.goto(page.url.replace("404.html", "search/?q=return"))
    expect(page.locator(".results-hint")).to_contain_text("Search can't be loaded")
    assert page.locator(".results-hint a").get_attribute("href") == "/en-us/a-z/"


def test_without_javascript_the_form_leads_to_the_list_of_answers(visit, hosts):
    page = visit("fjell", "/en-us/search/", java_script_enabled=False)
    assert page.locator(".results-hint").is_visible()
    page.get_by_role("searchbox").fill("return")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url == f"{hosts['fjell']}/en-us/a-z/?q=return"


@pytest.mark.parametrize("query", ["", "return", "retrun", "xyzzyplugh", "order"])
@pytest.mark.parametrize(("brand", "language"), [("fjell", "en-us"), ("sorbet", "ar")])
def test_axe_finds_nothing_in_any_state(visit, violations, brand, language, query):
    page = visit(brand, f"/{language}/search/?q={query}", reduced_motion="reduce")
    expect(page.locator(".results-count" if query else ".results-hint")).to_be_visible()
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found += [f"{scheme}: {told}" for told in violations(page)]
    assert not found


def test_nothing_sticks_out_on_the_smallest_screen(visit):
    page = visit("sorbet", "/en-us/search/?q=esim", viewport={"width": 320, "height": 700})
    expect(page.locator(RESULTS).first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_strict_policy_stops_nothing(visit):
    page = visit("fjell", "/en-us/404.html")
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(page.url.replace("404.html", "search/?q=retrun"))
    expect(page.locator(RESULTS).first).to_be_visible()
    assert not said
