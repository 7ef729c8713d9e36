"""`helpgen build`."""

from __future__ import annotations

from typing import Annotated

import typer

from helpgen.cli.exits import Exit
from helpgen.cli.options import (
    DEFAULT_CONFIG,
    AcceptLoss,
    Brands,
    Config,
    ExitCode,
    Json,
    Output,
    Set,
    Strict,
    Verbose,
    accepted_losses,
    chosen,
    load,
)


def build(
    config: Config = DEFAULT_CONFIG,
    output: Output = None,
    brand: Brands = None,
    offline: Annotated[
        bool, typer.Option("--offline", help="Build from the snapshots; ask Gladly nothing.")
    ] = False,
    processes: Annotated[
        int | None,
        typer.Option("--jobs", "-j", min=1, help="Processes; one for each processor by default."),
    ] = None,
    accept_loss: AcceptLoss = None,
    forget_urls: Annotated[
        bool,
        typer.Option(
            "--forget-urls",
            help="Add no address to content/urls.json: for a site that nobody will link to, such "
            "as that of a pull request.",
        ),
    ] = False,
    profile: Annotated[
        bool,
        typer.Option(
            "--profile", help="Show where the time went: by stage, edition, template and answer."
        ),
    ] = False,
    settings: Set = None,
    strict: Strict = False,
    exit_code: ExitCode = False,
    as_json: Json = False,
    verbose: Verbose = False,
) -> None:
    """Fetch the answers and build every brand's help center in every language.

    An edition whose fetch fails is built from its older snapshot. Exit codes: 0 good,
    1 something failed, 2 wrong usage or configuration, 3 problems under --strict, 4 something
    changed, under --exit-code.
    """
    from helpgen.workers import start_early

    site = load(config, settings, output)
    brands = chosen(site, brand)
    start_early(site, brands, processes)

    from helpgen.build import build_site
    from helpgen.cli.report import Reporter

    reporter = Reporter(site, as_json=as_json, verbose=verbose, profile=profile)
    if not offline:
        from helpgen.cli.fetching import fetch_all

        fetch_all(site, brands, accepted_losses(site, accept_loss), reporter)
    with reporter.building(brands) as on_built:
        report = build_site(
            site,
            brands,
            processes=processes,
            on_done=on_built,
            on_wait=reporter.waiting,
            remember=not forget_urls,
        )
    reporter.built(report, site.output)
    code = reporter.finish(strict=strict, tell_change=exit_code)
    if code is not Exit.GOOD:
        raise typer.Exit(code)
