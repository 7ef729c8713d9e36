"""Snapshots with their drafts on disk, for the full build that follows what is shown."""

from __future__ import annotations

from pathlib import Path

from helpgen.errors import SnapshotError
from helpgen.model import EditionKey
from helpgen.pictures.album import FOLDER
from helpgen.preview.project import Project
from helpgen.snapshot import save_snapshot, snapshot_path


def shown_snapshots(project: Project, folder: Path) -> Path | None:
    """Write what is shown of every edition.

    Args:
        project: Which has just been looked at.
        folder: Of the preview's own.

    Returns:
        The folder; None where there are no drafts, so that the fetched ones will do.
    """
    site = project.site
    if site is None or not project.drafts():
        return None
    for brand in site.brands:
        for language in brand.languages:
            edition = EditionKey(brand.slug, language)
            try:
                save_snapshot(folder, project.shown(edition))
            except SnapshotError:  # the build tells of it
                snapshot_path(folder, edition).unlink(missing_ok=True)
    link_to(folder / FOLDER, site.snapshots / FOLDER)
    return folder


def link_to(link: Path, target: Path) -> None:
    """Have a folder stand in another place too."""
    if not link.is_symlink() or link.readlink() != target:
        link.unlink(missing_ok=True)
        link.symlink_to(target, target_is_directory=True)
