"""`helpgen fetch`."""

from __future__ import annotations

import typer

from helpgen.cli.exits import Exit
from helpgen.cli.options import (
    DEFAULT_CONFIG,
    AcceptLoss,
    Brands,
    Config,
    Json,
    Set,
    Strict,
    Verbose,
    accepted_losses,
    chosen,
    load,
)


def fetch(
    config: Config = DEFAULT_CONFIG,
    brand: Brands = None,
    accept_loss: AcceptLoss = None,
    settings: Set = None,
    strict: Strict = False,
    as_json: Json = False,
    verbose: Verbose = False,
) -> None:
    """Save what Gladly holds for every edition; nothing is built."""
    from helpgen.cli.fetching import fetch_all
    from helpgen.cli.report import Reporter

    site = load(config, settings)
    brands = chosen(site, brand)
    reporter = Reporter(site, as_json=as_json, verbose=verbose)
    fetch_all(site, brands, accepted_losses(site, accept_loss), reporter)
    code = reporter.finish(strict=strict)
    if code is not Exit.GOOD:
        raise typer.Exit(code)
