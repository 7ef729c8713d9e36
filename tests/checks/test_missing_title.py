"""Pages without a title."""

from __future__ import annotations

import pytest
from looked_at import told

from helpgen.checks import missing_title
from helpgen.render import Page


@pytest.mark.parametrize("head", ["", "<title></title>", "<title> </title>"])
def test_a_page_without_a_title_is_told(head):
    page = f"<html><head>{head}</head><body><title>No</title></body>"
    assert told(missing_title, pages={"/x/": page}) == [("alpha/en-us page /x/", "has no title")]


def test_a_title_is_enough_and_a_page_that_leads_on_needs_none():
    pages = {"/x/": "<head><title lang=en>A &amp; B</title></head>", "/a/x/": "<head></head>"}
    kinds = {"/a/x/": Page("redirect.html", "answer")}
    assert told(missing_title, pages=pages, kinds=kinds) == []
