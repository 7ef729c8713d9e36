"""Fetching editions from the emulator over real HTTP: complete, guarded, never silently short."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from helpgen.config_file import parse_site
from helpgen.emulator import (
    DEMO_CREDENTIALS,
    AnswerRecord,
    ContentRecord,
    HelpCenterRecord,
    Organization,
    SectionRecord,
    Seed,
    create_app,
    running,
)
from helpgen.fetch import FetchOutcome, fetch_edition, fetch_site
from helpgen.gladly import Credentials, GladlyClient, RateLimiter, RetryPolicy
from helpgen.model import EditionKey
from helpgen.snapshot import load_snapshot, save_snapshot

pytestmark = pytest.mark.slow

ORG = "org-1"
EDITION = EditionKey("alpha", "en-us")


def seed(count: int, *, sections: dict[str, list[str]] | None = None) -> Seed:
    """An organization with `count` answers a-0000 … under audience `alpha`."""
    ids = [f"a-{number:04}" for number in range(count)]
    placed = {"Everything": ids} if sections is None else sections
    return Seed(
        organization=Organization(ORG, "Org", {"alpha": "Alpha"}, ("en-us", "fr")),
        answers=tuple(AnswerRecord(i, f"Answer {i}", audience_ids=("alpha",)) for i in ids),
        contents=tuple(
            ContentRecord(i, "en-us", "public", f"<p>Body of {i}</p>", f"Title {i}") for i in ids
        ),
        help_centers=(
            HelpCenterRecord(
                "hc-1",
                "en-us",
                tuple(SectionRecord(h, tuple(ids)) for h, ids in placed.items()),
                audience_id="alpha",
            ),
        ),
    )


class Gladly:
    """A running emulator and a client without a rate limit, for one site."""

    def __init__(self, url: str, folder: Path) -> None:
        self.url = url
        self.folder = folder
        self.client = GladlyClient(
            url,
            org_id=ORG,
            credentials=Credentials(*DEMO_CREDENTIALS),
            limiter=RateLimiter(per_second=None),
            retries=RetryPolicy(attempts=1),
        )

    def site(self, **brand: Any) -> Any:
        table = {
            "slug": "alpha",
            "name": "Alpha",
            "audience_id": "alpha",
            "base_url": "https://help.alpha.example",
            "languages": ["en-us"],
            "help_centers": {"en-us": "hc-1"},
            **brand,
        }
        raw = {"gladly": {"url": self.url, "org_id": ORG}, "brands": [table]}
        site, problems = parse_site(raw, self.folder / "site.toml")
        assert site is not None, problems
        return site

    def fault(self, **fault: Any) -> None:
        httpx.post(
            f"{self.url}/__emulator__/faults", json={"times": None, **fault}
        ).raise_for_status()

    def calm(self) -> None:
        httpx.delete(f"{self.url}/__emulator__/faults").raise_for_status()

    def fetch(self, *, accept: bool = False, **brand: Any) -> FetchOutcome:
        site = self.site(**brand)
        accepted = frozenset({"alpha"} if accept else ())
        (outcome, *_) = fetch_site(self.client, site, site.brands, accept_loss=accepted)
        return outcome

    def ids(self) -> list[str]:
        snapshot = load_snapshot(self.folder / "build/snapshots", EDITION)
        return [answer.id for answer in snapshot.answers]


@pytest.fixture
def gladly(tmp_path: Path) -> Iterator[Callable[[Seed], Gladly]]:
    """`gladly(seed)` runs an emulator with that seed until the test ends."""
    opened: list[Any] = []

    def start(of: Seed) -> Gladly:
        context = running(create_app(of, rate_limit=0))
        url = context.__enter__()
        found = Gladly(url, tmp_path)
        opened.append((context, found.client))
        return found

    yield start
    for context, client in opened:
        client.close()
        context.__exit__(None, None, None)


def test_a_fetch_saves_answers_and_sections(gladly: Callable[[Seed], Gladly]) -> None:
    """The snapshot holds answers by id and the help center's sections in its order."""
    one = gladly(seed(3, sections={"Second": ["a-0002"], "First": ["a-0001", "a-0000"]}))
    outcome = one.fetch()
    assert (outcome.answers, outcome.changed, outcome.error) == (3, True, "")
    snapshot = load_snapshot(one.folder / "build/snapshots", EDITION)
    assert [a.name for a in snapshot.answers] == ["Title a-0000", "Title a-0001", "Title a-0002"]
    assert snapshot.layout is not None
    assert [s.header for s in snapshot.layout.sections] == ["Second", "First"]


def test_a_second_fetch_of_the_same_changes_nothing(gladly: Callable[[Seed], Gladly]) -> None:
    """An unchanged answer list leaves the snapshot's bytes alone."""
    one = gladly(seed(3))
    one.fetch()
    path = one.folder / "build/snapshots/alpha/en-us.json"
    before = path.read_bytes(), path.stat().st_mtime_ns
    assert one.fetch().changed is False
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_2500_answers_are_all_reached_through_sections(gladly: Callable[[Seed], Gladly]) -> None:
    """Gladly lists 1000; the rest is read by id, and the outcome says that more may exist."""
    one = gladly(seed(2500))
    outcome = one.fetch()
    assert outcome.answers == 2500
    assert one.ids() == [f"a-{number:04}" for number in range(2500)]
    (problem,) = outcome.problems
    assert problem.kind == "list-cut-off"
    assert "first 1000" in problem.what
    assert "1500 more" in problem.what
    assert "may be others" in problem.what
    assert load_snapshot(one.folder / "build/snapshots", EDITION).may_be_short


def test_a_cut_off_list_that_sections_dont_complete_says_so(
    gladly: Callable[[Seed], Gladly],
) -> None:
    """What no section names can't be reached, and the snapshot remembers that it may be short."""
    one = gladly(seed(1200, sections={"Some": ["a-1100", "a-1199"]}))
    outcome = one.fetch()
    assert outcome.answers == 1002
    assert [problem.kind for problem in outcome.problems] == ["list-cut-off"]


def test_answers_of_other_audiences_widen_a_cut_off_list(gladly: Callable[[Seed], Gladly]) -> None:
    """A brand of all answers is completed by the lists of the site's other audiences."""
    base = seed(1100, sections={"Some": ["a-0000"]})
    late = AnswerRecord("z-last", "Zz", audience_ids=("beta",))
    content = ContentRecord("z-last", "en-us", "public", "<p>z</p>", "Zz last")
    organization = replace(base.organization, audiences={"alpha": "Alpha", "beta": "Beta"})
    one = gladly(
        replace(
            base,
            organization=organization,
            answers=(*base.answers, late),
            contents=(*base.contents, content),
        )
    )
    table = {
        "slug": "beta",
        "name": "Beta",
        "audience_id": "beta",
        "base_url": "https://help.beta.example",
        "languages": ["en-us"],
    }
    alpha = one.site(audience_id=None).brands[0]
    raw = {
        "gladly": {"url": one.url, "org_id": ORG},
        "brands": [{**alpha.model_dump(exclude_none=True)}, table],
    }
    site, _ = parse_site(raw, one.folder / "site.toml")
    assert site is not None
    snapshot, problems = fetch_edition(one.client, site, site.brands[0], "en-us")
    assert "z-last" in {answer.id for answer in snapshot.answers}
    (problem,) = problems
    assert problem.kind == "list-cut-off"
    assert "only the first 1000 answers; 1 more were reached" in problem.what
    assert "1001 in all" in problem.what


def test_an_answer_that_only_a_section_names_is_read_by_id(
    gladly: Callable[[Seed], Gladly],
) -> None:
    """Whether an audience filter hides answers without audience is unknown; sections decide."""
    base = seed(2, sections={"All": ["a-0000", "free", "gone"]})
    free = AnswerRecord("free", "Free")
    content = ContentRecord("free", "en-us", "public", "<p>free</p>", "For all")
    one = gladly(replace(base, answers=(*base.answers, free), contents=(*base.contents, content)))
    one.fetch()
    assert one.ids() == ["a-0000", "a-0001", "free"]


def test_sections_of_the_configuration_stand_in_for_a_help_center(
    gladly: Callable[[Seed], Gladly],
) -> None:
    """Where there's no help center, [[brands.sections]] is the layout."""
    one = gladly(seed(2))
    one.fetch(help_centers={}, sections=[{"header": "Mine", "answers": ["a-0001"]}])
    layout = load_snapshot(one.folder / "build/snapshots", EDITION).layout
    assert layout is not None
    assert [(s.header, s.answer_ids) for s in layout.sections] == [("Mine", ("a-0001",))]


def test_a_help_center_of_another_language_is_told(gladly: Callable[[Seed], Gladly]) -> None:
    """The wrong id in site.toml is an error with the key to mend."""
    one = gladly(seed(2))
    site = one.site(languages=["fr"], help_centers={"fr": "hc-1"})
    _, problems = fetch_edition(one.client, site, site.brands[0], "fr")
    assert [p.kind for p in problems] == ["wrong-help-center"]
    assert "help_centers.fr" in problems[0].hint


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "status", "status": 500},
        {"kind": "drop"},
        {"kind": "truncated"},
        {"kind": "not_json"},
        {"kind": "wrong_shape"},
        {"kind": "empty"},
        {"kind": "half"},
    ],
    ids=lambda fault: fault["kind"],
)
def test_a_bad_list_keeps_the_old_snapshot_and_says_so(
    gladly: Callable[[Seed], Gladly], fault: dict[str, Any]
) -> None:
    """Whatever goes wrong with the list, the snapshot stands; the next good fetch heals."""
    one = gladly(seed(10))
    one.fetch()
    before = (one.folder / "build/snapshots/alpha/en-us.json").read_bytes()
    if fault["kind"] == "half":  # the sections would bring the others back by id
        one.fault(operation="getAnswer", kind="status", status=404)
    one.fault(operation="listAnswers", **fault)
    outcome = one.fetch()
    assert outcome.error
    assert "kept" in outcome.error
    assert (outcome.answers, outcome.changed) == (10, False)
    assert (one.folder / "build/snapshots/alpha/en-us.json").read_bytes() == before
    one.calm()
    assert one.fetch().error == ""


def test_an_empty_first_fetch_is_refused_too(gladly: Callable[[Seed], Gladly]) -> None:
    """No answers and no snapshot: nothing is saved, and the remedy names the keys."""
    one = gladly(seed(2))
    one.fault(operation="listAnswers", kind="empty")
    one.fault(operation="getAnswer", kind="status", status=404)
    outcome = one.fetch()
    assert outcome.answers is None
    assert "audience_id" in outcome.error
    assert not (one.folder / "build/snapshots/alpha/en-us.json").exists()


def test_losses_are_kept_when_they_are_meant(gladly: Callable[[Seed], Gladly]) -> None:
    """--accept-loss lets a brand shrink."""
    one = gladly(seed(10, sections={"All": ["a-0000"]}))
    one.fetch()
    one.fault(operation="listAnswers", kind="half")
    refused = one.fetch()
    assert "5 of 10 answers are gone" in refused.error
    assert "--accept-loss alpha" in refused.error
    accepted = one.fetch(accept=True)
    assert (accepted.answers, accepted.error) == (5, "")


def test_a_broken_layout_keeps_the_old_snapshot(gladly: Callable[[Seed], Gladly]) -> None:
    """Sections are part of the edition: without them nothing is replaced."""
    one = gladly(seed(3))
    one.fetch()
    one.fault(operation="getHelpCenterLayout", kind="not_json")
    assert "kept" in one.fetch().error


def test_an_answer_that_comes_back_broken_keeps_its_old_text(
    gladly: Callable[[Seed], Gladly],
) -> None:
    """One bad answer is one problem, and its page doesn't vanish."""
    one = gladly(seed(4))
    one.fetch()
    one.fault(operation="listAnswers", kind="bad_item")
    outcome = one.fetch()
    assert outcome.error == ""
    assert [problem.kind for problem in outcome.problems] == ["bad-answer"]
    assert one.ids() == ["a-0000", "a-0001", "a-0002", "a-0003"]


def test_one_editions_failure_leaves_the_others_alone(gladly: Callable[[Seed], Gladly]) -> None:
    """A language without answers fails; the other one is saved."""
    one = gladly(seed(2))
    site = one.site(languages=["en-us", "fr"], help_centers={})
    outcomes = fetch_site(one.client, site, site.brands)
    assert [(str(o.edition), bool(o.error)) for o in outcomes] == [
        ("alpha/en-us", False),
        ("alpha/fr", True),
    ]


def test_an_unreadable_old_snapshot_is_replaced(gladly: Callable[[Seed], Gladly]) -> None:
    """A snapshot of another version is no reason to stop fetching."""
    one = gladly(seed(2))
    one.fetch()
    path = one.folder / "build/snapshots/alpha/en-us.json"
    path.write_text("{}", encoding="utf-8")
    assert one.fetch().error == ""
    assert (
        save_snapshot(
            one.folder / "build/snapshots", load_snapshot(one.folder / "build/snapshots", EDITION)
        )
        is False
    )
