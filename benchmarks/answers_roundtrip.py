"""Corpora pulled into files and compared: nothing may differ.

    python -m benchmarks.answers_roundtrip FILE.jsonl...

Each file becomes an organization of the emulator. All of it is pulled over HTTP, planned
(there must be nothing to do), and every file is rendered again: its canonical form has to be
that of the body in Gladly, byte for byte. Then each Markdown file is published as a change
would be, and read back.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from helpgen.answer_files import load_answers
from helpgen.answers.bodies import published_html
from helpgen.answers.canonical import canonical
from helpgen.answers.operations import Request, run_plan, run_pull
from helpgen.config import Site
from helpgen.config_file import load_site
from helpgen.emulator import (
    DEMO_CREDENTIALS,
    DEMO_ORGANIZATION_ID,
    Seed,
    create_app,
    running,
    seed_from_jsonl,
)
from helpgen.gladly import Credentials, GladlyClient, RateLimiter


def main() -> None:
    """Try every file that was named."""
    total: Counter[str] = Counter()
    for name in sys.argv[1:]:
        total += _tried(Path(name))
    _told("all", total)


def _tried(path: Path) -> Counter[str]:
    seed = seed_from_jsonl(path)
    with (
        tempfile.TemporaryDirectory() as folder,
        running(create_app(seed, rate_limit=0)) as url,
        GladlyClient(
            url,
            org_id=DEMO_ORGANIZATION_ID,
            credentials=Credentials(*DEMO_CREDENTIALS),
            limiter=RateLimiter(None),
        ) as client,
    ):
        site = _site(Path(folder), url, seed)
        _, problems = run_pull(site, client, Request())
        plan, _ = run_plan(site, client, Request())
        counts = Counter(_compared(site, client))
    counts["contents"] = len(seed.contents)
    counts["missing"] = len(seed.contents) - counts["files"]
    counts["planned"] = len(plan.changes)
    counts["problems"] = sum(problem.severity == "error" for problem in problems)
    _told(path.stem, counts)
    return counts


def _compared(site: Site, client: GladlyClient) -> Iterator[str]:
    for answer in load_answers(site.content / "answers"):
        for body in answer.bodies:
            yield "files"
            there = client.get_content(answer.id, body.language)
            sent = published_html(body)
            if canonical(sent) != canonical(there.body_html) or body.title != there.title:
                yield "differ"
            if body.suffix == ".md":
                yield "markdown"
                stored = client.put_content(
                    answer.id, body.language, body_html=sent, title=body.title
                )
                if canonical(stored.body_html) != canonical(there.body_html):
                    yield "differ"


def _site(folder: Path, url: str, seed: Seed) -> Site:
    """A brand for each audience, with its help centers."""
    lines = [f'[gladly]\nurl = "{url}"\norg_id = "{DEMO_ORGANIZATION_ID}"\n']
    audiences = dict.fromkeys(center.audience_id for center in seed.help_centers)
    for number, audience in enumerate(audiences):
        centers = [one for one in seed.help_centers if one.audience_id == audience]
        languages = [center.language for center in centers]
        lines.append(
            f'[[brands]]\nslug = "brand-{number}"\nname = "Brand {number}"\n'
            f'base_url = "https://brand-{number}.example"\nlanguages = {languages}\n'
            + (f'audience_id = "{audience}"\n' if audience else "")
            + "[brands.help_centers]\n"
            + "".join(f'{center.language} = "{center.id}"\n' for center in centers)
        )
    (folder / "site.toml").write_text("".join(lines), encoding="utf-8")
    return load_site(folder / "site.toml")


def _told(name: str, counts: Counter[str]) -> None:
    share = counts["markdown"] / (counts["files"] or 1)
    print(
        f"{name}: {counts['contents']} contents, {counts['missing']} not pulled, "
        f"{share:.1%} as Markdown, {counts['differ']} differ, {counts['planned']} planned, "
        f"{counts['problems']} problems"
    )


if __name__ == "__main__":
    main()
