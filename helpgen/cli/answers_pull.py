"""`helpgen answers pull`."""

from __future__ import annotations

import os

import typer

from helpgen.cli.answers_common import Chosen, Prune, TakeOption, progress, request, tell_problems
from helpgen.cli.exits import Exit
from helpgen.cli.options import DEFAULT_CONFIG, Config, Json, Set, load
from helpgen.cli.terminal import tell, tell_json
from helpgen.visible import on_one_line


def pull(
    answers: Chosen = None,
    take: TakeOption = None,
    prune: Prune = False,
    config: Config = DEFAULT_CONFIG,
    settings: Set = None,
    as_json: Json = False,
) -> None:
    """Bring what changed in Gladly into the files; edits in the files stay.

    Where both changed the same lines, the file gets both between conflict markers. Exit
    codes: 0 good, 1 something couldn't be read, 2 wrong usage or configuration, 3 conflicts.
    """
    from dataclasses import asdict

    from helpgen.answers.operations import run_pull
    from helpgen.connection import connected

    site = load(config, settings)
    with connected(site, os.environ) as client, progress("Reading") as on_progress:
        asked = request(answers, take, prune=prune)
        done, problems = run_pull(site, client, asked, on_progress)
    tell_problems(problems)
    if as_json:
        tell_json([asdict(one) for one in done])
    else:
        for one in done:
            place = on_one_line(" ".join(filter(None, [one.name, one.part])))
            tell(f"{one.what:<9} {place}" + (f": {one.why}" if one.why else ""))
        conflicts = sum(one.what == "conflict" for one in done)
        tell(f"{len(done)} changes, {conflicts} conflicts." if done else "Nothing is new.")
    if any(problem.severity == "error" for problem in problems):
        raise typer.Exit(Exit.FAILED)
    if any(one.what == "conflict" for one in done):
        raise typer.Exit(Exit.PROBLEMS)
