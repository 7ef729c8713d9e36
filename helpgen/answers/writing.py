"""Managed answers written to files: whole files in one step, and no more of them than changed."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path

from helpgen.answer_files import ANSWER_TOML, ManagedBody
from helpgen.answers.bodies import html_lines, published_html, source_of
from helpgen.answers.canonical import canonical
from helpgen.answers.merge import Merged, merge
from helpgen.answers.state import Content, Details
from helpgen.answers.toml_text import Value, changed_toml, toml_text, toml_value
from helpgen.files import digest, read_text, write_atomic
from helpgen.slugs import slugify

_FENCE = "+++\n"


def new_folder(parent: Path, name: str, answer_id: str, taken: Collection[str]) -> Path:
    """A folder for a new answer, named after it.

    Args:
        parent: Such as `content/answers`.
        name: The answer's name.
        answer_id: Names the folder where the name has no letter.
        taken: Names of folders that are in use.
    """
    plain = slugify(name) or f"answer-{digest(answer_id.encode())[:8]}"
    names = [plain, *(f"{plain}-{number}" for number in range(2, len(taken) + 3))]
    return parent / next(one for one in names if one not in taken)


def write_details(
    folder: Path, answer_id: str, details: Details, audiences: Mapping[str, str]
) -> None:
    """Write `answer.toml`, or change in it what is new.

    Args:
        folder: The answer's.
        answer_id: Its id.
        details: What is to stand there.
        audiences: Audience id to name; files call an audience by its name if it's unique.
    """
    path = folder / ANSWER_TOML
    values: dict[str, Value] = {"id": answer_id, "name": details.name}
    called = [_called(one, audiences) for one in details.audience_ids]
    if not path.exists():
        values |= {"description": details.description} if details.description else {}
        write_atomic(path, toml_text(values | {"audiences": called}).encode())
        return
    text = read_text(path)
    old = tomllib.loads(text)
    if details.description != old.get("description", ""):
        values["description"] = details.description
    if set(called) != set(old.get("audiences", [])):
        values["audiences"] = called
    write_atomic(path, changed_toml(text, values).encode())


def write_content(
    folder: Path, language: str, content: Content, old: ManagedBody | None
) -> ManagedBody:
    """Write a content as Gladly has it; gives the file as it will be read.

    Lines of a file that say the same stay as they were written.

    Args:
        folder: The answer's.
        language: Of the content.
        content: As Gladly has it.
        old: The file that stands there.
    """
    suffix, source = source_of(content.html)
    if old is not None and old.suffix == suffix:
        source = _kept_lines(old, content, source)
    return write_body(folder, ManagedBody(language, content.title, source, suffix), old)


def write_body(folder: Path, body: ManagedBody, old: ManagedBody | None) -> ManagedBody:
    """Write a body's file, and give it as it will be read.

    The old file's front matter stays but for the title.
    """
    path = folder / f"{body.language}{body.suffix}"
    source = body.source if body.source.endswith("\n") or not body.source else f"{body.source}\n"
    front = _front(folder, body, old)
    write_atomic(path, f"{_FENCE}{front}{_FENCE}{source}".encode())
    if old is not None and old.suffix != body.suffix:
        (folder / f"{old.language}{old.suffix}").unlink(missing_ok=True)
    return replace(body, source=source)


def merged_body(
    body: ManagedBody, base: Content | None, theirs: Content
) -> tuple[ManagedBody, bool]:
    """Both sides' changes in one body; whether no conflict markers are in it.

    Args:
        body: The file; its title is kept.
        base: What both started from.
        theirs: What Gladly has.
    """
    texts = [source_of(one.html) if one else (body.suffix, "") for one in (base, theirs)]
    suffixes = {body.suffix, *(suffix for suffix, _ in texts)}
    if len(suffixes) == 1:
        mine, suffix = body.source, body.suffix
        old, new = (text for _, text in texts)
    else:
        mine, suffix = html_lines(published_html(body)), ".html"
        old, new = (html_lines(one.html) if one else "" for one in (base, theirs))
    found: Merged = merge(old.rstrip("\n"), mine.strip("\n"), new.rstrip("\n"))
    return ManagedBody(body.language, body.title, found.text, suffix), found.clean


def _kept_lines(old: ManagedBody, content: Content, source: str) -> str:
    """The new source with the old file's way of writing where it says the same."""
    _, before = source_of(published_html(old))
    found = merge(before.rstrip("\n"), old.source.rstrip("\n"), source.rstrip("\n"))
    candidate = ManagedBody(old.language, content.title, found.text, old.suffix)
    same = found.clean and canonical(published_html(candidate)) == canonical(content.html)
    return found.text if same else source


def _front(folder: Path, body: ManagedBody, old: ManagedBody | None) -> str:
    title = {"title": body.title}
    if old is None:
        return toml_text(title)
    text = read_text(folder / f"{old.language}{old.suffix}").replace("\r\n", "\n")
    front = text.removeprefix("\ufeff").removeprefix(_FENCE).partition(f"\n{_FENCE}")[0]
    if tomllib.loads(front).get("title") == body.title:
        return f"{front}\n"
    lines = front.split("\n")
    kept = [line for line in lines if not line.startswith("title")]
    changed = "\n".join([f"title = {toml_value(body.title)}", *kept])
    return f"{changed}\n"


def _called(audience_id: str, audiences: Mapping[str, str]) -> str:
    name = audiences.get(audience_id, "")
    unique = name.strip() and list(audiences.values()).count(name) == 1
    return name if unique and name not in audiences else audience_id
