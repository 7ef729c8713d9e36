"""Any host that rsync reaches: over ssh, a daemon, or a folder of this machine.

rsync itself finds out what differs, by checksums, so nothing depends on the times of files,
which another build or another machine of CI makes anew. Times aren't set either: a file
that wasn't sent keeps its time, and browsers their copy.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import stamina

from helpgen.deploy.place import File, OnSent, Record, Records
from helpgen.errors import DeployError

_VANISHED = 24  # what was to be deleted isn't here, as it should be
_UNREACHABLE = frozenset({10, 12, 30, 35, 255})
"""Exit codes of broken connections: https://download.samba.org/pub/rsync/rsync.1#EXIT_VALUES"""
_PARTIAL = 23  # something wasn't there, or couldn't be written
_SECONDS = 300  # without a byte: a large site's checksums take their time
_SHELL = "ssh -o BatchMode=yes"  # a question would wait for an answer that nobody gives
_TIMEOUT = f"--timeout={_SECONDS}"
_COMMON = (_TIMEOUT, "--8-bit-output", "--from0", "--files-from=-")
_SENDING = ("--checksum", "--copy-links", "--chmod=D755,F644", "--mkpath", "--out-format=%n")
_DELETING = ("--dirs", "--delete-missing-args")
_HINTS = {
    5: "check the module's name, RSYNC_PASSWORD and the daemon's settings",
    255: "see that 'ssh' alone reaches the host without a question",
}


class _UnreachableError(DeployError):
    """The connection failed, which another try may mend."""


class Rsync:
    """A destination of rsync.

    Args:
        destination: As rsync has it, without a slash at its end: `user@host:/srv/help`,
            `rsync://host/module/help`.
        attempts: How often a run that lost its connection is tried.
    """

    def __init__(self, destination: str, attempts: int) -> None:
        self.name = destination
        self._attempts = attempts

    def read(self, path: str) -> bytes | None:
        """A file's content; None if it isn't there, or the folder isn't."""
        with tempfile.TemporaryDirectory() as folder:
            wanted = (_TIMEOUT, "--recursive", f"--include=/{path}", "--exclude=*")
            done = self._run([*wanted, "--", f"{self.name}/", folder], missing_is_fine=True)
            file = Path(folder, path)
            return file.read_bytes() if done is not None and file.is_file() else None

    def write(self, path: str, data: bytes) -> None:
        """Replace a file in one step."""
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, path).write_bytes(data)
            self._transfer(_SENDING, Path(folder), [path])

    def changed(self, files: Sequence[File], _known: Records, /) -> list[File]:
        """Those whose content isn't the same there."""
        if not files:
            return []
        named = {*self._transfer(("--dry-run", *_SENDING), _root(files), [f.path for f in files])}
        return [file for file in files if file.path in named]

    def send(self, files: Sequence[File], on_sent: OnSent) -> None:
        """Send the files in one run."""
        self._transfer(_SENDING, _root(files), [file.path for file in files])
        for file in files:
            on_sent(file.path, Record(file.digest))

    def delete(self, paths: Sequence[str], emptied: Sequence[str], /) -> None:
        """Delete files, then folders; one that isn't empty stays."""
        with tempfile.TemporaryDirectory() as nothing:  # what isn't here is deleted there
            self._transfer(_DELETING, Path(nothing), paths)
            if emptied:
                self._transfer(_DELETING, Path(nothing), emptied)

    def _transfer(self, options: Sequence[str], source: Path, paths: Sequence[str]) -> list[str]:
        """Run rsync for these paths; the names that it prints."""
        arguments = [*_COMMON, *options, "--", f"{source}/", f"{self.name}/"]
        said = self._run(arguments, "\0".join(paths))
        return (said or "").splitlines()

    def _run(
        self, arguments: Sequence[str], fed: str = "", *, missing_is_fine: bool = False
    ) -> str | None:
        for attempt in stamina.retry_context(on=_UnreachableError, attempts=self._attempts):
            with attempt:
                done = _rsync(arguments, fed)
                if done.returncode in {0, _VANISHED}:
                    return done.stdout
                missing = done.returncode == _PARTIAL and "No such file" in done.stderr
                if missing_is_fine and missing:
                    return None
                raise self._failure(done)
        raise AssertionError("a retry ends with a result or an error")

    def _failure(self, done: subprocess.CompletedProcess[str]) -> DeployError:
        kind = _UnreachableError if done.returncode in _UNREACHABLE else DeployError
        lines = [line for line in done.stderr.splitlines() if line.strip()]
        said = lines[0] if lines else "nothing was said"
        hint = _HINTS.get(done.returncode, "mend it and run it again: it goes on where it was")
        return kind(f"{self.name}: rsync ended with {done.returncode} ({said}): {hint}")


def _rsync(arguments: Sequence[str], fed: str) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(  # noqa: S603 - a list of arguments, with -- before what is given
            ["rsync", *arguments],  # noqa: S607 - the one that a person has
            input=fed,
            capture_output=True,
            encoding="utf-8",
            errors="surrogateescape",
            env={"RSYNC_RSH": _SHELL, **os.environ, "LC_ALL": "C"},
            check=False,
        )
    except FileNotFoundError as error:
        raise DeployError("rsync isn't installed: install it, version 3.2.3 or later") from error


def _root(files: Sequence[File]) -> Path:
    """The folder that the files' paths start from."""
    first = files[0]
    return first.source.parents[first.path.count("/")]
