"""`helpgen deploy`."""

from __future__ import annotations

from typing import Annotated

import typer

from helpgen.cli.exits import Exit
from helpgen.cli.options import (
    DEFAULT_CONFIG,
    Brands,
    Config,
    Everything,
    ExitCode,
    Json,
    Output,
    Set,
    Verbose,
    chosen,
    load,
)


def deploy(
    target: Annotated[
        str,
        typer.Argument(
            metavar="TARGET",
            help="A name of [deploy.<name>] in the configuration, or an address: s3://bucket/path, "
            "user@host:/path or rsync://host/module/path for rsync, ./folder.",
        ),
    ],
    config: Config = DEFAULT_CONFIG,
    output: Output = None,
    brand: Brands = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Tell what would be done; change nothing.")
    ] = False,
    max_deletes: Annotated[
        int | None,
        typer.Option(min=0, help="Most files that may be deleted in one place; 256 by default."),
    ] = None,
    purge_list: Annotated[
        str,
        typer.Option(
            metavar="FILE",
            help="Write the addresses that a CDN is to forget there, one a line; - prints them.",
        ),
    ] = "",
    everything: Everything = False,
    settings: Set = None,
    exit_code: ExitCode = False,
    as_json: Json = False,
    verbose: Verbose = False,
) -> None:
    """Bring the finished sites to where they're served from, and only what changed.

    What pages load goes first, then pages, and deletions come last: a site that is read
    meanwhile is whole. What breaks off is taken up by the next run. Only what an earlier
    deploy put there is ever deleted.
    """
    from helpgen.cli.deploy_report import PurgeList, exit_of, progress, show, show_json
    from helpgen.cli.terminal import say
    from helpgen.deploy import Options, brands_of, deploy_site, target_of

    site = load(config, settings, output)
    aim = target_of(site, target)
    brands = brands_of(aim, chosen(site, brand), named=bool(brand))
    most = aim.settings.max_deletes if max_deletes is None else max_deletes
    with progress(quiet=as_json or dry_run) as on_progress:
        outcomes = deploy_site(
            site,
            brands,
            aim,
            Options(most, dry_run=dry_run, everything=everything),
            on_progress=on_progress,
            on_purge=PurgeList(purge_list).take,
            on_wait=lambda: say("a build is writing to the output folder: waiting for its end"),
        )
    if as_json:
        show_json(outcomes, dry_run=dry_run)
    else:
        show(outcomes, dry_run=dry_run, verbose=verbose, to_stderr=purge_list == "-")
    code = exit_of(outcomes, tell_change=exit_code)
    if code is not Exit.GOOD:
        raise typer.Exit(code)
