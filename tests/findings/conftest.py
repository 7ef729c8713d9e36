"""A site whose findings are judged."""

from __future__ import annotations

import pytest

from helpgen.config import Site


@pytest.fixture
def site(tmp_path):
    """`site(vague_link="off")` gives rules their severities."""

    def make(**severities):
        return Site(
            root=tmp_path,
            gladly={"url": "emulator", "org_id": "org"},
            brands=[
                {
                    "slug": "alpha",
                    "name": "Alpha",
                    "base_url": "https://alpha.example",
                    "languages": ["en-us"],
                }
            ],
            checks={
                "severities": {name.replace("_", "-"): value for name, value in severities.items()}
            },
        )

    return make
