"""The least that writing the same files can take: a bare loop over bytes in memory."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from pathlib import Path

from benchmarks.measure import Usage


def read_all(folder: Path) -> dict[str, bytes]:
    """Content of every file below a folder by its path there."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def write_all(files: Mapping[str, bytes], folder: Path) -> Usage:
    """Write them one after another and do nothing else."""
    start, processor = time.perf_counter(), time.process_time()
    made: set[str] = set()
    for name, data in files.items():
        target = f"{folder}/{name}"
        parent = target.rpartition("/")[0]
        if parent not in made:
            os.makedirs(parent, exist_ok=True)  # noqa: PTH103 - the floor has no pathlib in it
            made.add(parent)
        with open(target, "wb", buffering=0) as file:  # noqa: PTH123 - same
            file.write(data)
    return Usage(time.perf_counter() - start, time.process_time() - processor, 0.0)
