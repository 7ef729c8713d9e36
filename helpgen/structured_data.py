"""Schema.org data of a page, as JSON-LD in a script element that no browser runs.

The types are those that Google's guidelines of 2026 support for such pages: BreadcrumbList
everywhere, WebSite on home pages, Article for answers. Not FAQPage: since August 2023 it's
shown for government and health sites only, and it means a page with a list of questions. Not
QAPage either, which is for pages where readers write answers. What Gladly doesn't tell, such
as a day of first publication, is left out.
https://developers.google.com/search/docs/appearance/structured-data/article
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from helpgen.config import Brand
from helpgen.tree import PageLink

Thing = dict[str, Any]
_ENCODE = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
_HARMFUL = {code: f"\\u{code:04x}" for code in (*b"<>&", 0x2028, 0x2029)}


def json_ld(*things: Thing) -> Markup:
    """JSON-LD of some things, safe within a script element whatever their texts hold.

    JSON's own escapes stand for `<`, `>`, `&` and the two line separators, so that no text
    can end the element, begin a comment in it, or be read as a character reference.
    """
    graph = {"@context": "https://schema.org", "@graph": things}
    return Markup(_ENCODE(graph).translate(_HARMFUL))  # noqa: S704 - escaped as told above


class StructuredData:
    """Makes the data of one edition's pages.

    Args:
        brand: Whose pages they are.
        lang: BCP 47 tag of the edition.
        site_name: As titles have it.
    """

    def __init__(self, brand: Brand, lang: str, site_name: str) -> None:
        self._origin = brand.origin
        self._lang = lang
        self._site_name = site_name
        self._organization = {"@type": "Organization", "name": brand.name, "url": brand.base_url}

    def home(self, url: str) -> Markup:
        """A home page: the site's name, for results that show it."""
        site = {
            "@type": "WebSite",
            "name": self._site_name,
            "url": self._origin + url,
            "inLanguage": self._lang,
            "publisher": self._organization,
        }
        return json_ld(site)

    def page(self, link: PageLink, above: Iterable[PageLink]) -> Markup:
        """Any other page: the way to it."""
        return json_ld(self._breadcrumbs(link, above))

    def answer(self, link: PageLink, above: Iterable[PageLink], modified: str) -> Markup:
        """An answer: the way to it, and what it is.

        Args:
            link: The answer's title and site path.
            above: From the home page to its section.
            modified: RFC 3339 time of the last change; may be empty.
        """
        article = {
            "@type": "Article",
            "author": self._organization,
            "headline": link.title,
            "inLanguage": self._lang,
            "mainEntityOfPage": self._origin + link.url,
        }
        if modified:
            article["dateModified"] = modified
        return json_ld(self._breadcrumbs(link, above), article)

    def _breadcrumbs(self, link: PageLink, above: Iterable[PageLink]) -> Thing:
        steps = [
            {
                "@type": "ListItem",
                "position": place,
                "name": step.title,
                "item": self._origin + step.url,
            }
            for place, step in enumerate((*above, link), 1)
        ]
        return {"@type": "BreadcrumbList", "itemListElement": steps}
