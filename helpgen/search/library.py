"""All indexes of a site, opened when they're first asked and again when they're made anew."""

from __future__ import annotations

import threading
from pathlib import Path

from helpgen.errors import SearchError
from helpgen.model import EditionKey
from helpgen.search.generations import current, edition_folder
from helpgen.search.reader import OpenIndex
from helpgen.search.searcher import Searcher
from helpgen.search.site import load_site

_TRIES = 3


class Library:
    """The indexes below a folder; may be asked from several threads.

    Args:
        folder: Where the build puts them, `build/search` by default.

    Raises:
        SearchError: No build has put any there.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.site = load_site(folder)
        self._lock = threading.Lock()
        self._open: dict[EditionKey, tuple[str, Searcher]] = {}

    @property
    def editions(self) -> tuple[EditionKey, ...]:
        """Every brand in every language."""
        return tuple(
            EditionKey(brand.slug, language)
            for brand in self.site.brands
            for language in brand.languages
        )

    def searcher(self, brand: str, language: str) -> Searcher:
        """Asks the newest generation of an edition's index.

        A generation that has just come is opened beside the old one, which goes on serving
        whoever holds it.

        Raises:
            SearchError: There's no such edition, or its index can't be opened.
        """
        edition = EditionKey(brand, language)
        if edition not in self.editions:
            raise SearchError(f"{edition}: the site has no such edition")
        folder = edition_folder(self._folder, edition)
        known = self._open.get(edition)
        if known is None:
            with self._lock:
                return self._newest(edition, folder)
        if known[0] == current(folder) or not self._lock.acquire(blocking=False):
            return known[1]  # another thread is opening the newest one
        try:
            return self._newest(edition, folder)
        finally:
            self._lock.release()

    def _newest(self, edition: EditionKey, folder: Path) -> Searcher:
        """Open what the pointer names, unless another thread has just done so."""
        for attempt in range(_TRIES):
            known, name = self._open.get(edition), current(folder)
            if known is not None and (known[0] == name or not name):
                return known[1]
            try:
                searcher = Searcher(OpenIndex(folder / name))
            except SearchError:
                if attempt + 1 < _TRIES and current(folder) != name:
                    continue  # two builds came while it was being opened
                if known is None:
                    raise
                return known[1]
            self._open[edition] = (name, searcher)
            return searcher
        raise SearchError(f"{edition}: its index changes faster than it can be opened")
