"""A build without its end: editions are made and looked at, and nothing is written.

What stands in the output as it should be is told as it was told when it was built.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from functools import partial

from helpgen.config import Brand, Site
from helpgen.errors import HelpgenError
from helpgen.jobs import BuildReport, EditionJob, EditionResult
from helpgen.model import EditionKey
from helpgen.plan import BrandPlan, plan_brand
from helpgen.standing import standing_problems
from helpgen.unchanged import unchanged
from helpgen.url_ledger import load_ledger
from helpgen.workers import Workers, checked

OnDone = Callable[[EditionResult], None]


def check_site(
    site: Site,
    brands: Iterable[Brand],
    *,
    processes: int | None = None,
    external: bool = False,
    on_done: OnDone = lambda _: None,
) -> BuildReport:
    """What a build of the brands from their snapshots would tell.

    Args:
        site: The configuration.
        brands: Which of its brands.
        processes: How many at once; as many as there are processors by default.
        external: Gather the addresses of other hosts too, for which every edition is made.
        on_done: Called after each edition, in the order in which they end.

    Raises:
        ContentError: The file of published addresses can't be read.
    """
    start = time.perf_counter()
    ledger = load_ledger(site.urls)
    plans: list[BrandPlan] = []
    results: dict[EditionKey, EditionResult] = {}
    order: list[EditionKey] = []

    def take(result: EditionResult) -> None:
        results[result.edition] = result
        on_done(result)

    with Workers(processes, partial(checked, external=external)) as workers:
        for brand in brands:
            order += [EditionKey(brand.slug, language) for language in brand.languages]
            try:
                plan = plan_brand(site, brand, ledger)
            except HelpgenError as error:
                for language in brand.languages:
                    take(EditionResult(EditionKey(brand.slug, language), error=str(error)))
                continue
            plans.append(plan)
            for edition, told in plan.errors.items():
                take(EditionResult(edition, error=told))
            workers.take(_waiting(plan, take, external=external))
        for result in workers.results():
            take(result)
    problems = standing_problems(site, plans, results)
    editions = tuple(results[edition] for edition in order)
    return BuildReport(editions, 0, 0, problems, (), time.perf_counter() - start)


def _waiting(plan: BrandPlan, take: OnDone, *, external: bool) -> list[EditionJob]:
    """The editions that must be made; what is known of the others is taken."""
    waiting = []
    for job in plan.jobs:
        result = None if external else unchanged(job, plan.units[job.language])
        if result is None:
            waiting.append(job)
        else:
            take(result)
    return waiting
