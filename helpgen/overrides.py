"""Templates that replace one of the theme below, and whether that one has changed since.

A copy remembers what it's a copy of: its first line holds a hash of the original, as in
`{# overrides base/partials/footer.html sha256:0123456789abcdef #}`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from helpgen.config_values import did_you_mean
from helpgen.errors import ConfigError, Problem, Severity
from helpgen.files import files_below, read_text, write_atomic
from helpgen.theme import Theme

_STAMP = re.compile(r"\{#-?\s*overrides\s+(\S+)\s+sha256:([0-9a-f]+)\s*-?#\}\n?")
_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Override:
    """A template of a theme that replaces one of a theme which it extends.

    Attributes:
        name: Path below `templates/` of both.
        path: Where it is.
        original: Where the one is that it replaces.
        stamp: Hash of the original when it was copied or last accepted; empty if it's not told.
        now: Hash of the original.
    """

    name: str
    path: Path
    original: Path
    stamp: str
    now: str


def overrides(theme: Theme) -> Iterator[Override]:
    """The templates of a theme that replace another one, but for those that build on it by `!`."""
    for name, path in files_below(theme.template_folders[0]):
        original = _original(theme, name)
        text = read_text(path)
        if original and not _uses_original(text, name):
            stamp = _STAMP.search(text)
            told = stamp[2] if stamp else ""
            yield Override(name, path, original, told, _hash(read_text(original)))


def changed_originals(theme: Theme) -> Iterator[Problem]:
    """Templates whose original has changed since it was copied."""
    for override in overrides(theme):
        if override.stamp and override.stamp != override.now:
            yield Problem(
                f"{override.path}:1",
                f"replaces {override.original}, which has changed since",
                "take over what matters to it, then run 'helpgen theme check --accept'",
                Severity.WARNING,
                "changed-original",
            )


def accept(theme: Theme) -> list[Path]:
    """Note in every override of a theme that it's up to date with its original.

    Returns:
        The templates that were changed.
    """
    changed = [override for override in overrides(theme) if override.stamp != override.now]
    for override in changed:
        text = _STAMP.sub("", read_text(override.path), count=1)
        line = _line(override.original, override.name, override.now)
        write_atomic(override.path, f"{line}{text}".encode())
    return [override.path for override in changed]


def copy_template(theme: Theme, name: str) -> Path:
    """Copy a template of the themes that a theme extends into it, to be changed there.

    Args:
        theme: The theme.
        name: Path below `templates/`, such as `partials/footer.html`.

    Returns:
        The new file.

    Raises:
        ConfigError: No theme that it extends has such a template, or it's there already.
    """
    original, path = _original(theme, name), theme.template_folders[0] / name
    if original is None:
        below = {known for f in theme.template_folders[1:] for known, _ in files_below(f)}
        what = f"no theme that {theme.name!r} extends has such a template"
        raise ConfigError([Problem(name, what, did_you_mean(name, below), Severity.ERROR)])
    if path.exists():
        hint = "change that one, or delete it first"
        raise ConfigError([Problem(str(path), "is there already", hint, Severity.ERROR)])
    text = read_text(original)
    line = _line(original, name, _hash(text))
    write_atomic(path, f"{line}{_STAMP.sub('', text, count=1)}".encode())
    return path


def _line(original: Path, name: str, hashed: str) -> str:
    theme = original.parents[len(Path(name).parts)].name
    return f"{{# overrides {theme}/{name} sha256:{hashed} #}}\n"


def _original(theme: Theme, name: str) -> Path | None:
    candidates = (folder / name for folder in theme.template_folders[1:])
    return next((path for path in candidates if path.is_file()), None)


def _uses_original(text: str, name: str) -> bool:
    """Whether it extends or includes the one that it covers, so that it follows its changes."""
    return bool(
        re.search(rf"""\{{%[-+]?\s*(?:extends|include)\s+["']!{re.escape(name)}["']""", text)
    )


def _hash(text: str) -> str:
    """Hash of what a template does: comments, indentation and empty lines don't count."""
    lines = (line.strip() for line in _COMMENT.sub("", text).splitlines())
    plain = "\n".join(line for line in lines if line)
    return hashlib.sha256(plain.encode()).hexdigest()[:_DIGITS]
