"""`helpgen answers list` and `helpgen answers show`."""

from __future__ import annotations

import typer

from helpgen.cli.answers_common import One
from helpgen.cli.options import DEFAULT_CONFIG, Config, Json, Set, load


def list_answers(
    config: Config = DEFAULT_CONFIG, settings: Set = None, as_json: Json = False
) -> None:
    """List the managed answers: id, folder, languages, name."""
    import json

    from helpgen.answers.offline import offline

    answers = offline(load(config, settings)).local.answers.values()
    if as_json:
        rows = [
            {
                "id": one.id,
                "folder": one.folder.name,
                "name": one.name,
                "languages": [body.language for body in one.bodies],
                "audiences": list(one.audiences),
            }
            for one in answers
        ]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for one in answers:
        languages = ",".join(body.language for body in one.bodies)
        typer.echo(f"{one.id}\t{one.folder.name}\t{languages}\t{one.name}")


def show(answer: One, config: Config = DEFAULT_CONFIG, settings: Set = None) -> None:
    """Show an answer: its files, where it shows, and what the files changed since the last pull."""
    from helpgen.answers.changes import Change, Kind
    from helpgen.answers.folder import body_path, toml_path
    from helpgen.answers.impact import links_to, touched_editions
    from helpgen.answers.offline import chosen_ids, run_status
    from helpgen.cli.answers_show import diff_lines

    site = load(config, settings)
    plan, space = run_status(site)
    key = chosen_ids(space, [answer])[0]
    found = space.local.answers.get(key)
    if found is None:
        typer.echo(f"{answer} was deleted here; Gladly has it until an apply with --prune")
        return
    where = touched_editions(
        site, Change(key, found.name, Kind.UPDATE, "answer"), space.local.states
    )
    typer.echo(f"id         {found.id}\nname       {found.name}")
    typer.echo(f"audiences  {', '.join(found.audiences) or 'none'}")
    typer.echo(f"shows in   {', '.join(map(str, where)) or 'no edition'}")
    typer.echo(f"linked by  {', '.join(links_to(key, space.local.states)) or 'none'}")
    typer.echo(f"file       {toml_path(found).relative_to(site.root)}")
    for body in found.bodies:
        typer.echo(f"file       {body_path(found, body).relative_to(site.root)}  {body.title}")
    for change in plan.changes:
        if change.answer_id == key:
            typer.echo(f"changed    {change.language or change.part}: {change.kind.value}")
            for line in diff_lines(change.base, change.local):
                typer.echo(f"    {line}")
