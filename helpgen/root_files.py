"""Files at the root of a brand's site: the way to the default language, 404, robots, headers."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from helpgen.config import Brand
from helpgen.headers import header_rules, headers_file

_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


@dataclass(frozen=True, slots=True)
class Published:
    """What the editions of a brand have published, as far as the root needs it.

    Attributes:
        lang: BCP 47 tag of the default language.
        not_found: The default language's 404 page, which most hosts look for at the root.
        llms: The default language's llms.txt, which tools look for there. None where the edition
            failed and has the pages of a helpgen that didn't write it yet.
        sitemaps: Paths of all sitemaps below the brand's folder.
        picture_hosts: Origins that pictures of the pages come from, where the policy allows
            them by itself.
    """

    lang: str
    not_found: bytes
    llms: bytes | None
    sitemaps: tuple[str, ...]
    picture_hosts: frozenset[str] = frozenset()


def root_files(brand: Brand, published: Published) -> dict[str, bytes]:
    """Files beside the language folders, by name."""
    base = brand.base_url
    robots = f"User-agent: *\nAllow: /\n\nSitemap: {base}/sitemap.xml\n"
    files = {
        "index.html": _way_in(brand, published.lang).encode(),
        "404.html": published.not_found,
        "robots.txt": robots.encode(),
        "sitemap.xml": _index(f"{base}/{path}" for path in published.sitemaps),
        "_headers": headers_file(header_rules(brand, published.picture_hosts)).encode(),
    }
    return files if published.llms is None else files | {"llms.txt": published.llms}


def sitemap_name(number: int) -> str:
    """File name of an edition's sitemap, counted from 1: a large one is split."""
    return "sitemap.xml" if number == 1 else f"sitemap-{number}.xml"


def published_sitemaps(folder: Path) -> Iterator[str]:
    """File names of the sitemaps in an edition's folder."""
    for number in itertools.count(1):
        if not (folder / sitemap_name(number)).is_file():
            return
        yield sitemap_name(number)


def _index(addresses: Iterable[str]) -> bytes:
    entries = "".join(f"<sitemap><loc>{escape(url)}</loc></sitemap>\n" for url in addresses)
    return f'{_XML}<sitemapindex xmlns="{_SITEMAP}">\n{entries}</sitemapindex>\n'.encode()


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
