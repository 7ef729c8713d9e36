"""Rows of a spreadsheet into managed answers: new ones, and new texts of those that are there."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from helpgen.answer_files import ManagedAnswer, ManagedBody
from helpgen.answers.bodies import published_html
from helpgen.answers.canonical import canonical
from helpgen.answers.drafts import Draft, write_draft
from helpgen.answers.folder import body_path, read_local
from helpgen.answers.writing import write_body


def import_drafts(folder: Path, drafts: Iterable[Draft]) -> list[tuple[str, Path]]:
    """Write drafts; an answer is known by its name.

    Details of an answer that is there stay as they are; its text in the draft's language
    becomes the draft's.

    Returns:
        What was done, `new`, `updated` or `same`, and the file.
    """
    local = read_local(folder, {}, {}, strict=False)
    known = {answer.name: answer for answer in local.answers.values()}
    new: dict[str, Path] = {}
    done = []
    for draft in drafts:
        if draft.name in known:
            done.append(_replaced(known[draft.name], draft))
        elif draft.name in new:
            body = ManagedBody(draft.language, draft.title, draft.source, draft.suffix)
            write_body(new[draft.name], body, None)
            done.append(("new", new[draft.name] / f"{draft.language}{draft.suffix}"))
        else:
            path = write_draft(folder, local, draft)
            new[draft.name] = path.parent
            done.append(("new", path))
    return done


def _replaced(answer: ManagedAnswer, draft: Draft) -> tuple[str, Path]:
    old = next((body for body in answer.bodies if body.language == draft.language), None)
    new = ManagedBody(draft.language, draft.title, draft.source, draft.suffix)
    if old is not None and old.title == new.title and _html(old) == _html(new):
        return "same", body_path(answer, old)
    write_body(answer.folder, new, old)
    return "updated", body_path(answer, new)


def _html(body: ManagedBody) -> str:
    return canonical(published_html(body))
