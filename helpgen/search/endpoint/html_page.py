"""Plain pages, for help centers read without JavaScript; `/search.html` is one.

It needs nothing of the theme. Addresses within it are relative, so that it works behind
a proxy under any path.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from html import escape
from importlib.resources import files
from urllib.parse import urlencode

from helpgen.languages import direction, fallbacks, language_tag
from helpgen.search.endpoint.addresses import absolute, home
from helpgen.search.endpoint.parameters import LARGEST_OFFSET, LONGEST_QUERY, RESULTS, Asked
from helpgen.search.endpoint.payloads import marked
from helpgen.search.results import Found, Hit

PAGE_PATH = "/search.html"
STYLE_PATH = "/search.css"
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    )
}


def page_headers() -> Mapping[str, str]:
    """Headers of the page: only its stylesheet loads, its form goes home, nothing frames it."""
    return _HEADERS


@cache
def stylesheet() -> bytes:
    """The page's only stylesheet."""
    return files("helpgen.search.endpoint").joinpath("search.css").read_bytes()


def results_page(asked: Asked, found: Found) -> bytes:
    """The form, and what was found if anything was asked."""
    words = page_words(asked.language)
    title = f"{asked.query} - {words['title']}" if asked.query.strip() else words["title"]
    main = [_form(asked, words)]
    if asked.query.strip():
        main += [_count(found, words), _correction(asked, found, words), _list(asked, found)]
        main += [_pager(asked, found, words)]
    home_link = link(home(asked.brand, asked.language), asked.brand.name)
    return _page(asked.language, title, f"<header>{home_link}</header>", main, words["title"])


def error_page(status: int, details: Iterable[str]) -> bytes:
    """What went wrong, in English: its readers changed an address by hand."""
    title = page_words("en")["title"]
    return _page("en", f"{title}: {status}", "", [_told(details)], title)


def unsent_page(language: str, details: Iterable[str]) -> bytes:
    """That feedback couldn't be sent, and why, in English.

    Args:
        language: What the reader's browser asks for.
        details: One sentence for each mistake.
    """
    return framed(language, page_words(language)["failed"], "", [_told(details, "en")])


def framed(language: str, title: str, header: str, main: Iterable[str]) -> bytes:
    """A page whose heading is its title.

    Args:
        language: Gladly's code; parts in another one say so.
        title: Plain text.
        header: HTML; may be empty.
        main: HTML below the heading.
    """
    return _page(language, title, header, main, title)


def _told(details: Iterable[str], language: str = "") -> str:
    lang = f' lang="{language}" dir="ltr"' if language else ""
    return "".join(f"<p{lang}>{escape(detail)}</p>" for detail in details)


@cache
def page_words(language: str) -> Mapping[str, str]:
    """The page's texts in a language; in English, where it has none of its own."""
    tables = _tables()
    known = {
        key: value for code in fallbacks(language) for key, value in tables.get(code, {}).items()
    }
    spoken = next((code for code in reversed(fallbacks(language)) if code in tables), "en")
    return known | {"language": spoken}


@cache
def _tables() -> Mapping[str, Mapping[str, str]]:
    text = files("helpgen.search.endpoint").joinpath("words.toml").read_text("utf-8")
    return tomllib.loads(text)


def _page(language: str, title: str, header: str, main: Iterable[str], heading: str) -> bytes:
    lang, way = escape(language_tag(language)), direction(language)
    words = page_words(language)
    text = (
        f'<!doctype html>\n<html lang="{lang}" dir="{way}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n"
        f'<link rel="stylesheet" href="{STYLE_PATH.lstrip("/")}">\n</head>\n<body>\n'
        f"{header}\n<main{_spoken(language, words)}>\n<h1>{escape(heading)}</h1>\n"
        + "\n".join(part for part in main if part)
        + "\n</main>\n</body>\n</html>\n"
    )
    return text.encode()


def _spoken(language: str, words: Mapping[str, str]) -> str:
    """Marks texts that are in English because the page's language has none."""
    spoken = words["language"]
    same = spoken == language or language.startswith(f"{spoken}-")
    return "" if same else f' lang="{spoken}" dir="{direction(spoken)}"'


def _form(asked: Asked, words: Mapping[str, str]) -> str:
    hidden = "".join(
        f'<input type="hidden" name="{name}" value="{escape(value)}">'
        for name, value in (("brand", asked.brand.slug), ("lng", asked.language))
    )
    return (
        f'<form role="search" action="{PAGE_PATH.lstrip("/")}" method="get">{hidden}\n'
        f'<label for="q">{escape(words["label"])}</label>\n'
        f'<input id="q" name="q" type="search" maxlength="{LONGEST_QUERY}" dir="auto" '
        f'value="{escape(asked.query)}">\n<button>{escape(words["button"])}</button>\n</form>'
    )


def _count(found: Found, words: Mapping[str, str]) -> str:
    told = words["found"].format(number=found.total) if found.total else words["nothing"]
    return f'<p role="status">{escape(told)}</p>'


def _correction(asked: Asked, found: Found, words: Mapping[str, str]) -> str:
    if not found.corrected:
        return ""
    mended = link(_address(asked, found.corrected, 0), found.corrected)
    return f"<p>{escape(words['did_you_mean'])} {mended}</p>"


def _list(asked: Asked, found: Found) -> str:
    if not found.hits:
        return ""
    items = "\n".join(_item(asked, hit) for hit in found.hits)
    lang, way = escape(language_tag(asked.language)), direction(asked.language)
    return f'<ol start="{asked.offset + 1}" lang="{lang}" dir="{way}">\n{items}\n</ol>'


def _item(asked: Asked, hit: Hit) -> str:
    address = escape(absolute(asked.brand, hit.url))
    section = f"<p>{escape(hit.section)}</p>" if hit.section else ""
    heading = f'<h2><a href="{address}">{marked(hit.title)}</a></h2>'
    return f"<li>{heading}{section}<p>{marked(hit.snippet)}</p></li>"


def _pager(asked: Asked, found: Found, words: Mapping[str, str]) -> str:
    before, after = asked.offset - asked.limit, asked.offset + asked.limit
    links = []
    if asked.offset:
        links.append(link(_address(asked, asked.query, max(before, 0)), words["previous"]))
    if after < min(found.total, LARGEST_OFFSET + 1):
        links.append(link(_address(asked, asked.query, after), words["next"]))
    label = escape(words["pages"])
    return f'<nav aria-label="{label}">{" ".join(links)}</nav>' if links else ""


def _address(asked: Asked, query: str, offset: int) -> str:
    values = {"brand": asked.brand.slug, "lng": asked.language, "q": query}
    values |= {"limit": str(asked.limit)} if asked.limit != RESULTS else {}
    values |= {"offset": str(offset)} if offset else {}
    return f"{PAGE_PATH.lstrip('/')}?{urlencode(values)}"


def link(address: str, text: str) -> str:
    """A link as HTML; both are escaped."""
    return f'<a href="{escape(address)}">{escape(text)}</a>'
