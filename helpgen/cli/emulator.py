"""`helpgen emulator`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from helpgen.cli.options import DEFAULT_CONFIG, Config, Set, load
from helpgen.cli.terminal import tell


def emulator(
    config: Config = DEFAULT_CONFIG,
    answers: Annotated[
        Path | None,
        typer.Option(help="A JSON Lines file of answers instead of content/answers/."),
    ] = None,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port; 0 takes a free one.")] = 8701,
    rate_limit: Annotated[
        int, typer.Option(min=0, help="Requests a second for each method; 0 means no limit.")
    ] = 10,
    settings: Set = None,
) -> None:
    """Run a local Gladly with the site's managed answers, or with any file of answers.

    Without a configuration file, --answers is needed.
    """
    from helpgen.connection import emulator_seed
    from helpgen.emulator import DEMO_ORGANIZATION_ID, create_app, seed_from_jsonl, serve

    pictures = None
    if answers and not config.is_file():
        seed = seed_from_jsonl(answers, organization_id=DEMO_ORGANIZATION_ID)
    elif answers:
        site = load(config, settings)
        seed = seed_from_jsonl(answers, organization_id=site.gladly.org_id)
    else:
        site = load(config, settings)
        seed, pictures = emulator_seed(site), site.pictures
    app = create_app(seed, rate_limit=rate_limit, pictures=pictures)
    serve(app, host, port, lambda url: tell(f"{url}   Ctrl-C ends it"))
