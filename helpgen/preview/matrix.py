"""The matrix: one page in all brands and languages, at two widths and in the states to hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

from helpgen.preview.documents import HOME, document
from helpgen.preview.edition_view import EditionView
from helpgen.preview.project import Project
from helpgen.preview.reply import Mount
from helpgen.preview.session import Session

MATRIX = "matrix"
_KINDS = ("home", "section", "answer", "a-z", "search", "content", "404", "gone")
_STATES = {
    "": "As it is",
    "rtl": "Read from the right",
    "empty": "Without answers",
    "longest": "Longest texts",
}


def matrix_page(session: Session, asked: Mapping[str, str]) -> bytes:
    """The matrix as HTML.

    Args:
        session: What is shown.
        asked: Parameters: `kind`, a kind of page, and `id`, an answer's. Unknown ones give home.
    """
    kind = asked.get("kind", "home")
    kind = kind if kind in _KINDS else "home"
    answer_id = asked.get("id", "") if kind == "answer" else ""
    session.project.look()
    parts = "".join(
        f'<h2>{title}</h2>\n<div class="row">{"".join(_cells(session, state, kind, answer_id))}'
        "</div>\n"
        for state, title in _STATES.items()
    )
    body = (
        f'<h1>One page everywhere</h1>\n<p><a href="{HOME}">Board</a></p>\n{_form(kind, answer_id)}'
    )
    return document("Matrix", f"{body}\n{parts}")


def _form(kind: str, answer_id: str) -> str:
    options = "".join(
        f"<option{' selected' if one == kind else ''}>{one}</option>" for one in _KINDS
    )
    return (
        f'<form action="{HOME}{MATRIX}"><label>Page <select name="kind">{options}</select></label> '
        f'<label>Answer <input name="id" value="{escape(answer_id)}" '
        'placeholder="its id; the first one without"></label> <button>Show</button></form>'
    )


def _cells(session: Session, state: str, kind: str, answer_id: str) -> Iterator[str]:
    project = session.project
    for brand in project.brands:
        for language in brand.languages:
            view = _edition(project, Mount(brand.slug, prefixed=True, state=state), language)
            url = _url(view, kind, answer_id) if view else ""
            yield _cell(f"{brand.slug}/{language}", url)


def _edition(project: Project, mount: Mount, language: str) -> EditionView | None:
    view = project.view(mount, project.files)
    return view.edition(language, project.files) if view else None


def _url(view: EditionView, kind: str, answer_id: str) -> str:
    if answer_id:
        return view.url_of(answer_id)
    urls = view.pages_by_kind().get(kind, [])
    return urls[0] if urls else ""


def _cell(name: str, url: str) -> str:
    if not url:
        return (
            f'<section class="cell"><h3>{escape(name)}</h3><p>There is no such page.</p></section>'
        )
    address = escape(url)
    frames = "".join(
        f'<div class="{width}"><iframe src="{address}" title="{escape(name)}, {width}" '
        'loading="lazy"></iframe></div>'
        for width in ("phone", "desktop")
    )
    heading = f'<h3><a href="{address}">{escape(name)}</a></h3>'
    return f'<section class="cell">{heading}<div class="row">{frames}</div></section>'
