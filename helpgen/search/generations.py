"""Where an edition's index lies: a folder for each generation, and a pointer to the current one.

    <index>/<brand>/<language>/<generation>/    files of Whoosh, `meta.json`, `words.txt`
    <index>/<brand>/<language>/current          the generation's name

A generation is written under another name, moved to its own in one step, and never changed
after that; the pointer is replaced in one step as well. A reader holds on to the generation it
opened, and finds the files of the one before still there.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from helpgen.errors import SearchError
from helpgen.files import write_atomic
from helpgen.model import EditionKey

FORMAT = 1
"""Of the folder; one of another format is made anew, never read."""
_NAME = re.compile(r"[0-9a-f]{16}")
_POINTER, _META = "current", "meta.json"


@dataclass(frozen=True, slots=True)
class Meta:
    """What a generation says of itself.

    Attributes:
        format: Of the folder.
        analysis: Fingerprint of the analyzer, the weights and Whoosh.
        language: Gladly's code.
        documents: Hash, words in the name and words in the text of each answer by its id.
        synonyms: Other words for a phrase.
        deleted: Answers that were replaced or removed since the index was made as a whole.
    """

    format: int
    analysis: str
    language: str
    documents: Mapping[str, tuple[str, int, int]]
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    deleted: int = 0


def edition_folder(index: Path, edition: EditionKey) -> Path:
    """The folder of an edition's generations."""
    return index / edition.brand / edition.language


def current(folder: Path) -> str:
    """Name of an edition's current generation; empty if there's none."""
    try:
        name = (folder / _POINTER).read_text(encoding="ascii").strip()
    except (FileNotFoundError, UnicodeDecodeError):
        return ""
    return name if _NAME.fullmatch(name) else ""


def read_meta(generation: Path) -> Meta:
    """What a generation says of itself.

    Raises:
        SearchError: It isn't one of this version.
    """
    try:
        stored: dict[str, Any] = json.loads((generation / _META).read_bytes())
        if stored["format"] != FORMAT:
            raise SearchError(
                f"{generation}: has format {stored['format']}, this helpgen reads {FORMAT}: "
                "run 'helpgen build'"
            )
        documents = {
            i: (hash_, name, text) for i, (hash_, name, text) in stored["documents"].items()
        }
        synonyms = {phrase: tuple(words) for phrase, words in stored["synonyms"].items()}
        return Meta(**{**stored, "documents": documents, "synonyms": synonyms})
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise SearchError(
            f"{generation}: isn't a search index ({error}): run 'helpgen build'"
        ) from error


def write_meta(generation: Path, meta: Meta) -> None:
    """Put it beside the files of Whoosh."""
    data = json.dumps(asdict(meta), ensure_ascii=False, separators=(",", ":"))
    (generation / _META).write_text(data, encoding="utf-8")


@contextlib.contextmanager
def new_generation(folder: Path, name: str) -> Iterator[Path]:
    """A folder to write a generation into, which becomes the current one if all goes well.

    Args:
        folder: The edition's.
        name: The generation's, 16 hexadecimal digits.
    """
    unfinished = folder / f".{name}.{os.getpid()}.tmp"
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    try:
        yield unfinished
        before = current(folder)
        if before != name:
            shutil.rmtree(folder / name, ignore_errors=True)  # left by a build that was killed
        unfinished.replace(folder / name)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    write_atomic(folder / _POINTER, f"{name}\n".encode())
    _forget(folder, {name, before})


def hard_linked(old: Path, new: Path) -> None:
    """The files of a generation in the folder of the next one, without copying where possible."""
    for path in old.iterdir():
        if path.name != _META:
            try:
                os.link(path, new / path.name)
            except OSError:  # no hard links on this file system
                shutil.copy2(path, new / path.name)


def _forget(folder: Path, kept: set[str]) -> None:
    """Delete the generations before the last one; only what has the name of a generation."""
    for path in folder.iterdir():
        unfinished = path.name.startswith(".") and path.name.endswith(".tmp")
        if path.name not in kept and path.is_dir() and (_NAME.fullmatch(path.name) or unfinished):
            shutil.rmtree(path, ignore_errors=True)
