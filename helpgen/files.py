"""Writing and reading files so that a reader never sees half of one."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from helpgen.errors import ContentError


def write_atomic(path: Path, data: bytes, *, temporary: Path | None = None) -> None:
    """Replace `path` by `data` in one step, making its folder where needed.

    Args:
        path: The file to write.
        data: Its whole new content.
        temporary: Where to write first, on the same file system; beside `path` by default.

    Raises:
        OSError: The file can't be written; `path` is then as it was.
    """
    temporary = temporary or path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        _write(temporary, data)
        _move(temporary, path)
    except OSError:
        with contextlib.suppress(OSError):  # what went wrong first is what's told
            temporary.unlink(missing_ok=True)
        raise


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _move(temporary: Path, path: Path) -> None:
    try:
        temporary.replace(path)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.replace(path)


def digest(*parts: bytes) -> str:
    """Hex SHA-256 of the parts, each counted with its length so that borders matter."""
    state = hashlib.sha256()
    for part in parts:
        state.update(len(part).to_bytes(8, "big"))
        state.update(part)
    return state.hexdigest()


def read_bytes(path: Path) -> bytes:
    """What the file holds.

    Raises:
        ContentError: It can't be read; the message names it.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise ContentError(f"{path}: can't be read: {error.strerror or error}") from error


def read_text(path: Path) -> str:
    """The file's text with Unix line ends.

    Raises:
        ContentError: It can't be read or isn't UTF-8; the message names it.
    """
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise ContentError(f"{path}: can't be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise ContentError(f"{path}: isn't UTF-8 (byte {error.start}): save it as UTF-8") from error


def read_toml(path: Path) -> dict[str, Any]:
    """The file's TOML as a dict.

    Raises:
        ContentError: It can't be read or isn't TOML; the message names file, line and column.
    """
    try:
        return tomllib.loads(read_text(path))
    except (ValueError, RecursionError) as error:  # numbers and nesting beyond Python's limits
        raise ContentError(f"{path}: isn't TOML: {error}") from error


def files_below(folder: Path) -> Iterator[tuple[str, Path]]:
    """Every file below a folder by its path there, `assets/logo.svg`, in order.

    Raises:
        ContentError: The folder can't be read, or a link in it leads out of it or to a folder.
    """
    home = os.path.realpath(folder) + os.sep
    for name, entry in _entries(folder, ""):
        if _leads_out(entry, home):
            raise ContentError(f"{entry.path}: {LINK_OUT[0]}: {LINK_OUT[1]}")
        if entry.is_file():
            yield name, Path(entry.path)


LINK_OUT = ("is a link that leads out of its folder, or to a folder", "put the file itself there")
"""What's wrong with such a link, and what to do."""


def links_out(folder: Path) -> list[Path]:
    """The links for which `files_below` refuses a folder."""
    home = os.path.realpath(folder) + os.sep
    return [Path(entry.path) for _, entry in _entries(folder, "") if _leads_out(entry, home)]


def _leads_out(entry: os.DirEntry[str], home: str) -> bool:
    return entry.is_symlink() and (
        entry.is_dir() or not os.path.realpath(entry.path).startswith(home)
    )


def _entries(folder: Path | str, above: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Everything below a folder but folders, links not followed."""
    try:
        with os.scandir(folder) as found:
            entries = sorted(
                # Emacs locks what is being edited by a link that leads nowhere.
                (entry for entry in found if not entry.name.startswith(".#")),
                key=lambda entry: entry.name,
            )
    except FileNotFoundError:
        return
    except OSError as error:
        raise ContentError(f"{folder}: can't be read: {error.strerror or error}") from error
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _entries(entry.path, f"{above}{entry.name}/")
        else:
            yield f"{above}{entry.name}", entry
