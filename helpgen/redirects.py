"""Moved addresses as hosts read them: they then answer 301 and 410 instead of a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
    to = sorted((url, link.url) for each in moves for url, link in each.to.items())
    gone = sorted(url for each in moves for url in each.gone)
    if not to and not gone:
        return {}
    redirects = "".join(f"{url} {target} 301\n" for url, target in to)
    lines = [*to, *((url, "410") for url in gone)]
    return {
        REDIRECTS: redirects.encode(),
        NGINX_MAP: "".join(_map_lines(lines)).encode(),
    }


def _map_lines(lines: Iterable[tuple[str, str]]) -> Iterator[str]:
    for url, target in lines:
        yield f"{_quoted(unquote(url))} {_quoted(target)};\n"  # $uri has percent-encoding undone


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
