"""Where an edition's index lies: a folder for each generation, and a pointer to the current one.

    <index>/<brand>/<language>/<generation>/    files of Whoosh, lists of words, `meta.json`
    <index>/<brand>/<language>/current          the generation's name
    <index>/<brand>/<language>/hidden.json      what the check of a generation found

A generation is written under another name, moved to its own in one step, and never changed
after that; the pointer is replaced in one step as well. A reader holds on to the generation it
opened, and finds the files of the one before still there.

`checksums.json` is written last and names size and CRC-32 of each file: whatever is cut off,
lost or overwritten is seen before Whoosh reads it. It's no protection against intent: Whoosh
reads pickles, so that an index must be trusted like code.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from helpgen.errors import SearchError
from helpgen.files import write_atomic
from helpgen.model import EditionKey

FORMAT = 2
"""Of the folder; one of another format is made anew, never read."""
_NAME = re.compile(r"[0-9a-f]{16}")
_POINTER, _META, _SUMS = "current", "meta.json", "checksums.json"
_LOCK, HIDDEN = ".lock", "hidden.json"


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
    except (OSError, UnicodeDecodeError):
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
    stored = {name: getattr(meta, name) for name in Meta.__slots__}
    data = json.dumps(stored, ensure_ascii=False, separators=(",", ":"))
    (generation / _META).write_text(data, encoding="utf-8")


def check_files(generation: Path) -> None:
    """See that a generation's files are as they were written.

    Raises:
        SearchError: One is missing or another one, or there's no list of them.
    """
    for name, known in _sums(generation).items():
        if _sum(generation / name) != known:
            raise SearchError(f"{generation / name}: is damaged: run 'helpgen build'")


def generation_files(generation: Path) -> list[Path]:
    """The files that make up a generation, without the list of their checksums."""
    return sorted(path for path in generation.iterdir() if path.name != _SUMS)


def is_as_left(generation: Path) -> bool:
    """Whether a generation's files are as they were written, for an unchanged site.

    Quick where sizes and times are right; only otherwise, as after copying, all is read.
    """
    try:
        sums = _sums(generation)
        newest = (generation / _SUMS).stat().st_mtime_ns
        stats = {name: (generation / name).stat() for name in sums}
        if any(stats[name].st_size != size for name, (size, _) in sums.items()):
            return False
        if any(stat.st_mtime_ns > newest for stat in stats.values()):
            check_files(generation)
    except (OSError, SearchError):
        return False
    return True


def _sums(generation: Path) -> dict[str, tuple[int, int]]:
    try:
        stored = json.loads((generation / _SUMS).read_bytes())
        sums = {str(name): (int(size), int(crc)) for name, (size, crc) in stored.items()}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise SearchError(
            f"{generation}: isn't a whole search index ({error}): run 'helpgen build'"
        ) from error
    if _META not in sums:
        raise SearchError(f"{generation}: isn't a whole search index: run 'helpgen build'")
    return sums


def _sum(path: Path) -> tuple[int, int]:
    """Size and CRC-32; of a file that can't be read, what no file has."""
    try:
        data = path.read_bytes()
    except OSError:
        return -1, -1
    return len(data), zlib.crc32(data)


def _seal(generation: Path) -> None:
    sums = {path.name: _sum(path) for path in sorted(generation.iterdir())}
    (generation / _SUMS).write_text(json.dumps(sums), encoding="utf-8")


@contextlib.contextmanager
def edition_lock(folder: Path, patience: float = 600) -> Iterator[None]:
    """Hold an edition's folder, for builds with different outputs and the same index.

    Args:
        folder: The edition's; made if it isn't there.
        patience: Seconds to wait for another build.

    Raises:
        SearchError: Another build didn't end in time.
        OSError: The folder can't be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder / _LOCK, timeout=patience):
            yield
    except Timeout as error:
        raise SearchError(
            f"{folder}: another build has held it for {patience:g} s: wait for it or end it"
        ) from error


@contextlib.contextmanager
def new_generation(folder: Path, name: str) -> Iterator[Path]:
    """A folder to write a generation into, which becomes the current one if all goes well.

    Args:
        folder: The edition's, held by `edition_lock`.
        name: The generation's, 16 hexadecimal digits.
    """
    unfinished = folder / f".{name}.tmp"
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    try:
        yield unfinished
        _seal(unfinished)
        before = current(folder)
        _set_aside(folder / name)
        unfinished.replace(folder / name)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    write_atomic(folder / _POINTER, f"{name}\n".encode())
    _forget(folder, {name, before})


def _set_aside(path: Path) -> None:
    """Make room for a generation: what has its name is damaged, or of a killed build."""
    aside = path.with_name(f".{path.name}.old.tmp")
    shutil.rmtree(aside, ignore_errors=True)
    with contextlib.suppress(FileNotFoundError):
        path.replace(aside)


def hard_linked(old: Path, new: Path) -> None:
    """The files of a generation in the folder of the next one, without copying where possible."""
    for path in old.iterdir():
        if path.name not in {_META, _SUMS}:
            try:
                os.link(path, new / path.name)
            except OSError:  # no hard links on this file system
                shutil.copy2(path, new / path.name)


def indexed_editions(index: Path) -> list[EditionKey]:
    """Editions that have a folder with something of ours in it.

    Raises:
        SearchError: A folder can't be read.
    """
    try:
        return sorted(
            EditionKey(folder.parent.name, folder.name)
            for folder in index.glob("*/*")
            if folder.is_dir() and any(_is_ours(path) for path in folder.iterdir())
        )
    except OSError as error:
        raise SearchError(f"{index}: can't be read: {error.strerror or error}") from error


def remove_edition(folder: Path) -> None:
    """Delete an edition's index; other files stay, and so do the folders that hold them.

    Raises:
        SearchError: Something can't be deleted.
    """
    try:
        (folder / _POINTER).unlink(missing_ok=True)
        for path in [path for path in folder.iterdir() if _is_ours(path)]:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    except OSError as error:
        raise SearchError(f"{folder}: can't be deleted: {error.strerror or error}") from error
    for empty in (folder, folder.parent):
        with contextlib.suppress(OSError):  # it holds something else
            empty.rmdir()


def _is_ours(path: Path) -> bool:
    return path.name in {_POINTER, _LOCK, HIDDEN} if path.is_file() else _is_generation(path)


def _is_generation(path: Path) -> bool:
    """Whether it's a generation's folder, finished or not."""
    unfinished = path.name.startswith(".") and path.name.endswith(".tmp")
    return path.is_dir() and (unfinished or _NAME.fullmatch(path.name) is not None)


def _forget(folder: Path, kept: set[str]) -> None:
    """Delete the generations before the last one; only what has the name of a generation."""
    for path in folder.iterdir():
        if path.name not in kept and _is_generation(path):
            shutil.rmtree(path, ignore_errors=True)
