"""`helpgen serve`."""

from __future__ import annotations

import signal
from typing import Annotated

import typer

from helpgen.cli.options import DEFAULT_CONFIG, Brands, Config, Set


def serve(
    config: Config = DEFAULT_CONFIG,
    brand: Brands = None,
    host: Annotated[
        str, typer.Option(help="Address to listen on; another than loopback opens it to others.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(help="Port; the next free one if it's taken. 0 takes any free one.")
    ] = 8000,
    allow_host: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Name by which others reach it. Repeatable."),
    ] = None,
    open_browser: Annotated[
        bool, typer.Option("--open", help="Open the board in a browser.")
    ] = False,
    offline: Annotated[
        bool, typer.Option("--offline", help="Start from the snapshots; ask Gladly nothing.")
    ] = False,
    poll: Annotated[
        float,
        typer.Option(
            metavar="SECONDS", min=0, help="Ask Gladly for changed answers so often; 0: once."
        ),
    ] = 0,
    checks: Annotated[
        bool,
        typer.Option("--checks/--no-checks", help="Run full builds with all checks behind it."),
    ] = True,
    navigate: Annotated[
        bool, typer.Option("--navigate", help="Go to the page that has changed.")
    ] = False,
    published: Annotated[
        bool,
        typer.Option("--published", help="Show what is published; drafts of answers are hidden."),
    ] = False,
    settings: Set = None,
) -> None:
    """Show every brand's help center in a browser, and each saved change at once.

    Pages are made when they are asked for, so a site's size doesn't matter. Mistakes are
    shown in the page. Ctrl-C ends it.
    """
    _end_at_once()
    from helpgen.preview.options import Options
    from helpgen.preview.serving import serve as serve_preview

    options = Options(
        config=config,
        settings=tuple(settings or ()),
        slugs=tuple(brand or ()),
        host=host,
        port=port,
        named=tuple(allow_host or ()),
        opens=open_browser,
        offline=offline,
        poll=poll,
        checks=checks,
        navigate=navigate,
        published=published,
    )
    serve_preview(options, typer.echo)


def _end_at_once() -> None:
    """Until it serves, Ctrl-C ends the process by itself: there's nothing yet to clean up.

    Python's own way is an exception, and one that comes in the midst of an import can be lost.
    """
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
