"""The sitemaps of an edition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape

from helpgen.alternates import Alternates
from helpgen.config import Brand
from helpgen.languages import iso_day
from helpgen.model import Snapshot
from helpgen.page_context import LanguageLink
from helpgen.root_files import sitemap_name
from helpgen.tree import Routes

XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
MOST_URLS, MOST_BYTES = 50_000, 50 * 1024 * 1024
"""Of one file: https://www.sitemaps.org/protocol.html#index"""
_OPEN = f'{XML}<urlset xmlns="{NAMESPACE}" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'.encode()
_CLOSE = b"</urlset>\n"


def edition_sitemap(
    brand: Brand,
    snapshot: Snapshot,
    siblings: Mapping[str, Routes],
    *,
    most_urls: int = MOST_URLS,
    most_bytes: int = MOST_BYTES,
) -> dict[str, bytes]:
    """The sitemap of one edition, by its path below the brand's folder.

    Every address is given with its versions in other languages, as sitemaps.org's
    format and the xhtml:link extension for hreflang have it. What is more than one file
    may hold goes on in `sitemap-2.xml` and so on.

    Args:
        brand: Whose edition it is.
        snapshot: The answers.
        siblings: Routes of every edition of the brand.
        most_urls: How many addresses a file may hold.
        most_bytes: How large it may be.
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
    return {
        f"{language}/{sitemap_name(number)}": b"".join([_OPEN, *part, _CLOSE])
        for number, part in enumerate(_parts(entries, most_urls, most_bytes), 1)
    }


def _parts(entries: Iterable[bytes], most_urls: int, most_bytes: int) -> Iterator[list[bytes]]:
    """The entries in as many parts as their number and size ask for, at least one."""
    part: list[bytes] = []
    size = room = most_bytes - len(_OPEN) - len(_CLOSE)
    for entry in entries:
        if part and (len(part) == most_urls or len(entry) > size):
            yield part
            part, size = [], room
        part.append(entry)
        size -= len(entry)
    yield part


def _entry(
    brand: Brand, url: str, alternates: tuple[LanguageLink, ...], modified: str | None = None
) -> bytes:
    lines = [f"<loc>{escape(brand.origin + url)}</loc>"]
    if modified and iso_day(modified):
        lines.append(f"<lastmod>{escape(modified)}</lastmod>")
    if len(alternates) > 1:
        for version in alternates:
            lines.append(_version(version.lang, version))
            if version.default:
                lines.append(_version("x-default", version))
    return f"<url>{''.join(lines)}</url>\n".encode()


def _version(lang: str, version: LanguageLink) -> str:
    address = escape(version.absolute_url)
    return f'<xhtml:link rel="alternate" hreflang="{lang}" href="{address}"/>'
