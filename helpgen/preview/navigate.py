"""Where the pages are that a change is about: those of a content page or of a managed answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from helpgen.preview.edition_view import EditionView
from helpgen.preview.project import Project
from helpgen.preview.stamps import ANSWERS

Target = tuple[str, str]
"""Slug of the brand whose host it's on, empty for the host of all; and the site path there."""


def changed_pages(project: Project, changed: Mapping[str, Iterable[str]]) -> list[Target]:
    """The pages of what has changed, where brands have been looked at.

    Args:
        project: Which has just been looked at.
        changed: Paths of files by their kind.
    """
    found: list[Target] = []
    for kind, paths in changed.items():
        for path in map(Path, paths):
            if path.suffix in {".md", ".html"}:
                found += _answer(project, path) if kind == ANSWERS else _content(project, path)
    return list(dict.fromkeys(target for target in found if target[1]))


def _answer(project: Project, path: Path) -> Iterator[Target]:
    answer_id = project.managed_id(path.parent.name)
    for _, host, view in _views(project):
        if view.job.language == path.stem and answer_id:
            yield host, view.url_of(answer_id)


def _content(project: Project, path: Path) -> Iterator[Target]:
    language, brand = path.parent.name, path.parent.parent.name
    for slug, host, view in _views(project):
        if (slug, view.job.language) == (brand, language):
            yield host, view.url_of_page(path.stem)


def _views(project: Project) -> Iterator[tuple[str, str, EditionView]]:
    """Slug, host and edition of every edition of the brands that have been looked at."""
    for mount in project.mounts():
        view = project.view(mount, project.files)
        brand = view.brand if view else None
        for language in brand.languages if brand else ():
            edition = view.edition(language, project.files) if view else None
            if edition:
                yield mount.slug, "" if mount.prefixed else mount.slug, edition
