"""Where an edition's own files are below `content/`."""

from __future__ import annotations

from pathlib import Path

from helpgen.model import EditionKey


def page_files(content: Path, edition: EditionKey) -> list[Path]:
    """The Markdown files of an edition that are pages, by name."""
    return [path for path in _markdown(content, edition) if not path.name.startswith("_")]


def part_files(content: Path, edition: EditionKey) -> list[Path]:
    """Those that stand on every page, by name: they begin with `_`."""
    return [path for path in _markdown(content, edition) if path.name.startswith("_")]


def _markdown(content: Path, edition: EditionKey) -> list[Path]:
    folder = content / edition.brand / edition.language
    # Editors keep locks and copies beside a file, under names that begin with a dot.
    files = (path for path in folder.glob("*.md") if not path.name.startswith("."))
    return sorted(path for path in files if not path.is_dir())


def synonyms_file(content: Path, edition: EditionKey) -> Path:
    """Where an edition's synonyms are; there may be none."""
    return content / edition.brand / edition.language / "synonyms.toml"
