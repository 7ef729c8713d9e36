"""Bodies on their way to a file and back."""

from __future__ import annotations

from bodies import bodies
from hypothesis import example, given

from helpgen.answer_files import ManagedBody
from helpgen.answers.bodies import html_lines, published_html, source_of
from helpgen.answers.canonical import canonical


@given(bodies())
@example('<p><a href="https://a.example/"><p> ')  # the last space is in a link of its own
def test_a_body_comes_back_from_its_file_the_same(html):
    suffix, source = source_of(html)
    body = ManagedBody("en-us", "Title", source, suffix)
    assert canonical(published_html(body)) == canonical(html)


def test_html_gets_a_line_a_block_and_keeps_every_character_of_the_others():
    html = (
        "<div>One</div><div><br/></div><ul><li>a &#39;b&#39;</li><li>c</li></ul>"
        '<div><a rel="x" href="y">z</a></div>'
    )
    assert html_lines(html) == (
        "<div>One</div>\n<div><br/></div>\n<ul>\n<li>a &#39;b&#39;</li>\n<li>c</li>\n</ul>\n"
        '<div><a rel="x" href="y">z</a></div>\n'
    )


def test_html_whose_line_breaks_count_is_left_as_it_is():
    html = "<pre><p>a</p><p>b</p></pre>"
    assert html_lines(html) == html


def test_links_of_markdown_open_as_those_of_gladlys_editor_do():
    body = ManagedBody("en-us", "Title", "[a](https://a.example) [b](#b)\n", ".md")
    assert published_html(body) == (
        '<p><a href="https://a.example" rel="noopener noreferrer nofollow" target="_blank">a</a> '
        '<a href="#b">b</a></p>\n'
    )


def test_html_is_published_as_it_stands():
    body = ManagedBody("en-us", "Title", '<a href="https://a.example">a</a>\n', ".html")
    assert published_html(body) == '<a href="https://a.example">a</a>'
