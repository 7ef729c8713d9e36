"""An answer's untrusted body -> clean article HTML, text, headings, style rules, problems.

`transform` is pure: the same input gives the same bytes, and its own output goes
through unchanged.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from helpgen.errors import Problem
from helpgen.transform.blocks import paragraphs
from helpgen.transform.debris import clear_debris
from helpgen.transform.dom import parse, serialize
from helpgen.transform.draft import ANCHOR, DEEP, Context, Draft, Heading, marked
from helpgen.transform.headings import number_headings, settle_anchors, without_repeated_title
from helpgen.transform.images import addresses, load_in_time, settle_images
from helpgen.transform.kinds import HEADINGS
from helpgen.transform.links import settle_links
from helpgen.transform.nesting import flatten, shallow
from helpgen.transform.reader import read
from helpgen.transform.sanitize import sanitize, stripped
from helpgen.transform.styles import styles_to_classes
from helpgen.transform.tables import wrap_tables
from helpgen.transform.text import opening, plain_text, summary
from helpgen.transform.to_markdown import escaped, to_markdown

__all__ = [
    "STEPS",
    "Article",
    "Context",
    "Heading",
    "escaped",
    "picture_addresses",
    "summary",
    "transform",
]

Step = Callable[[Draft], None]


def _drop_repeated_title(draft: Draft) -> None:
    draft.nodes = without_repeated_title(draft.nodes, draft.context.title)


def _join_loosened_text(draft: Draft) -> None:
    """A link that became plain text may leave spaces beside spaces."""
    if any(problem.kind == "dead-anchor" for problem in draft.problems):
        clear_debris(draft)
        paragraphs(draft)


_ANY: frozenset[str] = frozenset()
STEPS: tuple[tuple[Step, frozenset[str]], ...] = (
    (styles_to_classes, frozenset("font class style align valign nowrap".split())),
    (settle_links, frozenset({"a"})),
    (settle_images, frozenset({"img"})),
    (clear_debris, _ANY),
    (paragraphs, _ANY),
    (flatten, frozenset({DEEP})),
    (_drop_repeated_title, HEADINGS),
    (number_headings, HEADINGS),
    (settle_anchors, frozenset({ANCHOR})),
    (_join_loosened_text, frozenset({ANCHOR})),
    (wrap_tables, frozenset({"table"})),
    (load_in_time, frozenset({"img"})),
)
"""In order, each with the marks without any of which it has nothing to do.

Reading and sanitising come before, writing after. Most bodies have neither pictures nor
tables, and walking through all of them to learn that took a quarter of the transform's time.
"""


@dataclass(frozen=True, slots=True)
class Article:
    """A body ready for a page.

    Attributes:
        html: Safe HTML, one block a line; headings start at h2.
        text: Plain text, one line a block.
        markdown: The same as Markdown; empty where the context wants none.
        description: At most 160 characters of the text, without headings.
        headings: In order, for a list of contents.
        rules: Class name and CSS rule of each free style used, sorted.
        problems: What was found on the way.
        pictures: Full address of every picture, in order.
    """

    html: str
    text: str
    markdown: str
    description: str
    headings: tuple[Heading, ...]
    rules: tuple[tuple[str, str], ...]
    problems: tuple[Problem, ...]
    pictures: tuple[str, ...] = ()


def transform(body_html: str, context: Context) -> Article:
    """The article in a body.

    Args:
        body_html: Untrusted HTML of any quality.
        context: What the edition says about links and names.
    """
    body = read(body_html)
    problems = []
    if body is None:
        body_html = shallow(body_html)
        body = marked(parse(sanitize(body_html)))
        problems = stripped(body_html, context.where)
    draft = Draft(body.nodes, context, problems=problems)
    for step, marks in STEPS:
        if not marks or not marks.isdisjoint(body.marks):
            step(draft)
    return Article(
        html="\n".join(serialize([node]) for node in draft.nodes),
        text=plain_text(draft.nodes),
        markdown=to_markdown(draft.nodes, context.page_url) if context.page_url else "",
        description=summary(opening(draft.nodes)),
        headings=tuple(draft.headings),
        rules=tuple(sorted(draft.rules.items())),
        problems=tuple(draft.problems),
        pictures=tuple(draft.pictures),
    )


def picture_addresses(body_html: str, own_urls: Sequence[str]) -> list[str]:
    """Full address of every picture in a body, as `transform` finds them, in order.

    Args:
        body_html: Untrusted HTML of any quality.
        own_urls: As `Context.own_urls`: relative addresses may mean an older help center.
    """
    if "<img" not in body_html.lower():
        return []
    body = read(body_html)
    nodes = parse(sanitize(shallow(body_html))) if body is None else body.nodes
    return addresses(nodes, own_urls)
