"""`helpgen headers`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from helpgen.cli.options import DEFAULT_CONFIG, Brands, Config, Set, chosen, load


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

    For nginx, locations for the server block of the brand's host. For netlify, what stands
    in the `_headers` file beside the brand's pages.
    """
    from helpgen.headers import header_rules, headers_file, nginx_snippet

    site = load(config, settings)
    for one in chosen(site, brand):
        nginx = words is Words.NGINX
        text = nginx_snippet(one) if nginx else headers_file(header_rules(one))
        print(f"# {one.slug}: {one.base_url}\n{text}")
