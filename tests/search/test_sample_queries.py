"""The sample answers what people type."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]


@pytest.mark.slow
def test_the_sample_passes_its_query_set(helpgen, sample_index, tmp_path):
    done = helpgen(
        *("search", "eval", "content/queries.toml", "--index", sample_index),
        *("--last", tmp_path / "last.json", "--json"),
        cwd=PROJECT,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    editions = json.loads(done.stdout)["editions"]
    assert sorted(editions) == [
        *("fjell/en-us", "fjell/fr-ca", "fjell/ja"),
        *("sorbet/ar", "sorbet/en-us", "sorbet/es-419"),
    ]
    assert all(8 <= figures["queries"] <= 12 for figures in editions.values())
