"""The only place that orders the stages: snapshots -> plans -> editions -> published site."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass

from helpgen.brand_files import root_files
from helpgen.config import Brand, Site
from helpgen.edition import EditionJob, EditionResult, build_edition
from helpgen.errors import HelpgenError
from helpgen.languages import language_tag
from helpgen.model import EditionKey
from helpgen.plan import BrandPlan, plan_brand
from helpgen.publish import Stamp, Unit, output_lock, published_units
from helpgen.routes_cache import problems_from_json, problems_to_json

_ASSETS, _ROOT = "_assets", "_root"
_ENOUGH = 400  # answers that keep a process busy for longer than it takes to start

OnDone = Callable[[EditionResult], None]


@dataclass(frozen=True, slots=True)
class BuildReport:
    """How a build ended.

    Attributes:
        editions: In the order of site.toml.
        other_written: Assets and root files written.
        removed: Files deleted.
        errors: What failed beside editions, such as a brand's root files.
        seconds: Wall time.
    """

    editions: tuple[EditionResult, ...]
    other_written: int
    removed: int
    errors: tuple[str, ...]
    seconds: float

    @property
    def failed(self) -> bool:
        """Whether any part of it failed."""
        return bool(self.errors) or any(result.error for result in self.editions)


def build_site(
    site: Site,
    brands: Iterable[Brand],
    *,
    processes: int | None = None,
    on_done: OnDone = lambda _: None,
) -> BuildReport:
    """Build the brands' editions from their snapshots and publish them.

    Assets are written before pages, pages before anything is deleted. What fails leaves
    what it published before as it was, and doesn't stop the others.

    Args:
        site: The configuration.
        brands: Which of its brands.
        processes: How many at once; as many as there are processors by default.
        on_done: Called after each edition, in the order in which they end.

    Raises:
        PublishError: The output folder can't be used at all.
    """
    start = time.perf_counter()
    build = _Build(site, processes or os.cpu_count() or 1, on_done)
    with output_lock(site.output):
        for brand in brands:
            build.plan(brand)
        build.run()
        for plan in build.plans:
            build.finish(plan)
        build.retire()
    return BuildReport(
        tuple(build.results[edition] for edition in build.order),
        build.other_written,
        build.removed,
        tuple(build.errors),
        time.perf_counter() - start,
    )


class _Build:
    """What's collected during one build."""

    def __init__(self, site: Site, processes: int, on_done: OnDone) -> None:
        self._site = site
        self._processes = processes
        self._on_done = on_done
        self.plans: list[BrandPlan] = []
        self.order: list[EditionKey] = []
        self.results: dict[EditionKey, EditionResult] = {}
        self._asset_stamps: dict[str, Mapping[str, Stamp]] = {}
        self.other_written = 0
        self.removed = 0
        self.errors: list[str] = []

    def plan(self, brand: Brand) -> None:
        """Work out a brand's routes and write its assets."""
        editions = [EditionKey(brand.slug, language) for language in brand.languages]
        self.order += editions
        try:
            plan = plan_brand(self._site, brand)
            published = self._unit(brand, _ASSETS).write(plan.assets.files)
            self._asset_stamps[brand.slug] = published.stamps
        except HelpgenError as error:
            for edition in editions:
                self._done(EditionResult(edition, error=str(error)))
            return
        self.other_written += published.written
        self.plans.append(plan)
        for edition, told in plan.errors.items():
            self._done(EditionResult(edition, error=told))

    def run(self) -> None:
        """Build the editions that aren't as they should be."""
        waiting = []
        for plan in self.plans:
            for job in plan.jobs:
                unit = self._unit(plan.brand, job.language)
                if unit.is_current(job.inputs):
                    self._done(_current(job, unit))
                else:
                    waiting.append(job)
        for result in _run(waiting, self._processes):
            self._done(result)

    def finish(self, plan: BrandPlan) -> None:
        """Delete what a brand's editions own no more, and write its root files."""
        try:
            for job in plan.jobs:
                self._finish_edition(job, self.results[job.edition])
            self._finish_root(plan)
            self._finish_assets(plan)
        except HelpgenError as error:
            self.errors.append(f"{plan.brand.slug}: {error}")

    def retire(self) -> None:
        """Delete what belongs to brands and languages that site.toml no longer names."""
        configured = {brand.slug: {*brand.languages, _ASSETS, _ROOT} for brand in self._site.brands}
        for slug, name in reversed(published_units(self._site.output)):  # pages, then assets
            if name not in configured.get(slug, ()):
                unit = Unit(self._site.output, slug, name)
                self.removed += len(unit.manifest.files)
                unit.remove()

    def _finish_edition(self, job: EditionJob, result: EditionResult) -> None:
        if result.error or not result.stamps:
            return  # failed, or unchanged
        self.removed += len(result.removed)
        notes = {
            **job.notes,
            "problems": problems_to_json(result.problems),
            "answers": result.answers,
        }
        unit = self._unit(job.brand, job.language)
        unit.finish(result.stamps, job.inputs, notes)

    def _finish_root(self, plan: BrandPlan) -> None:
        brand = plan.brand
        folder = self._site.output / brand.slug
        not_found = folder / brand.languages[0] / "404.html"
        if not not_found.is_file():
            return  # the default language was never built, so there's nowhere to lead
        languages = [code for code in brand.languages if (folder / code / "index.html").is_file()]
        files = root_files(
            brand,
            languages,
            lang=language_tag(brand.languages[0]),
            not_found=not_found.read_bytes(),
        )
        unit = self._unit(brand, _ROOT)
        published = unit.write(files)
        self.other_written += published.written
        unit.finish(published.stamps, "")

    def _finish_assets(self, plan: BrandPlan) -> None:
        """Old assets stay as long as a page of a failed edition may need them."""
        unit = self._unit(plan.brand, _ASSETS)
        whole = not any(
            self.results[EditionKey(plan.brand.slug, language)].error
            for language in plan.brand.languages
        )
        stamps = self._asset_stamps[plan.brand.slug]
        kept = stamps if whole else {**unit.manifest.files, **stamps}
        self.removed += len(unit.manifest.files) - len(kept)
        unit.finish(kept, "")

    def _unit(self, brand: Brand, name: str) -> Unit:
        return Unit(self._site.output, brand.slug, name)

    def _done(self, result: EditionResult) -> None:
        self.results[result.edition] = result
        self._on_done(result)


def _current(job: EditionJob, unit: Unit) -> EditionResult:
    notes = unit.manifest.notes
    return EditionResult(
        job.edition,
        answers=notes["answers"],
        unchanged=len(unit.manifest.files),
        problems=problems_from_json(notes["problems"]),
    )


def _run(jobs: list[EditionJob], processes: int) -> Iterator[EditionResult]:
    """Build the editions, the largest first, in this process or in several."""
    jobs = sorted(jobs, key=lambda job: -len(job.siblings[job.language].answers))
    answers = sum(len(job.siblings[job.language].answers) for job in jobs)
    processes = min(processes, len(jobs), 1 + answers // _ENOUGH)
    if processes <= 1:
        yield from map(build_edition, jobs)
        return
    # A fork server: safe where threads run, and it imports the builder once for all.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["helpgen.edition"])
    with ProcessPoolExecutor(processes, context, initializer=_leave_interrupts) as pool:
        futures = [pool.submit(build_edition, job) for job in jobs]
        try:
            for future in as_completed(futures):
                yield future.result()
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise


def _leave_interrupts() -> None:
    """Ctrl-C reaches every process; the main one ends the others between two editions."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
