"""Runs command lines in forks of a process that has imported helpgen: a start takes half a second.

Each is a process with memory, environment, output and exit code of its own. With
`HELPGEN_STARTS=all`, Python starts anew for each of them.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import pkgutil
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

Done = subprocess.CompletedProcess[str]
_LONGEST = 200_000  # bytes of an order


class Starter:
    """A process that waits for command lines; a context manager that ends it.

    Its first command line waits until helpgen has been imported.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._heeded = _heeded_at_a_start(os.environ)
        self._orders, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, __file__, str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
            )

    def run(self, arguments: tuple[Any, ...], cwd: Path, environment: Mapping[str, str]) -> Done:
        """Run `helpgen` to its end; nobody types anything.

        Args:
            arguments: What follows `helpgen`.
            cwd: Where to run it.
            environment: All of its variables.
        """
        if _heeded_at_a_start(environment) != self._heeded:
            return Anew().run(arguments, cwd, environment)
        line = [str(argument) for argument in arguments]
        order = json.dumps([line, str(cwd), dict(environment)]).encode()
        with (
            self._lock,
            tempfile.TemporaryFile("w+", encoding="utf-8") as out,
            tempfile.TemporaryFile("w+", encoding="utf-8") as err,
        ):
            socket.send_fds(self._orders, [order], [out.fileno(), err.fileno()])
            code = int(self._orders.recv(_LONGEST))
            for file in (out, err):
                file.seek(0)
            return subprocess.CompletedProcess(line, code, out.read(), err.read())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._orders.close()
        self._process.wait()


class Anew:
    """The same without a process that waits."""

    def run(self, arguments: tuple[Any, ...], cwd: Path, environment: Mapping[str, str]) -> Done:
        """As `Starter.run`."""
        return subprocess.run(
            [sys.executable, "-m", "helpgen", *map(str, arguments)],
            cwd=cwd,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )


def _heeded_at_a_start(environment: Mapping[str, str]) -> dict[str, str]:
    """What only a Python of one's own would heed, such as PYTHONHASHSEED."""
    return {name: value for name, value in environment.items() if name.startswith("PYTHON")}


def _serve(orders: socket.socket) -> bool:
    """Fork for each order, and tell how the fork ended; true in a fork, which has become ready."""
    while True:
        order, fds, *_ = socket.recv_fds(orders, _LONGEST, 2)
        if not order:
            return False
        assert threading.active_count() == 1, "a fork has no other threads"
        if not (process := os.fork()):
            orders.close()
            _become(*json.loads(order), fds)
            return True
        for fd in fds:
            os.close(fd)
        orders.send(str(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])).encode())


def _become(line: list[str], cwd: str, environment: dict[str, str], fds: list[int]) -> None:
    """Be as if `helpgen` had just been started."""
    for number, fd in enumerate(fds, 1):
        os.dup2(fd, number)
        os.close(fd)
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(environment)
    sys.path.insert(0, cwd)
    sys.argv = ["helpgen", *line]


def _import_all() -> None:
    sys.path.pop(0)  # this folder
    helpgen = importlib.import_module("helpgen")
    for module in pkgutil.walk_packages(helpgen.__path__, "helpgen."):
        importlib.import_module(module.name)
    gc.freeze()  # no fork looks for garbage among what was imported


if __name__ == "__main__":
    with socket.socket(fileno=int(sys.argv[1])) as given:
        given.set_inheritable(False)
        _import_all()
        forked = _serve(given)
    if forked:
        sys.modules["helpgen.__main__"].main()
