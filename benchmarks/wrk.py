"""Load by `wrk`: without a pause, or paced by pauses of chance."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_SCRIPT = """\
local paths, place = {}, 0
for path in io.lines(%(paths)s) do paths[#paths + 1] = path end
math.randomseed(%(seed)d)
function request()
  place = place %% #paths + 1
  return wrk.format("GET", paths[place])
end
%(delay)s
function done(summary, latency, requests)
  local errors = summary.errors
  local form = '{"requests": %%d, "seconds": %%.6f, "median": %%.3f, "p99": %%.3f, '
    .. '"longest": %%.3f, "failed": %%d}'
  io.write("\\nRESULT ", string.format(form,
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3,
    latency:percentile(99) / 1e3, latency.max / 1e3,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout), "\\n")
end
"""
_DELAY = """\
function delay() return math.floor(-%f * math.log(1 - math.random()) + 0.5) end
"""
_MARK = "RESULT "


@dataclass(frozen=True, slots=True)
class Load:
    """What a load came to; times in milliseconds."""

    requests: int
    seconds: float
    median: float
    p99: float
    longest: float
    failed: int

    @property
    def rate(self) -> float:
        """Requests a second."""
        return self.requests / self.seconds


def check_wrk() -> None:
    """Say how to get wrk if it's missing.

    Raises:
        SystemExit: It's missing.
    """
    if shutil.which("wrk") is None:
        raise SystemExit("wrk is missing: on Debian, 'apt-get install wrk'")


def load(
    url: str,
    paths: Sequence[str],
    *,
    folder: Path,
    connections: int,
    seconds: int,
    pause_ms: float = 0,
) -> Load:
    """Ask for paths in turn, over and over.

    Args:
        url: The server's address.
        paths: What to ask for, queries included.
        folder: For the script and the list.
        connections: How many ask at a time.
        seconds: For how long.
        pause_ms: Mean of each connection's pause before a request; 0 for none.
    """
    listed, script = folder / "paths.txt", folder / "load.lua"
    listed.write_text("\n".join(paths) + "\n", encoding="utf-8")
    delay = _DELAY % pause_ms if pause_ms else ""
    values = {"paths": json.dumps(str(listed)), "seed": 7, "delay": delay}
    script.write_text(_SCRIPT % values, encoding="utf-8")
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "-s", str(script), url]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return Load(**json.loads(done.stdout.partition(_MARK)[2].splitlines()[0]))
