"""The whole preview without HTTP: a brand and a path in, a reply with its failures out."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from pathlib import Path

from helpgen.config import Brand, Site
from helpgen.errors import HelpgenError, SnapshotError
from helpgen.model import EditionKey, Snapshot
from helpgen.preview.brand_view import BrandView
from helpgen.preview.drafts import Draft
from helpgen.preview.failures import Failure, failures_of
from helpgen.preview.last_good import LastGood
from helpgen.preview.look import TRIES, Looker
from helpgen.preview.managed import Managed
from helpgen.preview.related_later import Later
from helpgen.preview.reply import Mount, Reply, mounted, site_headers
from helpgen.preview.snapshots import Snapshots
from helpgen.preview.stamps import (
    ANSWERS,
    CONFIG,
    THEME,
    Files,
    edition_kinds,
)
from helpgen.preview.states import StateSnapshots, turned
from helpgen.site_file import load_whole_site


class Project:
    """A site as it stands on disk, looked at anew for each request. For one thread at a time.

    Args:
        config: site.toml.
        settings: Changes to it, from `--set`.
        slugs: The brands to show; all if there are none.
        later: Works out what pages needn't wait for; None where they wait.
        published: Whether drafts are hidden.

    Attributes:
        looker: Looks at the files.
        site: What site.toml says, as it last was when it was sound.
        files: How the files stood at the last look.
        outside: What's wrong beside the files: Gladly can't be asked.
    """

    def __init__(
        self,
        config: Path,
        settings: Iterable[str] = (),
        slugs: Iterable[str] = (),
        later: Later | None = None,
        *,
        published: bool = False,
    ) -> None:
        self.config = config.absolute()
        self._settings = tuple(settings)
        self._slugs = frozenset(slugs)
        self._later = later
        self.site: Site | None = None
        self.files = Files()
        self.outside: tuple[Failure, ...] = ()
        self._failures: tuple[Failure, ...] = ()
        self._loaded: object = None
        self._snapshots = Snapshots()
        self._managed = None if published else Managed(later)
        self.looker = Looker(self.config)
        self._views: dict[Mount, BrandView] = {}
        self._good = LastGood()

    @property
    def root(self) -> Path:
        """The folder of site.toml."""
        return self.config.parent

    @property
    def brands(self) -> tuple[Brand, ...]:
        """The brands that are shown, as they last were when site.toml was sound."""
        brands = self.site.brands if self.site else ()
        return tuple(b for b in brands if not self._slugs or b.slug in self._slugs)

    @property
    def failures(self) -> tuple[Failure, ...]:
        """What's wrong with site.toml, with managed answers, and beside the files."""
        return (*self._failures, *self._in_answers, *self.outside)

    @property
    def _in_answers(self) -> tuple[Failure, ...]:
        told = self._managed.state.failures if self._managed else ()
        return tuple(f for error in told for f in failures_of(error, self.root))

    def look(self) -> Files:
        """How the files stand now, once they are quiet; site.toml is read again if need be."""
        files = self.looker.quiet(self.site, self.files)
        loaded = (files.of(CONFIG), files.of(THEME))
        if self._loaded != loaded or self._failures:
            self._load()
            self._loaded = loaded
            files = self.looker.quiet(self.site, self.files)  # of the folders that it names now
        self.files = files
        self._take_drafts(files)
        self._snapshots.stamps = {
            path: stamp
            for brand in self.brands
            for kind in edition_kinds(brand)
            for path, stamp in files.of(kind).items()
        }
        return files

    def glance(self) -> Files:
        """How the files stand, half written or not; managed answers as of the last look."""
        return self.looker.glance(self.site)

    def _take_drafts(self, files: Files) -> None:
        drafts = self._snapshots.drafts
        drafts.site = self.site
        if self._managed and self.site:
            self._managed.update(self.site, files.of(ANSWERS))
            drafts.state = self._managed.state

    @property
    def shows_drafts(self) -> bool:
        """Whether drafts are shown."""
        return self._managed is not None

    def drafts(self) -> dict[EditionKey, tuple[Draft, ...]]:
        """The drafts of every edition that has some, as of the last look."""
        found = {}
        for brand in self.brands:
            for language in brand.languages:
                edition = EditionKey(brand.slug, language)
                with contextlib.suppress(SnapshotError):  # told where the edition is shown
                    found[edition] = self._snapshots.drafts_of(self._folder(), edition)
        return {edition: drafts for edition, drafts in found.items() if drafts}

    def managed_id(self, folder: str) -> str:
        """Id of the managed answer in a folder of that name; empty if there's none."""
        answers = self._managed.state.answers.values() if self._managed else ()
        return next((a.answer.id for a in answers if a.answer.folder.name == folder), "")

    def mounts(self) -> list[Mount]:
        """Where brands have been looked at, as they are."""
        return [mount for mount in self._views if not mount.state]

    def shown(self, edition: EditionKey) -> Snapshot:
        """An edition's snapshot with its drafts, as of the last look.

        Raises:
            SnapshotError: There's none that can be read.
        """
        return self._snapshots.load(self._folder(), edition)

    def _folder(self) -> Path:
        return self.site.snapshots if self.site else self.root

    def _load(self) -> None:
        self._failures = ()
        try:
            site = load_whole_site(self.config, self._settings)
        except HelpgenError as error:
            self._failures = tuple(failures_of(error, self.root))
            return
        if site != self.site:
            self.site = site

    def reply(self, mount: Mount, path: str) -> Reply | None:
        """What is served for a path; None if there's no such brand.

        Args:
            mount: Where the brand is served.
            path: Site path, percent-encoding undone.
        """
        if known := self._known_asset(mount, path):
            return known
        for _ in range(TRIES):
            files = self.look()
            self._good.drop()
            reply = self._reply(mount, path, files)
            if self.looker.scan(self.site) == files:
                self._good.settle()
                break  # else what it's made of may be from before and after a change
        return reply

    def _known_asset(self, mount: Mount, path: str) -> Reply | None:
        """An asset that a page names; a page asks for ten, and they can't change."""
        view = self._views.get(mount)
        if view is None or view.brand is None:
            return None
        data = view.asset(path.removeprefix(f"{view.brand.base_path}/"))
        return None if data is None else Reply(data, site_headers(view.brand, path, None))

    def _reply(self, mount: Mount, path: str, files: Files) -> Reply | None:
        view = self.view(mount, files)
        brand = view.brand if view else None
        if view is None or brand is None:
            return Reply(None, failures=self.failures) if self._failures else None
        if brand.base_path and path == brand.base_path:
            return Reply(None, moved=f"{path}/")
        if not path.startswith(f"{brand.base_path}/"):
            return Reply(None)
        below = path.removeprefix(f"{brand.base_path}/")
        name = f"{below}index.html" if not below or below.endswith("/") else below
        data, failures = self._made(mount, view, name, files)
        if data is not None or failures:
            draft = view.draft(name, files) if name.endswith(".html") else None
            told = draft.kind if draft else ""
            if data and mount.state == "rtl" and name.endswith(".html"):
                data = turned(data)
            headers = site_headers(brand, path, data)
            return Reply(data, headers, (*self.failures, *failures), draft=told)
        found, _ = self._made(mount, view, f"{below.rstrip('/')}/index.html", files)
        return Reply(None, moved=f"{path}/" if found is not None else "")

    def _made(
        self, mount: Mount, view: BrandView, name: str, files: Files
    ) -> tuple[bytes | None, tuple[Failure, ...]]:
        """Content of a file, the last good one if need be, and what went wrong with it."""
        failed: dict[str, HelpgenError] = {}
        try:
            data = view.file(name, files)
        except HelpgenError as error:
            failed["page"] = error
            data = self._good.get((mount, name))
        language = name.partition("/")[0]
        brand = view.brand
        code = language if brand and language in brand.languages else ""
        own = {key: view.failures[key] for key in ("", code) if key in view.failures}
        failures = [f for e in (own | failed).values() for f in failures_of(e, self.root)]
        if data is not None and not failed and name.endswith(".html"):
            self._good.offer((mount, name), data)
        return data, tuple(dict.fromkeys(failures))

    def missing(self, mount: Mount) -> Reply | None:
        """The brand's 404 page."""
        brand = next((b for b in self.brands if b.slug == mount.slug), None)
        base = mounted(brand, mount).base_path if brand else ""
        return self.reply(mount, f"{base}/404.html")

    def view(self, mount: Mount, files: Files) -> BrandView | None:
        """A brand as it stands; None if site.toml names none of that slug."""
        brand = next((b for b in self.brands if b.slug == mount.slug), None)
        if self.site is None or brand is None:
            return None
        if mount not in self._views:
            real = self._snapshots
            shown = StateSnapshots(real, mount.state) if mount.state else real
            self._views[mount] = BrandView(shown, self._later)
        view = self._views[mount]
        view.update(self.site, mounted(brand, mount), files)
        return view

    def stylesheets(self) -> dict[str, str]:
        """Site path of each stylesheet that pages were made with, by its folder and name."""
        return {
            f"{brand.base_path}/assets/style.": f"{brand.base_path}/{view.stylesheet()}"
            for mount, view in self._views.items()
            if not mount.state and (brand := view.brand)
        }

    def forget_pages(self) -> None:
        """Prepare pages anew, after what was done later."""
        for view in self._views.values():
            view.forget_pages()

    def is_failing(self) -> bool:
        """Whether anything is wrong, as far as pages were asked for."""
        return bool(self.failures) or any(
            view.failures for mount, view in self._views.items() if not mount.state
        )

    def refresh(self) -> Files:
        """Look at the files, and let every brand that is shown take in how they stand."""
        files = self.look()
        for mount in self.mounts():  # those in a state are made when they are looked at
            self.view(mount, files)
        return files
