"""Changes as one page: no script, nothing from elsewhere, light and dark, readable when printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from importlib.resources import files

from helpgen.changes.compare import KINDS, AnswerChange, Changes, EditionChanges, by_editions
from helpgen.changes.texts import body_diff
from helpgen.changes.wording import (
    COLUMNS,
    HEADINGS,
    Links,
    details,
    editions,
    notes,
    row,
    side,
    summary,
)
from helpgen.findings.finding import Finding
from helpgen.languages import language_tag
from helpgen.visible import on_one_line

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_TAGS = {"same": "span", "gone": "del", "new": "ins"}
_TITLE = "Help center changes"


def to_html(changes: Changes, links: Links) -> str:
    """The changes as an HTML document.

    Args:
        changes: What changed.
        links: Where it can be looked at.
    """
    style = files("helpgen.changes").joinpath("report.css").read_text("utf-8")
    main = "\n".join(_main(changes, links))
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{_TITLE}: {_text(changes.until.id)}</title>\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"<style>\n{style}</style>\n</head>\n<body>\n<main>\n{main}\n</main>\n</body>\n</html>\n"
    )


def _main(changes: Changes, links: Links) -> Iterator[str]:
    yield f"<h1>{_TITLE}</h1>"
    yield f'<p class="dim">From {_text(side(changes.since))} to {_text(side(changes.until))}</p>'
    yield f"<p>{_text(summary(changes))}</p>"
    yield from (f'<p class="note">{_text(note)}</p>' for note in notes(changes))
    if not changes:
        return
    yield from _table([one for one in changes.editions if one])
    for keys, group in by_editions(changes.answers()).items():
        yield f"<h2>Answers of {_text(editions(keys))}</h2>"
        for kind in KINDS:
            yield from (_answer(one, links) for one in group if one.kind == kind)
    yield from _sections(changes.editions)
    yield from _problems("New problems", changes.new)
    yield from _problems("Solved problems", changes.solved)
    yield from _pages([one for one in changes.editions if len(one.pages)])


def _table(changed: Sequence[EditionChanges]) -> Iterator[str]:
    if not changed:
        return
    head = "".join(f'<th scope="col">{name}</th>' for name in COLUMNS)
    # What scrolls must be reached by keyboard.
    yield '<div class="wide" role="region" aria-label="Counts by edition" tabindex="0">'
    yield f"<table>\n<caption>Counts by edition</caption>\n<thead><tr>{head}</tr></thead>\n<tbody>"
    for one in changed:
        name, *numbers = row(one)
        cells = "".join(f"<td>{number}</td>" for number in numbers)
        yield f'<tr><th scope="row">{_text(name)}</th>{cells}</tr>'
    yield "</tbody>\n</table>\n</div>"


def _answer(one: AnswerChange, links: Links) -> str:
    where = links.of(one)
    name = _theirs(one.name, one.language)
    heading = f'<a href="{escape(where[0][1])}">{name}</a>' if where else name
    rows = [(word, _theirs(text, one.language)) for word, text in details(one)]
    rows += [("id", f"<code>{_text(one.id)}</code>")]
    also = [f'<a href="{escape(url)}">{_text(str(edition))}</a>' for edition, url in where[1:]]
    rows += [("also in", ", ".join(also))] if also else []
    told = "".join(f"<dt>{word}</dt><dd>{html}</dd>" for word, html in rows)
    return (
        f'<article>\n<h3><span class="kind">{HEADINGS[one.kind]}</span> {heading}</h3>\n'
        f"<dl>{told}</dl>\n{_diff(one)}</article>"
    )


def _diff(one: AnswerChange) -> str:
    diff = body_diff(one)
    if diff is None:
        return "<p>The text is too long to be compared.</p>\n"
    if not diff:
        return ""
    lang = language_tag(one.language)
    lines = "\n".join(
        f'<p dir="auto">{"".join(_span(span.mark, span.text) for span in line)}</p>'
        for line in diff
    )
    return (
        "<details open>\n<summary>What changed in its text</summary>\n"
        f'<div class="diff" lang="{escape(lang)}">\n{lines}\n</div>\n</details>\n'
    )


def _span(mark: str, text: str) -> str:
    shown = _text(text)
    return shown if mark == "same" else f"<{_TAGS[mark]}>{shown}</{_TAGS[mark]}>"


def _sections(changed: Sequence[EditionChanges]) -> Iterator[str]:
    lines = [
        f"{_text(str(one.edition))}: {section.kind} {_theirs(section.name, one.edition.language)}"
        + (
            f", was called {_theirs(section.before, one.edition.language)}"
            if section.kind == "renamed"
            else ""
        )
        for one in changed
        for section in one.sections
    ]
    yield from _list("Sections", lines)


def _problems(heading: str, found: Sequence[Finding]) -> Iterator[str]:
    lines = [
        f"<b>{one.severity.value}</b> {_text(str(one))} <code>{_text(one.rule)}</code>"
        for one in found
    ]
    yield from _list(heading, lines)


def _list(heading: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield f"<h2>{heading}</h2>\n<ul>"
        yield from (f"<li>{line}</li>" for line in lines)
        yield "</ul>"


def _pages(touched: Sequence[EditionChanges]) -> Iterator[str]:
    if touched:
        yield "<h2>Pages touched</h2>"
    for one in touched:
        yield f"<details>\n<summary>{_text(str(one.edition))}: {len(one.pages):,}</summary>\n<ul>"
        for word, paths in (
            ("added", one.pages.added),
            ("changed", one.pages.changed),
            ("removed", one.pages.removed),
        ):
            for path in paths:
                yield f"<li>{word} <code>{_text(f'{one.edition.brand}/{path}')}</code></li>"
        yield "</ul>\n</details>"


def _text(text: str) -> str:
    """A text of others', so that it is nothing but text."""
    return escape(on_one_line(text))


def _theirs(text: str, language: str) -> str:
    """A name in the language of its edition, whose direction turns nothing around it."""
    return f'<bdi lang="{escape(language_tag(language))}">{_text(text)}</bdi>'
