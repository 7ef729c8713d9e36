"""Files at the root of a brand's site: the way to the default language, 404, robots, sitemaps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from helpgen.alternates import Alternates
from helpgen.config import Brand
from helpgen.model import Snapshot
from helpgen.page_context import LanguageLink
from helpgen.tree import Routes

_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


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
        f'{_XML}<urlset xmlns="{_SITEMAP}" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
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


def root_files(
    brand: Brand, languages: Iterable[str], *, lang: str, not_found: bytes
) -> dict[str, bytes]:
    """Files beside the language folders.

    Args:
        brand: Whose site it is.
        languages: Those whose editions are published now.
        lang: BCP 47 tag of the default language.
        not_found: The default language's 404 page, which most hosts look for here.
    """
    base = brand.base_url
    sitemaps = "".join(
        f"<sitemap><loc>{escape(f'{base}/{language}/sitemap.xml')}</loc></sitemap>\n"
        for language in languages
    )
    index = f'{_XML}<sitemapindex xmlns="{_SITEMAP}">\n{sitemaps}</sitemapindex>\n'
    robots = f"User-agent: *\nAllow: /\n\nSitemap: {base}/sitemap.xml\n"
    return {
        "index.html": _way_in(brand, lang).encode(),
        "404.html": not_found,
        "robots.txt": robots.encode(),
        "sitemap.xml": index.encode(),
    }


def _way_in(brand: Brand, lang: str) -> str:
    home = f"/{brand.languages[0]}/"
    path = escape(brand.base_path + home)
    name = escape(brand.name)
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{name}</title>\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="refresh" content="0; url={path}">\n'
        f'<link rel="canonical" href="{escape(brand.base_url + home)}">\n'
        f'</head>\n<body>\n<p><a href="{path}">{name}</a></p>\n</body>\n</html>\n'
    )
