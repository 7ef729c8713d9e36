"""The board's list of drafts: what will become of which answer, word by word."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import chain

from helpgen.answers.words import Span, body_lines, line_diff, word_diff
from helpgen.model import EditionKey
from helpgen.preview.drafts import Draft
from helpgen.preview.project import Project
from helpgen.preview.reply import Mount

_MOST = 100
"""Drafts whose differences are shown."""
_TAGS = {"gone": "del", "new": "ins"}


def drafts_part(project: Project) -> str:
    """Every draft with its differences and a link to its page, as HTML.

    Args:
        project: Which has just been looked at.
    """
    if not project.shows_drafts:
        return '<h2 id="drafts">Drafts</h2>\n<p>Drafts are hidden by --published.</p>'
    drafts = project.drafts()
    found = [(edition, draft) for edition, some in drafts.items() for draft in some]
    if not found:
        return (
            '<h2 id="drafts">Drafts</h2>\n<p>No managed answer differs from what is published.</p>'
        )
    more = f"<p>And {len(found) - _MOST} more.</p>" if len(found) > _MOST else ""
    rows = "".join(_row(project, edition, draft) for edition, draft in found[:_MOST])
    return (
        f'<h2 id="drafts">Drafts ({len(found)})</h2>\n<p>These answers differ from what is '
        "published. Pages show them as they will be after <code>helpgen answers apply</code>.</p>\n"
        f"{rows}{more}"
    )


def _row(project: Project, edition: EditionKey, draft: Draft) -> str:
    title = escape(draft.title)
    view = project.view(Mount(edition.brand, prefixed=True), project.files)
    shown = view.edition(edition.language, project.files) if view and draft.after else None
    url = shown.url_of(draft.answer_id) if shown else ""
    name = f'<a href="{escape(url)}">{title}</a>' if url else title
    return (
        f'<details class="draft"><summary><span class="kind">{draft.kind}</span> {name} '
        f"<small>{escape(str(edition))}, content/answers/{escape(draft.folder)}</small></summary>"
        f"<pre>{_difference(draft)}</pre></details>\n"
    )


def _difference(draft: Draft) -> str:
    before, after = draft.before, draft.after
    titles = (before.name if before else "", after.name if after else "")
    bodies = [body_lines(one.body_html if one else "") for one in (before, after)]
    heading = [tuple(word_diff(*titles))] if titles[0] != titles[1] else []
    return "\n".join(_line(spans) for spans in chain(heading, line_diff(*bodies)))


def _line(spans: tuple[Span, ...]) -> str:
    return "".join(_marked(spans))


def _marked(spans: tuple[Span, ...]) -> Iterator[str]:
    for span in spans:
        tag = _TAGS.get(span.mark)
        text = escape(span.text)
        yield f"<{tag}>{text}</{tag}>" if tag else text
