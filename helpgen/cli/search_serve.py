"""`helpgen search serve`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from helpgen.cli.terminal import tell


def serve(
    index: Annotated[
        Path, typer.Option(help="Folder of the search indexes, as the build writes it.")
    ] = Path("build/search"),
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port; 0 takes a free one.")] = 8702,
    workers: Annotated[
        int, typer.Option(min=1, help="Processes; one for each processor to be kept busy.")
    ] = 1,
    budget_ms: Annotated[float, typer.Option(help="Milliseconds that a query may take.")] = 150,
    concurrency: Annotated[
        int, typer.Option(help="Queries that a worker holds at a time; more get 503.")
    ] = 64,
    rate_limit: Annotated[
        int, typer.Option(help="Requests a minute for each client; 0 means no limit.")
    ] = 0,
    client_header: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="Header in which your proxy tells the client's address, such as X-Forwarded-For.",
        ),
    ] = "",
    cache_seconds: Annotated[
        int, typer.Option(help="How long an answer may be kept without asking again.")
    ] = 60,
    access_log: Annotated[
        bool,
        typer.Option(
            "--access-log/--no-access-log", help="Log each request, without what was searched for."
        ),
    ] = True,
    access_log_queries: Annotated[
        bool, typer.Option("--access-log-queries", help="Log what was searched for too.")
    ] = False,
    query_log: Annotated[
        Path | None,
        typer.Option(help="SQLite file that counts what is searched for, by day; no addresses."),
    ] = None,
    feedback: Annotated[
        Path | None,
        typer.Option(help="SQLite file that keeps what readers say of answers; no addresses."),
    ] = None,
    feedback_rate_limit: Annotated[
        int, typer.Option(help="Votes a minute for each client; 0 means no limit.")
    ] = 60,
) -> None:
    """Answer searches over HTTP, from the indexes that the build has written.

    New indexes are taken up while it runs. Ctrl-C and SIGTERM end it after the requests
    that it has begun.
    """
    from helpgen.search.endpoint.serving import serve as serve_endpoint
    from helpgen.search.endpoint.settings import settings_of

    settings = settings_of(
        index=index,
        budget_ms=budget_ms,
        concurrency=concurrency,
        rate_limit=rate_limit,
        client_header=client_header,
        cache_seconds=cache_seconds,
        access_log=access_log,
        access_log_queries=access_log_queries,
        query_log=query_log,
        feedback=feedback,
        feedback_rate_limit=feedback_rate_limit,
    )
    serve_endpoint(
        settings,
        host,
        port,
        workers,
        lambda url: tell(f"{url}   Ctrl-C ends it"),
    )
