"""`helpgen search pull`."""

from __future__ import annotations

import signal
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from helpgen.cli.terminal import tell

if TYPE_CHECKING:
    from helpgen.deploy import Pulled


def pull(
    source: Annotated[
        str,
        typer.Argument(metavar="SOURCE", help="The store: s3://bucket/path or ./folder."),
    ],
    index: Annotated[
        Path, typer.Option(help="Folder of the search indexes; it becomes a copy of the store's.")
    ] = Path("build/search"),
    endpoint: Annotated[
        str, typer.Option(metavar="URL", help="Host of a store that speaks S3's protocol.")
    ] = "",
    region: Annotated[str, typer.Option(help="The bucket's region.")] = "",
    every: Annotated[
        float,
        typer.Option(min=0, metavar="SECONDS", help="Look again so often; 0 looks once."),
    ] = 0,
) -> None:
    """Take the search indexes that 'helpgen search push' put into a store.

    An endpoint that serves from the folder takes them up while it runs. Every file is checked
    before it's used. With HELPGEN_INDEX_KEY in the environment, only indexes that are
    signed with it are taken. Needs no site.toml.
    """
    from helpgen.cli.index_key import index_key
    from helpgen.cli.terminal import say
    from helpgen.deploy import follow, open_store, pull_indexes, target_of

    key = index_key()
    settings = {"endpoint": endpoint, "region": region}
    store = open_store(target_of(None, source, {k: v for k, v in settings.items() if v}))

    def once() -> Pulled:
        return pull_indexes(store, index, key)

    _tell(once())
    if every:
        ended = threading.Event()
        signal.signal(signal.SIGTERM, lambda *_: ended.set())
        follow(
            once,
            lambda: ended.wait(every),
            on_pulled=_tell,
            on_error=lambda told: say(f"error: {told}: the indexes here stay as they are"),
        )


def _tell(pulled: Pulled) -> None:
    taken = ", ".join(map(str, pulled.taken)) or "none"
    tell(f"new: {taken}; {pulled.unchanged} unchanged, {len(pulled.removed)} removed")
