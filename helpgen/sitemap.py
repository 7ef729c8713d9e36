"""The sitemap of an edition."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from helpgen.alternates import Alternates
from helpgen.config import Brand
from helpgen.model import Snapshot
from helpgen.page_context import LanguageLink
from helpgen.tree import Routes

XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def edition_sitemap(
    brand: Brand, snapshot: Snapshot, siblings: Mapping[str, Routes]
) -> dict[str, bytes]:
    """The sitemap of one edition, by its path below the brand's folder.

    Every address is given with its versions in other languages, as sitemaps.org's
    format and the xhtml:link extension for hreflang have it.
    """
    language = snapshot.edition.language
    routes = siblings[language]
    alternates = Alternates(language, brand.origin, siblings)
    entries = [_entry(brand, routes.home, alternates.of_home())]
    entries += [
        _entry(brand, section.url, alternates.of_section(section.url))
        for section in routes.sections
        if routes.own_answers(section)
    ]
    entries += [
        _entry(
            brand,
            routes.answers[answer.id].url,
            alternates.of_answer(answer.id),
            answer.updated_at,
        )
        for answer in snapshot.answers
    ]
    entries += [
        _entry(brand, page.url, alternates.of_content(stem))
        for stem, page in routes.content_pages.items()
    ]
    body = "\n".join(entries)
    text = (
        f'{XML}<urlset xmlns="{NAMESPACE}" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
        f"{body}\n</urlset>\n"
    )
    return {f"{language}/sitemap.xml": text.encode()}


def _entry(
    brand: Brand, url: str, alternates: tuple[LanguageLink, ...], modified: str | None = None
) -> str:
    lines = [f"<loc>{escape(brand.origin + url)}</loc>"]
    if modified:
        lines.append(f"<lastmod>{escape(modified)}</lastmod>")
    if len(alternates) > 1:
        lines += [
            f'<xhtml:link rel="alternate" hreflang="{version.lang}" '
            f'href="{escape(version.absolute_url)}"/>'
            for version in alternates
        ]
    return f"<url>{''.join(lines)}</url>"
