"""Base, files and Gladly read together: where every command begins."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from helpgen.answers.base_updates import adopted, settled_sending
from helpgen.answers.folder import read_local
from helpgen.answers.journal import load_base
from helpgen.answers.listing import list_all, site_languages
from helpgen.answers.lockfile import Lock
from helpgen.answers.offline import Workspace, answers_folder, chosen_ids
from helpgen.answers.remote import read_answers
from helpgen.config import Site
from helpgen.errors import ConfigError, Problem, Severity
from helpgen.gladly import GladlyClient

Progress = Callable[[int, int], None]
"""Is called with the number of requests that are done and of all."""


def managed(
    site: Site,
    client: GladlyClient,
    chosen: Collection[str] = (),
    on_progress: Progress = lambda _done, _all: None,
) -> Workspace:
    """All three sides of the managed answers: those of the files and of the base.

    Args:
        site: Says where the files are.
        client: Asks Gladly.
        chosen: Ids or folder names; none means all.
        on_progress: Told of each request.

    Raises:
        ConfigError: A file is wrong, or `chosen` names an answer that isn't managed.
        GladlyError: Asking failed.
    """
    start = _started(site, client)
    ids = chosen_ids(start, chosen)
    every = set(site_languages(site))
    wanted = {one: _languages(start, one, every) for one in ids}
    return _complete(start, client, wanted, on_progress)


def everything(
    site: Site,
    client: GladlyClient,
    chosen: Collection[str] = (),
    on_progress: Progress = lambda _done, _all: None,
) -> Workspace:
    """All three sides of the managed answers and of all others that Gladly tells of.

    Args, Raises: as for `managed`; `chosen` may name ids that only Gladly knows.
    """
    start = _started(site, client)
    every = set(site_languages(site))
    if chosen:
        names = {one.folder.name: key for key, one in start.local.answers.items()}
        ids = [names.get(one, one) for one in chosen]
        wanted = {one: every | _languages(start, one, every) for one in ids}
        return _complete(start, client, wanted, on_progress)
    listed = list_all(client, site, start.lock.audiences)
    known = listed.wanted()
    ids = sorted({*known, *chosen_ids(start, ())})
    wanted = {one: known.get(one, set()) | _languages(start, one, every) for one in ids}
    found = _complete(start, client, wanted, on_progress)
    return replace(found, problems=(*found.problems, *listed.problems))


def _started(site: Site, client: GladlyClient) -> Workspace:
    folder = answers_folder(site)
    lock = load_base(folder)
    org = site.gladly.org_id
    if lock.organization not in {"", org}:
        hint = "set gladly.org_id to it, or move .lock.json away to begin anew"
        what = f"is of organization {lock.organization}, and site.toml names {org}"
        raise ConfigError([Problem(str(folder / ".lock.json"), what, hint, Severity.ERROR)])
    audiences = {one.id: one.name for one in client.audiences()}
    lock = Lock(lock.base, audiences, org, lock.sending)
    return Workspace(folder, lock, read_local(folder, lock.base, audiences, strict=True), {})


def _languages(workspace: Workspace, answer_id: str, every: set[str]) -> set[str]:
    """Languages to ask for: what a deletion would take along has to be seen."""
    base, here = workspace.base.get(answer_id), workspace.local.states.get(answer_id)
    languages = {*(base.contents if base else ()), *(here.contents if here else ())}
    languages |= {code for key, code in workspace.lock.sending if key == answer_id and code}
    return languages if here is not None else languages | every


def _complete(
    start: Workspace,
    client: GladlyClient,
    wanted: dict[str, set[str]],
    on_progress: Progress,
) -> Workspace:
    total = sum(1 + len(languages) for languages in wanted.values())
    done = 0

    def one_more() -> None:
        nonlocal done
        done += 1
        on_progress(done, total)

    found = read_answers(client, wanted, one_more)
    # Reading takes its time, and editors go on meanwhile: what counts is what stands there now.
    audiences = start.lock.audiences
    local = read_local(start.folder, start.base, audiences, strict=True)
    sending = start.lock.sending
    known = settled_sending(start.base, sending, found.answers)
    base = adopted(known, local, found.answers)
    still_open = {place: key for place, key in sending.items() if place[0] not in found.answers}
    lock = replace(start.lock, base=base, sending=still_open)
    problems = tuple(found.problems)
    return replace(start, lock=lock, local=local, remote=found.answers, problems=problems)
