"""What a pull finds in Gladly, which has no list of managed answers."""

from __future__ import annotations

import pytest
from answers_world import AUDIENCES, ORG, QUICK, site_toml

from helpgen.answer_files import load_answers
from helpgen.answers.operations import Request, Sending, run_apply, run_plan, run_pull
from helpgen.config_file import load_site
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
from helpgen.errors import ConfigError
from helpgen.gladly import Credentials, GladlyClient, RateLimiter

pytestmark = pytest.mark.slow


def organization(count, *, placed=()):
    """So many answers, the last two of them in no audience, some of them in a section."""
    answers = tuple(
        AnswerRecord(f"a{n:04}", f"Name {n:04}", "", (f"aud-{1 + n % 2}",) if n < count - 2 else ())
        for n in range(count)
    )
    contents = tuple(
        ContentRecord(one.id, "en-us", "public", "<p>One</p>", title=one.name) for one in answers
    )
    section = SectionRecord("Orders", (*placed, "gone"))
    center = HelpCenterRecord("center", "en-us", (section,))
    return Seed(
        Organization(ORG, "Acme", AUDIENCES, ("en-us", "fr-ca")), answers, contents, (center,)
    )


@pytest.fixture
def pulled(tmp_path):
    def pull(seed, *chosen):
        with (
            running(create_app(seed, rate_limit=0)) as url,
            GladlyClient(
                url,
                org_id=ORG,
                credentials=Credentials(*DEMO_CREDENTIALS),
                limiter=RateLimiter(None),
                retries=QUICK,
            ) as client,
        ):
            text = site_toml(url) + '[brands.help_centers]\nen-us = "center"\n'
            (tmp_path / "site.toml").write_text(text, encoding="utf-8")
            site = load_site(tmp_path / "site.toml")
            done, problems = run_pull(site, client, Request(chosen))
            plan, _ = run_plan(site, client, Request())
            assert plan.changes == ()
            found = {one.id for one in load_answers(tmp_path / "content/answers")}
            return found, [problem.kind for problem in problems], done

    return pull


def test_answers_beyond_the_first_thousand_are_found_where_anything_names_them(pulled):
    """The last one is in no audience and no section: nothing but its id leads to it."""
    found, problems, _ = pulled(organization(1003, placed=("a1001",)))
    assert found == {f"a{n:04}" for n in range(1002)}
    assert problems == ["cut-off"]


def test_an_answer_can_be_pulled_by_its_id(pulled):
    found, problems, done = pulled(organization(1003), "a1002")
    assert found == {"a1002"}
    assert problems == []
    assert [one.what for one in done] == ["new"]


def test_an_edit_that_is_saved_while_gladly_is_read_is_kept(tmp_path):
    seed = organization(1)
    with (
        running(create_app(seed, rate_limit=0)) as url,
        GladlyClient(
            url,
            org_id=ORG,
            credentials=Credentials(*DEMO_CREDENTIALS),
            limiter=RateLimiter(None),
        ) as client,
    ):
        (tmp_path / "site.toml").write_text(site_toml(url), encoding="utf-8")
        site = load_site(tmp_path / "site.toml")
        run_pull(site, client, Request(("a0000",)))
        client.put_content("a0000", "en-us", body_html="<p>Theirs</p>", title="Name 0000")
        path = tmp_path / "content/answers/name-0000/en-us.md"

        def save(_done, _every):
            path.write_text(path.read_text("utf-8").replace("One", "Mine"), encoding="utf-8")

        done, _ = run_pull(site, client, Request(("a0000",)), save)
        assert [one.what for one in done] == ["conflict"]
        assert "Mine\n=======\nTheirs" in path.read_text("utf-8")


def test_a_language_that_the_organization_lacks_is_an_addition_that_gladly_refuses(tmp_path):
    with (
        running(create_app(organization(1), rate_limit=0)) as url,
        GladlyClient(
            url,
            org_id=ORG,
            credentials=Credentials(*DEMO_CREDENTIALS),
            limiter=RateLimiter(None),
        ) as client,
    ):
        (tmp_path / "site.toml").write_text(site_toml(url), encoding="utf-8")
        site = load_site(tmp_path / "site.toml")
        run_pull(site, client, Request(("a0000",)))
        path = tmp_path / "content/answers/name-0000/de.md"
        path.write_text('+++\ntitle = "T"\n+++\nText\n', encoding="utf-8")
        _, outcomes = run_apply(site, client, Request(), Sending())
        assert [one.result for one in outcomes] == ["refused"]
        assert "language not configured for org" in outcomes[0].why


def test_a_lock_of_another_organization_is_refused(pulled, tmp_path):
    pulled(organization(1))
    text = (tmp_path / "content/answers/.lock.json").read_text("utf-8")
    changed = text.replace(f'"{ORG}"', '"another"')
    (tmp_path / "content/answers/.lock.json").write_text(changed, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"is of organization another, and site\.toml names org"):
        pulled(organization(1))
