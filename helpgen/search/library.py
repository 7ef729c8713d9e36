"""All indexes of a site, opened when they're first asked and again when they're made anew."""

from __future__ import annotations

import json
import threading
from dataclasses import asdict, dataclass
from pathlib import Path

from helpgen.errors import SearchError
from helpgen.files import write_atomic
from helpgen.model import EditionKey
from helpgen.search.generations import current, edition_folder
from helpgen.search.reader import OpenIndex
from helpgen.search.searcher import Searcher

_FILE = "site.json"
_TRIES = 3


@dataclass(frozen=True, slots=True)
class SearchBrand:
    """What an endpoint needs to know of a brand.

    Attributes:
        slug: Short name in paths.
        name: As customers read it.
        audience_id: Gladly's audience; None for all answers.
        languages: Gladly's codes, the default first.
        base_url: Public address of the brand's site.
        origins: Pages of these origins may ask, beside the brand's own.
    """

    slug: str
    name: str
    audience_id: str | None
    languages: tuple[str, ...]
    base_url: str
    origins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchSite:
    """The organization and its brands."""

    org_id: str
    brands: tuple[SearchBrand, ...]


def save_site(folder: Path, site: SearchSite) -> None:
    """Write what an endpoint needs beside the indexes.

    Raises:
        SearchError: The folder can't be written.
    """
    data = json.dumps(asdict(site), ensure_ascii=False, indent=1) + "\n"
    path = folder / _FILE
    try:
        if not path.is_file() or path.read_text(encoding="utf-8") != data:
            write_atomic(path, data.encode())
    except OSError as error:
        raise SearchError(f"{path}: can't be written: {error.strerror}") from error


def load_site(folder: Path) -> SearchSite:
    """What the build wrote there.

    Raises:
        SearchError: There's nothing, or it isn't of this version.
    """
    path = folder / _FILE
    try:
        stored = json.loads(path.read_bytes())
        brands = tuple(
            SearchBrand(
                **{
                    **brand,
                    "languages": tuple(brand["languages"]),
                    "origins": tuple(brand["origins"]),
                }
            )
            for brand in stored["brands"]
        )
        return SearchSite(stored["org_id"], brands)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SearchError(
            f"{path}: isn't there or of another version: run 'helpgen build'"
        ) from error


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
        if known is not None and known[0] == current(folder):
            return known[1]
        with self._lock:
            return self._newest(edition, folder)

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
