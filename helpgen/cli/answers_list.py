"""`helpgen answers list` and `helpgen answers show`."""

from __future__ import annotations

from helpgen.cli.answers_common import One
from helpgen.cli.options import DEFAULT_CONFIG, Config, Json, Set, load
from helpgen.cli.terminal import tell, tell_json
from helpgen.visible import on_one_line


def list_answers(
    config: Config = DEFAULT_CONFIG, settings: Set = None, as_json: Json = False
) -> None:
    """List the managed answers: id, folder, languages, name."""
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
        tell_json(rows)
        return
    for one in answers:
        languages = ",".join(body.language for body in one.bodies)
        tell(f"{one.id}\t{one.folder.name}\t{languages}\t{on_one_line(one.name)}")


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
        tell(f"{answer} was deleted here; Gladly has it until an apply with --prune")
        return
    where = touched_editions(
        site, Change(key, found.name, Kind.UPDATE, "answer"), space.local.states
    )
    tell(f"id         {found.id}\nname       {on_one_line(found.name)}")
    tell(f"audiences  {', '.join(found.audiences) or 'none'}")
    tell(f"shows in   {', '.join(map(str, where)) or 'no edition'}")
    tell(f"linked by  {', '.join(links_to(key, space.local.states)) or 'none'}")
    tell(f"file       {toml_path(found).relative_to(site.root)}")
    for body in found.bodies:
        place = body_path(found, body).relative_to(site.root)
        tell(f"file       {place}  {on_one_line(body.title)}")
    for change in plan.changes:
        if change.answer_id == key:
            tell(f"changed    {change.language or change.part}: {change.kind.value}")
            for line in diff_lines(change.base, change.local):
                tell(f"    {line}")
