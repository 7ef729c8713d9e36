"""A body becomes Markdown only if it comes back the same."""

from __future__ import annotations

import pytest
from bodies import bodies
from hypothesis import given, settings

from helpgen.answers.canonical import canonical
from helpgen.answers.to_markdown import to_markdown
from helpgen.markdown import render_markdown

CASES = [
    "One & two.\n",
    "# One\n\n## Two *three*\n",
    "- One\n- Two\n  - Three\n\n1. Four\n2. Five\n",
    "3. Three\n4. Four\n",
    "- One\n\n  More\n\n- Two\n",
    "- One\n\n* Two\n",
    "> Quoted **words**\n>\n> and more\n",
    "```sh\nhelpgen build\n\n# done\n```\n",
    "| A | B |\n| --- | --: |\n| 1 \\| 2 | `b` |\n",
    'A [link](https://a.example/?a=1&amp;b=2), <https://b.example>, ![alt](i.png "T").\n',
    "Line one\\\nline two\n",
    "Term\n: Definition\n",
    "2 \\* 3 = 6, snake_case, C:\\dir, 5 < 6, [brackets], a\\_ b\n",
    "\\- no list\n",
    "1\\. no list\n",
    "A <u>b</u> H<sub>2</sub>O\n",
    "---\n",
    "",
]


@pytest.mark.parametrize("text", CASES)
def test_plain_markdown_comes_back_as_it_was_written(text):
    assert to_markdown(render_markdown(text)) == text


def test_a_block_without_markdown_stays_html_among_others():
    html = '<p>One</p><table width="100%"><tbody><tr><td>a</td></tr></tbody></table><p>Two</p>'
    text = to_markdown(html)
    assert text.startswith('One\n\n<table width="100%">\n')
    assert canonical(render_markdown(text)) == canonical(html)


@pytest.mark.parametrize(
    "html",
    [
        "<div>Gladly's own editor writes this.</div><div><br/></div>",
        "text without a paragraph",
        '<p style="text-align: center">a</p>',
    ],
)
def test_what_markdown_cannot_say_stays_html(html):
    assert to_markdown(html) is None


@given(bodies())
@settings(max_examples=300)
def test_markdown_renders_to_the_same_body(html):
    text = to_markdown(html)
    assert text is None or canonical(render_markdown(text)) == canonical(html)
