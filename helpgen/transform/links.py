"""Links: to other answers of the edition made local, others made sound, dead ones told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import parse_qsl, quote, unquote, urljoin, urlsplit, urlunsplit

from helpgen.transform.dom import Node
from helpgen.transform.draft import Context, Draft

_MAX_URL = 2000


def settle_links(draft: Draft) -> None:
    """Rewrite every link's address, or leave its text where there's no sound one."""
    draft.nodes = _settled(draft.nodes, draft)


def _settled(nodes: list[Node], draft: Draft) -> list[Node]:
    kept: list[Node] = []
    for node in nodes:
        if isinstance(node, str):
            kept.append(node)
            continue
        if node.children:
            node.children = _settled(node.children, draft)
        if node.tag != "a":
            kept.append(node)
            continue
        attributes = _attributes(node.attributes, draft)
        if attributes is None:
            kept += node.children
        else:
            node.attributes = attributes
            kept.append(node)
    return kept


def _attributes(given: Mapping[str, str], draft: Draft) -> dict[str, str] | None:
    href = resolve(given.get("href", ""), draft)
    if href is None:
        return None
    attributes = {"href": href}
    if "class" in given:
        attributes["class"] = given["class"]
    if given.get("target") == "_blank" and href.startswith(("http:", "https:")):
        attributes |= {"target": "_blank", "rel": "noopener noreferrer"}
    return attributes


def resolve(href: str, draft: Draft) -> str | None:
    """Where a link should lead: a site path, a full URL, an anchor; None if nowhere."""
    href = re.sub(r"[\t\r\n]", "", href).strip()
    if not href or href == "#":
        return None
    if href.startswith("#") or href.lower().startswith(("mailto:", "tel:")):
        return quote(href, safe="#%:/?@!$&'()*+,;=-._~")
    if href.startswith("//"):
        href = f"https:{href}"
    return _page_of(href, draft.context) or _foreign(href, draft)


def _foreign(href: str, draft: Draft) -> str | None:
    try:
        parts = urlsplit(href)
        sound = len(href) <= _MAX_URL and (parts.hostname if parts.scheme else parts.port is None)
    except ValueError:
        sound = False
    if not sound:
        draft.report("bad-link", f"{href[:80]!r} isn't a web address; it's plain text now")
        return None
    if not parts.scheme:
        return _relative(href, draft)
    if any(_is_below(href, own) for own in draft.context.own_urls):
        draft.report(
            "dead-link",
            f"{href} is in this help center, but no page is there",
            "link to another answer, or take the link out",
        )
    return _encoded(href)


def _relative(href: str, draft: Draft) -> str | None:
    old = draft.context.own_urls[1:]
    if old:
        return resolve(urljoin(old[0] + "/", href), draft)
    draft.report(
        "relative-link",
        f"the link {href[:80]!r} has no host, so it leads nowhere; it's plain text now",
        "write the full address; or, if it led to an older help center, name that one "
        "under help_center_urls",
    )
    return None


def _page_of(href: str, context: Context) -> str | None:
    """The page of this edition that an address means, by path or by an answer's id in it."""
    address, _, fragment = href.partition("#")
    path = _path_within(address, context.own_urls)
    if path is None:
        return None
    bare = urlsplit(path).path
    for candidate in (bare, bare.rstrip("/") + "/"):
        encoded = _encoded(unquote(candidate))
        if encoded in context.site_paths:
            return encoded + (f"#{fragment}" if fragment else "")
    for name in _names_in(path):
        if name in context.answer_urls:
            return context.answer_urls[name] + (f"#{fragment}" if fragment else "")
    return context.answer_urls.get(fragment)


def _path_within(address: str, own_urls: tuple[str, ...]) -> str | None:
    """Path and query of an address of ours, as the site has it; None for foreign ones."""
    if address.startswith("/") and not address.startswith("//"):
        return address
    for own in own_urls:
        if _is_below(address, own):
            return urlsplit(own).path + _without_scheme(address)[len(_without_scheme(own)) :]
    return None


def _is_below(address: str, own: str) -> bool:
    address, own = _without_scheme(address), _without_scheme(own)
    return address == own or address.startswith((f"{own}/", f"{own}?", f"{own}#"))


@lru_cache(maxsize=4096)
def _without_scheme(address: str) -> str:
    scheme, separator, rest = address.partition("://")
    if not separator or scheme.lower() not in {"http", "https"}:
        return address
    host, slash, path = rest.partition("/")
    return host.lower() + slash + path


@lru_cache(maxsize=4096)
def _names_in(path: str) -> tuple[str, ...]:
    """What could be an answer's id: segments from the last to the first, then query values."""
    parts = urlsplit(path)
    segments = (unquote(segment) for segment in reversed(parts.path.split("/")) if segment)
    return (*segments, *(value for _, value in parse_qsl(parts.query)))


@lru_cache(maxsize=4096)
def _encoded(href: str) -> str:
    """The address with everything that may not stand in a URL percent-encoded."""
    parts = urlsplit(href)
    return urlunsplit(
        (
            parts.scheme.lower(),
            parts.netloc,
            quote(parts.path, safe="/%:@!$&'()*+,;=-._~"),
            quote(parts.query, safe="/%:@!$&'()*+,;=-._~?"),
            quote(parts.fragment, safe="/%:@!$&'()*+,;=-._~?"),
        )
    )
