"""A running preview, started by the real command line, and a browser to look at it."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest
from chromium import running_browser


class Preview:
    """A preview that runs.

    Attributes:
        process: Of the command.
        lines: What it has printed so far, up to the addresses.
        url: Its address without a slash at its end.
    """

    def __init__(self, process):
        self.process = process
        self.lines = [process.stdout.readline()]
        self.url = re.match(r"(http://\S+)/__helpgen__/", self.lines[0])[1]
        self.port = int(self.url.rpartition(":")[2])

    def stop(self, number=signal.SIGINT):
        """End it as Ctrl-C does; how it ended, and what it printed since it began."""
        self.process.send_signal(number)
        rest, _ = self.process.communicate(timeout=20)
        return self.process.returncode, "".join(self.lines) + rest


@contextmanager
def previewing(root, *arguments, offline=True):
    """Run `helpgen serve` in a folder for a while."""
    options = ("--offline", *arguments) if offline else arguments
    if "--port" not in options:
        options = ("--port", "0", *options)
    process = begun(root, *options)
    try:
        yield Preview(process)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            try:
                process.communicate(timeout=20)
            finally:
                process.kill()
        process.stdout.close()


def begun(root, *options):
    """`helpgen serve`, just started; Ctrl-C reaches it even where the tests ignore it."""
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        return subprocess.Popen(
            [sys.executable, "-m", "helpgen", "serve", *options],
            cwd=root,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
    finally:
        signal.signal(signal.SIGINT, before)


@pytest.fixture
def starting() -> Iterator:
    """`starting(root)` starts one and returns its process at once; killed at the test's end."""
    processes = []

    def start(root):
        processes.append(begun(root, "--offline", "--no-checks", "--port", "0"))
        return processes[-1]

    yield start
    for process in processes:
        process.kill()
        process.wait()
        process.stdout.close()


@pytest.fixture(scope="module")
def shared(site_in, tmp_path_factory):
    """A site and its preview for all tests of a module, as a context."""

    @contextmanager
    def run(languages, *arguments, prepare=None):
        site = site_in(tmp_path_factory.mktemp("preview"), languages)
        if prepare:
            prepare(site)
        with previewing(site.root, *arguments) as preview:
            yield site, preview

    return run


@contextmanager
def as_it_was(root):
    """Put files below a folder back as they are now, and take new ones away, at the end."""
    before = {path: path.read_bytes() if path.is_file() else None for path in root.rglob("*")}
    yield
    for path in sorted(set(root.rglob("*")) - before.keys(), reverse=True):
        if path.is_dir():
            path.rmdir()
        else:
            path.unlink()
    for path, data in before.items():
        if data is None:
            path.mkdir(parents=True, exist_ok=True)
        elif not path.is_file() or path.read_bytes() != data:
            path.write_bytes(data)


@pytest.fixture(scope="module")
def restored():
    """A context that leaves the files of a folder as they were."""
    return as_it_was


@pytest.fixture
def preview() -> Iterator:
    """`preview(root, *arguments)` starts one; it ends with the test."""
    with ExitStack() as stack:
        yield lambda *given, **named: stack.enter_context(previewing(*given, **named))


@pytest.fixture(scope="module")
def browser():
    """Chromium."""
    with running_browser() as browser:
        yield browser
