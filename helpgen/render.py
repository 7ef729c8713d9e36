"""One edition's answers, routes and theme -> {path: bytes}; nothing is read or written here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from time import perf_counter
from typing import NamedTuple
from urllib.parse import unquote

from helpgen.edition_input import EditionInput
from helpgen.edition_pages import EditionPages
from helpgen.page_context import LanguageLink
from helpgen.stopwatch import Stopwatch


class Page(NamedTuple):
    """What is known of a page beside its content.

    Attributes:
        template: What it was rendered with.
        kind: As templates know it: `PageContext.kind`.
        alternates: The page in every language that has it, itself included.
    """

    template: str
    kind: str
    alternates: tuple[LanguageLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Rendered:
    """The files of an edition.

    Attributes:
        files: Content by path below the brand's folder.
        urls: Site path of each of them that is a page.
        pages: What else is known of each page, by its site path.
    """

    files: Mapping[str, bytes]
    urls: Mapping[str, str]
    pages: Mapping[str, Page]


def render_edition(given: EditionInput, watch: Stopwatch | None = None) -> Rendered:
    """Every page of an edition and its stylesheet.

    Args:
        given: What they're made of.
        watch: Is told the time that each template takes.

    Raises:
        ContentError: A template is wrong; names file and line.
    """
    watch = watch or Stopwatch()
    edition = EditionPages(given)
    files, urls, pages = {}, {}, {}
    if given.articles.stylesheet_path:  # first, so that no published page waits for it
        files[given.articles.stylesheet_path] = given.articles.stylesheet.encode()
    for place in edition.places():
        path = file_of(place.url, given.brand.base_path)
        start = perf_counter()
        page = place.make()
        files[path] = edition.render(place.template, page)
        watch.page(place.template, perf_counter() - start)
        urls[path] = place.url
        pages[place.url] = Page(place.template, page.kind, page.alternates)
    return Rendered(files, urls, pages)


def file_of(url: str, base_path: str) -> str:
    """The file of a site path: percent-encoding undone, a folder's page is index.html."""
    path = unquote(url).removeprefix(f"{base_path}/")
    return f"{path}index.html" if path.endswith("/") else path
