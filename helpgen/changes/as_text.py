"""Changes for a person at a terminal, as lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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

_MARKS = {"same": ("", ""), "gone": ("[-", "-]"), "new": ("{+", "+}")}
_FEW = 25


def lines(changes: Changes, links: Links, *, everything: bool = False) -> Iterator[str]:
    """The changes as lines.

    Args:
        changes: What changed.
        links: Where it can be looked at.
        everything: Tell each, however many there are.
    """
    most = None if everything else _FEW
    yield f"from {side(changes.since)} to {side(changes.until)}"
    yield summary(changes)
    yield from (f"note: {_line(note)}" for note in notes(changes))
    if not changes:
        return
    yield ""
    yield from _table([COLUMNS, *(row(one) for one in changes.editions if one)])
    answers = changes.answers()
    for keys, group in by_editions(answers[:most]).items():
        yield from ("", editions(keys))
        for kind in KINDS:
            yield from _answers(kind, [one for one in group if one.kind == kind], links)
    yield from _more(len(answers), most)
    yield from _sections([one for one in changes.editions if one.sections])
    yield from _problems("New problems", changes.new, most)
    yield from _problems("Solved problems", changes.solved, most)
    yield from _pages([one for one in changes.editions if len(one.pages)], most)


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *cells in rows:
        padded = [cell.rjust(width) for cell, width in zip(cells, widths[1:], strict=True)]
        yield "  ".join([first.ljust(widths[0]), *padded]).rstrip()


def _answers(kind: str, answers: Sequence[AnswerChange], links: Links) -> Iterator[str]:
    if not answers:
        return
    yield f"  {HEADINGS[kind]}"
    for one in answers:
        yield f"    {_line(one.name)} [{_line(one.id)}]"
        yield from (f"      {word}: {_line(text)}" for word, text in details(one))
        diff = body_diff(one)
        if diff is None:
            yield "      its text is too long to be compared"
        for changed in diff or ():
            marked = (f"{_MARKS[s.mark][0]}{s.text}{_MARKS[s.mark][1]}" for s in changed)
            yield f"      | {_line(''.join(marked))}"
        yield from (f"      {url}" for _, url in links.of(one))


def _line(text: str) -> str:
    """A text of others' on one line, so that it's taken for no other line."""
    return " ".join(text.split())


def _sections(changed: Sequence[EditionChanges]) -> Iterator[str]:
    if changed:
        yield from ("", "Sections")
    for one in changed:
        for section in one.sections:
            was = f", was called {_line(section.before)}" if section.kind == "renamed" else ""
            yield f"  {one.edition}: {section.kind} {_line(section.name)}{was}"


def _problems(heading: str, found: Sequence[Finding], most: int | None) -> Iterator[str]:
    if found:
        yield from ("", heading)
    for one in found[:most]:
        yield f"  {one.severity.value}: {_line(str(one))} [{one.rule}]"
    yield from _more(len(found), most)


def _pages(touched: Sequence[EditionChanges], most: int | None) -> Iterator[str]:
    if touched:
        yield from ("", "Pages")
    marked = [
        f"  {mark} {one.edition.brand}/{_line(path)}"
        for one in touched
        for mark, paths in (
            ("+", one.pages.added),
            ("~", one.pages.changed),
            ("-", one.pages.removed),
        )
        for path in paths
    ]
    yield from marked[:most]
    yield from _more(len(marked), most)


def _more(count: int, most: int | None) -> Iterator[str]:
    if most is not None and count > most:
        yield f"  … and {count - most:,} more (see all with --verbose)"
