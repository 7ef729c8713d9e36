"""Every page of the sample, parsed once; what a page's addresses lead to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

HOSTS = {"fjell": "https://help.fjell.example", "sorbet": "https://help.sorbet.example"}
LANGUAGES = {
    "fjell": {"en-us": "en-US", "fr-ca": "fr-CA", "ja": "ja"},
    "sorbet": {"en-us": "en-US", "es-419": "es-419", "ar": "ar"},
}


@dataclass(frozen=True)
class Page:
    """One HTML file.

    Attributes:
        brand: Whose page it is.
        path: Below the brand's folder.
        text: The file.
    """

    brand: str
    path: str
    text: str

    def __str__(self) -> str:
        return f"{self.brand}/{self.path}"

    @cached_property
    def tree(self) -> LexborHTMLParser:
        return LexborHTMLParser(self.text)

    @property
    def site_path(self) -> str:
        """The address below the host, percent-encoded."""
        return "/" + quote(self.path.removesuffix("index.html"))

    @property
    def address(self) -> str:
        """The absolute address."""
        return HOSTS[self.brand] + self.site_path

    @property
    def language(self) -> str:
        """Gladly's code of the edition, empty at the root of the site."""
        first, slash, _ = self.path.partition("/")
        return first if slash else ""

    @property
    def moved(self) -> bool:
        """Whether it only leads to another page."""
        return bool(self.tree.css_first('meta[http-equiv="refresh"]'))

    @property
    def found(self) -> bool:
        """Whether it's something else than the page for addresses without one."""
        return not self.path.endswith(("404.html", "gone.html"))

    def attributes(self, selector: str, name: str) -> list[str]:
        """Values of an attribute of all elements that match."""
        values = [node.attributes.get(name) for node in self.tree.css(selector)]
        return [value for value in values if value is not None]

    @cached_property
    def ids(self) -> list[str]:
        """Every element's id."""
        return self.attributes("[id]", "id")

    @property
    def canonical(self) -> list[str]:
        """Addresses that it names as its own."""
        return self.attributes('link[rel="canonical"]', "href")

    @property
    def alternates(self) -> dict[str, str]:
        """Addresses of its language versions by `hreflang`."""
        links = self.tree.css('link[rel="alternate"][hreflang]')
        return {str(n.attributes["hreflang"]): str(n.attributes["href"]) for n in links}


@pytest.fixture(scope="session")
def pages(sample_dist: Path) -> list[Page]:
    """Every HTML file of both brands."""
    return [
        Page(brand, path.relative_to(sample_dist / brand).as_posix(), path.read_text("utf-8"))
        for brand in HOSTS
        for path in sorted((sample_dist / brand).rglob("*.html"))
    ]


@pytest.fixture(scope="session")
def read_pages(pages: list[Page]) -> list[Page]:
    """Those that people read: no redirects, nothing that is missing."""
    return [page for page in pages if page.found and not page.moved]


@pytest.fixture(scope="session")
def by_address(pages: list[Page]) -> Mapping[str, Page]:
    """Pages by absolute address."""
    return {page.address: page for page in pages}


@pytest.fixture(scope="session")
def target(sample_dist: Path):
    """`target(page, reference)` is the file that an internal reference leads to, or None."""

    def file_of(page: Page, reference: str) -> Path | None:
        parts = urlsplit(reference)
        if parts.scheme or parts.netloc:
            return None
        path = unquote(parts.path) or unquote(page.site_path)
        assert path.startswith("/"), f"{page}: {reference} depends on the page's place"
        file = sample_dist / page.brand / path.lstrip("/")
        return file / "index.html" if path.endswith("/") else file

    return file_of
