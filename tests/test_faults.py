"""Every fault at every stage: what is published stays whole, it's told, the next run heals.

The suite tries a cell of each row; `HELPGEN_FAULTS=all` tries all of them, and
`python tools/fault_matrix.py` writes down what happened in each.
"""

from __future__ import annotations

import os

import pytest
from fault_cells import cells, looked_at
from fault_world import fault_world

pytestmark = pytest.mark.slow

EVERY = 1 if os.environ.get("HELPGEN_FAULTS") == "all" else 13
CELLS = list(cells())[::EVERY]


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    with fault_world(tmp_path_factory.mktemp("faults")) as world:
        yield world


@pytest.mark.parametrize("cell", CELLS, ids=lambda cell: cell.name)
def test_nothing_is_lost_and_the_next_run_heals(world, cell):
    seen = looked_at(world, cell, "site")
    assert seen.wrong == ()
