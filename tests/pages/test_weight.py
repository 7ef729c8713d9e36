"""What an answer's first view weighs, gzipped as hosts send it."""

from __future__ import annotations

import gzip
import re
from urllib.parse import unquote

import pytest

pytestmark = pytest.mark.slow

HTML, CSS, SCRIPTS = 7000, 9000, 3000
WORDS = 300


def weight(data):
    return len(gzip.compress(data, compresslevel=6))


def answers(pages):
    return [page for page in pages if "/answers/" in page.path]


def files(page, folder, selector, name):
    return [
        folder / page.brand / unquote(url).lstrip("/") for url in page.attributes(selector, name)
    ]


def test_the_html_of_every_answer_is_small(pages):
    long = [
        page for page in answers(pages) if len(page.tree.css_first(".prose").text().split()) > WORDS
    ]
    assert long, "some are long enough to tell"
    assert {
        str(page): size for page in answers(pages) if (size := weight(page.text.encode())) > HTML
    } == {}


def test_there_is_one_stylesheet_but_for_styles_of_authors_and_it_is_small(pages, sample_dist):
    for page in answers(pages):
        sheets = files(page, sample_dist, "link[rel=stylesheet]", "href")
        names = [sheet.name.split(".")[0] for sheet in sheets]
        assert names[0] == "style", page
        assert not [name for name in names[1:] if not name.startswith("answers-")], page
        assert sum(weight(sheet.read_bytes()) for sheet in sheets) < CSS, page


def test_scripts_that_load_by_themselves_are_small(pages, sample_dist):
    for page in answers(pages):
        scripts = files(page, sample_dist, "script[src]", "src")
        taken = {script: script.read_text("utf-8") for script in scripts}
        for text in taken.values():
            assert not re.search(r"^import\s*[^(\s]", text, re.MULTILINE), "that would load another"
        assert sum(weight(text.encode()) for text in taken.values()) < SCRIPTS, page


def test_nothing_else_is_loaded_but_the_icon(pages):
    """Logos are drawn within the page here."""
    for page in answers(pages):
        beside = page.attributes(
            "link[rel~=icon], link[rel~=preload], link[rel~=modulepreload]", "href"
        )
        assert len(beside) <= 1, page
        assert not page.tree.css(".site-header img, iframe, object, embed, video, audio")
