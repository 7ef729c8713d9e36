"""Files at the root of a brand's site: the way to the default language, 404, robots, sitemaps."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from helpgen.config import Brand

_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


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
