"""Pages that no other links to."""

from __future__ import annotations

import pytest
from looked_at import told

from helpgen.checks import orphan_page
from helpgen.render import Page

KINDS = {"/": Page("home.html", "home"), "/a/x/": Page("redirect.html", "answer")}


def found(home, other=""):
    pages = {"/": home, "/x/": other, "/a/x/": '<a href="/x/">'}
    return told(orphan_page, pages=pages, kinds=KINDS)


@pytest.mark.parametrize("home", ["", '<a href="/y/">', '<a href="/x">', '<a href="/x/y/">'])
def test_a_page_without_a_link_from_another_is_told(home):
    """Links from itself, and those of pages that only lead on, don't count."""
    expected = [("alpha/en-us page /x/", "no other page links here")]
    assert found(home, '<a href="/x/">') == expected


@pytest.mark.parametrize(
    "home", ['<a href="/x/">', "<a href=/x/>", '<a href="/x/#top">', '<a href="x/?q=1">']
)
def test_a_link_in_any_spelling_is_enough(home):
    assert found(home) == []


@pytest.mark.parametrize("kind", ["home", "404", "gone", "moved", "search"])
def test_pages_that_are_found_otherwise_need_none(kind):
    kinds = {"/x/": Page("any.html", kind)}
    assert told(orphan_page, pages={"/x/": ""}, kinds=kinds) == []
