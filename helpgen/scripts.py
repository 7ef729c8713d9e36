"""A theme's scripts as they are published: hashed names, few files, no comments or indentation."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from helpgen.bundles import as_constant, beside, parts_of_scripts, with_constants
from helpgen.errors import ContentError
from helpgen.files import read_text

SUFFIX = ".js"
_IMPORT = re.compile(r"""(\b(?:from|import)\s*\(?\s*)(["'])(\.{1,2}/[^"'\s]+)\2""")
_DYNAMIC = re.compile(r"""\bimport\s*\(\s*["'](\.{1,2}/[^"'\s]+)["']""")
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


def parts(found: Mapping[str, Path], entries: Collection[str]) -> dict[str, tuple[str, ...]]:
    """What each script takes in, by its name.

    Args:
        found: Where each asset lies, each script after those that it imports.
        entries: Scripts that pages load.
    """
    codes = {
        name: _read(read_text(path))[0] for name, path in found.items() if name.endswith(SUFFIX)
    }
    dynamic = {beside(name, address) for name, code in codes.items() for address in _dynamic(code)}
    return parts_of_scripts(codes, {*entries, *dynamic})


def published(
    name: str, found: Mapping[str, Path], names: Mapping[str, str], parts: Sequence[str]
) -> bytes:
    """A script as browsers get it.

    Args:
        name: Below `assets/`.
        found: Where each asset lies.
        names: Published path of every script that it imports, by name.
        parts: Scripts to take in, each after those that it needs.
    """
    folder = posixpath.dirname(name) or "."
    code = [as_constant(part, _addressed(part, found, names, parts, folder)) for part in parts]
    return "\n".join([*code, _addressed(name, found, names, parts, folder)]).encode()


def _addressed(
    name: str,
    found: Mapping[str, Path],
    names: Mapping[str, str],
    parts: Sequence[str],
    folder: str,
) -> str:
    """A script's code, to stand in a file in a folder below `assets/`."""

    def hashed(match: re.Match[str]) -> str:
        there = names[beside(name, match[3])].removeprefix("assets/")
        relative = posixpath.relpath(there, folder)
        dot = "" if relative.startswith("../") else "./"
        return f"{match[1]}{match[2]}{dot}{relative}{match[2]}"

    code, addresses = _read(read_text(found[name]))
    if addresses:
        code = _IMPORT.sub(hashed, with_constants(name, code, parts))
    # Last, since taking in goes by what isn't indented.
    return _unindented(code)


def _imports(name: str, path: Path) -> list[str]:
    """The names of the scripts that a script imports by relative addresses."""
    return [beside(name, address) for address in _read(read_text(path))[1]]


@lru_cache(maxsize=256)  # every brand has the base theme's scripts
def _read(text: str) -> tuple[str, tuple[str, ...]]:
    """A script without its comments, and the relative addresses that it imports."""
    code = text if _has_long_texts(text) else _COMMENT.sub("", text)
    return code, tuple(match[3] for match in _IMPORT.finditer(code))


@lru_cache(maxsize=256)
def _dynamic(code: str) -> tuple[str, ...]:
    """The relative addresses of what a script loads when it's needed."""
    return tuple(match[1] for match in _DYNAMIC.finditer(code))


@lru_cache(maxsize=256)
def _unindented(code: str) -> str:
    return code if _has_long_texts(code) else _INDENT.sub("", code)


def _has_long_texts(code: str) -> bool:
    """Whether a text might have several lines, which may hold anything."""
    return any(line.count("`") % 2 for line in code.splitlines())
