"""What the head of each finished page says: title, description, language versions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape

from helpgen.render import Page

_TITLE = re.compile(rb"<title[^>]*>(.*?)</title>", re.DOTALL | re.IGNORECASE)
_TITLE_AS_BASE = re.compile(rb"<title>([^<]+)</title>")
_DESCRIPTION_AS_BASE = re.compile(rb'<meta name="description" content="([^"]+)">')
_ALTERNATES_AS_BASE = re.compile(rb'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">')
_TAGS = re.compile(rb"""<(meta|link)\s((?:[^>"']|"[^"]*"|'[^']*')*)>""", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_LEADS_ON = "redirect.html"


@dataclass(frozen=True, slots=True)
class Head:
    """What a page's head says.

    Attributes:
        title: Plain text; empty where there's none.
        description: Likewise.
        hidden: Whether search engines are asked to leave the page out.
        alternates: Address of each version that it names, by the value of `hreflang`.
    """

    title: str
    description: str
    hidden: bool
    alternates: Mapping[str, str]


def heads(pages: Mapping[str, Page], files: Mapping[str, bytes]) -> dict[str, Head]:
    """The head of each page but those that only lead to another, by site path.

    Args:
        pages: What is known of each page, by its site path.
        files: Content of each of them.
    """
    return {url: head(files[url]) for url, page in pages.items() if page.template != _LEADS_ON}


def head(data: bytes) -> Head:
    """What a page's head says.

    Args:
        data: The page as UTF-8.
    """
    written = data[: data.find(b"</head>")]
    return _as_base_writes_it(written) or _in_any_spelling(written)


def _as_base_writes_it(written: bytes) -> Head | None:
    """The head in a tenth of the time, if it holds what is asked for in just this spelling."""
    title, described = _TITLE_AS_BASE.search(written), _DESCRIPTION_AS_BASE.search(written)
    alternates = _ALTERNATES_AS_BASE.findall(written) if b"hreflang" in written else []
    if (
        title is None
        or described is None
        or b"noindex" in written
        or len(alternates) != written.count(b"hreflang")
    ):
        return None
    named = {lang.decode(): unescape(address.decode()) for lang, address in alternates}
    return Head(_text(title[1]), _text(described[1]), hidden=False, alternates=named)


def _in_any_spelling(written: bytes) -> Head:
    title = _TITLE.search(written)
    description, hidden, alternates = "", False, {}
    for _, found in _TAGS.findall(written):
        attributes = _attributes(found.decode())
        name = attributes.get("name", "").lower()
        if name == "description":
            description = " ".join(attributes.get("content", "").split())
        elif name == "robots":
            hidden = "noindex" in attributes.get("content", "").lower()
        elif "hreflang" in attributes and attributes.get("rel", "").lower() == "alternate":
            alternates[attributes["hreflang"]] = attributes.get("href", "")
    return Head(_text(title[1]) if title else "", description, hidden, alternates)


def _text(written: bytes) -> str:
    return " ".join(unescape(written.decode()).split())


def _attributes(written: str) -> dict[str, str]:
    return {
        name.lower(): unescape(one or other or bare)
        for name, one, other, bare in _ATTRIBUTE.findall(written)
    }
