"""What the checks find in corpora, and what they cost beside the build that they're part of.

    python -m benchmarks.checks answers.jsonl...
    python -m benchmarks.checks --cost 10000

Corpora are JSON Lines, as the emulator reads them; each is checked as a brand of its own in all of
its languages. `--cost` makes so many answers in four editions. In one process and in turn each
edition is built from nothing, and looked at by the rules alone, so that both have the same company.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from benchmarks.corpus import make_site
from helpgen.checks.rules import problems
from helpgen.config_file import load_site
from helpgen.edition import build_edition, make_edition
from helpgen.jobs import EditionJob
from helpgen.plan import plan_brand

_RUNS, _EDITIONS = 5, 4
_FIRST = "en-us"


def main() -> None:
    """Print counts by rule, or what the rules cost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("answers", type=Path, nargs="*", help="JSON Lines")
    parser.add_argument("--cost", type=int, metavar="ANSWERS", help="how many to make")
    parser.add_argument("--keep", type=Path, help="folder for the sites and their findings")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = given.keep or Path(folder)
        if given.cost:
            cost(root / "cost", given.cost)
        for path in given.answers:
            report(path.stem, counts(root / path.stem, path.absolute()))


def counts(root: Path, answers: Path) -> Counter[tuple[str, str]]:
    """How many findings of each severity and rule a corpus has."""
    root.mkdir(parents=True, exist_ok=True)
    (root / "site.toml").write_text(site_toml(answers), encoding="utf-8")
    run = [sys.executable, "-m", "helpgen"]
    subprocess.run([*run, "fetch", "--json"], cwd=root, check=True, stdout=subprocess.DEVNULL)
    done = subprocess.run(
        [*run, "check", "--format", "json"], cwd=root, check=False, stdout=subprocess.PIPE
    )
    (root / "findings.json").write_bytes(done.stdout)
    found = json.loads(done.stdout)["findings"]
    return Counter((one["severity"], one["rule"]) for one in found)


def site_toml(answers: Path) -> str:
    """A site of one brand with a corpus in all of its languages."""
    with answers.open(encoding="utf-8") as rows:
        languages = sorted({json.loads(row)["language"] for row in rows})
    first = _FIRST if _FIRST in languages else languages[0]
    ordered = [first, *(code for code in languages if code != first)]
    centers = "".join(f'{code} = "all-{code}"\n' for code in ordered)
    return (
        f'[gladly]\nurl = "emulator"\norg_id = "bench"\n[emulator]\nanswers = "{answers}"\n'
        'rate_limit = 0\n[checks]\nstale_after = 1095\n[[brands]]\nslug = "corpus"\n'
        'name = "Corpus"\nbase_url = "https://help.corpus.example"\n'
        f"languages = {json.dumps(ordered)}\n[brands.help_centers]\n{centers}"
    )


def report(name: str, found: Counter[tuple[str, str]]) -> None:
    """Print the counts of a corpus."""
    print(f"{name}: {found.total():,} findings")
    for (severity, rule), count in sorted(found.items(), key=lambda item: -item[1]):
        print(f"  {rule:<24}{severity:<10}{count:>8,}")


def cost(root: Path, answers: int) -> None:
    """Time of the rules beside that of whole builds, both on one processor."""
    site = load_site(make_site(root, answers=answers, editions=_EDITIONS))
    jobs = [job for brand in site.brands for job in plan_brand(site, brand).jobs]
    builds, looks = [], []
    pages = 0
    for _ in range(_RUNS):
        shutil.rmtree(site.output, ignore_errors=True)
        start = time.perf_counter()
        for job in jobs:
            result = build_edition(job)
            assert not result.error, result.error  # noqa: S101 - else there's nothing to compare
        builds.append(time.perf_counter() - start)
        spent = [_looked(job) for job in jobs]
        looks.append(sum(seconds for seconds, _ in spent))
        pages = sum(count for _, count in spent)
    whole, rules = statistics.median(builds), statistics.median(looks)
    print(f"{answers:,} answers, {pages:,} pages, median of {_RUNS} runs on one processor")
    print(f"  build with checks  {whole:6.2f} s")
    print(f"  the rules of it    {rules:6.2f} s, {rules / (whole - rules):.3f} of the rest")


def _looked(job: EditionJob) -> tuple[float, int]:
    """Seconds that the rules take for an edition, and its pages."""
    made = make_edition(job)
    start = time.perf_counter()
    problems(made.seen)
    return time.perf_counter() - start, len(made.seen.pages)


if __name__ == "__main__":
    main()
