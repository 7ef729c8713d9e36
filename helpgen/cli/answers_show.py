"""Plans for people: what would change, word by word, and where it shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import typer

from helpgen.answers.changes import Change, Kind, Plan, Value
from helpgen.answers.impact import Layouts, links_to, sections_of, touched_editions
from helpgen.answers.merge import OURS, THEIRS, merge
from helpgen.answers.offline import Workspace
from helpgen.answers.state import AnswerState, Content
from helpgen.answers.words import Span, body_lines, line_diff, word_diff
from helpgen.cli.answers_common import place_of
from helpgen.cli.answers_layouts import published_pages
from helpgen.cli.terminal import tell
from helpgen.config import Site
from helpgen.visible import on_one_line

_SIGNS = {
    Kind.CREATE: ("+", "green"),
    Kind.ADD: ("+", "green"),
    Kind.REMOVE: ("-", "red"),
    Kind.DELETE: ("-", "red"),
    Kind.DRIFT: ("<", "cyan"),
    Kind.CONFLICT: ("!", "magenta"),
}
_MOST_LINES = 40


def show_plan(site: Site, plan: Plan, space: Workspace, layouts: Layouts) -> None:
    """Print every change and a summary.

    Args:
        site: Tells which editions show an answer.
        plan: To be shown.
        space: Its files tell of links and audiences.
        layouts: Of help centers, for what deletions reach.
    """
    pages = published_pages(site) if plan.changes else {}
    for change in plan.changes:
        editions = touched_editions(site, change, space.local.states)
        shown = [
            f"{key} {pages.get(key, {}).get(change.answer_id, '')}".strip() for key in editions
        ]
        _show(change, ", ".join(shown), space, layouts)
    tell(summary(plan))


def summary(plan: Plan) -> str:
    """The plan in a sentence."""
    counts = Counter(change.kind.value for change in plan.changes)
    if not counts:
        return "Files and Gladly are equal."
    order = [kind.value for kind in Kind]
    told = ", ".join(f"{counts[kind]} {kind}" for kind in order if counts[kind])
    hints = []
    if plan.deletions and not plan.prune:
        hints.append("deletions are sent with --prune only")
    if plan.of(Kind.DRIFT):
        hints.append("drift comes into the files by 'helpgen answers pull'")
    if plan.conflicts:
        hints.append("conflicts are decided by a pull and editing, or by --take local or remote")
    return "; ".join([f"Plan: {told}", *hints]) + "."


def _show(change: Change, editions: str, space: Workspace, layouts: Layouts) -> None:
    sign, color = _SIGNS.get(change.kind, ("~", "yellow"))
    head = f"{sign} {place_of(change)} {on_one_line(change.name)} ({change.answer_id})"
    tell(head + (f": {change.why}" if change.why else ""), fg=color, bold=True)
    if editions:
        tell(f"    shows in {editions}")
    for line in _detail(change):
        tell(f"    {line}")
    if change.kind is Kind.DELETE:
        for line in impact_lines(change.answer_id, space, layouts):
            tell(f"    {line}")


def impact_lines(answer_id: str, space: Workspace, layouts: Layouts) -> Iterator[str]:
    """What the deletion of an answer reaches."""
    for edition, header in sections_of(answer_id, layouts):
        yield f"is in section {header!r} of {edition}: take it out there first, or Gladly refuses"
    for key in links_to(answer_id, space.local.states):
        yield f"is linked from {space.local.answers[key].folder.name} ({key})"
    yield "its pages go; their addresses answer 404 unless your host redirects them"


def _detail(change: Change) -> Iterator[str]:
    if change.kind is Kind.CONFLICT:
        yield from _conflict(change)
    elif change.kind is Kind.DRIFT:
        yield from diff_lines(change.base, change.remote)
    elif change.kind is not Kind.DELETE:
        yield from diff_lines(change.remote, change.local)


def _conflict(change: Change) -> Iterator[str]:
    yield "file:"
    yield from (f"  {line}" for line in diff_lines(change.base, change.local))
    yield "Gladly:"
    yield from (f"  {line}" for line in diff_lines(change.base, change.remote))
    mine, theirs = change.local, change.remote
    if isinstance(mine, Content) and isinstance(theirs, Content):
        old = change.base.html if isinstance(change.base, Content) else ""
        texts = ["\n".join(body_lines(html)) for html in (old, mine.html, theirs.html)]
        found = merge(*texts)
        if found.clean:
            yield "both sides' changes fit together: a pull writes them into the file"
        else:
            yield "merged:"
            yield from (f"  {line}" for line in _limited(list(_hunks(found.text))))


def _hunks(text: str) -> Iterator[str]:
    """The lines between conflict markers."""
    inside = False
    for line in text.split("\n"):
        inside = inside or line == OURS
        if inside:
            yield line
        inside = inside and line != THEIRS


def diff_lines(old: Value, new: Value) -> Iterator[str]:
    """The lines that differ, styled; words that go and come are marked."""
    if isinstance(old, AnswerState) or isinstance(new, AnswerState):
        return
    if isinstance(old, Content) or isinstance(new, Content):
        yield from _content_diff(
            old if isinstance(old, Content) else None, new if isinstance(new, Content) else None
        )
        return
    texts = [", ".join(one) if isinstance(one, tuple) else one or "" for one in (old, new)]
    yield _styled(word_diff(texts[0], texts[1]))


def _content_diff(old: Content | None, new: Content | None) -> Iterator[str]:
    titles = old.title if old else "", new.title if new else ""
    if titles[0] != titles[1]:
        yield f"title: {_styled(word_diff(*titles))}"
    lines = line_diff(body_lines(old.html if old else ""), body_lines(new.html if new else ""))
    yield from _limited([_styled(spans) for spans in lines])


def _limited(lines: list[str]) -> Iterator[str]:
    yield from lines[:_MOST_LINES]
    if len(lines) > _MOST_LINES:
        yield f"… and {len(lines) - _MOST_LINES} more lines"


def _styled(spans: Iterable[Span]) -> str:
    """Words that go in red between `[-` and `-]`, words that come in green in `{+` and `+}`."""
    styles = {"gone": ("[-", "-]", "red"), "new": ("{+", "+}", "green")}
    parts = []
    for span in spans:
        if span.mark == "same":
            parts.append(span.text)
        else:
            before, after, color = styles[span.mark]
            parts.append(typer.style(f"{before}{span.text}{after}", fg=color))
    return "".join(parts)
