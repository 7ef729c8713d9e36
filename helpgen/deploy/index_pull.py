"""Takes search indexes from a store, for an endpoint on another machine."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from helpgen.deploy.index_store import FILES, StoredGeneration, read_manifest
from helpgen.deploy.place import Place
from helpgen.errors import DeployError, HelpgenError, SearchError
from helpgen.files import write_atomic
from helpgen.model import EditionKey
from helpgen.search.generations import (
    current,
    edition_folder,
    edition_lock,
    indexed_editions,
    is_as_left,
    new_generation,
    read_meta,
    remove_edition,
)
from helpgen.search.site import site_file


@dataclass(frozen=True, slots=True)
class Pulled:
    """What a pull did.

    Attributes:
        taken: Editions that have a new generation.
        unchanged: How many had it already.
        removed: Editions that the store doesn't have any more.
    """

    taken: tuple[EditionKey, ...]
    unchanged: int
    removed: tuple[EditionKey, ...]

    @property
    def changed(self) -> bool:
        """Whether anything did."""
        return bool(self.taken or self.removed)


def pull_indexes(place: Place, index: Path, key: str) -> Pulled:
    """Make a folder hold what a store holds; an endpoint may serve from it all the while.

    Args:
        place: The store.
        index: The folder; it's a mirror of the store, so indexes of other editions go.
        key: That the store's list must be signed with; empty to believe the store.

    Raises:
        DeployError: The store can't be read, or holds what isn't as it was pushed. Editions
            before that one are new, those after it old, and all are whole.
        SearchError: The folder can't be written, or the index is for another helpgen.
    """
    stored = read_manifest(place, key)
    wanted = [
        edition
        for edition, generation in stored.editions.items()
        if not _is_there(edition_folder(index, edition), generation)
    ]
    try:
        for edition in wanted:
            _take(place, edition_folder(index, edition), stored.editions[edition])
        site = site_file(index)
        if not site.is_file() or site.read_text("utf-8") != stored.site:
            write_atomic(site, stored.site.encode())
    except OSError as error:
        raise SearchError(f"{index}: can't be written: {error.strerror or error}") from error
    gone = [edition for edition in indexed_editions(index) if edition not in stored.editions]
    for edition in gone:
        remove_edition(edition_folder(index, edition))
    return Pulled(tuple(wanted), len(stored.editions) - len(wanted), tuple(gone))


def follow(
    pull: Callable[[], Pulled],
    wait: Callable[[], bool],
    on_pulled: Callable[[Pulled], None],
    on_error: Callable[[str], None],
) -> None:
    """Pull again and again; a failure is told, once in a row, and the next pull tries again.

    Args:
        pull: Pulls once.
        wait: Waits for the next one; True ends it.
        on_pulled: Takes what a pull did, if it did anything.
        on_error: Takes a failure.
    """
    told = ""
    while not wait():
        try:
            pulled = pull()
        except HelpgenError as error:
            if str(error) != told:
                on_error(str(error))
            told = str(error)
        else:
            told = ""
            if pulled.changed:
                on_pulled(pulled)


def _is_there(folder: Path, generation: StoredGeneration) -> bool:
    return current(folder) == generation.name and is_as_left(folder / generation.name)


def _take(place: Place, folder: Path, generation: StoredGeneration) -> None:
    """Fetch a generation; it becomes current once every file of it is proved."""
    with edition_lock(folder), new_generation(folder, generation.name) as unfinished:
        for name, sha256 in generation.files.items():
            (unfinished / name).write_bytes(_file(place, sha256))
        read_meta(unfinished)  # one for another version is never made current


def _file(place: Place, sha256: str) -> bytes:
    where = f"{place.name}/{FILES}/{sha256}"
    data = place.read(f"{FILES}/{sha256}")
    if data is None:
        raise DeployError(
            f"{where}: isn't there: a push has just replaced it, or it was deleted: try again, "
            "and if it stays so run 'helpgen search push --everything'"
        )
    if hashlib.sha256(data).hexdigest() != sha256:
        raise DeployError(
            f"{where}: isn't what was pushed: run 'helpgen search push --everything', and find out "
            "who else writes there"
        )
    return data
