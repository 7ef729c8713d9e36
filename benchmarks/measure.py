"""What a run of commands costs: wall time, processor time, and memory of all its processes.

Time and memory are taken in separate runs, since looking at memory takes time itself.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import psutil  # type: ignore[import-untyped]  # it has no stubs of its own

Command = Sequence[str]
_SAMPLE_SECONDS = 0.015
_BE_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER of prctl(2)


@dataclass(frozen=True, slots=True)
class Usage:
    """What a run took.

    Attributes:
        wall: Seconds from start to end.
        processor: Seconds of processor time of all processes, user and system.
        others: Share of the machine that other programs used meanwhile, 0 to 1.
    """

    wall: float
    processor: float
    others: float


def adopt_orphans() -> None:
    """Become the parent of orphaned grandchildren, so that their processor time is counted.

    Linux only; elsewhere the time of processes that outlive their parents is missing.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_BE_SUBREAPER, 1, 0, 0, 0)


def take_time(commands: Iterable[Command], *, folder: Path, at_once: int = 1) -> Usage:
    """Run commands to their end and tell what they took together.

    Args:
        commands: In the order in which they start.
        folder: Where they run.
        at_once: How many may run at a time.

    Raises:
        subprocess.CalledProcessError: One of them failed.
    """
    before, busy = _processor_time(), _machine_time()
    start = time.perf_counter()
    running: list[_Running] = []
    for command in commands:
        if len(running) == at_once:
            _end(running.pop(0))
        running.append(_start(command, folder))
    for started in running:
        _end(started)
    wall = time.perf_counter() - start
    _reap_orphans()
    processor = _processor_time() - before
    others = max(0.0, _machine_time() - busy - processor)
    return Usage(wall, processor, others / (wall * (os.cpu_count() or 1)))


def take_memory(commands: Iterable[Command], *, folder: Path) -> int:
    """Peak memory in bytes of commands that run one after another, each with its children.

    Every 15 ms the proportional set sizes (PSS) of all processes are added up, so that
    pages that processes share count once; where the system doesn't tell them, resident
    set sizes are, and shared pages count for each process.

    Raises:
        subprocess.CalledProcessError: One of them failed.
    """
    peak = 0
    for command in commands:
        running = _start(command, folder)
        root = psutil.Process(running.process.pid)
        while running.process.poll() is None:
            peak = max(peak, _tree_memory(root))
            time.sleep(_SAMPLE_SECONDS)
        _end(running)
    _reap_orphans()
    return peak


@dataclass(frozen=True, slots=True)
class _Running:
    """A process, and the file that takes what it tells; a pipe could fill up and block it."""

    process: subprocess.Popen[bytes]
    told: IO[bytes]


def _start(command: Command, folder: Path) -> _Running:
    told = tempfile.TemporaryFile()  # noqa: SIM115 - closed in _end
    return _Running(subprocess.Popen(command, cwd=folder, stdout=told, stderr=told), told)


def _end(running: _Running) -> None:
    with running.told as told:
        if code := running.process.wait():
            told.seek(0)
            sys.stderr.buffer.write(told.read())
            raise subprocess.CalledProcessError(code, running.process.args)


def _reap_orphans() -> None:
    with contextlib.suppress(ChildProcessError):
        while True:
            os.wait()


def _processor_time() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _machine_time() -> float:
    """Processor seconds that the machine has been busy for."""
    times = psutil.cpu_times()
    idle = times.idle + getattr(times, "iowait", 0.0)
    # On Linux, time of guests is part of user time.
    return float(sum(times) - idle - getattr(times, "guest", 0.0) - getattr(times, "guest_nice", 0))


def _tree_memory(root: psutil.Process) -> int:
    total = 0
    with contextlib.suppress(psutil.Error):
        for process in (root, *root.children(recursive=True)):
            with contextlib.suppress(psutil.Error):
                memory = process.memory_full_info()
                total += getattr(memory, "pss", 0) or memory.rss
    return total
