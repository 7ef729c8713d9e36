"""What was found, as JSON values."""

from __future__ import annotations

import html
from collections.abc import Iterable
from typing import Any

from helpgen.search.endpoint.addresses import absolute
from helpgen.search.results import Found, Fragment, Hit
from helpgen.search.site import SearchBrand


def search_payload(brand: SearchBrand, found: Found, took_ms: float) -> dict[str, Any]:
    """The answer of `/search`."""
    return {
        "query": found.query,
        "corrected": found.corrected,
        "total": found.total,
        "partial": found.partial,
        "took_ms": round(took_ms, 2),
        "results": [
            _listed(brand, hit) | {"snippet": marked(hit.snippet), "score": round(hit.score, 4)}
            for hit in found.hits
        ],
    }


def suggest_payload(brand: SearchBrand, found: Found, took_ms: float) -> dict[str, Any]:
    """The answer of `/suggest`."""
    return {
        "query": found.query,
        "took_ms": round(took_ms, 2),
        "results": [_listed(brand, hit) for hit in found.hits],
    }


def answers_payload(hits: Iterable[Hit]) -> list[dict[str, str]]:
    """The answer of Gladly's `answers-search`: ids and names, each id once, its best place."""
    names: dict[str, str] = {}
    for hit in hits:
        names.setdefault(hit.id, plain(hit.title))
    return [{"id": id_, "name": name} for id_, name in names.items()]


def plain(fragments: Iterable[Fragment]) -> str:
    """The text without its marks; not escaped."""
    return "".join(fragment.text for fragment in fragments)


def marked(fragments: Iterable[Fragment]) -> str:
    """The text as HTML: escaped, the searched words within `<mark>`."""
    return "".join(
        f"<mark>{html.escape(fragment.text)}</mark>"
        if fragment.marked
        else html.escape(fragment.text)
        for fragment in fragments
    )


def _listed(brand: SearchBrand, hit: Hit) -> dict[str, Any]:
    return {
        "id": hit.id,
        "title": plain(hit.title),
        "url": absolute(brand, hit.url),
        "section": hit.section,
    }
