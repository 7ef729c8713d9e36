"""Open indexes that follow the builds: a thread looks for new generations beside the requests.

Opening an index takes much longer than a search. A request that came upon a new generation
would wait for it, and all those behind it too; here they go on with the old one.
"""

from __future__ import annotations

import threading

from helpgen.errors import HelpgenError
from helpgen.model import EditionKey
from helpgen.search.endpoint.logs import LOGGER
from helpgen.search.library import Library
from helpgen.search.searcher import Searcher
from helpgen.search.site import SearchSite

_EVERY_SECONDS = 1.0


class LiveLibrary:
    """The newest open searcher of each edition.

    Args:
        library: Opens indexes.
        every_seconds: How often new generations and a new list of brands are looked for.
    """

    def __init__(self, library: Library, every_seconds: float = _EVERY_SECONDS) -> None:
        self._library = library
        self._every = every_seconds
        self._open: dict[EditionKey, Searcher] = {}
        self._behind: dict[EditionKey, str] = {}
        self._told: set[str] = set()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._follow, name="indexes", daemon=True)

    @property
    def site(self) -> SearchSite:
        """The organization and its brands, as the last build wrote them."""
        return self._library.site

    def searcher(self, brand: str, language: str) -> Searcher:
        """Asks an edition's index; it's opened here if it never was.

        Raises:
            SearchError: There's no such edition, or its index can't be opened.
        """
        edition = EditionKey(brand, language)
        found = self._open.get(edition)
        if found is None:
            found = self._open[edition] = self._library.searcher(brand, language)
        return found

    def open_all(self) -> None:
        """Open every edition's index that isn't open.

        Raises:
            SearchError: One of them can't be opened.
        """
        for edition in self._library.editions:
            self.searcher(edition.brand, edition.language)

    def start(self) -> None:
        """Begin to follow the builds."""
        self._thread.start()

    def close(self) -> None:
        """Stop following them."""
        self._ended.set()
        self._thread.join()

    def _follow(self) -> None:
        while not self._ended.wait(self._every):
            try:
                self._library.reload_site()
                self._renew()
            except (HelpgenError, OSError) as error:
                self._tell(str(error))

    def _renew(self) -> None:
        known = set(self._library.editions)
        for edition in list(self._open):
            if edition in known:
                self._open[edition] = self._library.searcher(edition.brand, edition.language)
                self._see_whether_it_is_new(edition)
            else:
                del self._open[edition]

    def _see_whether_it_is_new(self, edition: EditionKey) -> None:
        """Tell a generation that can't be opened; one that has just come may be half copied."""
        newest = self._library.newest(edition)
        if newest == self._open[edition].generation:
            self._behind.pop(edition, None)
        elif self._behind.get(edition) == newest:
            self._tell(f"{edition}: generation {newest or 'none'} can't be opened")
        else:
            self._behind[edition] = newest

    def _tell(self, message: str) -> None:
        """Log what goes wrong, once: it would come again every second."""
        if message not in self._told:
            self._told.add(message)
            LOGGER.error("the indexes that are open stay in use: %s", message)
