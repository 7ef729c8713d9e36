"""Changes as a comment under a pull request: no longer than it may be, and nobody's but ours.

Names, bodies and problems are texts of others. Every sign of theirs that Markdown or HTML could
take for its own is written as a character reference, and texts stand in code, links or `<pre>`,
where neither GitHub nor GitLab looks for mentions, issues or commands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape

from helpgen.changes.compare import KINDS, AnswerChange, Changes, EditionChanges, by_editions
from helpgen.changes.texts import Diff, body_diff, shortened, size
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
from helpgen.visible import on_one_line

LIMIT = 65_536
"""Characters of a comment on GitHub; on GitLab there may be more."""
# All signs of ASCII but a few that mean nothing within a line, as `(`, `-` and `/`.
_SIGN = re.compile(r"""[!"#$%&*+.:<>@\[\\\]^_`{|}~]""")
_TAGS = {"same": "", "gone": "del", "new": "ins"}
_MOST_LINKS = 6
_LONGEST_NAME, _LONGEST_TEXT, _LONGEST_DIFF = 200, 500, 4_000
_RESERVED = 400  # characters for the sentence that says what is missing


def to_markdown(changes: Changes, links: Links, limit: int = LIMIT) -> str:
    """The changes as Markdown.

    Args:
        changes: What changed.
        links: Where it can be looked at.
        limit: Characters that there may be.
    """
    out = _Paper(limit - _RESERVED)
    out.write(f"**Help center changes** from {_code(side(changes.since))} to ")
    out.write(f"{_code(side(changes.until))}\n\n{summary(changes)}\n\n")
    for note in notes(changes):
        out.try_block(f"> **Note** {_code(note, _LONGEST_TEXT)}\n\n", "notes")
    if changes:
        _write_table(out, changes)
        _write_problems(out, "New problems", changes.new)
        _write_answers(out, changes, links)
        _write_sections(out, changes.editions)
        _write_problems(out, "Solved problems", changes.solved)
        _write_pages(out, changes.editions)
    return out.finished()


class _Paper:
    """Takes blocks as long as there's room, and counts by name those that had none."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._parts: list[str] = []
        self._missing: dict[str, int] = {}

    def write(self, text: str) -> None:
        """Add what must be there."""
        self._parts.append(text)
        self._room -= len(text)

    def try_block(self, text: str, name: str, end: int = 0, count: int = 1) -> bool:
        """Add a block if it fits; after one that didn't, none of its name is added.

        Args:
            text: Whole, so that what it opens it closes.
            name: What such blocks are called where they're missing.
            end: Characters that have to fit after it.
            count: How many it stands for.
        """
        fits = not self.lacks(name) and len(text) + end <= self._room
        if fits:
            self.write(text)
        else:
            self.miss(name, count)
        return fits

    def lacks(self, name: str) -> bool:
        """Whether a block of that name had no room."""
        return name in self._missing

    def miss(self, name: str, count: int = 1) -> None:
        """Count what has no room."""
        self._missing[name] = self._missing.get(name, 0) + count

    def finished(self) -> str:
        """All of it, and what is missing."""
        if self._missing:
            told = ", ".join(f"{count:,} {name}" for name, count in self._missing.items())
            self._parts.append(
                f"\n**Shortened**: a comment has no room for {told}. "
                "`helpgen report changes --format html` shows all.\n"
            )
        return "".join(self._parts).strip("\n") + "\n"


def _write_table(out: _Paper, changes: Changes) -> None:
    out.write(f"| {' | '.join(COLUMNS)} |\n|---|{'--:|' * (len(COLUMNS) - 1)}\n")
    for one in changes.editions:
        if one:
            name, *numbers = row(one)
            out.try_block(f"| {_code(name)} | {' | '.join(numbers)} |\n", "editions in the table")
    out.write("\n")


def _write_answers(out: _Paper, changes: Changes, links: Links) -> None:
    for keys, group in by_editions(changes.answers()).items():
        heading = f"### {_code(editions(keys), _LONGEST_TEXT)}\n\n"
        for one in sorted(group, key=lambda one: KINDS.index(one.kind)):
            if out.lacks("answers"):
                out.miss("answers")
            elif _write_answer(out, heading, one, links):
                heading = ""


def _write_answer(out: _Paper, heading: str, one: AnswerChange, links: Links) -> bool:
    """Write an answer with what changed in it, or without that where there's no room."""
    told = heading + _answer(one, links)
    diff = _diff(body_diff(one)) if one.kind == "changed" and not out.lacks("diffs") else ""
    if diff and out.try_block(told + diff, "diffs"):
        return True
    if one.kind == "changed" and not diff:
        out.miss("diffs")
    return out.try_block(told, "answers")


def _answer(one: AnswerChange, links: Links) -> str:
    where = links.of(one)
    name = _link(one.name, where[0][1]) if where else _code(one.name)
    also = [_link(str(edition), url) for edition, url in where[1:_MOST_LINKS]]
    told = [f"{word} {_code(text)}" for word, text in details(one)]
    told += [f"also {', '.join(also)}"] if also else []
    rest = f" ({'; '.join(told)})" if told else ""
    return f"**{HEADINGS[one.kind]}** {name}{rest}\n\n"


def _diff(diff: Diff | None) -> str:
    if diff is None or size(diff) > _LONGEST_DIFF:
        return "The text is too long to be compared here.\n\n"
    if not diff:
        return ""
    lines = ("".join(_marked(span.mark, span.text) for span in line) for line in diff)
    body = "\n".join(lines)
    return f"<details><summary>What changed</summary>\n\n<pre>\n{body}\n</pre>\n\n</details>\n\n"


def _marked(mark: str, text: str) -> str:
    shown = escape(on_one_line(text))
    return f"<{_TAGS[mark]}>{shown}</{_TAGS[mark]}>" if _TAGS[mark] else shown


def _write_sections(out: _Paper, changed: Sequence[EditionChanges]) -> None:
    lines = [
        f"- {_code(str(one.edition))}: {section.kind} {_code(section.name)}"
        + (f", was called {_code(section.before)}" if section.kind == "renamed" else "")
        for one in changed
        for section in one.sections
    ]
    _write_list(out, "Sections", lines, "sections")


def _write_problems(out: _Paper, heading: str, found: Sequence[Finding]) -> None:
    lines = [
        f"- {one.severity.value} {_code(one.rule)}: {_code(str(one), _LONGEST_TEXT)}"
        for one in found
    ]
    _write_list(out, heading, lines, heading.lower())


def _write_pages(out: _Paper, changed: Sequence[EditionChanges]) -> None:
    lines = list(_page_lines(changed))
    if not lines:
        return
    opened = f"<details><summary>Pages touched: {len(lines):,}</summary>\n\n"
    closed = "\n</details>\n"
    if out.try_block(opened, "pages", len(closed) + len(lines[0]) + 1, len(lines)):
        for line in lines:
            out.try_block(f"{line}\n", "pages", len(closed))
        out.write(closed)


def _page_lines(changed: Sequence[EditionChanges]) -> Iterator[str]:
    for one in changed:
        for word, paths in (
            ("added", one.pages.added),
            ("changed", one.pages.changed),
            ("removed", one.pages.removed),
        ):
            yield from (f"- {word} {_code(f'{one.edition.brand}/{path}')}" for path in paths)


def _write_list(out: _Paper, heading: str, lines: Sequence[str], name: str) -> None:
    start = f"### {heading}\n\n"
    for line in lines:
        if out.try_block(f"{start}{line}\n", name):
            start = ""
    if lines and not start:
        out.write("\n")


def _plain(text: str, most: int = _LONGEST_NAME) -> str:
    """A text of others' on one line, without any sign that Markdown or HTML knows."""
    line = " ".join(on_one_line(shortened(" ".join(text.split()), most)).split())
    return _SIGN.sub(lambda found: f"&#{ord(found[0])};", line) or "&#8203;"


def _code(text: str, most: int = _LONGEST_NAME) -> str:
    return f"<code>{_plain(text, most)}</code>"


def _link(text: str, url: str) -> str:
    return f"[{_plain(text)}](<{url}>)"
