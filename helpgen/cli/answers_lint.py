"""`helpgen answers lint`."""

from __future__ import annotations

import os
from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from helpgen.cli.answers_common import Chosen, progress
from helpgen.cli.exits import Exit
from helpgen.cli.options import DEFAULT_CONFIG, Config, Set, load
from helpgen.cli.terminal import tell, tell_json

if TYPE_CHECKING:
    from helpgen.answers.lint import Linted
    from helpgen.answers.offline import Workspace
    from helpgen.config import Site

_LEVELS = {"error": "error", "warning": "warning", "note": "notice"}


class Form(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


def lint(
    answers: Chosen = None,
    live: Annotated[
        bool, typer.Option("--live", help="What Gladly holds instead of the files.")
    ] = False,
    form: Annotated[
        Form, typer.Option("--format", help="text, json, or github for CI annotations.")
    ] = Form.TEXT,
    config: Config = DEFAULT_CONFIG,
    settings: Set = None,
) -> None:
    """Check answers: limits, markup that Gladly strips, headings, links, pictures, left-overs.

    Severities are set in site.toml. Exit codes: 0 no errors, 3 errors.
    """
    from helpgen.answers.lint import lint as find
    from helpgen.answers.offline import chosen_ids, offline

    site = load(config, settings)
    space = offline(site)
    if live:
        space = _live(site)
        states = {key: state for key, state in space.remote.items() if state is not None}
        found = find(site, states)
    else:
        found = find(site, space.local.states, space.local.unresolved)
    if answers:
        wanted = set(chosen_ids(space, answers))
        found = [one for one in found if one.answer_id in wanted]
    _print(found, space, form)
    if any(one.problem.severity == "error" for one in found):
        raise typer.Exit(Exit.PROBLEMS)


def _live(site: Site) -> Workspace:
    from helpgen.answers.workspace import everything
    from helpgen.connection import connected

    with connected(site, os.environ) as client, progress("Reading") as on_progress:
        return everything(site, client, (), on_progress)


def _print(found: list[Linted], space: Workspace, form: Form) -> None:
    if form is Form.JSON:
        rows = [
            {
                "answer": one.answer_id,
                "language": one.language,
                "file": _file(one, space),
                "rule": one.problem.kind,
                "severity": one.problem.severity.value,
                "what": one.problem.what,
                "hint": one.problem.hint,
            }
            for one in found
        ]
        tell_json(rows)
        return
    for one in found:
        problem = one.problem
        if form is Form.GITHUB:
            told = f"{problem.what}: {problem.hint}".removesuffix(": ")
            level = _LEVELS[problem.severity.value]
            place = f"file={_property(_file(one, space))},title={problem.kind}"
            tell(f"::{level} {place}::{_message(told)}")
        else:
            tell(f"{problem.severity.value}: {problem} [{problem.kind}]")
    if form is Form.TEXT:
        counts = Counter(one.problem.severity.value for one in found)
        told = ", ".join(f"{count} {severity}s" for severity, count in sorted(counts.items()))
        tell(told or "Nothing was found.")


def _file(one: Linted, space: Workspace) -> str:
    """The body's file from the current folder; empty for an answer that no file holds."""
    from helpgen.answers.folder import body_path

    answer = space.local.answers.get(one.answer_id)
    body = next((b for b in answer.bodies if b.language == one.language), None) if answer else None
    if answer is None or body is None:
        return ""
    return os.path.relpath(body_path(answer, body))


def _message(text: str) -> str:
    """As GitHub's workflow commands want it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
