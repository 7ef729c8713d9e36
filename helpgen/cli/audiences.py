"""`helpgen audiences`."""

from __future__ import annotations

import os

import typer

from helpgen.cli.options import DEFAULT_CONFIG, Config, Json, Set, load


def audiences(config: Config = DEFAULT_CONFIG, settings: Set = None, as_json: Json = False) -> None:
    """List the organization's id and its audiences, for org_id and audience_id.

    Needs GLADLY_API_USER and GLADLY_API_TOKEN.
    """
    import json

    from helpgen.connection import connected

    with connected(load(config, settings), os.environ) as client:
        organization, found = client.organization(), client.audiences()
    if as_json:
        listed = [{"id": audience.id, "name": audience.name} for audience in found]
        typer.echo(json.dumps({"org_id": organization.id, "audiences": listed}, indent=2))
        return
    typer.echo(f"org_id = {organization.id}   # {organization.name}")
    for audience in found:
        typer.echo(f"audience_id = {audience.id}   # {audience.name}")
