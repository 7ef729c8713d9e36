"""A brand's pages don't name other brands of the site, nor link to their help centers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from helpgen.checks.rule import Rule
from helpgen.checks.seen import Seen, Written
from helpgen.config import Brand
from helpgen.errors import Problem, Severity

RULE = Rule(
    "other-brand",
    Severity.WARNING,
    "A page of a brand names another brand of the site, or links to its help center: a text was "
    "copied, or an answer is shown under both.",
)
_HINT = "take it out, or write an answer of its own for each brand"
_PAGE_AROUND = "404.html"
_HIDDEN = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL)


def find(seen: Seen) -> Iterator[Problem]:
    """What editors wrote that belongs to another brand, and such words around every page."""
    others = [
        (other, _names_of(other, seen.brand), _hosts(other) - _hosts(seen.brand))
        for other in seen.site.brands
        if other.slug != seen.brand.slug
    ]
    for other, names, hosts in others:
        for one in seen.written:
            yield from _in_text(one, other, names)
            yield from _in_links(one, other, hosts)
        yield from _around(seen, other, names)


def _in_text(one: Written, other: Brand, names: Sequence[re.Pattern[str]]) -> Iterator[Problem]:
    if other.name in one.title or other.name in one.article.text:
        text = f"{one.title}\n{one.article.text}"
        if any(name.search(text) for name in names):
            yield RULE.problem(one.where, f"names the brand {other.name}", _HINT)


def _in_links(one: Written, other: Brand, hosts: set[str]) -> Iterator[Problem]:
    html = one.article.html.lower()
    if not any(host in html for host in hosts):
        return
    for link in one.links:
        if _host(link.href) in hosts:
            what = f"links to {link.href} of the brand {other.name}"
            yield RULE.problem(one.where, what, _HINT)
            return


def _around(seen: Seen, other: Brand, names: Sequence[re.Pattern[str]]) -> Iterator[Problem]:
    """What a theme says on every page; that of missing pages holds nothing else."""
    url = seen.siblings[seen.edition.language].home + _PAGE_AROUND
    text = _HIDDEN.sub(" ", seen.files.get(url, b"").decode())
    if any(name.search(text) for name in names):
        what = f"names the brand {other.name}, as all pages of this theme may"
        hint = "look through the theme's options, its templates and the sections' names"
        yield RULE.problem(f"{seen.edition} page {url}", what, hint)


def _names_of(other: Brand, own: Brand) -> list[re.Pattern[str]]:
    """Patterns of another brand's name; none if it's a part of the own one."""
    if other.name.casefold() in own.name.casefold():
        return []
    return [re.compile(rf"(?<!\w){re.escape(other.name)}(?!\w)")]


def _hosts(brand: Brand) -> set[str]:
    return {_host(url) for url in (brand.base_url, *brand.help_center_urls)}


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return ""
