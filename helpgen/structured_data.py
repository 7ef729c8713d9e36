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
import re
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from helpgen.config import Brand
from helpgen.tree import PageLink

NO_DATA = Markup()
_ENCODE = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
_HARMFUL = re.compile("[<>&\u2028\u2029]")


def safe_json(value: Any) -> str:
    """JSON that is safe within a script element whatever its texts hold.

    JSON's own escapes stand for `<`, `>`, `&` and the two line separators, so that no text
    can end the element, begin a comment in it, or be read as a character reference.
    """
    return _HARMFUL.sub(lambda match: f"\\u{ord(match[0]):04x}", _ENCODE(value))


class StructuredData:
    """Makes the data of one edition's pages.

    Most of an answer's data is that of its section and its edition. It's put together from
    their texts, since encoding all of it for every answer took five times as long.

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
        self._author = safe_json(self._organization)
        self._steps = lru_cache(self._encoded_steps)

    def home(self, url: str) -> Markup:
        """A home page: the site's name, for results that show it."""
        site = {
            "@type": "WebSite",
            "name": self._site_name,
            "url": self._origin + url,
            "inLanguage": self._lang,
            "publisher": self._organization,
        }
        return _graph(safe_json(site))

    def page(self, link: PageLink, above: tuple[PageLink, ...]) -> Markup:
        """Any other page: the way to it."""
        return _graph(self._breadcrumbs(above, self._url(link), safe_json(link.title)))

    def answer(self, link: PageLink, above: tuple[PageLink, ...], modified: str) -> Markup:
        """An answer: the way to it, and what it is.

        Args:
            link: The answer's title and site path.
            above: From the home page to its section.
            modified: RFC 3339 time of the last change; may be empty.
        """
        url, title = self._url(link), safe_json(link.title)
        date = f'"dateModified":{safe_json(modified)},' if modified else ""
        article = (
            f'{{"@type":"Article","author":{self._author},{date}"headline":{title},'
            f'"inLanguage":"{self._lang}","mainEntityOfPage":{url}}}'
        )
        return _graph(f"{self._breadcrumbs(above, url, title)},{article}")

    def _url(self, link: PageLink) -> str:
        return safe_json(self._origin + link.url)

    def _breadcrumbs(self, above: tuple[PageLink, ...], url: str, title: str) -> str:
        steps = self._steps(above) + _step(url, title, len(above) + 1)
        return f'{{"@type":"BreadcrumbList","itemListElement":[{steps}]}}'

    def _encoded_steps(self, above: tuple[PageLink, ...]) -> str:
        return "".join(
            f"{_step(self._url(link), safe_json(link.title), place)},"
            for place, link in enumerate(above, 1)
        )


def _step(url: str, title: str, place: int) -> str:
    return f'{{"@type":"ListItem","item":{url},"name":{title},"position":{place}}}'


def _graph(things: str) -> Markup:
    data = f'{{"@context":"https://schema.org","@graph":[{things}]}}'
    return Markup(data)  # noqa: S704 - escaped by safe_json
