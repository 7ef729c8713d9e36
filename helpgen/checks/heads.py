"""What the head of each finished page says: title, description, language versions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape

from helpgen.render import Page

_TITLE = re.compile(rb"<title[^>]*>(.*?)</title>", re.DOTALL | re.IGNORECASE)
_TAGS = re.compile(rb"""<(meta|link)\s((?:[^>"']|"[^"]*"|'[^']*')*)>""", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_LEADS_ON = "redirect.html"
_WANTED = (b"description", b"robots", b"hreflang")


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
    title = _TITLE.search(written)
    description, hidden, alternates = "", False, {}
    for _, found in _TAGS.findall(written):
        lowered = found.lower()
        if not any(name in lowered for name in _WANTED):
            continue  # most tags; reading each one's attributes would take four times as long
        attributes = _attributes(found.decode())
        name = attributes.get("name", "").lower()
        if name == "description":
            description = _line(attributes.get("content", ""))
        elif name == "robots":
            hidden = "noindex" in attributes.get("content", "").lower()
        elif "hreflang" in attributes and attributes.get("rel", "").lower() == "alternate":
            alternates[attributes["hreflang"]] = attributes.get("href", "")
    text = _line(unescape(title[1].decode())) if title else ""
    return Head(text, description, hidden, alternates)


def _attributes(written: str) -> dict[str, str]:
    return {
        name.lower(): unescape(one or other or bare)
        for name, one, other, bare in _ATTRIBUTE.findall(written)
    }


def _line(text: str) -> str:
    return " ".join(text.split())
