"""HTML that the preview itself adds: the script at a page's end, and a page that stands in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from helpgen.files import digest
from helpgen.preview.failures import Failure

HOME = "/__helpgen__/"
"""Where the preview's own files are, on every host."""
STATIC = Path(__file__).parent / "static"
"""The preview's own files."""
_SCRIPT = digest((STATIC / "reload.js").read_bytes())[:8]
"""Names the script's content, so that it may be kept: a reload then needn't ask for it."""


def with_script(page: bytes, version: str, failures: Sequence[Failure], draft: str = "") -> bytes:
    """A page with the script that loads it again after a change, and what's wrong with it.

    Args:
        page: An HTML document.
        version: Of what it shows.
        failures: Shown over it.
        draft: What will become of the answer that it shows; empty of what is published.
    """
    told = ""
    if failures:
        text = json.dumps([failure.as_json() for failure in failures]).replace("<", "\\u003c")
        told = f'<script type="application/json" id="helpgen-failures">{text}</script>'
    marked = f' data-draft="{draft}"' if draft else ""
    script = (
        f'<script src="{HOME}reload.js?{_SCRIPT}" data-version="{version}"{marked} defer></script>'
    )
    return page + f"{told}{script}".encode()


def without_script(page: bytes) -> bytes:
    """The page as the build makes it."""
    return page.partition(b'<script type="application/json" id="helpgen-failures">')[0].partition(
        f'<script src="{HOME}reload.js?'.encode()
    )[0]


def document(title: str, body: str) -> bytes:
    """A page of the preview's own.

    Args:
        title: Plain text.
        body: HTML.
    """
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(title)}</title>\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<link rel="icon" href="data:,">\n<link rel="stylesheet" href="{HOME}preview.css">\n'
        f'</head>\n<body class="board">\n{body}\n</body>\n</html>\n'
    ).encode()


def stand_in(failures: Iterable[Failure]) -> bytes:
    """The page where there's no last good version: readable without the script."""
    parts = "".join(
        f"<h2>{escape(_place(failure))}</h2>\n<p>{escape(failure.what)}</p>\n"
        + (f"<p>{escape(failure.hint)}</p>\n" if failure.hint else "")
        for failure in failures
    )
    return document("Can't be shown yet", f"<h1>This page can't be shown yet</h1>\n{parts}")


def not_found(path: str) -> bytes:
    """The page for an address that no brand has."""
    body = f'<h1>Nothing stands at {escape(path)}</h1>\n<p><a href="{HOME}">All brands</a></p>'
    return document("Not found", body)


def _place(failure: Failure) -> str:
    place = f"{failure.file}:{failure.line}" if failure.line else failure.file
    return place or "What's wrong"
