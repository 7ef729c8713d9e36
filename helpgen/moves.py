"""Addresses that pages had -> where each leads now, in one hop."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from helpgen.config import Brand
from helpgen.tree import PageLink, Routes
from helpgen.url_ledger import Ledger, PublishedUrls

FILES = (".html", ".htm")
"""Endings of addresses that are files; all others are folders."""


@dataclass(frozen=True, slots=True)
class Moves:
    """What became of pages that stand no more.

    Attributes:
        to: The page that each address leads to.
        gone: Addresses of pages that nothing took the place of.
        imported: Those of an older help center, which may not have had the last slash.
    """

    to: Mapping[str, PageLink] = field(default_factory=dict)
    gone: tuple[str, ...] = ()
    imported: frozenset[str] = frozenset()


def brand_moves(
    brand: Brand,
    language: str,
    siblings: Mapping[str, Routes],
    published: Mapping[str, PublishedUrls],
    ledger: Ledger,
) -> Moves:
    """Where the former addresses of one of a brand's editions lead.

    An answer that an edition has no more leads to the default language's page of it, if there's
    one. A section leads to the one that most of its answers are in now. The default language
    tells of the languages, too, that the brand has no more.

    Args:
        brand: From site.toml.
        language: The edition's.
        siblings: Routes of every edition of the brand, the default language first.
        published: Every address that each of them had, those that it has now among them, by its
            language.
        ledger: The same of all that site.toml ever named.
    """
    routes, default = siblings[language], next(iter(siblings.values()))
    retired = _retired(brand, ledger) if language == brand.languages[0] else {}
    if not retired and _never_moved(published[language], routes):
        return Moves()
    found = dict(_led(routes.home, published[language], [routes, default]))
    for home, urls in retired.items():
        found |= _led(home, urls, [routes])
        found[home] = PageLink(brand.name, routes.home)
        found[f"{home}a-z/"] = PageLink(brand.name, routes.path("a-z"))
    standing = _standing(routes)
    to = {url: link for url, link in found.items() if link and url not in standing}
    gone = (url for url, link in found.items() if not link and url not in standing)
    paths = {path for urls in (published[language], *retired.values()) for path in urls.imported}
    return Moves(to, tuple(gone), frozenset(map(_place, paths)))


def _never_moved(urls: PublishedUrls, routes: Routes) -> bool:
    """Whether an edition has had no other addresses than it has now, which are among them."""
    return (
        not urls.imported
        and len(urls.answers) == len(routes.answers)
        and len(urls.sections) == len(routes.sections)
        and len(urls.pages) == len(routes.content_pages)
        and all(len(slugs) == 1 for slugs in urls.answers.values())
    )


def _retired(brand: Brand, ledger: Ledger) -> dict[str, PublishedUrls]:
    """What the languages had that a brand has no more, by their homes."""
    return {
        f"{brand.base_path}/{edition.language}/": urls
        for edition, urls in ledger.items()
        if edition.brand == brand.slug and edition.language not in brand.languages
    }


def _led(
    home: str, urls: PublishedUrls, editions: Sequence[Routes]
) -> Iterator[tuple[str, PageLink | None]]:
    """Each former address, and the page in the first of the editions that it leads to."""
    for answer_id, slugs in urls.answers.items():
        link = _first(routes.answers.get(answer_id) for routes in editions)
        for slug in slugs:
            yield f"{home}answers/{quote(slug)}/", link
        yield f"{home}a/{quote(answer_id)}/", link
    for path, answer_id in urls.imported.items():
        yield _place(path), _first(routes.answers.get(answer_id) for routes in editions)
    for slug, ids in urls.sections.items():
        yield f"{home}{quote(slug)}/", _successor(ids, editions[0])
    for stem in urls.pages:
        link = _first(routes.content_pages.get(stem) for routes in editions)
        yield f"{home}{quote(stem)}/", link


def _place(path: str) -> str:
    """Where a page stands that an older help center had: a folder, unless it's named as a file."""
    return quote(path) if path.endswith(FILES) else f"{quote(path)}/"


def _first(links: Iterable[PageLink | None]) -> PageLink | None:
    return next((link for link in links if link), None)


def _successor(ids: Sequence[str], routes: Routes) -> PageLink | None:
    """The section that holds most of the answers; the first of several."""
    former = set(ids)
    shared = [len(former.intersection(section.answer_ids)) for section in routes.sections]
    if not any(shared):
        return None
    section = routes.sections[shared.index(max(shared))]
    return PageLink(section.title, section.url)


def _standing(routes: Routes) -> set[str]:
    """Addresses of pages that are there, which lead nowhere else."""
    links = (*routes.answers.values(), *routes.content_pages.values())
    ids = (routes.path("a", answer_id) for answer_id in routes.answers)
    sections = (section.url for section in routes.sections)
    return {routes.home, *(link.url for link in links), *ids, *sections}
