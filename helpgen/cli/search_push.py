"""`helpgen search push`."""

from __future__ import annotations

from typing import Annotated

import typer

from helpgen.cli.exits import Exit
from helpgen.cli.options import DEFAULT_CONFIG, Config, Everything, ExitCode, Set, load
from helpgen.cli.terminal import tell


def push(
    target: Annotated[
        str,
        typer.Argument(
            metavar="TARGET",
            help="A name of [deploy.<name>] in the configuration, or an address: "
            "s3://bucket/path or ./folder. Not where sites are served from.",
        ),
    ],
    config: Config = DEFAULT_CONFIG,
    everything: Everything = False,
    settings: Set = None,
    exit_code: ExitCode = False,
) -> None:
    """Put the search indexes into a store, from which replicas of the endpoint take them.

    With HELPGEN_INDEX_KEY in the environment they are signed, and replicas with the same key
    take nothing else.
    """
    from helpgen.cli.index_key import index_key
    from helpgen.deploy import Options, open_store, push_indexes, target_of

    site = load(config, settings)
    store = open_store(target_of(site, target))
    # Old generations go as they come, so that there's nothing to be careful with.
    options = Options(max_deletes=1_000_000, everything=everything)
    done = push_indexes(site.search_index, store, index_key(), options)
    tell(
        f"search indexes to {done.place}: {len(done.sent)} files sent, "
        f"{len(done.deleted)} deleted, {done.unchanged} unchanged, {done.seconds:.2f} s"
    )
    if exit_code and (done.sent or done.deleted):
        raise typer.Exit(Exit.CHANGED)
