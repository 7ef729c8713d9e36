"""A strict Content-Security-Policy holds: nothing inline, nothing from another host."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.slow

FETCHED = {
    "link[rel~=stylesheet]": "href",
    "link[rel~=icon]": "href",
    "link[rel~=preload]": "href",
    "link[rel~=modulepreload]": "href",
    "link[rel~=manifest]": "href",
    "script[src]": "src",
    "img[src]": "src",
    "iframe": "src",
    "source": "src",
    "video": "src",
    "audio": "src",
    "embed": "src",
    "object": "data",
}


def test_no_script_or_style_is_inline(pages):
    for page in pages:
        assert not page.tree.css("style"), page
        assert not page.attributes("[style]", "style"), page
        for node in page.tree.css("script:not([src])"):
            assert node.attributes == {"type": "application/ld+json"}, page  # data, never run


def test_no_element_has_an_event_handler_or_runs_an_address(pages):
    for page in pages:
        for node in page.tree.css("*"):
            assert not [name for name in node.attributes if name.startswith("on")], page
            for value in node.attributes.values():
                assert not (value or "").strip().lower().startswith(("javascript:", "data:")), page


def test_no_page_fetches_from_another_host(pages):
    foreign = {
        f"{page}: {address}"
        for page in pages
        for selector, name in FETCHED.items()
        for address in page.attributes(selector, name)
        if urlsplit(address).netloc
    }
    assert not foreign


def test_no_stylesheet_or_script_fetches_from_another_host(sample_dist):
    for path in (p for p in sample_dist.rglob("*") if p.suffix in {".css", ".js"}):
        assert not re.search(r"https?://|@import|url\(\s*[\"']?//", path.read_text("utf-8")), path


def test_no_form_sends_elsewhere(pages):
    for page in pages:
        for form in page.tree.css("form"):
            assert urlsplit(form.attributes["action"]).netloc == "", page
            search = "search" in (form.attributes.get("role") or "")
            assert form.attributes.get("method") == ("get" if search else "post"), page
