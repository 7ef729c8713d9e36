"""Pictures on disk, beside the snapshots, shared by all editions.

    _pictures/originals/<hash>          as they came
    _pictures/versions/<name>-<width>…  as pages show them; <hash>.json tells which
    _pictures/addresses/<hash>.json     where a picture came from, and whether it still holds
    _pictures/editions/<brand>/<language>.json    what a build reads: see `album`

Every file is written in one step, so that a kill leaves no half of one; what no edition uses
any more is collected at the end of a run.
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from helpgen.files import digest, write_atomic
from helpgen.model import Picture
from helpgen.pictures.download import Validators
from helpgen.pictures.headers import read_header
from helpgen.pictures.limits import Limits
from helpgen.pictures.versions import RECIPE, make_versions


@dataclass(frozen=True, slots=True)
class Record:
    """Where a good copy came from.

    Attributes:
        url: As answers name it.
        content: Hex SHA-256 of the original.
        fetched_at: RFC 3339, UTC.
        validators: What the server said of it.
        fresh_until: Seconds since the epoch until which it needn't be asked again.
    """

    url: str
    content: str
    fetched_at: str
    validators: Validators
    fresh_until: int


class Library:
    """The pictures below a folder; thread-safe.

    Args:
        folder: `_pictures`, made where needed.
        limits: Of a picture.
    """

    def __init__(self, folder: Path, limits: Limits) -> None:
        self._folder = folder
        self._limits = limits
        self._decoders = threading.BoundedSemaphore(limits.decoders)

    def record(self, url: str) -> Record | None:
        """What is known of an address; None if nothing is, or if it can't be read."""
        try:
            stored = json.loads(self._address(url).read_bytes())
            return Record(**{**stored, "validators": Validators(**stored["validators"])})
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def save_record(self, record: Record) -> None:
        """Keep what is known of an address."""
        self._write(self._address(record.url), _json(asdict(record)))

    def picture(self, content: str) -> Picture | None:
        """The versions of an original.

        Args:
            content: Hex SHA-256 of the original.

        Returns:
            None where there are none, or only those of an older recipe.
        """
        try:
            stored = json.loads(self._description(content).read_bytes())
            versions = tuple((width, name) for width, name in stored["versions"])
            whole = all((self.versions / name).is_file() for _, name in versions)
            if stored["recipe"] == RECIPE and whole:
                return Picture(stored["width"], stored["height"], versions)
        except (OSError, ValueError, TypeError, KeyError):
            pass  # not there, or of another version: it's made of the original
        return None

    def original(self, content: str) -> bytes | None:
        """The bytes as they came, None if they aren't there or were changed."""
        try:
            data = self._original(content).read_bytes()
        except OSError:
            return None
        return data if hashlib.sha256(data).hexdigest() == content else None

    def add(self, data: bytes) -> tuple[str, Picture]:
        """Keep an original and make its versions, where that isn't done yet.

        Returns:
            Hex SHA-256 of the original, and its versions.

        Raises:
            PictureError: It's no picture that can be shown.
            OSError: It can't be written.
        """
        content = hashlib.sha256(data).hexdigest()
        known = self.picture(content)
        if known:
            return content, known
        header = read_header(data)
        with self._decoders:
            made = make_versions(data, header, self._limits)
        name = digest(content.encode(), str(RECIPE).encode())[:20]
        versions = tuple((width, f"{name}-{width}{made.suffix}") for width in made.files)
        for width, file in versions:
            self._write(self.versions / file, made.files[width])
        self._write(self._original(content), data)
        picture = Picture(made.width, made.height, versions)
        self._write(self._description(content), _json({"recipe": RECIPE, **asdict(picture)}))
        return content, picture

    def collect(self, used: Iterable[str]) -> None:
        """Delete all that isn't needed for these addresses, and what a kill left behind.

        Args:
            used: Addresses that editions name.
        """
        records = [record for url in set(used) if (record := self.record(url))]
        contents = {record.content for record in records}
        pictures = [picture for content in contents if (picture := self.picture(content))]
        names = {name for picture in pictures for _, name in picture.versions}
        _keep_only(self._folder / "addresses", {self._address(r.url).name for r in records})
        _keep_only(self._folder / "originals", contents)
        _keep_only(self.versions, names | {f"{content}.json" for content in contents})

    @property
    def versions(self) -> Path:
        """Folder of the files that pages show."""
        return self._folder / "versions"

    def _address(self, url: str) -> Path:
        return self._folder / "addresses" / f"{hashlib.sha256(url.encode()).hexdigest()}.json"

    def _original(self, content: str) -> Path:
        return self._folder / "originals" / content

    def _description(self, content: str) -> Path:
        return self.versions / f"{content}.json"

    def _write(self, path: Path, data: bytes) -> None:
        # Two threads may have the same picture at hand, under two addresses.
        own = f".{path.name}.{os.getpid()}.{threading.get_ident()}.tmp"
        write_atomic(path, data, temporary=path.with_name(own))


def _json(value: Mapping[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _keep_only(folder: Path, names: set[str]) -> None:
    if folder.is_dir():
        for path in folder.iterdir():
            if path.name not in names:
                path.unlink()
