"""What a build reads of the mirror: for each edition, what is known of every picture in it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from helpgen.errors import SnapshotError
from helpgen.files import write_atomic
from helpgen.model import EditionKey, Picture, PictureFailure, PictureState

FORMAT = 1
FOLDER = "_pictures"
"""Below the snapshots; no brand is called so."""

PICTURES = "pictures"
"""Folder of the published pictures below a brand's folder."""

Album = Mapping[str, PictureState]
"""What is known of pictures, by address."""


def album_path(snapshots: Path, edition: EditionKey) -> Path:
    """The file of an edition's album."""
    return snapshots / FOLDER / "editions" / edition.brand / f"{edition.language}.json"


def read_album(snapshots: Path, edition: EditionKey) -> bytes:
    """The album's file as it stands; empty where nothing has been fetched yet.

    Raises:
        SnapshotError: It can't be read.
    """
    path = album_path(snapshots, edition)
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise SnapshotError(f"{edition}: {path} can't be read: {error.strerror}") from error


def parse_album(data: bytes, edition: EditionKey) -> Album:
    """The album in its file's bytes; empty bytes are an empty one.

    Raises:
        SnapshotError: It isn't one of this version.
    """
    if not data:
        return {}
    try:
        stored = json.loads(data)
        if stored["format"] == FORMAT:
            return {url: _state(entry) for url, entry in stored["pictures"].items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        pass
    raise SnapshotError(
        f"{edition}: the list of its pictures isn't one of this version: run 'helpgen fetch'"
    )


def save_album(snapshots: Path, edition: EditionKey, album: Album) -> None:
    """Write an edition's album, if it says something new.

    Raises:
        OSError: It can't be written.
    """
    pictures = {url: asdict(album[url]) for url in sorted(album)}
    text = json.dumps({"format": FORMAT, "pictures": pictures}, ensure_ascii=False, indent=1)
    data = f"{text}\n".encode()
    path = album_path(snapshots, edition)
    if not path.is_file() or path.read_bytes() != data:
        write_atomic(path, data)


def album_editions(snapshots: Path) -> list[EditionKey]:
    """Every edition that has an album."""
    folder = snapshots / FOLDER / "editions"
    return sorted(EditionKey(path.parent.name, path.stem) for path in folder.glob("*/*.json"))


class PictureFiles(Mapping[str, bytes]):
    """The files that albums name, by path below a brand's folder; each read when asked for.

    Args:
        snapshots: Folder of the snapshots.
        albums: Of all editions of the brand.
    """

    def __init__(self, snapshots: Path, albums: Iterable[Album]) -> None:
        self._folder = snapshots / FOLDER / "versions"
        pictures = [state.picture for album in albums for state in album.values()]
        names = {name for picture in pictures if picture for _, name in picture.versions}
        self._paths = {f"{PICTURES}/{name}": name for name in sorted(names)}

    def __getitem__(self, path: str) -> bytes:
        """Content of a file.

        Raises:
            SnapshotError: It can't be read.
        """
        file = self._folder / self._paths[path]
        try:
            return file.read_bytes()
        except OSError as error:
            raise SnapshotError(
                f"{file}: the picture can't be read ({error.strerror}): run 'helpgen fetch'"
            ) from error

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


def _state(entry: Mapping[str, Any]) -> PictureState:
    picture, failure = entry["picture"], entry["failure"]
    return PictureState(
        picture and Picture(**{**picture, "versions": tuple(map(tuple, picture["versions"]))}),
        entry["fetched_at"],
        failure and PictureFailure(**failure),
    )
