"""What rules look at: an edition as it was built in this process, nothing read again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from html import unescape

from helpgen.checks.addresses import Addresses, look
from helpgen.checks.heads import Head, heads
from helpgen.config import Brand, Site
from helpgen.model import EditionKey
from helpgen.render import Page
from helpgen.transform import Article
from helpgen.tree import Routes

_LINK = re.compile(r'<a (?:class="[^"]*" )?href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_PIECE = re.compile(r'<img [^>]*?\balt="([^"]*)"[^>]*>|<[^>]*>|([^<]+)')


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a body.

    Attributes:
        href: Where it leads.
        text: What is read: its text, and the descriptions of its pictures.
    """

    href: str
    text: str


@dataclass(frozen=True)
class Written:
    """Something that an editor wrote: an answer, a content page, or a part of every page.

    Attributes:
        where: Its place, as problems name it.
        title: Plain text; a part of every page has none.
        article: What became of its body.
        answer_id: Gladly's id; empty for what isn't an answer.
    """

    where: str
    title: str
    article: Article
    answer_id: str = ""

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The links of the body in their order."""
        html = self.article.html
        if "<a " not in html:
            return ()
        return tuple(Link(unescape(href), _read(inner)) for href, inner in _LINK.findall(html))


@dataclass(frozen=True)
class Seen:
    """An edition before it's published.

    Attributes:
        site: The configuration.
        brand: One of its brands.
        siblings: Routes of every edition of the brand, the default language first.
        edition: Which one of them this is.
        pages: Every page by its site path.
        files: Content of every page by its site path.
        written: What editors wrote in this language.
        known: Site paths that exist beside the pages: other editions, assets, other files.
        pictures: Places that ask for pictures of each other host, by its origin.
    """

    site: Site
    brand: Brand
    siblings: Mapping[str, Routes]
    edition: EditionKey
    pages: Mapping[str, Page]
    files: Mapping[str, bytes]
    written: tuple[Written, ...]
    known: frozenset[str]
    pictures: Mapping[str, list[str]]

    @property
    def is_default(self) -> bool:
        """Whether it's the first edition that can be built: it tells what's true of all."""
        return self.edition.language == next(iter(self.siblings))

    @cached_property
    def heads(self) -> Mapping[str, Head]:
        """What the head of each page says, by its site path; of those that lead on, nothing."""
        return heads(self.pages, self.files)

    @cached_property
    def addresses(self) -> Addresses:
        """What the pages link to."""
        return look(self.pages, self.files, self.known)

    @cached_property
    def _answers(self) -> Mapping[str, str]:
        routes = self.siblings[self.edition.language]
        return {link.url: answer_id for answer_id, link in routes.answers.items()}

    def place(self, url: str) -> str:
        """A page as problems name it: by the answer that it shows, else by its address."""
        answer_id = self._answers.get(url)
        return f"{self.edition} answer {answer_id}" if answer_id else f"{self.edition} page {url}"


def _read(inner: str) -> str:
    """What a screen reader reads of a link's content."""
    if "<" not in inner:  # most are plain
        return " ".join(unescape(inner).split())
    pieces = (alt or text for alt, text in _PIECE.findall(inner))
    return " ".join(unescape("".join(pieces)).split())
