"""`helpgen urls …`: the commands about addresses that last."""

from __future__ import annotations

import typer

from helpgen.cli import urls_import

group = typer.Typer()


@group.callback()
def urls() -> None:
    """Keep the addresses of pages that have moved."""


group.command("import")(urls_import.import_urls)
