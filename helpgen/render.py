"""One edition's answers, routes and theme -> {path: bytes}; nothing is read or written here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from helpgen.edition_input import EditionInput
from helpgen.edition_pages import EditionPages


@dataclass(frozen=True, slots=True)
class Rendered:
    """The files of an edition.

    Attributes:
        files: Content by path below the brand's folder.
        urls: Site path of each of them that is a page.
    """

    files: Mapping[str, bytes]
    urls: Mapping[str, str]


def render_edition(given: EditionInput) -> Rendered:
    """Every page of an edition and its stylesheet.

    Raises:
        ContentError: A template is wrong; names file and line.
    """
    edition = EditionPages(given)
    files, urls = {}, {}
    if given.articles.stylesheet_path:  # first, so that no published page waits for it
        files[given.articles.stylesheet_path] = given.articles.stylesheet.encode()
    for place in edition.places():
        path = file_of(place.url, given.brand.base_path)
        files[path] = edition.render(place.template, place.make())
        urls[path] = place.url
    return Rendered(files, urls)


def file_of(url: str, base_path: str) -> str:
    """The file of a site path: percent-encoding undone, a folder's page is index.html."""
    path = unquote(url).removeprefix(f"{base_path}/")
    return f"{path}index.html" if path.endswith("/") else path
