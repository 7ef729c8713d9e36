"""The A-Z list narrows itself to what is searched."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.slow

SHOWN = "main section li:visible"


def titles(page):
    return page.locator(SHOWN).all_inner_texts()


def test_a_search_without_javascript_leads_to_the_list(visit, hosts):
    page = visit("sorbet", "/en-us/", java_script_enabled=False)
    page.get_by_role("searchbox").fill("ESIM  install")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.startswith(f"{hosts['sorbet']}/en-us/a-z/?q=")


def test_the_list_shows_the_answers_that_match(visit):
    page = visit("sorbet", "/en-us/a-z/?q=ESIM++install")
    assert titles(page) == ["How do I install my eSIM?"]
    assert page.get_by_role("searchbox").input_value() == "ESIM  install"
    assert "1" in page.get_by_role("status").inner_text()


def test_enter_searches_in_the_texts_of_the_answers(visit, hosts):
    page = visit("sorbet", "/en-us/a-z/")
    page.get_by_role("searchbox").fill("install")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url == f"{hosts['sorbet']}/en-us/search/?q=install"


def test_it_follows_what_one_types(visit):
    page = visit("fjell", "/en-us/a-z/")
    everything = titles(page)
    assert len(everything) > 40
    page.get_by_role("searchbox").focus()
    page.keyboard.type("repair")
    found = titles(page)
    assert 0 < len(found) < len(everything)
    assert all("repair" in title.lower() for title in found)
    assert str(len(found)) in page.get_by_role("status").inner_text()
    for _ in "repair":
        page.keyboard.press("Backspace")
    assert titles(page) == everything
    assert not page.get_by_role("status").inner_text()


def test_accents_and_case_make_no_difference(visit):
    page = visit("fjell", "/fr-ca/a-z/?q=RECU")
    assert any("reçu" in title for title in titles(page))


def test_what_is_searched_is_text_and_never_markup(visit):
    page = visit("fjell", "/en-us/a-z/?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    assert titles(page) == []
    assert page.locator("main img").count() == 0
    assert page.get_by_role("status").inner_text()
