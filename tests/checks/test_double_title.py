"""Titles of several pages."""

from __future__ import annotations

from looked_at import told

from helpgen.checks import double_title
from helpgen.render import Page

URL = "/en-us/answers/about-one/"


def page(title, more=""):
    return f"<head><title>{title}</title>{more}</head>"


def test_a_title_of_an_earlier_page_is_told_with_that_page():
    pages = {URL: page("Sizes &amp; fit"), "/x/": page("sizes\n & fit"), "/y/": page("Sizes")}
    assert told(double_title, {"one": ""}, pages) == [
        (
            "alpha/en-us page /x/",
            "its title, 'sizes & fit', is that of alpha/en-us answer one too",
        )
    ]


def test_pages_that_nobody_lists_may_share_one():
    pages = {url: page("Gone") for url in ("/404", "/x/", "/a/x/")}
    pages["/hidden/"] = page("Gone", '<meta content="noindex, follow" name="robots">')
    kinds = {"/404": Page("404.html", "404"), "/a/x/": Page("redirect.html", "answer")}
    assert told(double_title, {}, pages, kinds=kinds) == []
