"""A theme's scripts as they are published: imports by hashed names, no comments or indentation."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from helpgen.errors import ContentError
from helpgen.files import read_text

SUFFIX = ".js"
_IMPORT = re.compile(r"""(\b(?:from|import)\s*\(?\s*)(["'])(\.{1,2}/[^"'\s]+)\2""")
_COMMENT = re.compile(
    # On lines of their own; `/*!` and `//!` are for those who read what's published.
    r"^[ \t]*(?://(?!!).*|/\*(?!!)(?:(?!\*/)[\s\S])*\*/[ \t]*)(?:\n|\Z)",
    re.MULTILINE,
)
_INDENT = re.compile(r"^\s+", re.MULTILINE)


def imported_first(found: Mapping[str, Path]) -> Iterator[str]:
    """The names of all assets, each script after those that it imports.

    A script's hash covers the names in it, so those must be known before its own.

    Args:
        found: Where each asset lies, by its name.

    Raises:
        ContentError: A script imports one that isn't there, or they import in a circle.
    """
    imports = {
        name: _imports(name, path) if name.endswith(SUFFIX) else []
        for name, path in sorted(found.items())
    }
    for name, others in imports.items():
        for other in others:
            if other not in found:
                raise ContentError(f"{found[name]}: imports {other}: add it to assets/")
    try:
        yield from TopologicalSorter(imports).static_order()
    except CycleError as error:
        circle = " -> ".join(error.args[1])
        raise ContentError(f"assets/: scripts import each other: {circle}") from error


def published(name: str, path: Path, names: Mapping[str, str]) -> bytes:
    """A script as browsers get it.

    Args:
        name: Below `assets/`.
        path: Where it lies.
        names: Published path of every script that it imports, by name.
    """

    def hashed(match: re.Match[str]) -> str:
        there = names[_beside(name, match[3])].removeprefix("assets/")
        relative = posixpath.relpath(there, posixpath.dirname(name) or ".")
        dot = "" if relative.startswith("../") else "./"
        return f"{match[1]}{match[2]}{dot}{relative}{match[2]}"

    code, addresses = _read(read_text(path))
    return (_IMPORT.sub(hashed, code) if addresses else code).encode()


def _imports(name: str, path: Path) -> list[str]:
    """The names of the scripts that a script imports by relative addresses."""
    return [_beside(name, address) for address in _read(read_text(path))[1]]


@lru_cache(maxsize=256)  # every brand has the base theme's scripts, and asks twice for each
def _read(text: str) -> tuple[str, tuple[str, ...]]:
    """A script as it's published but for imports, and the relative addresses that it imports."""
    code = _bare(text)
    return code, tuple(match[3] for match in _IMPORT.finditer(code))


def _bare(text: str) -> str:
    """A script without comments and indentation; whole where a text might have several lines."""
    if any(line.count("`") % 2 for line in text.splitlines()):
        return text
    return _INDENT.sub("", _COMMENT.sub("", text))


def _beside(name: str, address: str) -> str:
    """The name of what a file names by a relative address."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), address))
