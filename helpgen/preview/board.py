"""The board: every brand and language, its pages by kind, and what the last full build found."""

from __future__ import annotations

from html import escape
from itertools import islice
from urllib.parse import quote, urlencode

from helpgen.config import Brand
from helpgen.preview.board_drafts import drafts_part
from helpgen.preview.board_translations import translations_part
from helpgen.preview.checks import Checked
from helpgen.preview.documents import HOME, document
from helpgen.preview.edition_view import EditionView
from helpgen.preview.endpoint import ENDPOINT
from helpgen.preview.matrix import MATRIX
from helpgen.preview.reply import Mount
from helpgen.preview.session import Session
from helpgen.preview.stamps import Files

_LINKS = 3
"""Pages of each kind that are linked."""


def board_page(session: Session) -> bytes:
    """The board as HTML."""
    project = session.project
    files = project.look()
    rows = "".join(_brand_rows(session, brand, files) for brand in project.brands)
    table = (
        "<table>\n<tr><th>Brand</th><th>Language</th><th>Answers</th><th>Pages by kind</th></tr>\n"
        f"{rows}</table>"
    )
    parts = [
        f'<h1>Preview</h1>\n<p><a href="{HOME}{MATRIX}">One page everywhere</a></p>',
        table,
        drafts_part(project),
        _found(session.checked),
        translations_part(project),
    ]
    body = "\n".join(parts)
    return document("Preview", body)


def _brand_rows(session: Session, brand: Brand, files: Files) -> str:
    view = session.project.view(Mount(brand.slug, prefixed=True), files)
    rows = []
    for language in brand.languages:
        edition = view.edition(language, files) if view else None
        name = f'<a href="/{quote(brand.slug)}/">{escape(brand.name)}</a>'
        failure = (view.failures.get(language) or view.failures.get("")) if view else None
        told = f'<p class="error">{escape(str(failure))}</p>' if failure else ""
        answers = edition.answers if edition else ""
        kinds = _kinds(edition) if edition else ""
        asked = urlencode({"brand": brand.slug, "lng": language})
        search = f'<a href="{ENDPOINT}/search.html?{asked}">search endpoint</a>'
        rows.append(
            f"<tr><td>{name}</td><td>{escape(language)}</td><td>{answers}</td>"
            f"<td>{told}{kinds}{search}</td></tr>\n"
        )
    return "".join(rows)


def _kinds(edition: EditionView) -> str:
    items = []
    for kind, urls in edition.pages_by_kind().items():
        links = ", ".join(
            f'<a href="{escape(url)}">{n}</a>' for n, url in enumerate(islice(urls, _LINKS), 1)
        )
        items.append(f"<li>{escape(kind)} ({len(urls)}): {links}</li>")
    return f"<ul>{''.join(items)}</ul>"


def _found(checked: Checked) -> str:
    parts = [f"<h2>Checks</h2>\n<p>{escape(checked.state)}</p>"]
    if checked.problems:
        rows = "".join(
            f'<tr><td class="{escape(p.severity)}">{escape(p.severity)}</td>'
            f"<td>{escape(p.where)}</td><td>{escape(p.what)}</td><td>{escape(p.hint)}</td></tr>\n"
            for p in checked.problems
        )
        head = "<tr><th>Severity</th><th>Where</th><th>What</th><th>What to do</th></tr>\n"
        parts.append(f"<table>\n{head}{rows}</table>")
    return "\n".join(parts)
