"""Every fault at every stage, by the real command line: writes docs/explanation/faults.md.

python tools/fault_matrix.py
"""

from __future__ import annotations

import sys
import tempfile
from itertools import groupby
from pathlib import Path

PROJECT = Path(__file__).parents[1]
sys.path.insert(0, str(PROJECT / "tests/support"))

from fault_cells import Cell, Seen, cells, looked_at  # noqa: E402 - found by the line above
from fault_world import fault_world  # noqa: E402

PAGE = PROJECT / "docs/explanation/faults.md"
BEGIN, END = "<!-- results -->", "<!-- end of results -->"


def main() -> int:
    """Try all cells, and write the table; the number of cells in which something was wrong."""
    with tempfile.TemporaryDirectory() as folder, fault_world(Path(folder)) as world:
        seen = []
        for cell in cells():
            seen.append((cell, looked_at(world, cell, "site")))
            print(cell.name, *seen[-1][1].wrong or ["held"], sep="\n  ", flush=True)
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    PAGE.write_text(f"{before}{BEGIN}\n{table(seen)}{END}{after}", encoding="utf-8")
    return sum(bool(found.wrong) for _, found in seen)


def table(seen: list[tuple[Cell, Seen]]) -> str:
    """A table for each stage."""
    parts = []
    for stage, rows in groupby(seen, key=lambda one: one[0].stage):
        parts.append(f"\n### {stage.capitalize()}\n\n")
        parts.append(
            "| fault | exit code | published | told | held and healed |\n|---|--:|---|---|---|\n"
        )
        parts += [row(cell, found) for cell, found in rows]
    return "".join(parts)


def row(cell: Cell, found: Seen) -> str:
    """One cell's line."""
    told = found.told.replace("|", "\\|").replace("<", "&lt;") or "nothing"
    held = "yes" if not found.wrong else "; ".join(found.wrong)
    return f"| {cell.fault} | {found.code} | {found.published} | {told} | {held} |\n"


if __name__ == "__main__":
    sys.exit(main())
