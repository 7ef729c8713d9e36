"""A brand as the preview holds it. A change makes anew what depends on it, and nothing else.

What can't be made because of a mistake stays as it last was, and the mistake is kept beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from helpgen.assets import STYLESHEET, Assets, plain_assets, with_stylesheet
from helpgen.config import Brand, Site
from helpgen.errors import HelpgenError, SnapshotError
from helpgen.jobs import EditionJob
from helpgen.languages import language_tag
from helpgen.model import EditionKey
from helpgen.moves import Moves, brand_moves
from helpgen.pictures.album import PICTURES, Album, PictureFiles, parse_album, read_album
from helpgen.preview.drafts import Draft
from helpgen.preview.edition_view import EditionView
from helpgen.preview.related_later import Later
from helpgen.preview.snapshots import Snapshots
from helpgen.preview.stamps import ASSETS, TEMPLATES, THEME, Files, Stamps, edition_kinds
from helpgen.root_files import Published, root_files
from helpgen.routing import edition_routes
from helpgen.theme import Theme, load_theme, resolve_options
from helpgen.tree import Routes
from helpgen.url_ledger import Ledger, PublishedUrls, load_ledger

_OLD_ASSETS = 200
"""Assets of before that are still served: a page that was made just now may name them."""

Failures = dict[str, HelpgenError]
"""What went wrong: by language, or of the brand as a whole under an empty name."""


class _Known(NamedTuple):
    """An edition with what it was made of."""

    key: tuple[object, ...]
    look: object
    view: EditionView


class BrandView:
    """The files of a brand.

    Args:
        snapshots: Where snapshots come from.
        later: Works out what pages needn't wait for; None where they wait.

    Attributes:
        failures: What's wrong with the files as they stand.
    """

    def __init__(self, snapshots: Snapshots, later: Later | None = None) -> None:
        self._snapshots = snapshots
        self._later = later
        self.failures: Failures = {}
        self._brand: Brand | None = None
        self._site: Site | None = None
        self._theme: Theme | None = None
        self._plain: tuple[object, Assets] | None = None
        self._assets: tuple[object, Assets] | None = None
        self._old: dict[str, bytes] = {}
        self._routes: dict[str, tuple[object, Routes]] = {}
        self._albums: dict[str, Album] = {}
        self._views: dict[str, _Known] = {}
        self._ledger: tuple[object, Ledger] = None, {}

    @property
    def brand(self) -> Brand | None:
        """The brand, as it last was when it could be read."""
        return self._brand

    def update(self, site: Site, brand: Brand, files: Files) -> None:
        """Take in how the files stand; never raises for what a person can mend."""
        self.failures = {}
        self._site, self._brand = site, brand
        try:
            self._update_ledger(site)
            self._update_theme(site, brand, files)
        except HelpgenError as error:
            self.failures[""] = error
        if self._theme is None or self._assets is None:
            return  # nothing was ever whole
        self._update_routes(site, brand, self._theme, files)

    def _update_ledger(self, site: Site) -> None:
        try:
            status = site.urls.stat()
            key = (site.urls, status.st_mtime_ns, status.st_size)
        except OSError:
            key = (site.urls, 0, 0)
        if self._ledger[0] != key:
            self._ledger = key, load_ledger(site.urls)

    def _update_theme(self, site: Site, brand: Brand, files: Files) -> None:
        theme = load_theme(brand.theme, site.themes)
        options, _ = resolve_options(theme, brand.options, brand.slug)
        sheets = {
            str((folder / "assets" / name).resolve())
            for folder, file in theme.chain
            for name in file.stylesheets
        }
        found = files.of(ASSETS)
        base = (theme.chain, brand.theme, dict(files.of(THEME)))
        plain_key = (base, {path: s for path, s in found.items() if path not in sheets})
        if self._plain is None or self._plain[0] != plain_key:
            self._plain = plain_key, plain_assets(theme)
        key = (plain_key, {path: found.get(path) for path in sheets}, options)
        if self._assets is None or self._assets[0] != key:
            self._keep_old()
            self._assets = key, with_stylesheet(theme, options, self._plain[1])
        self._theme = theme

    def _keep_old(self) -> None:
        if self._assets:
            self._old |= self._assets[1].files
        for path in list(self._old)[:-_OLD_ASSETS]:
            del self._old[path]

    def _update_routes(self, site: Site, brand: Brand, theme: Theme, files: Files) -> None:
        around = (site, brand, dict(files.of(THEME)))
        for kind, language in zip(edition_kinds(brand), brand.languages, strict=True):
            try:
                fallback = self._fallback(brand, language)
                edition = EditionKey(brand.slug, language)
                drafts = self._snapshots.drafts_of(site.snapshots, edition)
                key = (around, dict(files.of(kind)), drafts, fallback, self._ledger[0])
                known = self._routes.get(language)
                if known is None or known[0] != key:
                    self._albums[language] = self._album(site, brand, edition)
                    routes = edition_routes(
                        site,
                        brand,
                        theme,
                        edition,
                        fallback,
                        load=self._snapshots.load,
                        published=self._published(edition).answers,
                    )
                    # The very same ones where nothing moved: what depends on them then stays.
                    same = known is not None and known[1] == routes
                    self._routes[language] = key, known[1] if known and same else routes
            except HelpgenError as error:
                self.failures[language] = error
        for language in [code for code in self._routes if code not in brand.languages]:
            del self._routes[language]

    def _published(self, edition: EditionKey) -> PublishedUrls:
        return self._ledger[1].get(edition, PublishedUrls())

    def _moves(self, brand: Brand, language: str, siblings: Mapping[str, Routes]) -> Moves:
        published = {
            code: self._published(EditionKey(brand.slug, code)).with_routes(routes)
            for code, routes in siblings.items()
        }
        return brand_moves(brand, language, siblings, published, self._ledger[1])

    def _fallback(self, brand: Brand, language: str) -> Routes | None:
        default = brand.languages[0]
        if brand.fallback == "none" or language == default:
            return None
        if default not in self._routes:
            raise SnapshotError(
                f"{brand.slug}/{language}: shows answers of {default} where it has none, and "
                "that can't be read: mend it first"
            )
        return self._routes[default][1]

    def _album(self, site: Site, brand: Brand, edition: EditionKey) -> Album:
        if site.site.images != "mirror":
            return {}
        own = parse_album(read_album(site.snapshots, edition), edition)
        if brand.fallback == "none" or edition.language == brand.languages[0]:
            return own
        return {**self._albums.get(brand.languages[0], {}), **own}

    def edition(self, language: str, files: Files) -> EditionView | None:
        """An edition as it stands; as it last was where it can't be made now.

        What went wrong is then among the failures. None if it was never whole.
        """
        known = self._views.get(language)
        site, brand, theme, assets = self._site, self._brand, self._theme, self._assets
        if site is None or brand is None or theme is None or assets is None:
            return None
        if language not in brand.languages or language not in self._routes:
            return None
        siblings = {c: self._routes[c][1] for c in brand.languages if c in self._routes}
        words = (site, brand, dict(files.of(THEME)), self._ledger[0])
        look = (assets[0], dict(files.of(TEMPLATES)))
        try:
            key = (words, siblings, self._sources(site, brand, language, files))
            if known is None or known.key != key:
                before = known.view if known and known.key[0] == words else None
                view = self._made(site, brand, language, siblings, before)
            elif known.look != look:
                view = known.view.with_theme(theme, assets[1].names)
            else:
                return known.view
        except HelpgenError as error:
            self.failures.setdefault(language, error)
            return known.view if known else None
        self._views[language] = _Known(key, look, view)
        return view

    def _sources(
        self, site: Site, brand: Brand, language: str, files: Files
    ) -> list[tuple[Stamps, tuple[Draft, ...]]]:
        """How what an edition's articles come from stands."""
        kinds = dict(zip(brand.languages, edition_kinds(brand), strict=True))
        default = [brand.languages[0]] if brand.fallback == "default" else []
        return [
            (
                dict(files.of(kinds[code])),
                self._snapshots.drafts_of(site.snapshots, EditionKey(brand.slug, code)),
            )
            for code in (language, *default)
        ]

    def _made(
        self,
        site: Site,
        brand: Brand,
        language: str,
        siblings: Mapping[str, Routes],
        before: EditionView | None,
    ) -> EditionView:
        names = self._assets[1].names if self._assets else {}
        pictures = self._albums[language] if site.site.images == "mirror" else None
        moves = self._moves(brand, language, siblings)
        job = EditionJob(site, brand, language, siblings, names, "", {}, pictures, moves)
        return EditionView(job, self._snapshots, before, self._later)

    def file(self, path: str, files: Files) -> bytes | None:
        """Content of a file by its path below the brand's folder; None if there's none.

        Raises:
            HelpgenError: It can't be made as its sources stand.
        """
        if self._site is None or self._brand is None or self._assets is None:
            return None
        first, _, rest = path.partition("/")
        if first == "assets" and (data := self.asset(path)) is not None:
            return data
        if first == PICTURES:
            return PictureFiles(self._site.snapshots, self._albums.values()).get(path)
        if not rest:
            return self._root_file(path, files)
        languages = self._brand.languages  # former languages lead to the default one
        languages = (first,) if first in languages else tuple(languages)
        for language in languages:
            view = self.edition(language, files)
            if view and (data := view.file(path)) is not None:
                return data
        return None

    def draft(self, path: str, files: Files) -> Draft | None:
        """The draft that a page shows; None if it shows what is published."""
        view = self.edition(path.partition("/")[0], files)
        return view.draft(path) if view else None

    def forget_pages(self) -> None:
        """Prepare pages anew, after what was done later."""
        for known in self._views.values():
            known.view.forget_pages()

    def stylesheet(self) -> str:
        """Path of the theme's stylesheet below the brand's folder; empty if it never was whole."""
        return self._assets[1].names[STYLESHEET] if self._assets else ""

    def asset(self, path: str) -> bytes | None:
        """An asset that was made before; its name tells its content, so it's never stale."""
        assets = self._assets[1].files if self._assets else {}
        return assets.get(path, self._old.get(path))

    def _root_file(self, name: str, files: Files) -> bytes | None:
        brand = self._brand
        default = brand and self.edition(brand.languages[0], files)
        if not brand or not default:
            return None
        language = brand.languages[0]
        if name in {"404.html", "llms.txt"}:
            return default.file(f"{language}/{name}")
        views = [view for code in brand.languages if (view := self.edition(code, files))]
        maps = [path for view in views for path in view.sitemaps()] if name.endswith(".xml") else []
        hosts = {h for v in views for h in v.picture_hosts()} if name == "_headers" else ()
        lang = language_tag(language)
        siblings = {code: self._routes[code][1] for code in brand.languages if code in self._routes}
        moves = tuple(self._moves(brand, code, siblings) for code in siblings)
        published = Published(lang, b"", b"", tuple(maps), frozenset(hosts), moves)
        return root_files(brand, published).get(name)
