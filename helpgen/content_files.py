"""Where an edition's own files are below `content/`."""

from __future__ import annotations

from pathlib import Path

from helpgen.model import EditionKey


def page_files(content: Path, edition: EditionKey) -> list[Path]:
    """The Markdown files of an edition, by name."""
    folder = content / edition.brand / edition.language
    return sorted(path for path in folder.glob("*.md") if not path.is_dir())


def synonyms_file(content: Path, edition: EditionKey) -> Path:
    """Where an edition's synonyms are; there may be none."""
    return content / edition.brand / edition.language / "synonyms.toml"
