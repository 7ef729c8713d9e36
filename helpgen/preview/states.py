"""States that a theme has to hold and real answers seldom show: nothing there, very long texts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from helpgen.model import Answer, EditionKey, Layout, LayoutSection, Snapshot
from helpgen.preview.drafts import Draft
from helpgen.preview.snapshots import Snapshots

_LONG_TITLE, _LONG_HEADER = 180, 90  # characters
_LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk"
_TABLE = (
    "<table><tr>"
    + "".join(f"<th>{_LONG_WORD} {n}</th>" for n in range(1, 9))
    + "</tr><tr>"
    + "".join(f"<td>{n * 12345}.00</td>" for n in range(1, 9))
    + "</tr></table>"
)


def _empty(snapshot: Snapshot) -> Snapshot:
    """No answers: a help center on its first day."""
    return replace(snapshot, answers=(), layout=None)


def _longest(snapshot: Snapshot) -> Snapshot:
    """Every title as long as people make them, with words that don't break; wide bodies."""
    answers = tuple(map(_long_answer, snapshot.answers))
    layout = snapshot.layout
    sections = layout.sections if layout else ()
    long = tuple(
        LayoutSection(_lengthened(section.header, _LONG_HEADER), section.answer_ids)
        for section in sections
    )
    return replace(snapshot, answers=answers, layout=Layout(long) if layout else None)


def _long_answer(answer: Answer) -> Answer:
    body = f"<p>{_LONG_WORD * 3}</p>{answer.body_html}{_TABLE}<pre>{_LONG_WORD * 6}</pre>"
    return replace(answer, name=_lengthened(answer.name, _LONG_TITLE), body_html=body)


def _lengthened(text: str, length: int) -> str:
    """The text and a very long word, again and again."""
    part = f"{text} {_LONG_WORD} "
    return (part * (length // len(part) + 1)).strip()


def _as_it_is(snapshot: Snapshot) -> Snapshot:
    return snapshot


STATES: Mapping[str, Callable[[Snapshot], Snapshot]] = {
    "rtl": _as_it_is,
    "empty": _empty,
    "longest": _longest,
}
"""What becomes of a snapshot, by the state's name in addresses."""


class StateSnapshots(Snapshots):
    """Snapshots in a state.

    Args:
        real: What they are made from.
        state: One of `STATES`.
    """

    def __init__(self, real: Snapshots, state: str) -> None:
        super().__init__()
        self._real = real
        self._change = STATES[state]
        self._made: dict[EditionKey, tuple[Snapshot, Snapshot]] = {}

    def load(self, folder: Path, edition: EditionKey) -> Snapshot:
        """The snapshot of an edition in the state.

        Raises:
            SnapshotError: There's none, or the file isn't one of this version.
        """
        real = self._real.load(folder, edition)
        known = self._made.get(edition)
        if known is None or known[0] is not real:
            self._made[edition] = known = real, self._change(real)
        return known[1]

    def drafts_of(self, folder: Path, edition: EditionKey) -> tuple[Draft, ...]:
        """Its drafts, which change it too.

        Raises: As `load`.
        """
        return self._real.drafts_of(folder, edition)


def turned(page: bytes) -> bytes:
    """A page that is read from the right: its layout mirrored, its words as they are."""
    return page.replace(b' dir="ltr"', b' dir="rtl"', 1)
