"""Puts a site's search indexes into a store."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path

from helpgen.deploy.deploying import Deployed, Options, deploy_files
from helpgen.deploy.index_store import (
    FILES,
    MANIFEST,
    StoredGeneration,
    StoredIndex,
    manifest_bytes,
)
from helpgen.deploy.place import File, Place
from helpgen.errors import DeployError
from helpgen.files import read_bytes, read_text
from helpgen.headers import FOR_EVER
from helpgen.model import EditionKey
from helpgen.search.generations import (
    check_files,
    current,
    edition_folder,
    generation_files,
    indexed_editions,
)
from helpgen.search.site import load_site, site_file

OWNER = "search indexes"
_FOR_EVER = (("Content-Type", "application/octet-stream"), ("Cache-Control", FOR_EVER))
_ASK_AGAIN = (("Content-Type", "application/json"), ("Cache-Control", "no-store"))


def push_indexes(index: Path, place: Place, key: str, options: Options) -> Deployed:
    """Make a store hold the current generations of all indexes.

    Args:
        index: Folder of the indexes, as the build writes it.
        place: The store.
        key: Signs what is put there; empty for none.
        options: As for sites.

    Raises:
        SearchError: There's no index, or it's damaged.
        DeployError: The store can't be written; what it held before is whole.
    """
    load_site(index)  # says what is wrong if there's nothing
    files: dict[str, File] = {}
    editions: dict[EditionKey, StoredGeneration] = {}
    for edition in indexed_editions(index):
        folder = edition_folder(index, edition)
        if name := current(folder):
            stored = _files_of(folder / name)
            files |= {file.path: file for file in stored.values()}
            hashes = {file_name: file.digest for file_name, file in stored.items()}
            editions[edition] = StoredGeneration(name, hashes)
    manifest = manifest_bytes(StoredIndex(read_text(site_file(index)), editions), key)
    with tempfile.TemporaryDirectory() as folder_name:
        source = Path(folder_name, MANIFEST)
        source.write_bytes(manifest)
        last = File(MANIFEST, source, hashlib.sha256(manifest).hexdigest(), _ASK_AGAIN)
        return deploy_files(OWNER, [*files.values(), last], place, options)


def _files_of(generation: Path) -> dict[str, File]:
    """The files of a generation by their names; each is stored under its hash."""
    check_files(generation)
    found = {}
    for path in generation_files(generation):
        sha256 = hashlib.sha256(read_bytes(path)).hexdigest()
        found[path.name] = File(f"{FILES}/{sha256}", path, sha256, _FOR_EVER)
    if not found:
        raise DeployError(f"{generation}: holds no files: run 'helpgen build'")
    return found
