"""Gladly -> snapshots: every edition asked for, widened where Gladly cuts off, guarded, saved."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from helpgen.config import Brand, Site
from helpgen.errors import (
    FetchRefused,
    GladlyError,
    GladlyNotFound,
    HelpgenError,
    Problem,
    Severity,
    SnapshotError,
)
from helpgen.gladly import AnswerList, GladlyClient, HelpCenter
from helpgen.model import Answer, EditionKey, Layout, LayoutSection, Snapshot
from helpgen.snapshot import guard, load_snapshot, save_snapshot

WORKERS = 8
"""Threads that wait for answers; the rate limit, not their number, sets the pace."""


@dataclass(frozen=True, slots=True)
class FetchOutcome:
    """How the fetch of one edition ended.

    Attributes:
        edition: Which one.
        answers: How many answers the snapshot on disk holds now; None where there's none.
        changed: Whether the snapshot on disk was replaced.
        error: Why the fetch failed and what stands instead; empty if it went well.
        problems: What the fetch found.
    """

    edition: EditionKey
    answers: int | None
    changed: bool
    error: str
    problems: tuple[Problem, ...]


def fetch_site(
    client: GladlyClient,
    site: Site,
    brands: Iterable[Brand],
    *,
    accept_loss: frozenset[str] = frozenset(),
    on_done: Callable[[FetchOutcome], None] = lambda _: None,
) -> list[FetchOutcome]:
    """Fetch every edition of the brands and save what may be kept.

    One edition's failure doesn't stop the others; its old snapshot stays.

    Args:
        client: Asks Gladly.
        site: Says where snapshots lie and how much may be lost.
        brands: Which of its brands.
        accept_loss: Slugs of brands whose losses are meant.
        on_done: Called after each edition, in the order in which they end.

    Returns:
        The outcomes in the order of site.toml.
    """
    wanted = [(brand, language) for brand in brands for language in brand.languages]
    outcomes: dict[EditionKey, FetchOutcome] = {}
    with _threads("fetch") as pool:
        futures = [
            pool.submit(_fetch_one, client, site, brand, language, accept_loss)
            for brand, language in wanted
        ]
        for future in as_completed(futures):
            outcome = future.result()
            outcomes[outcome.edition] = outcome
            on_done(outcome)
    return [outcomes[EditionKey(brand.slug, language)] for brand, language in wanted]


@contextlib.contextmanager
def _threads(name: str) -> Iterator[ThreadPoolExecutor]:
    """Threads that wait for answers; what hasn't begun when something fails never will."""
    pool = ThreadPoolExecutor(WORKERS, thread_name_prefix=name)
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _fetch_one(
    client: GladlyClient, site: Site, brand: Brand, language: str, accept_loss: frozenset[str]
) -> FetchOutcome:
    edition = EditionKey(brand.slug, language)
    try:
        old = load_snapshot(site.snapshots, edition)
    except SnapshotError:
        old = None
    try:
        new, problems = fetch_edition(client, site, brand, language, old)
        if brand.slug not in accept_loss:
            guard(old, new, site.site.max_shrink)
        changed = save_snapshot(site.snapshots, new)
    except (GladlyError, FetchRefused) as error:
        return _failed(edition, old, _told(error, old))
    except OSError as error:
        told = f"{edition}: the snapshot can't be written: {error.strerror or error}"
        return _failed(
            edition, old, f"{told}: check free space and permissions; the old one is whole"
        )
    return FetchOutcome(edition, len(new.answers), changed, "", tuple(problems))


def _failed(edition: EditionKey, old: Snapshot | None, told: str) -> FetchOutcome:
    answers = len(old.answers) if old else None
    return FetchOutcome(edition, answers, changed=False, error=told, problems=())


def _told(error: HelpgenError, old: Snapshot | None) -> str:
    if isinstance(error, FetchRefused):
        return str(error)
    kept = f"the snapshot of {old.fetched_at} was kept" if old else "there's no older snapshot"
    return f"{error}; {kept}"


def fetch_edition(
    client: GladlyClient, site: Site, brand: Brand, language: str, old: Snapshot | None = None
) -> tuple[Snapshot, list[Problem]]:
    """What Gladly holds for an edition.

    The list is completed by id with what sections name and the list lacks: answers beyond
    its first 1000, and answers that the audience filter leaves out. An answer that came
    back broken keeps its text of the old snapshot.

    Raises:
        GladlyError: Asking failed; nothing partial is returned.
    """
    edition = EditionKey(brand.slug, language)
    listed = client.list_answers(language, brand.audience_id)
    layout, placed, problems = _layout(client, brand, language)
    if not listed.answers:
        placed = set()  # an empty list is a fault, not a reason to ask for each answer
    answers = {answer.id: answer for answer in listed.answers}
    if listed.cut_off:
        placed |= _further_ids(client, site, brand, language, answers)
    problems += listed.problems
    found = _read_missing(client, language, sorted(placed - answers.keys() - set(listed.bad_ids)))
    answers |= {answer.id: answer for answer in found}
    problems += [_cut_off(edition, len(listed.answers), len(answers))] if listed.cut_off else []
    answers |= _kept_of_broken(listed, old)
    ordered = tuple(answers[answer_id] for answer_id in sorted(answers))
    snapshot = Snapshot(
        edition=edition,
        source=site.gladly.url,
        fetched_at=datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        answers=ordered,
        layout=layout,
        may_be_short=listed.cut_off,
    )
    return snapshot, [_placed_at(problem, edition) for problem in problems]


def _layout(
    client: GladlyClient, brand: Brand, language: str
) -> tuple[Layout | None, set[str], list[Problem]]:
    """Sections, every id they name, and what's odd about them."""
    help_center_id = brand.help_centers.get(language)
    problems: list[Problem] = []
    if help_center_id:
        center = client.help_center_layout(help_center_id)
        problems += [*center.problems, *_mismatches(center, help_center_id, brand, language)]
        layout: Layout | None = center.layout
    elif brand.sections:
        layout = Layout(tuple(LayoutSection(s.header, s.answers) for s in brand.sections))
    else:
        layout = None
    sections = layout.sections if layout else ()
    return layout, {i for section in sections for i in section.answer_ids}, problems


def _mismatches(
    center: HelpCenter, help_center_id: str, brand: Brand, language: str
) -> list[Problem]:
    where = f"{brand.slug}/{language} help center {help_center_id}"
    found = []
    if center.language != language:
        what = f"is in {center.language}, but site.toml names it for {language}"
        hint = f"put the right id under brands.help_centers.{language}"
        found.append(Problem(where, what, hint, Severity.ERROR, "wrong-help-center"))
    if center.audience_id and brand.audience_id and center.audience_id != brand.audience_id:
        what = f"belongs to audience {center.audience_id}, the brand to {brand.audience_id}"
        hint = "check audience_id and help_centers in site.toml"
        found.append(Problem(where, what, hint, Severity.WARNING, "wrong-help-center"))
    return found


def _further_ids(
    client: GladlyClient, site: Site, brand: Brand, language: str, known: dict[str, Answer]
) -> set[str]:
    """Ids beyond a cut-off list, from wherever Gladly names some.

    Answers of narrower lists are put into `known` on the way.
    """
    titles = [
        title
        for other in site.brands
        if other.slug == brand.slug or brand.audience_id is None
        for help_center_id in other.help_centers.values()
        for title in client.answer_titles(help_center_id, language, brand.audience_id)
    ]
    if brand.audience_id is None:
        for other in site.brands:
            if other.audience_id:
                listed = client.list_answers(language, other.audience_id)
                known |= {answer.id: answer for answer in listed.answers}
    return {title.id for title in titles}


def _read_missing(client: GladlyClient, language: str, ids: list[str]) -> list[Answer]:
    """Those of the ids that exist in the language."""
    if not ids:
        return []
    with _threads("read") as pool:
        futures = [pool.submit(_read, client, answer_id, language) for answer_id in ids]
        return [answer for future in futures if (answer := future.result())]


def _read(client: GladlyClient, answer_id: str, language: str) -> Answer | None:
    try:
        answer = client.get_answer(answer_id, language)
    except GladlyNotFound:
        return None  # the tree tells of ids that lead nowhere
    return answer if answer.language == language else None


def _kept_of_broken(listed: AnswerList, old: Snapshot | None) -> dict[str, Answer]:
    broken = set(listed.bad_ids)
    return {answer.id: answer for answer in (old.answers if old else ()) if answer.id in broken}


def _cut_off(edition: EditionKey, listed: int, reached: int) -> Problem:
    return Problem(
        str(edition),
        f"Gladly lists only the first {listed} answers; {reached - listed} more were reached "
        f"through sections and audiences, {reached} in all, and there may be others",
        "place every answer in a section of a help center, or file answers under audiences",
        Severity.WARNING,
        "list-cut-off",
    )


def _placed_at(problem: Problem, edition: EditionKey) -> Problem:
    if problem.where.startswith(str(edition)):
        return problem
    return replace(problem, where=f"{edition} {problem.where}")
