"""What the steps of the transform hand on to each other, and what they know around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from helpgen.errors import Problem, Severity
from helpgen.model import PictureState
from helpgen.transform.dom import Element, Node, walk

ANCHOR, DEEP = "#", "deep"
"""Marks that are no names: a link within the body, and a depth that may be too much."""


@dataclass(frozen=True, slots=True)
class Body:
    """A body as it was read.

    Attributes:
        nodes: Only allowed elements and attributes.
        marks: Names of all of them, and what else tells which steps have something to do.
    """

    nodes: list[Node]
    marks: set[str]


def marked(nodes: list[Node]) -> Body:
    """The body of nodes of any depth, with its marks looked up."""
    marks = {DEEP}
    for element in walk(nodes):
        marks.add(element.tag)
        marks.update(element.attributes)
        if _is_anchor(element):
            marks.add(ANCHOR)
    return Body(nodes, marks)


def _is_anchor(element: Element) -> bool:
    return element.attributes.get("href", "").lstrip().startswith("#")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of an article.

    Attributes:
        level: 2 to 6.
        id: Its anchor.
        text: Plain text.
    """

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Context:
    """What an article's surroundings say.

    Attributes:
        where: Place for problems, such as `fjell/en-us answer ZVux…`.
        own_urls: Addresses of the brand's help center, old and new, without a final slash.
        answer_urls: Site path of every answer of the edition by its id.
        site_paths: Every path of the edition that a link may lead to.
        table_label: Name of a table that scrolls, for those who can't see it.
        title: The page's own title, to leave out a heading that only repeats it.
        page_url: Full address of the page, where a Markdown version is wanted; else empty.
        pictures: What is known of pictures by address; None where they aren't mirrored.
        pictures_path: Site path of the folder of mirrored pictures, with a slash at its end.
    """

    where: str
    own_urls: tuple[str, ...] = ()
    answer_urls: Mapping[str, str] = field(default_factory=dict)
    site_paths: frozenset[str] = frozenset()
    table_label: str = "Table"
    title: str = ""
    page_url: str = ""
    pictures: Mapping[str, PictureState] | None = None
    pictures_path: str = ""


@dataclass(slots=True)
class Draft:
    """An article on its way through the steps; each step changes what it's about."""

    nodes: list[Node]
    context: Context
    headings: list[Heading] = field(default_factory=list)
    rules: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)

    def report(
        self, kind: str, what: str, hint: str = "", severity: Severity = Severity.WARNING
    ) -> None:
        """Note a finding about this article."""
        self.problems.append(Problem(self.context.where, what, hint, severity, kind))
