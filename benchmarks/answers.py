"""Answer management at 1,000 answers: status without network, plan beside the rate limit.

    python -m benchmarks.answers [COUNT]

The plan asks an emulator with Gladly's limit of ten requests a second. What the limit alone
takes is reckoned from the requests that the emulator saw: the first ten go at once.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.request import urlopen

from helpgen.answer_files import ManagedBody
from helpgen.answers.state import Details
from helpgen.answers.writing import write_body, write_details
from helpgen.config_file import load_site
from helpgen.connection import emulator_seed
from helpgen.emulator import DEMO_CREDENTIALS, create_app, running

LIMIT = 10
ORG = "org"
AUDIENCE = "aud-1"
PARAGRAPH = (
    "You have **60 days** from delivery to [return](https://a.example/returns) anything.\n\n"
)
CREDENTIALS = dict(zip(("GLADLY_API_USER", "GLADLY_API_TOKEN"), DEMO_CREDENTIALS, strict=True))


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        _write_site(root, "emulator")
        _write_answers(root, count)
        site = load_site(root / "site.toml")
        with running(create_app(emulator_seed(site), rate_limit=0)) as url:
            _write_site(root, url)
            print(f"pull of {count} answers, no limit: {_timed(root, 'pull'):.1f} s")
        start = min(_timed_command(root, "version") for _ in range(5))
        status = sorted(_timed(root, "status") for _ in range(5))[2]
        print(f"status without network: {status:.2f} s; starting helpgen alone: {start:.2f} s")
        with running(create_app(emulator_seed(site), rate_limit=LIMIT)) as url:
            _write_site(root, url)
            took = _timed(root, "plan")
            asked = _requests(url)
        alone = (asked - LIMIT) / LIMIT
        print(f"plan: {took:.1f} s for {asked} requests; the limit alone takes {alone:.1f} s")
        print(f"ratio {took / alone:.3f}")


def _write_site(root: Path, url: str) -> None:
    (root / "site.toml").write_text(
        f'[gladly]\nurl = "{url}"\norg_id = "{ORG}"\n[[brands]]\nslug = "one"\nname = "One"\n'
        f'base_url = "https://one.example"\naudience_id = "{AUDIENCE}"\nlanguages = ["en-us"]\n',
        encoding="utf-8",
    )


def _write_answers(root: Path, count: int) -> None:
    for number in range(count):
        folder = root / "content" / "answers" / f"answer-{number}"
        source = PARAGRAPH * (1 + number % 20)
        write_body(folder, ManagedBody("en-us", f"Question {number}", source, ".md"), None)
        write_details(folder, f"id-{number}", Details(f"Name {number}", "", (AUDIENCE,)), {})


def _timed(root: Path, command: str) -> float:
    return _timed_command(root, "answers", command)


def _timed_command(root: Path, *arguments: str) -> float:
    """Seconds of a command, its start included."""
    begun = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "helpgen", *arguments],
        cwd=root,
        env={**os.environ, **CREDENTIALS},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return time.perf_counter() - begun


def _requests(url: str) -> int:
    """How many requests the emulator got."""
    with urlopen(f"{url}/__emulator__/requests") as reply:  # noqa: S310 - loopback
        return len(json.load(reply))


if __name__ == "__main__":
    main()
