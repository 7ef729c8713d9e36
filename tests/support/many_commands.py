"""Runs command lines one after another in one process of its own: a start takes half a second."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Done:
    """How a command ended, and what it said."""

    code: int
    out: bytes
    err: bytes


def run_commands(
    lines: Iterable[tuple[str, ...]], cwd: Path, **environment: str
) -> dict[tuple[str, ...], Done]:
    """Run each of them by `helpgen.cli.main`, with an environment of their own.

    Args:
        lines: Arguments of each command.
        cwd: Where to run them.
        environment: Variables to add.
    """
    lines = list(lines)
    done = subprocess.run(
        [sys.executable, __file__],
        input=json.dumps(lines),
        cwd=cwd,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    return {
        line: Done(code, bytes.fromhex(out), bytes.fromhex(err))
        for line, (code, out, err) in zip(lines, told, strict=True)
    }


def _run(line: list[str]) -> tuple[int, str, str]:
    from helpgen.cli import main  # noqa: PLC0415 - the tests themselves don't need it

    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in "oe")
    sys.argv = ["helpgen", *line]
    code = 0
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main()
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    return code, out.buffer.getvalue().hex(), err.buffer.getvalue().hex()


if __name__ == "__main__":
    told = [_run(line) for line in json.load(sys.stdin)]
    sys.stdout.write(json.dumps(told))
