"""What a brand's editions are made of, before any page is rendered: routes and input hashes."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType

import helpgen
from helpgen import routes_cache
from helpgen.assets import Assets, collect_assets
from helpgen.config import Brand, Site
from helpgen.content_files import page_files, part_files, synonyms_file
from helpgen.errors import HelpgenError, SnapshotError
from helpgen.files import digest, files_below, read_bytes, read_text
from helpgen.jobs import EditionJob
from helpgen.model import EditionKey
from helpgen.moves import Moves, brand_moves
from helpgen.pictures.album import Album, PictureFiles, parse_album, read_album
from helpgen.publish import Unit
from helpgen.snapshot import load_snapshot, snapshot_path
from helpgen.theme import Theme, load_theme, resolve_options
from helpgen.tree import Routes
from helpgen.url_ledger import Ledger, PublishedUrls

_LIBRARIES = (
    "anyascii",
    "babel",
    "jinja2",
    "markdown-it-py",
    "markupsafe",
    "mdit-py-plugins",
    "nh3",
    "rcssmin",
    "PyStemmer",
    "selectolax",
    "whoosh-reloaded",
)
"""Those whose next version may make other pages of the same answers."""


@dataclass(frozen=True, slots=True)
class BrandPlan:
    """What's to be done for a brand.

    Attributes:
        brand: Which one.
        assets: Its theme's files.
        jobs: One for each edition that can be built, the default language first.
        errors: Why the others can't, by edition.
        units: What stands in the output of each edition, by language, before the build.
        pictures: The files of its mirrored pictures; none where they aren't mirrored.
        published: Every address that an edition ever had, by its language.
    """

    brand: Brand
    assets: Assets
    jobs: tuple[EditionJob, ...]
    errors: Mapping[EditionKey, str]
    units: Mapping[str, Unit]
    pictures: PictureFiles
    published: Mapping[str, PublishedUrls]

    @property
    def routes(self) -> Mapping[str, Routes]:
        """Routes of every edition that can be built, by language, the default one first."""
        return self.jobs[0].siblings if self.jobs else {}


@cache
def code_fingerprint() -> str:
    """Hash of helpgen's own files and the libraries that shape pages, wherever they lie.

    Another version of either, or an edited file, builds everything anew; the same ones
    installed again, as in each run of CI, don't.
    """
    parts = [sys.version.encode(), *(f"{name} {version(name)}".encode() for name in _LIBRARIES)]
    for name, path in files_below(Path(helpgen.__file__).parent):
        if name.endswith(".py"):
            parts += [name.encode(), read_bytes(path)]
    return digest(*parts)


def plan_brand(site: Site, brand: Brand, ledger: Ledger = MappingProxyType({})) -> BrandPlan:
    """Routes and input hashes of a brand's editions.

    Args:
        site: The configuration.
        brand: One of its brands.
        ledger: Every address that was ever published.

    Raises:
        HelpgenError: The theme can't be used, so that no edition can be built.
    """
    theme = load_theme(brand.theme, site.themes)
    options, _ = resolve_options(theme, brand.options, brand.slug)
    assets = collect_assets(theme, options)
    mirrors = site.site.images == "mirror"
    units: dict[str, Unit] = {}
    sources: dict[str, str] = {}
    siblings: dict[str, Routes] = {}
    errors: dict[EditionKey, str] = {}
    published: dict[str, PublishedUrls] = {}
    albums: dict[str, Album] = {}
    for language in brand.languages:
        edition = EditionKey(brand.slug, language)
        try:
            fallback = _fallback(brand, edition, siblings)
            seen = read_album(site.snapshots, edition) if mirrors else b""
            albums[language] = parse_album(seen, edition)
            sources[language] = _source(site, brand, theme, edition, seen)
            if fallback:  # what the default language says may stand here too
                default = brand.languages[0]
                sources[language] = digest(sources[language].encode(), sources[default].encode())
                albums[language] = {**albums[default], **albums[language]}
            units[language] = Unit(site.output, brand.slug, language)
            notes = units[language].manifest.notes
            urls = ledger.get(edition, PublishedUrls())
            if (notes.get("source"), notes.get("urls")) == (sources[language], urls.digest()):
                siblings[language] = routes_cache.from_json(edition, notes["routes"])
                published[language] = urls  # which holds them all
            else:
                routes = _planned(site, brand, theme, edition, fallback, urls=urls)
                siblings[language] = routes
                published[language] = urls.with_routes(routes)
        except HelpgenError as error:
            errors[edition] = str(error)
    around = digest(*(_told(routes_cache.to_json(routes)) for routes in siblings.values()))
    moves = {
        language: brand_moves(brand, language, siblings, published, ledger) for language in siblings
    }
    jobs = tuple(
        EditionJob(
            site,
            brand,
            language,
            siblings,
            assets.names,
            inputs=digest(sources[language].encode(), around.encode(), _of(moves[language])),
            notes={
                "source": sources[language],
                "routes": routes_cache.to_json(routes),
                "urls": published[language].digest(),
            },
            pictures=albums[language] if mirrors else None,
            moves=moves[language],
            surroundings=_surroundings(brand, around, albums[language], mirrors=mirrors),
        )
        for language, routes in siblings.items()
    )
    pictures = PictureFiles(site.snapshots, albums.values())
    return BrandPlan(brand, assets, jobs, errors, units, pictures, published)


def _told(value: object) -> bytes:
    """JSON values as bytes, the same in every process: the order of a set isn't."""
    return json.dumps(value, ensure_ascii=False).encode()


def _of(moves: Moves) -> bytes:
    return _told([sorted(moves.to.items()), moves.gone, sorted(moves.imported)])


def _surroundings(brand: Brand, around: str, album: Album, *, mirrors: bool) -> str:
    """Hash of what the articles of an edition are made of beside its answers and its theme."""
    pictures = repr(sorted(album.items())) if mirrors else ""
    parts = code_fingerprint(), brand.model_dump_json(), around, pictures
    return digest(*(part.encode() for part in parts))


def _source(site: Site, brand: Brand, theme: Theme, edition: EditionKey, album: bytes) -> str:
    """Hash of what an edition's routes are made of, and its pages but for their siblings."""
    try:
        snapshot = snapshot_path(site.snapshots, edition).read_bytes()
    except OSError:
        load_snapshot(site.snapshots, edition)  # says what's wrong
        raise SnapshotError(f"{edition}: the snapshot can't be read") from None
    parts = [code_fingerprint(), theme.fingerprint, site.site.slugs, brand.model_dump_json()]
    parts += [site.search.model_dump_json(), str(site.site.markdown_twins), site.site.images]
    parts += [_checked_beside(site, brand)]
    synonyms = synonyms_file(site.content, edition)
    given = (*page_files(site.content, edition), *part_files(site.content, edition))
    for path in (*given, *([synonyms] if synonyms.is_file() else [])):
        parts += [path.name, read_text(path)]
    return digest(*(part.encode() for part in parts), snapshot, album)


def _checked_beside(site: Site, brand: Brand) -> str:
    """What the checks of an edition ask beside its own brand: whose names mustn't stand there."""
    others = [
        (other.name, other.base_url, other.help_center_urls)
        for other in site.brands
        if other.slug != brand.slug
    ]
    return repr((others, bool(site.checks.stale_after)))


def _fallback(brand: Brand, edition: EditionKey, siblings: Mapping[str, Routes]) -> Routes | None:
    """Routes of the default language, where its answers stand in for missing ones."""
    default = brand.languages[0]
    if brand.fallback == "none" or edition.language == default:
        return None
    if default not in siblings:
        raise SnapshotError(
            f"{edition}: shows answers of {brand.slug}/{default} where it has none, and that "
            'can\'t be built: mend it first, or set fallback = "none" for the brand'
        )
    return siblings[default]


def _planned(
    site: Site,
    brand: Brand,
    theme: Theme,
    edition: EditionKey,
    fallback: Routes | None,
    *,
    urls: PublishedUrls,
) -> Routes:
    from helpgen.routing import edition_routes

    return edition_routes(site, brand, theme, edition, fallback, published=urls.answers)
