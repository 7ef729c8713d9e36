"""Internal links of rendered pages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from looked_at import seen

from helpgen.checks import broken_link
from helpgen.errors import Severity

HOME, SIZES = "/en-us/", "/en-us/answers/sizes/"


def told(home: str, sizes: str = "", known=()) -> list[str]:
    """What's said of a site of two pages with these bodies."""
    found = broken_link.find(seen({}, {HOME: home, SIZES: sizes}, known=known))
    return [str(problem) for problem in found]


@pytest.mark.parametrize(
    "html",
    [
        f'<a href="{SIZES}">',
        f"<a href='{SIZES}'>",
        f"<a href={SIZES}>",
        '<a class="x" href="/en-us/">',
        '<a href="#here"><h2 class="x" id="here">',
        "<a href='#it&#39;s'><p id=\"it's\">",
        '<a href="#%C3%A9t%C3%A9"><h2 id=été>',
        f'<a href="{SIZES}#small">',
        '<a href="#">',
        '<a href="#top">',
        '<a href="#Top">',
        f'<a href="{SIZES}?q=1">',
        '<a href="answers/sizes/">',
        '<a href="./">',
        '<a href="?q=1">',
        '<form action="">',
        '<link rel="stylesheet" href="/assets/style.css">',
        '<img alt="a > b" src="/assets/style.css">',
    ],
)
def test_what_leads_somewhere_is_fine(html):
    assert told(html, '<h2 id="small">', {"/assets/style.css"}) == []


@pytest.mark.parametrize(
    "address",
    [
        "https://other.example/gone",
        "//other.example/gone",
        "mailto:a@b.example",
        "tel:+1",
        "data:,x",
    ],
)
def test_what_leads_elsewhere_is_not_our_matter(address):
    assert told(f'<a href="{address}">') == []


@pytest.mark.parametrize(
    ("html", "address"),
    [
        ('<a href="/en-us/gone/">', "/en-us/gone/"),
        ('<a href="/en-us/answers/sizes">', "/en-us/answers/sizes"),
        ('<a class="x"\nhref=/gone/ >', "/gone/"),
        ('<img alt="a > b" src="/gone.png">', "/gone.png"),
        ('<form action="/gone/">', "/gone/"),
        ('<a href="/gone/?a=1&amp;b=2">', "/gone/?a=1&b=2"),
        ('<a href="gone/">', "gone/"),
    ],
)
def test_an_address_of_no_page_is_told_with_the_page_it_stands_on(html, address):
    assert told(html) == [f"alpha/en-us page /en-us/: the address {address} leads to no page"]


@pytest.mark.parametrize("address", ["#gone", f"{SIZES}#gone", "/en-us/#gone"])
def test_an_anchor_of_no_element_is_told(address):
    assert told(f'<a href="{address}"><h2 id="top-">') == [
        f"alpha/en-us page /en-us/: the address {address} leads to no element of its page"
    ]


def test_an_address_that_cant_be_read_is_told():
    assert told('<a href="//[">') == ["alpha/en-us page /en-us/: the address //[ can't be read"]


def test_text_that_shows_code_is_no_link():
    assert told('<pre>&lt;a href="/gone/" id="x"></pre><p> src="/gone" </p>') == []
    assert len(told('<pre>&lt;p id="x"></pre><a href="#x">')) == 1


def test_an_address_is_told_once_for_each_page():
    assert len(told('<a href="/gone/"><a href="/gone/">', '<a href="/gone/">')) == 2


def test_broken_links_are_errors():
    (problem,) = broken_link.find(seen({}, {"/a.html": '<a href="/gone/">'}))
    assert (problem.kind, problem.severity) == ("broken-link", Severity.ERROR)


@given(st.text(alphabet="<>a\"'= hrefsc/#&;:[]") | st.text())
def test_any_page_is_read(html):
    assert all(problem.startswith("alpha/en-us page /en-us/: ") for problem in told(html))
