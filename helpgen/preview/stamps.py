"""Which files a preview depends on, and whether one has changed: told by their times and sizes.

Each request asks anew. So a page never depends on whether the system told of a change.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import helpgen
from helpgen.answers.lockfile import NAME
from helpgen.answers.offline import answers_folder
from helpgen.config import Brand, Site
from helpgen.content_files import page_files, part_files, synonyms_file
from helpgen.model import EditionKey
from helpgen.pictures.album import album_path
from helpgen.snapshot import snapshot_path

Stamp = tuple[int, int, int, int]
"""Times of the last change of the file and its properties, its size in bytes, its number."""

Stamps = Mapping[str, Stamp]
"""By the file's path."""

CONFIG, TEMPLATES, ASSETS, THEME = "config", "templates", "assets", "theme"
ANSWERS = "answers"
"""Kinds of files; those of an edition have the edition as their kind."""

_QUIET = 15_000_000
"""Nanoseconds: a file that changed since may be half written."""
_EMPTY = 250_000_000
"""The same for a file that is empty."""

_UNWATCHED = (".", "#")
_SWAP = ("~", ".swp", ".swx", ".tmp", ".bak", "___jb_tmp___", "___jb_old___")


@dataclass(frozen=True, slots=True)
class Files:
    """How all files stand.

    Attributes:
        kinds: Their stamps by kind.
        answers_latest: The `latest` of managed answers, which may be thousands.
    """

    kinds: Mapping[str, Stamps] = field(default_factory=dict)
    answers_latest: tuple[int, int] = (0, 0)

    def of(self, kind: str) -> Stamps:
        """Those of one kind."""
        return self.kinds.get(kind, {})

    def changed(self, before: Files) -> dict[str, set[str]]:
        """Paths that are new, gone or changed, by kind; kinds without any are left out."""
        found = {
            kind: {path for path, _ in self.of(kind).items() ^ before.of(kind).items()}
            for kind in {*self.kinds, *before.kinds}
            if self.of(kind) is not before.of(kind)  # ten thousand answers, mostly
        }
        return {kind: paths for kind, paths in found.items() if paths}

    def unrest(self, now: int) -> int:
        """Nanoseconds to wait until none of them counts as half written; 0 or less: none does.

        A file that has just been emptied is waited for longer: a program that writes in place
        empties it first, and on a busy machine the text comes much later.
        """
        others = [found for kind, found in self.kinds.items() if kind != ANSWERS]
        found = [self.answers_latest, *(latest(stamps) for stamps in others)]
        newest = max(changed for changed, _ in found)
        emptied = max(changed for _, changed in found)
        return max(_QUIET - abs(now - newest), _EMPTY - abs(now - emptied))


def latest(stamps: Stamps) -> tuple[int, int]:
    """When the newest of some files changed, and the newest of those that are empty; 0 for none."""
    found = stamps.values()
    newest = max((changed for _, changed, _, _ in found), default=0)
    return newest, max((changed for _, changed, size, _ in found if not size), default=0)


def scan(config: Path, site: Site | None) -> Files:
    """How the files stand now.

    Args:
        config: site.toml.
        site: What it says; None as long as it has never said anything sound.
    """
    kinds: dict[str, dict[str, Stamp]] = {CONFIG: _stamps([config])}
    if site is None:
        return Files(kinds)
    for home in theme_homes(site):
        for path, stamp in _below(home):
            kinds.setdefault(_theme_kind(path, home), {})[path] = stamp
    for brand in site.brands:
        for language in brand.languages:
            edition = EditionKey(brand.slug, language)
            kinds[str(edition)] = _stamps(_edition_files(site, edition))
    return Files(kinds)


def theme_homes(site: Site) -> tuple[Path, ...]:
    """Folders of themes: the site's own, and those that come with helpgen."""
    package = Path(helpgen.__file__).parent
    homes = (site.themes, package / "themes", package.parent / "themes")
    return tuple(dict.fromkeys(home.resolve() for home in homes if home.is_dir()))


def help_centers_folder(site: Site) -> tuple[Path, ...]:
    """Where the emulator's help centers are, if it's the one that is asked; else none."""
    if site.gladly.url != "emulator" or site.emulator.answers:
        return ()
    return (site.content / "help-centers",)


def help_center_stamps(site: Site) -> dict[str, Stamp]:
    """How the emulator's help centers stand; not part of `scan`: pages come from snapshots."""
    found = (pair for folder in help_centers_folder(site) for pair in _below(folder))
    return {path: stamp for path, stamp in found if not is_swap(path)}


def answer_stamps(site: Site) -> dict[str, Stamp]:
    """How the managed answers stand, and the lock beside them."""
    folder = answers_folder(site)
    found = {path: stamp for path, stamp in _below(folder) if not is_swap(path)}
    return found | _stamps([folder / NAME])


def edition_kinds(brand: Brand) -> list[str]:
    """The kinds of a brand's editions."""
    return [str(EditionKey(brand.slug, language)) for language in brand.languages]


def is_swap(path: str) -> bool:
    """Whether a file is what an editor keeps beside the one that is edited."""
    name = os.path.basename(path)  # noqa: PTH119 - plain strings are quicker here
    return name.startswith(_UNWATCHED) or name.endswith(_SWAP)


def _theme_kind(path: str, home: Path) -> str:
    parts = path[len(str(home)) + 1 :].replace(os.sep, "/").split("/")
    part = parts[1] if len(parts) > 2 else ""  # noqa: PLR2004 - theme, folder, file
    return part if part in {TEMPLATES, ASSETS} else THEME


def _edition_files(site: Site, edition: EditionKey) -> Iterator[Path]:
    yield snapshot_path(site.snapshots, edition)
    yield album_path(site.snapshots, edition)
    yield synonyms_file(site.content, edition)
    yield from page_files(site.content, edition)
    yield from part_files(site.content, edition)


def _stamps(paths: Iterator[Path] | list[Path]) -> dict[str, Stamp]:
    found = {}
    for path in paths:
        try:
            status = os.stat(path)  # noqa: PTH116 - quicker
        except OSError:
            continue
        found[str(path)] = _stamp(status)
    return found


def _below(folder: Path | str) -> Iterator[tuple[str, Stamp]]:
    """Every file below a folder, links to files followed; what can't be read is left out."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                yield from _entry(entry)
    except OSError:
        return


def _entry(entry: os.DirEntry[str]) -> Iterator[tuple[str, Stamp]]:
    try:
        if entry.is_dir(follow_symlinks=False):
            yield from _below(entry.path)
        else:
            yield entry.path, _stamp(entry.stat())
    except OSError:
        return  # gone, or a link that leads nowhere: told where it's used


def _stamp(status: os.stat_result) -> Stamp:
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino
