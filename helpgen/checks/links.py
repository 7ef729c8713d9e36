"""Every internal link, asset and anchor in the final HTML leads somewhere."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from urllib.parse import unquote, urljoin, urlsplit

from helpgen.errors import Problem, Severity
from helpgen.model import EditionKey

# Within tags only: a text may show code that has addresses too.
_TAG = rb"""<[a-zA-Z](?:[^<>"']|"[^"]*"|'[^']*')*?\s"""
_VALUE = rb"""=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))"""
_ADDRESS = re.compile(_TAG + rb"(?:href|src|action)" + _VALUE)
_ID = re.compile(_TAG + rb"id" + _VALUE)
_NAMES = (b"href=", b"src=", b"action=")
_ELSEWHERE = (b"https:", b"http:", b"mailto:", b"tel:")

_TOP = "top"
"""The top of every page: https://html.spec.whatwg.org/#scrolling-to-a-fragment"""


def check_links(
    edition: EditionKey, files: Mapping[str, bytes], urls: Mapping[str, str], known: frozenset[str]
) -> list[Problem]:
    """Internal addresses that lead nowhere, one problem for each page and address.

    Args:
        edition: Whose pages these are.
        files: Rendered content by path.
        urls: Site path of each page among them, by that path.
        known: Every site path that exists beside these pages: other editions, assets.
    """
    pages = {url: files[path] for path, url in urls.items()}
    ids = cache(lambda url: frozenset(_values(_ID, pages[url])))
    sound = {url.encode() for url in (*pages, *known)}
    problems = []
    for url, data in pages.items():
        if _surely_sound(data, sound):
            continue
        for address in sorted(set(_values(_ADDRESS, data))):
            if wrong := _mistake(address, url, pages, known, ids):
                where = f"{edition} page {url}"
                problems.append(Problem(where, wrong, "", Severity.ERROR, "broken-link"))
    return problems


def _surely_sound(data: bytes, sound: set[bytes]) -> bool:
    """Whether a quick look shows that all is well; most pages need no closer one."""
    return all(
        address in sound
        or address.startswith(_ELSEWHERE)
        or (address[:1] == b"#" and _has_id(data, address[1:]))
        for address in _candidates(data)
    )


def _candidates(data: bytes) -> set[bytes]:
    """Every address and some that are none, in half of the time that a pattern takes."""
    found = set()
    for name in _NAMES:
        for rest in data.split(name)[1:]:
            quote = rest[:1]
            found.add(rest[1 : rest.find(quote, 1)] if quote in {b'"', b"'"} else rest)
    return found


def _has_id(data: bytes, name: bytes) -> bool:
    """Whether an element surely has this id; text that looks so stands after a `>`."""
    place = data.find(b' id="%b"' % name)
    return place > 0 and data.rfind(b"<", 0, place) > data.rfind(b">", 0, place)


def _mistake(
    address: str,
    url: str,
    pages: Mapping[str, bytes],
    known: frozenset[str],
    ids: Callable[[str], frozenset[str]],
) -> str:
    """What's wrong with an address on a page; empty if nothing, or if it leads elsewhere."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return f"the address {address} can't be read"
    if parts.scheme or parts.netloc:
        return ""
    target = parts.path if parts.path.startswith("/") else urljoin(url, parts.path)
    if target not in pages:
        return "" if target in known else f"the address {address} leads to no page"
    anchor = unquote(parts.fragment)
    if anchor and anchor not in ids(target) and anchor.lower() != _TOP:
        return f"the address {address} leads to no element of its page"
    return ""


def _values(pattern: re.Pattern[bytes], data: bytes) -> Iterator[str]:
    for match in pattern.findall(data):
        value = b"".join(match).decode()
        yield html.unescape(value) if "&" in value else value
