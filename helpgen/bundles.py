"""Modules of JavaScript that one script alone needs become a part of it.

Browsers take some milliseconds for every file of a script on a phone, however small it is. A
module becomes a constant: a function's body, run once, and what it exports as an object. Only
plain modules are taken in: named imports and exports, on lines of their own, and none whose state
two scripts might share. Others stay files, which means the same.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache

_IMPORT = re.compile(
    r"""^import\s*\{([^}]*)\}\s*from\s*(["'])(\.{1,2}/[^"'\s]+)\2;?[ \t]*$""", re.MULTILINE
)
_EXPORT = re.compile(
    r"^export\s+((?:async\s+)?(?:const|class|function)\b\s*\*?\s*)([\w$]+)", re.MULTILINE
)
_BEYOND = re.compile(
    # Other imports and exports, and what means something else within a function.
    r"^\s*import\s*[^\s(]|^\s*export\b|\bimport\.meta\b|^\S.*\bawait\b|^return\b",
    re.MULTILINE,
)
_RENAMED = re.compile(r"\s+as\s+")


def beside(name: str, address: str) -> str:
    """The name of what a file names by a relative address."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), address))


def parts_of_scripts(
    codes: Mapping[str, str], entries: Collection[str]
) -> dict[str, tuple[str, ...]]:
    """What each script takes in.

    Args:
        codes: Every script by its name, each after those that it imports.
        entries: Those that are loaded by themselves: by pages, or when they're needed.

    Returns:
        For each script that stays a file the modules to take in, each after those that it needs.
    """
    imports = {name: _static_imports(name, code) for name, code in codes.items()}
    used = {other for others in imports.values() for other in others}.difference(entries)
    files = codes.keys() - used
    files |= {name for name in used if not _is_plain(codes[name])}
    files |= {name for name in used if not _exports_enough(name, codes)}
    while True:
        # A part can't import a file; what two files need is one itself.
        for name in codes:
            if name in used and any(other in files for other in imports[name]):
                files.add(name)
        parts = {name: tuple(_needed(name, imports, files)) for name in codes if name in files}
        taken = [part for needed in parts.values() for part in needed]
        shared = {part for part in taken if taken.count(part) > 1}
        if not shared:
            return parts
        files |= shared


def _static_imports(name: str, code: str) -> list[str]:
    return [beside(name, address) for _, address in _imported(code)]


@lru_cache(maxsize=256)  # every brand has the base theme's scripts
def _imported(code: str) -> tuple[tuple[str, str], ...]:
    """What's between the braces of each static import, and its address."""
    return tuple((match[1], match[3]) for match in _IMPORT.finditer(code))


@lru_cache(maxsize=256)
def _is_plain(code: str) -> bool:
    several_lines = any(line.count("`") % 2 for line in code.splitlines())
    return not several_lines and not _BEYOND.search(_EXPORT.sub(r"\1\2", _IMPORT.sub("", code)))


def _exports_enough(name: str, codes: Mapping[str, str]) -> bool:
    """Whether a module exports all that others import; the browser tells it of a file only."""
    exported = set(_exported(codes[name]))
    return all(
        exported.issuperset(_names(names))
        for other, code in codes.items()
        for names, address in _imported(code)
        if beside(other, address) == name
    )


def _names(imported: str) -> list[str]:
    """The names of `a, b as c` where they come from."""
    return [_RENAMED.split(name.strip())[0] for name in imported.split(",") if name.strip()]


def _exported(code: str) -> list[str]:
    return [match[2] for match in _EXPORT.finditer(code)]


def _needed(name: str, imports: Mapping[str, Sequence[str]], files: Collection[str]) -> list[str]:
    """The modules that are no files which a script imports, and those that they import."""
    found: dict[str, None] = {}
    for other in imports[name]:
        if other not in files:
            found |= dict.fromkeys([*_needed(other, imports, files), other])
    return list(found)


def with_constants(name: str, code: str, parts: Iterable[str]) -> str:
    """A script whose imports of parts are taken from their constants."""

    def taken(match: re.Match[str]) -> str:
        other = beside(name, match[3])
        if other not in parts:
            return match[0]
        return f"const {{{_RENAMED.sub(': ', match[1])}}} = {_constant(other)};"

    return _IMPORT.sub(taken, code)


def as_constant(name: str, code: str) -> str:
    """A part: its code, which imports nothing, as a constant with what it exports."""
    body = _EXPORT.sub(r"\1\2", code)
    exported = ", ".join(_exported(code))
    return f"const {_constant(name)} = (() => {{\n{body}\nreturn {{ {exported} }};\n}})();"


def _constant(name: str) -> str:
    return "$" + re.sub(r"\W", "_", name)
