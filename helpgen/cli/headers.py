"""`helpgen headers`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from helpgen.cli.options import DEFAULT_CONFIG, Brands, Config, Set, chosen, load
from helpgen.cli.terminal import tell


class Words(StrEnum):
    """Whose words the headers are written in."""

    NGINX = "nginx"
    NETLIFY = "netlify"


def headers(
    config: Config = DEFAULT_CONFIG,
    brand: Brands = None,
    words: Annotated[
        Words,
        typer.Option(
            "--for", help="The host: nginx, or netlify, whose format Cloudflare Pages reads too."
        ),
    ] = Words.NGINX,
    settings: Set = None,
) -> None:
    """Print the HTTP headers that a web host is to send with each brand's pages.

    They are those of the last build, as its `_headers` file has them. For nginx, locations
    for the server block of the brand's host. For netlify, that file.
    """
    from helpgen.headers import nginx_snippet, read_headers_file

    site = load(config, settings)
    for one in chosen(site, brand):
        text = _published(site.output / one.slug / "_headers")
        if words is Words.NGINX:
            text = nginx_snippet(one, read_headers_file(text))
        tell(f"# {one.slug}: {one.base_url}\n{text}")


def _published(path: Path) -> str:
    from helpgen.errors import PublishError

    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        raise PublishError(f"{path}: isn't there yet: run 'helpgen build' first") from None
