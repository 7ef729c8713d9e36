"""`/feedback.html`: thanks readers who voted without JavaScript, and leads them back."""

from __future__ import annotations

import re
from urllib.parse import quote

from helpgen.search.endpoint.addresses import absolute, home
from helpgen.search.endpoint.html_page import framed, link, page_words
from helpgen.search.site import SearchBrand

_PATH = re.compile(r"/(?!/)[^\x00-\x20\\\x7f]{0,2000}")


def thanks_page(brand: SearchBrand, language: str, page: str) -> bytes:
    """The page.

    Args:
        brand: Whose answer it was about.
        language: Gladly's code.
        page: Path to come back to, as it was sent; anything else leads home.
    """
    words = page_words(language)
    back = home(brand, language)
    if _PATH.fullmatch(page):
        back = absolute(brand, quote(page, safe="/%:@!$&'()*+,;=~"))
    header = f"<header>{link(home(brand, language), brand.name)}</header>"
    return framed(language, words["thanks"], header, [f"<p>{link(back, words['back'])}</p>"])
