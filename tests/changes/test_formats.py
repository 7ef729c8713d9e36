"""How changes are told: whole, in their limit, and never as anything but text."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hostile import NAMES, STEERS
from hostile_changes import LINKS
from hostile_changes import hostile_changes as make_hostile
from hostile_changes import small_changes as make_small
from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser

from helpgen.changes.as_html import to_html
from helpgen.changes.as_json import to_json
from helpgen.changes.as_markdown import LIMIT, to_markdown
from helpgen.changes.as_text import lines
from helpgen.changes.compare import compare
from helpgen.changes.wording import Links
from helpgen.model import EditionKey
from helpgen.visible import on_one_line

PROJECT = Path(__file__).parents[2]
RENDERER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
MARKDOWN_TAGS = set(
    "html head body p h3 ul li code a strong blockquote details summary pre del ins table thead "
    "tbody tr th td".split()
)
HTML_TAGS = MARKDOWN_TAGS - {"strong", "blockquote", "pre"} | set(
    "meta title style main h1 h2 div caption article span dl dt dd bdi b".split()
)


@pytest.fixture(scope="session")
def hostile_changes():
    return make_hostile()


@pytest.fixture(scope="session")
def small_changes():
    return make_small()


@pytest.fixture(scope="session")
def links():
    return LINKS


def elements(html):
    """Every element of a document, names of attributes with it."""
    found = {}
    for node in LexborHTMLParser(html).root.traverse(include_text=False):
        found.setdefault(node.tag, set()).update(node.attributes)
    return found


def words(html):
    return " ".join(LexborHTMLParser(html).text().split())


# --- Markdown -------------------------------------------------------------------------


@pytest.fixture(scope="session")
def markdown(hostile_changes, links):
    return to_markdown(hostile_changes, links, 10_000_000)


@pytest.fixture(scope="session")
def rendered(markdown):
    return RENDERER.render(markdown)


@pytest.fixture(scope="session")
def shown_words(rendered):
    return words(rendered)


def test_hostile_texts_do_not_break_out_of_markdown(markdown, rendered):
    html = rendered
    found = elements(html)
    assert set(found) <= MARKDOWN_TAGS
    assert {name for names in found.values() for name in names} <= {"href", "style"}
    for node in LexborHTMLParser(html).css("a"):
        assert node.attributes["href"].startswith("https://alpha.example/")
    for node in LexborHTMLParser(html).css("[style]"):
        assert node.attributes["style"] == "text-align:right", "of the table"
    assert not STEERS.search(markdown)
    assert "Shortened" not in markdown


def test_texts_of_others_stand_where_no_mention_or_command_is_looked_for(rendered):
    """GitHub and GitLab look for them in rendered text, but in code, links and `pre`."""
    tree = LexborHTMLParser(rendered)
    for node in tree.css("code, a, pre"):
        node.decompose()
    left = tree.text()
    assert "evil" not in left
    assert not set(left) & set("@#<>{}$`")


@pytest.mark.parametrize("name", NAMES, ids=lambda name: ascii(name[:30]))
def test_each_text_is_shown_as_it_is(shown_words, name):
    shown = " ".join(on_one_line(" ".join(name.split())).split())[:150]
    if shown:
        assert shown in shown_words


@pytest.mark.parametrize("limit", [700, 5_000, 30_000, LIMIT])
def test_a_comment_is_no_longer_than_it_may_be_and_says_so(hostile_changes, links, limit):
    text = to_markdown(hostile_changes, links, limit)
    assert len(text) <= limit
    assert re.search(r"\*\*Shortened\*\*: a comment has no room for [\d,]+ ", text)
    html = RENDERER.render(text)
    assert set(elements(html)) <= MARKDOWN_TAGS
    assert html.count("<details>") == html.count("</details>")
    assert text.count("<pre>") == text.count("</pre>")


def test_a_small_change_is_whole(small_changes, links):
    text = to_markdown(small_changes, links)
    assert "Shortened" not in text
    assert "One more <del>day</del><ins>week</ins>" in text
    assert "[About one](<https://alpha.example/en-us/answers/one/>)" in text


# --- A page ---------------------------------------------------------------------------


@pytest.fixture(scope="session")
def page(hostile_changes, links):
    return to_html(hostile_changes, links)


def test_hostile_texts_do_not_break_out_of_the_page(page):
    found = elements(page)
    assert set(found) <= HTML_TAGS
    assert {name for names in found.values() for name in names} <= set(
        "lang charset name content http-equiv class role aria-label tabindex scope href dir "
        "open".split()
    )
    tree = LexborHTMLParser(page)
    assert {n.attributes["href"].partition("/en-us")[0] for n in tree.css("a")} <= {
        "https://alpha.example"
    } | {n.attributes["href"] for n in tree.css("a") if "/ar/" in n.attributes["href"]}
    assert all(n.attributes["href"].startswith("https://alpha.example/") for n in tree.css("a"))
    assert not STEERS.search(page)


def test_the_page_asks_nobody_for_anything_and_runs_nothing(page):
    assert "default-src 'none'" in page
    assert not re.search(r"<(?:script|link|img|iframe)|url\(|@import", page.split("<body>")[0])


# --- Text and JSON --------------------------------------------------------------------


def test_lines_forge_no_others(hostile_changes, links):
    """Breaks in names and bodies are spaces."""
    told = list(lines(hostile_changes, links, everything=True))
    assert [line for line in told if "\n" in line or "\r" in line] == []
    few = list(lines(hostile_changes, links))
    assert len(few) < len(told)
    assert any("more (see all with --verbose)" in line for line in few)


def test_machines_get_everything(hostile_changes, links):
    document = json.loads(to_json(hostile_changes, links))
    assert document["changed"] is True
    assert {one["change"] for one in document["answers"]} == {
        *("added", "changed", "renamed", "moved", "removed")
    }
    assert {one["name"] for one in document["answers"]} >= set(NAMES)
    changed = next(one for one in document["answers"] if one["change"] == "changed")
    assert {mark for line in changed["diff"] for mark, _ in line} <= {"same", "gone", "new"}


def test_the_document_is_the_one_that_is_described(small_changes, links):
    """docs/how-to/report-changes.md names each of its keys."""
    page = (PROJECT / "docs/how-to/report-changes.md").read_text("utf-8")
    described = set(re.findall(r"`(\w+)`", page.partition("## The JSON document")[2]))

    def keys(value):
        if isinstance(value, dict):
            for key, inner in value.items():
                yield key
                yield from keys(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from keys(inner)

    assert set(keys(json.loads(to_json(small_changes, links)))) <= described


def test_nothing_is_told_as_nothing(hostile_changes, links):
    same = compare(hostile_changes.since, hostile_changes.since)
    assert list(lines(same, links))[1] == "Nothing changed."
    assert "Nothing changed." in to_markdown(same, links)
    assert "<p>Nothing changed.</p>" in to_html(same, links)
    assert json.loads(to_json(same, links))["changed"] is False


# --- Links ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("base", "preview", "expected"),
    [
        ("https://a.example", "", "https://a.example/help/en/x/"),
        ("https://a.example/help", "", "https://a.example/help/en/x/"),
        ("https://a.example/help", "https://p.example/{brand}/", "https://p.example/a-b/en/x/"),
        ("https://a.example", "https://{brand}.p.example", "https://a-b.p.example/help/en/x/"),
        ("javascript:alert(1)//", "", ""),
        ("", "https://p.example", ""),
    ],
)
def test_where_to_look(base, preview, expected):
    found = Links({"a-b": base}, preview).url(EditionKey("a-b", "en"), "/help/en/x/")
    assert found == expected


def test_an_address_ends_no_link():
    url = Links({"a": "https://a.example"}).url(EditionKey("a", "en"), '/x)"><b>\n y/')
    assert url == "https://a.example/x%29%22%3E%3Cb%3E%0A%20y/"
