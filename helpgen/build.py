"""The only place that orders the stages: snapshots -> plans -> editions -> published site."""

from __future__ import annotations

import time
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path

from helpgen.article_cache import forget
from helpgen.changes.record import record_build
from helpgen.config import Brand, Site
from helpgen.errors import HelpgenError, Problem
from helpgen.file_writer import Stamp
from helpgen.files import digest
from helpgen.jobs import BuildReport, EditionJob, EditionResult
from helpgen.languages import language_tag
from helpgen.model import EditionKey
from helpgen.output_lock import output_lock
from helpgen.plan import BrandPlan, plan_brand
from helpgen.publish import Unit, published_units
from helpgen.root_files import Published, published_sitemaps, root_files
from helpgen.routes_cache import problems_to_json
from helpgen.search.site import save_site
from helpgen.search_state import remove_index, search_site, unwanted_indexes
from helpgen.standing import standing_problems
from helpgen.unchanged import unchanged
from helpgen.url_ledger import Ledger, load_ledger, save_ledger
from helpgen.workers import Workers

_ASSETS, _PICTURES, _ROOT = "_assets", "_pictures", "_root"

OnDone = Callable[[EditionResult], None]


def build_site(
    site: Site,
    brands: Iterable[Brand],
    *,
    processes: int | None = None,
    on_done: OnDone = lambda _: None,
    on_wait: Callable[[], None] = lambda: None,
    remember: bool = True,
) -> BuildReport:
    """Build the brands' editions from their snapshots and publish them.

    Assets are written before pages, pages before anything is deleted. What fails leaves
    what it published before as it was, and doesn't stop the others.

    Args:
        site: The configuration.
        brands: Which of its brands.
        processes: How many at once; as many as there are processors by default.
        on_done: Called after each edition, in the order in which they end.
        on_wait: Called once if another build holds the output folder.
        remember: Add new addresses to the file of all that were ever published.

    Raises:
        PublishError: The output folder can't be used at all.
        ContentError: The file of published addresses can't be read.
    """
    start = time.perf_counter()
    with (
        output_lock(site.output, on_wait=on_wait),
        Workers(processes) as workers,
    ):
        build = _Build(site, on_done, load_ledger(site.urls))
        for brand in brands:
            workers.take(build.plan(brand, remember=remember))
        build.collect(workers.results())
        for plan in build.plans:
            build.finish(plan)
        build.retire()
        build.describe()
        problems = standing_problems(site, build.plans, build.results)
        problems += build.record(problems)
    return BuildReport(
        tuple(build.results[edition] for edition in build.order),
        build.other_written,
        build.removed,
        problems,
        tuple(build.errors),
        time.perf_counter() - start,
    )


class _Build:
    """What's collected during one build."""

    def __init__(self, site: Site, on_done: OnDone, ledger: Ledger) -> None:
        self._site = site
        self._on_done = on_done
        self._ledger = ledger
        self.plans: list[BrandPlan] = []
        self.order: list[EditionKey] = []
        self.results: dict[EditionKey, EditionResult] = {}
        self._asset_stamps: dict[str, Mapping[str, Stamp]] = {}
        self._picture_stamps: dict[str, Mapping[str, Stamp | None]] = {}
        self.other_written = 0
        self.removed = 0
        self.errors: list[str] = []

    def plan(self, brand: Brand, *, remember: bool) -> list[EditionJob]:
        """Work out a brand's routes and write its assets; the editions that need building."""
        editions = [EditionKey(brand.slug, language) for language in brand.languages]
        self.order += editions
        try:
            plan = plan_brand(self._site, brand, self._ledger)
            if remember:
                self._remember(plan)
            published = self._unit(brand, _ASSETS).write(plan.assets.files)
            self._asset_stamps[brand.slug] = published.stamps
            self._picture_stamps[brand.slug] = self._publish_pictures(plan)
        except HelpgenError as error:
            self.collect(EditionResult(edition, error=str(error)) for edition in editions)
            return []
        self.other_written += published.written
        self.plans.append(plan)
        self.collect(EditionResult(edition, error=told) for edition, told in plan.errors.items())
        return [job for job in plan.jobs if not self._is_current(job, plan.units[job.language])]

    def _remember(self, plan: BrandPlan) -> None:
        """Note addresses before any page stands there, so that a kill loses none."""
        slug = plan.brand.slug
        known = {EditionKey(slug, language): urls for language, urls in plan.published.items()}
        if any(self._ledger.get(edition) != urls for edition, urls in known.items()):
            self._ledger = {**self._ledger, **known}
            save_ledger(self._site.urls, self._ledger)

    def _publish_pictures(self, plan: BrandPlan) -> Mapping[str, Stamp | None]:
        """Write a brand's pictures; their names tell their content, so names tell of changes."""
        unit = self._unit(plan.brand, _PICTURES)
        if not plan.pictures and not unit.manifest.files:
            return {}
        if unit.is_current(_names_hash(plan.pictures)):
            return unit.manifest.files
        published = unit.write(plan.pictures)
        self.other_written += published.written
        return published.stamps

    def collect(self, results: Iterable[EditionResult]) -> None:
        """Take in how editions ended."""
        for result in results:
            self.results[result.edition] = result
            self._on_done(result)

    def _is_current(self, job: EditionJob, unit: Unit) -> bool:
        """Whether an edition is as it should be; its result is then what it was last time."""
        result = unchanged(job, unit)
        if result is not None:
            self.collect([result])
        return result is not None

    def finish(self, plan: BrandPlan) -> None:
        """Delete what a brand's editions own no more, and write its root files."""
        try:
            for job in plan.jobs:
                self._finish_edition(job, self.results[job.edition])
            self._finish_root(plan)
            self._finish_kept(plan, _ASSETS, self._asset_stamps[plan.brand.slug])
            self._finish_kept(plan, _PICTURES, self._picture_stamps[plan.brand.slug])
        except HelpgenError as error:
            self.errors.append(f"{plan.brand.slug}: {error}")

    def retire(self) -> None:
        """Delete what belongs to brands and languages that site.toml no longer names.

        A language goes only once no page of its brand that leads there is left.
        """
        shared = {_ASSETS, _ROOT, *([_PICTURES] if self._site.site.images == "mirror" else [])}
        configured = {brand.slug: {*brand.languages, *shared} for brand in self._site.brands}
        waiting = {brand.slug for brand in self._site.brands if not self._is_whole(brand)}
        for slug, name in reversed(published_units(self._site.output)):  # pages, then assets
            if slug not in waiting and name not in configured.get(slug, ()):
                self._retire_unit(slug, name)
        self._retire_indexes(waiting)

    def _retire_indexes(self, waiting: AbstractSet[str]) -> None:
        try:
            for edition in unwanted_indexes(self._site):
                if edition.brand not in waiting:
                    remove_index(self._site, edition)
        except HelpgenError as error:
            self.errors.append(str(error))

    def describe(self) -> None:
        """Tell the search endpoint which brands and languages there are."""
        try:
            save_site(self._site.search_index, search_site(self._site))
        except HelpgenError as error:
            self.errors.append(str(error))

    def record(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Keep a record of what stands now, if anything changed; why there's none, if so."""
        written = any(result.written for result in self.results.values())
        if not (written or self.other_written or self.removed):
            return ()
        jobs = [job for plan in self.plans for job in plan.jobs]
        return record_build(self._site, jobs, self.results, problems)

    def _retire_unit(self, slug: str, name: str) -> None:
        others = (owned for other, owned in self._owned(slug) if other != name)
        try:
            unit = Unit(self._site.output, slug, name)
            self.removed += len(unit.manifest.files)
            unit.remove(others)
            forget(self._site.articles, EditionKey(slug, name))
        except HelpgenError as error:
            self.errors.append(f"{slug}: {error}")

    def _finish_edition(self, job: EditionJob, result: EditionResult) -> None:
        if result.error or not result.stamps:
            return  # failed, or unchanged
        self.removed += len(result.removed)
        notes = {
            **job.notes,
            "problems": problems_to_json(result.problems),
            "answers": result.answers,
            "index": result.index,
            "picture_hosts": result.picture_hosts,
            "updated": result.updated,
        }
        others: list[Container[str]] = []
        if result.removed:
            owned = self._owned(job.brand.slug)
            others = [files for language, files in owned if language != job.language]
        unit = self._unit(job.brand, job.language)
        unit.finish(result.stamps, job.inputs, notes, others)

    def _owned(self, slug: str) -> Iterator[tuple[str, Container[str]]]:
        """Paths of what each edition of a brand consists of now, by its language.

        Pages of the default language may stand where a language was, or will be again.
        """
        for brand in self._site.brands:
            for language in brand.languages if brand.slug == slug else ():
                result = self.results.get(EditionKey(slug, language))
                written = result.stamps if result else {}
                yield language, written or self._unit(brand, language).manifest.files

    def _finish_root(self, plan: BrandPlan) -> None:
        brand = plan.brand
        folder = self._site.output / brand.slug
        default = folder / brand.languages[0]
        if not (default / "404.html").is_file():
            return  # the default language was never built, so there's nowhere to lead
        published = Published(
            lang=language_tag(brand.languages[0]),
            not_found=(default / "404.html").read_bytes(),
            llms=_bytes_if_there(default / "llms.txt"),
            sitemaps=tuple(
                f"{code}/{name}"
                for code in brand.languages
                for name in published_sitemaps(folder / code)
            ),
            picture_hosts=frozenset(self._picture_hosts(brand)),
            # Of an edition that failed the pages stand as they were, and lead on by themselves.
            moves=tuple(job.moves for job in plan.jobs if not self.results[job.edition].error),
        )
        unit = self._unit(brand, _ROOT)
        written = unit.write(root_files(brand, published))
        self.other_written += written.written
        unit.finish(written.stamps, "")

    def _picture_hosts(self, brand: Brand) -> Iterator[str]:
        """Of the pages that stand; those of a failed edition are the ones of last time."""
        for code in brand.languages:
            result = self.results[EditionKey(brand.slug, code)]
            if result.error:
                yield from self._unit(brand, code).manifest.notes.get("picture_hosts", ())
            yield from result.picture_hosts

    def _finish_kept(self, plan: BrandPlan, name: str, stamps: Mapping[str, Stamp | None]) -> None:
        """Old assets and pictures stay as long as a page of a failed edition may need them."""
        unit = self._unit(plan.brand, name)
        if name == _PICTURES and not stamps and not unit.manifest.files:
            return  # most sites have none
        whole = self._is_whole(plan.brand)
        kept = stamps if whole else {**unit.manifest.files, **stamps}
        self.removed += len(unit.manifest.files) - len(kept)
        unit.finish(kept, _names_hash(kept))

    def _is_whole(self, brand: Brand) -> bool:
        """Whether this build has made every edition of the brand as it should be."""
        results = [self.results.get(EditionKey(brand.slug, code)) for code in brand.languages]
        return all(result is not None and not result.error for result in results)

    def _unit(self, brand: Brand, name: str) -> Unit:
        return Unit(self._site.output, brand.slug, name)


def _bytes_if_there(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _names_hash(files: Iterable[str]) -> str:
    return digest(*(name.encode() for name in sorted(files)))
