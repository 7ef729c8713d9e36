"""Moved addresses as hosts read them: they then answer 301 and 410 instead of a page."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from urllib.parse import unquote

from helpgen.moves import Moves

REDIRECTS = "_redirects"
NGINX_MAP = "_redirects.nginx"


def redirect_files(moves: Iterable[Moves]) -> dict[str, bytes]:
    """The files at a site's root that tell hosts of moved pages, by name; none without any.

    `_redirects` is what Netlify, Cloudflare Pages and GitLab Pages read. The other holds the
    lines of a `map $uri` of nginx, where `410` stands for a page that is gone.
    """
    moves = tuple(moves)
    imported = frozenset[str]().union(*(each.imported for each in moves))
    to = sorted(
        (spelling, link.url)
        for each in moves
        for url, link in each.to.items()
        for spelling in _spellings(url, imported)
    )
    gone = sorted(s for each in moves for url in each.gone for s in _spellings(url, imported))
    if not to and not gone:
        return {}
    redirects = "".join(f"{url} {target} 301\n" for url, target in to)
    lines = [*to, *((url, "410") for url in gone)]
    return {
        REDIRECTS: redirects.encode(),
        NGINX_MAP: "".join(_map_lines(lines)).encode(),
    }


def _spellings(url: str, imported: Container[str]) -> set[str]:
    return {url, url.rstrip("/")} if url in imported else {url}


def _map_lines(lines: Iterable[tuple[str, str]]) -> Iterator[str]:
    for url, target in lines:
        yield f"{_quoted(unquote(url))} {_quoted(target)};\n"  # $uri has percent-encoding undone


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
