"""`helpgen audiences`."""

from __future__ import annotations

import os

from helpgen.cli.options import DEFAULT_CONFIG, Config, Json, Set, load
from helpgen.cli.terminal import tell, tell_json
from helpgen.visible import on_one_line


def audiences(config: Config = DEFAULT_CONFIG, settings: Set = None, as_json: Json = False) -> None:
    """List the organization's id and its audiences, for org_id and audience_id.

    Needs GLADLY_API_USER and GLADLY_API_TOKEN.
    """
    from helpgen.connection import connected

    with connected(load(config, settings), os.environ) as client:
        organization, found = client.organization(), client.audiences()
    if as_json:
        listed = [{"id": audience.id, "name": audience.name} for audience in found]
        tell_json({"org_id": organization.id, "audiences": listed}, indent=2)
        return
    tell(f"org_id = {organization.id}   # {on_one_line(organization.name)}")
    for audience in found:
        tell(f"audience_id = {audience.id}   # {on_one_line(audience.name)}")
