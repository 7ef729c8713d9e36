"""What finished pages link to: read once for all rules that ask for it.

Most pages hold sound addresses only, which a quick look shows; the others are read closely.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote, urljoin, urlsplit

from helpgen.render import Page

# Within tags only: a text may show code that has addresses too.
_TAG = rb"""<[a-zA-Z](?:[^<>"']|"[^"]*"|'[^']*')*?\s"""
_VALUE = rb"""=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))"""
_ADDRESS = re.compile(_TAG + rb"(?:href|src|action)" + _VALUE)
_OTHER = re.compile(_TAG + rb"(?:href|src)" + _VALUE)
_ID = re.compile(_TAG + rb"id" + _VALUE)
_NAMES = (b"href=", b"src=", b"action=")
_ELSEWHERE = (b"https:", b"http:", b"mailto:", b"tel:")
_LEADS_ON = "redirect.html"

_TOP = "top"
"""The top of every page: https://html.spec.whatwg.org/#scrolling-to-a-fragment"""


@dataclass(frozen=True, slots=True)
class Addresses:
    """What pages link to.

    Attributes:
        wrong: Site path of a page and what's wrong with an address on it.
        linked: Site paths that a page names beside itself; among them what only looks like one.
    """

    wrong: tuple[tuple[str, str], ...]
    linked: frozenset[str]


def look(pages: Mapping[str, Page], files: Mapping[str, bytes], known: frozenset[str]) -> Addresses:
    """Read every address of the pages.

    Args:
        pages: What is known of each page, by its site path.
        files: Content of each of them.
        known: Every site path that exists beside these pages: other editions, assets.
    """
    ids = cache(lambda url: frozenset(_values(_ID, files[url])))
    sound = {url.encode() for url in (*files, *known)}
    wrong: list[tuple[str, str]] = []
    linked: set[bytes] = set()
    for url, data in files.items():
        found = _candidates(data)
        if pages[url].template != _LEADS_ON:
            linked |= found - {url.encode()}
        if all(_is_sound(address, data) for address in found - sound):
            continue
        for address in sorted(set(_values(_ADDRESS, data))):
            mistake = _mistake(address, url, files, known, ids)
            if mistake:
                wrong.append((url, mistake))
            else:
                linked.add(urljoin(url, address).encode())  # relative ones too
    return Addresses(tuple(wrong), frozenset(_paths(linked)))


def other_hosts(data: bytes) -> Iterator[str]:
    """Addresses of other hosts that a page links to or loads from, in their order.

    Args:
        data: The page as UTF-8.
    """
    for address in _values(_OTHER, data):
        if address.lower().startswith(("https://", "http://")):
            yield address


def _paths(addresses: Iterable[bytes]) -> Iterator[str]:
    """The site paths among addresses, without query and fragment."""
    for address in addresses:
        if address.startswith(b"/"):
            path = address.partition(b"#")[0].partition(b"?")[0]
            yield path.decode("utf-8", "replace")


def _is_sound(address: bytes, data: bytes) -> bool:
    """Whether a quick look shows that an address which is no page's own is right."""
    return address.startswith(_ELSEWHERE) or (address[:1] == b"#" and _has_id(data, address[1:]))


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
    files: Mapping[str, bytes],
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
    if target not in files:
        return "" if target in known else f"the address {address} leads to no page"
    anchor = unquote(parts.fragment)
    if anchor and anchor not in ids(target) and anchor.lower() != _TOP:
        return f"the address {address} leads to no element of its page"
    return ""


def _values(pattern: re.Pattern[bytes], data: bytes) -> Iterator[str]:
    for match in pattern.findall(data):
        value = b"".join(match).decode()
        yield html.unescape(value) if "&" in value else value
