"""What Gladly returned for an edition, on disk: builds start here, bad fetches stop here."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from helpgen.errors import FetchRefused, SnapshotError
from helpgen.files import write_atomic
from helpgen.model import Answer, EditionKey, Layout, LayoutSection, Snapshot

FORMAT = 1


class _Stored(BaseModel):
    model_config = ConfigDict(frozen=True)


class _StoredAnswer(_Stored):
    id: str
    name: str
    language: str
    updated_at: str | None
    body_html: str


class _StoredSection(_Stored):
    header: str
    answers: tuple[str, ...]


class _StoredSnapshot(_Stored):
    format: int
    source: str
    fetched_at: str
    may_be_short: bool
    sections: tuple[_StoredSection, ...] | None
    answers: tuple[_StoredAnswer, ...]


def snapshot_path(folder: Path, edition: EditionKey) -> Path:
    """The file of an edition's snapshot."""
    return folder / edition.brand / f"{edition.language}.json"


def save_snapshot(folder: Path, snapshot: Snapshot) -> bool:
    """Write a snapshot atomically, unless the one on disk says the same.

    Returns:
        Whether anything was written. An unchanged snapshot keeps its file and so its
        `fetched_at`: the time when this state was first seen.
    """
    path = snapshot_path(folder, snapshot.edition)
    try:
        old = load_snapshot(folder, snapshot.edition)
    except SnapshotError:
        old = None
    if old is not None and replace(snapshot, fetched_at=old.fetched_at) == old:
        return False
    write_atomic(path, _written(snapshot).encode())
    return True


Loader = Callable[[Path, EditionKey], Snapshot]
"""What `load_snapshot` is: gives the snapshot of an edition in a folder."""


def load_snapshot(folder: Path, edition: EditionKey) -> Snapshot:
    """The snapshot of an edition.

    Raises:
        SnapshotError: There's none, or the file isn't one of this version.
    """
    path = snapshot_path(folder, edition)
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise SnapshotError(
            f"{edition}: there's no snapshot yet ({path}): run 'helpgen fetch'"
        ) from error
    except OSError as error:
        raise SnapshotError(f"{edition}: {path} can't be read: {error.strerror}") from error
    return _read(data, path, edition)


def _read(data: bytes, path: Path, edition: EditionKey) -> Snapshot:
    try:
        stored = _StoredSnapshot.model_validate_json(data)
    except ValidationError as error:
        first = error.errors()[0]
        raise SnapshotError(
            f"{path}: isn't a snapshot of this version ({first['msg']}): run 'helpgen fetch'"
        ) from error
    if stored.format != FORMAT:
        raise SnapshotError(
            f"{path}: has format {stored.format}, this helpgen reads {FORMAT}: run 'helpgen fetch'"
        )
    return Snapshot(
        edition=edition,
        source=stored.source,
        fetched_at=stored.fetched_at,
        may_be_short=stored.may_be_short,
        layout=None
        if stored.sections is None
        else Layout(tuple(LayoutSection(s.header, s.answers) for s in stored.sections)),
        answers=tuple(
            Answer(a.id, a.name, a.body_html, a.language, a.updated_at) for a in stored.answers
        ),
    )


def _written(snapshot: Snapshot) -> str:
    """JSON with a line for each value, so that a version control diff shows what changed."""
    layout = snapshot.layout
    stored: dict[str, Any] = {
        "format": FORMAT,
        "source": snapshot.source,
        "fetched_at": snapshot.fetched_at,
        "may_be_short": snapshot.may_be_short,
        "sections": layout
        and [{"header": s.header, "answers": list(s.answer_ids)} for s in layout.sections],
        "answers": [
            {
                "id": answer.id,
                "name": answer.name,
                "language": answer.language,
                "updated_at": answer.updated_at,
                "body_html": answer.body_html,
            }
            for answer in sorted(snapshot.answers, key=lambda answer: answer.id)
        ],
    }
    return json.dumps(stored, ensure_ascii=False, indent=1) + "\n"


def guard(old: Snapshot | None, new: Snapshot, max_shrink: float) -> None:
    """Stand between a bad fetch and a good snapshot.

    Args:
        old: What's on disk, None at the first fetch. Of another source, it guards nothing
            but against an empty list.
        new: What was just fetched.
        max_shrink: Largest share (0 to 1) of the old answers that may be gone.

    Raises:
        FetchRefused: The new snapshot is empty, lost too many answers, or lost its sections or
            too much of what stood in them.
    """
    flag = f"--accept-loss {new.edition.brand}"
    if not new.answers:
        raise FetchRefused(
            f"{new.edition}: Gladly returned no answers; {_kept(old)}: check audience_id and "
            f"the language in site.toml, or pass {flag} if it's meant to be empty"
        )
    if old is None or old.source != new.source:
        return  # the emulator's answers say nothing of an account's
    if old.layout and old.layout.sections and not (new.layout and new.layout.sections):
        raise FetchRefused(
            f"{new.edition}: the help center lost all its sections; {_kept(old)}: "
            f"look at it in Gladly, or pass {flag} if that's right"
        )
    before, now = ({answer.id for answer in one.answers} for one in (old, new))
    losses = {"are gone": (before, before - now)}
    if old.layout and new.layout:
        placed = _placed(old.layout) & before
        losses["are in no section any more"] = placed, placed & now - _placed(new.layout)
    for what, (all_of, lost) in losses.items():
        if all_of and len(lost) / len(all_of) > max_shrink:
            raise FetchRefused(
                f"{new.edition}: {len(lost)} of {len(all_of)} answers {what}, more than "
                f"max_shrink = {max_shrink:g} allows; {_kept(old)}: pass {flag} if that's right"
            )


def _placed(layout: Layout) -> set[str]:
    return {answer_id for section in layout.sections for answer_id in section.answer_ids}


def _kept(old: Snapshot | None) -> str:
    return f"the snapshot of {old.fetched_at} was kept" if old else "there's no older snapshot"
