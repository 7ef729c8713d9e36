"""Between a body in Gladly and the text of its file."""

from __future__ import annotations

import re

from helpgen.answer_files import ManagedBody
from helpgen.answers.canonical import canonical
from helpgen.answers.to_markdown import to_markdown

_LINK = re.compile(r'<a href="(https?://[^"]*)"( title="[^"]*")?>')
_LIKE_GLADLY = r'<a href="\1"\2 rel="noopener noreferrer nofollow" target="_blank">'
_BLOCK_END = re.compile(
    r"(?<=[^\n])(</(?:div|p|h[1-6]|li|ul|ol|dl|dt|dd|tr|table|thead|tbody|blockquote)>|<hr ?/?>)"
    r"(?=<)|(<(?:ul|ol|dl|table|thead|tbody)\b[^>]*>)(?=<)"
)


def published_html(body: ManagedBody) -> str:
    """The HTML that Gladly gets for a file.

    Links of a Markdown file open in a new tab, as every link does that is made in Gladly's
    own editor.
    """
    html = body.body_html
    return _LINK.sub(_LIKE_GLADLY, html) if body.suffix == ".md" else html


def source_of(html: str) -> tuple[str, str]:
    """How a file holds a body: its suffix and text, which come back as the same body.

    Args:
        html: As Gladly gave it.

    Returns:
        `.md` and Markdown where that is possible, else `.html` and the HTML, with a line a
        block where that changes nothing.
    """
    markdown = to_markdown(html)
    if markdown is not None:
        return ".md", markdown
    html = html.replace("\r\n", "\n").replace("\r", "\n")
    return ".html", html_lines(html)


def html_lines(html: str) -> str:
    """The HTML with a line a block, so that a change shows as the lines that it touches."""
    wanted = canonical(html)
    lines = _BLOCK_END.sub(lambda found: f"{found[0]}\n", html).strip()
    if canonical(lines) == wanted:
        return f"{lines}\n"
    # Spaces at the end of what isn't closed may make an element, and a file loses them.
    return html if canonical(html.strip()) == wanted else f"{wanted}\n"
