"""The commands of `helpgen answers`, as a person runs them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace

import httpx
import pytest
from answers_world import ORG, seed, site_toml

from helpgen.answers.journal import exclusive
from helpgen.emulator import (
    DEMO_CREDENTIALS,
    HelpCenterRecord,
    SectionRecord,
    create_app,
    running,
)
from helpgen.gladly import Credentials, GladlyClient, RateLimiter

pytestmark = pytest.mark.slow

ENVIRONMENT = dict(zip(("GLADLY_API_USER", "GLADLY_API_TOKEN"), DEMO_CREDENTIALS, strict=True))


class Desk:
    """A site's folder, its Gladly, and a shell."""

    def __init__(self, root, url, starter):
        self.root, self.url, self.starter = root, url, starter
        (root / "site.toml").write_text(site_toml(url), encoding="utf-8")
        self.gladly = GladlyClient(
            url, org_id=ORG, credentials=Credentials(*DEMO_CREDENTIALS), limiter=RateLimiter(None)
        )

    def run(self, *arguments, **environment):
        variables = {**os.environ, **ENVIRONMENT, **environment}
        return self.starter.run(("answers", *arguments), self.root, variables)

    def says(self, *arguments, code=0, **environment):
        done = self.run(*arguments, **environment)
        assert done.returncode == code, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        return done.stdout + done.stderr

    def puts(self):
        seen = httpx.get(f"{self.url}/__emulator__/requests", trust_env=False).json()
        return sum(one["method"] == "PUT" for one in seen)

    def add(self, answer_id, text="<p>One</p>"):
        self.gladly.add_answer(f"Name {answer_id}", answer_id=answer_id, audience_ids=["aud-1"])
        self.gladly.put_content(answer_id, "en-us", body_html=text, title=f"Title {answer_id}")


@pytest.fixture
def desk(tmp_path, starter):
    with running(create_app(seed(), rate_limit=1000)) as url:
        desk = Desk(tmp_path, url, starter)
        with desk.gladly:
            yield desk


def test_an_id_that_starts_with_a_dash_works_everywhere(desk):
    for answer_id in ("-c1", "-y--take"):
        desk.add(answer_id)
    desk.says("pull", "-c1")
    desk.says("pull", "-c1", "-y--take")
    folder = desk.root / "content/answers/name-c1"
    body = folder / "en-us.md"
    body.write_text(body.read_text("utf-8").replace("One", "Two"), encoding="utf-8")
    assert "id         -c1" in desk.says("show", "-c1")
    assert "update en-us" in desk.says("plan", "-c1", code=2)
    assert "nothing" not in desk.says("lint", "-c1")
    assert "-c1" in desk.says("export", "-c1", "--format", "jsonl")
    assert "Apply: 1 done." in desk.says("apply", "--yes", "--answer", "-c1")
    desk.says("edit", "-c1", EDITOR="true")
    desk.says("delete", "-c1", "--yes")
    assert desk.gladly.get_content("-c1", "en-us").body_html == "<p>Two</p>\n"


def test_exit_codes_of_plan(desk):
    desk.add("a")
    assert "Files and Gladly are equal" in desk.says("plan", code=0)
    desk.says("pull")
    body = desk.root / "content/answers/name-a/en-us.md"
    body.write_text(body.read_text("utf-8").replace("One", "Mine"), encoding="utf-8")
    desk.says("plan", code=2)
    desk.gladly.put_content("a", "en-us", body_html="<p>Theirs</p>", title="Title a")
    told = desk.says("plan", code=3)
    assert "[-One-]" in told
    assert "<<<<<<< file" in told
    desk.says("plan", "--nonsense", code=1)
    desk.says("plan", "nothing-of-that-name", code=1)
    desk.says("plan", code=1, GLADLY_API_TOKEN="wrong")


def test_the_token_is_never_told_and_a_refusal_says_what_to_do(desk):
    desk.add("a")
    told = desk.says("pull", code=1, GLADLY_API_TOKEN="not-the-token")
    assert "check GLADLY_API_USER and GLADLY_API_TOKEN" in told
    assert "not-the-token" not in told


def test_nothing_is_sent_without_a_look_or_yes(desk):
    desk.says("new", "One")
    told = desk.says("apply", code=2)
    assert "add --yes, or apply a plan that was saved" in told
    assert desk.gladly.list_answers("en-us").answers == ()


def test_a_dry_run_writes_nothing(desk):
    desk.says("new", "One")
    assert "Apply: 2 would." in desk.says("apply", "--dry-run")
    assert desk.gladly.list_answers("en-us").answers == ()
    desk.says("plan", code=2)


def test_a_saved_plan_is_sent_as_it_was_looked_at(desk):
    desk.says("new", "One")
    body = desk.root / "content/answers/one/en-us.md"
    body.write_text('+++\ntitle = "One"\n+++\nLooked at.\n', encoding="utf-8")
    desk.says("plan", "-o", "plan.json", code=2)
    body.write_text('+++\ntitle = "One"\n+++\nWritten later.\n', encoding="utf-8")
    desk.says("apply", "plan.json")
    assert desk.gladly.list_answers("en-us").answers[0].body_html == "<p>Looked at.</p>\n"
    desk.says("plan", code=2)
    assert "already" in desk.says("apply", "plan.json")


def test_what_changed_in_gladly_since_the_plan_is_left_alone_and_the_others_go_on(desk):
    for answer_id in ("a", "b"):
        desk.add(answer_id)
    desk.says("pull")
    for answer_id in ("a", "b"):
        body = desk.root / f"content/answers/name-{answer_id}/en-us.md"
        body.write_text(body.read_text("utf-8").replace("One", "Mine"), encoding="utf-8")
    desk.says("plan", "-o", "plan.json", code=2)
    desk.gladly.put_content("a", "en-us", body_html="<p>Theirs</p>", title="Title a")
    told = desk.says("apply", "plan.json", code=1)
    assert "1 stale, 1 done" in told
    assert desk.gladly.get_content("a", "en-us").body_html == "<p>Theirs</p>"
    assert desk.gladly.get_content("b", "en-us").body_html == "<p>Mine</p>\n"


def test_ctrl_c_leaves_what_the_next_apply_goes_on_with(desk):
    for number in range(3):
        desk.says("new", f"Answer {number}")
    fault = {"operation": "putAnswerContent", "kind": "hang", "seconds": 60, "after": 1}
    httpx.post(f"{desk.url}/__emulator__/faults", json=fault, trust_env=False)
    listen = "import signal; signal.signal(signal.SIGINT, signal.SIG_DFL)"
    start = "import os, sys; os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
    apply = subprocess.Popen(
        [sys.executable, "-c", f"{listen}; {start}", "-m", "helpgen", "answers", "apply", "--yes"],
        cwd=desk.root,
        env={**os.environ, **ENVIRONMENT},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while desk.puts() < 2:
        time.sleep(0.01)
    os.killpg(apply.pid, signal.SIGINT)
    _, told = apply.communicate()
    assert apply.returncode == 130
    assert "the same command goes on with the rest" in told
    assert "Traceback" not in told
    httpx.delete(f"{desk.url}/__emulator__/faults", trust_env=False)
    assert "Apply: 2 done." in desk.says("apply", "--yes")
    assert "Files and Gladly are equal" in desk.says("plan")


def test_deletions_are_capped(desk):
    for answer_id in ("a", "b"):
        desk.add(answer_id)
    desk.says("pull")
    for answer_id in ("a", "b"):
        desk.says("delete", answer_id, "--yes")
    told = desk.says("apply", "--yes", "--prune", "--max-deletes", "1", code=2)
    assert "the plan deletes 2, more than 1" in told
    assert len(desk.gladly.list_answers("en-us").answers) == 2
    assert "Apply: nothing was sent." in desk.says("apply", "--yes")
    assert "Apply: 2 done." in desk.says("apply", "--yes", "--prune")
    assert desk.gladly.list_answers("en-us").answers == ()


def test_an_answer_that_a_section_shows_is_refused_and_the_section_named(tmp_path, starter):
    center = HelpCenterRecord("center", "en-us", (SectionRecord("Orders", ("a",)),))
    with running(create_app(replace(seed(), help_centers=(center,)), rate_limit=1000)) as url:
        desk = Desk(tmp_path, url, starter)
        with (tmp_path / "site.toml").open("a") as file:
            file.write('[brands.help_centers]\nen-us = "center"\n')
        with desk.gladly:
            desk.add("a")
            desk.says("pull")
            desk.says("delete", "a", "--yes")
            planned = desk.says("plan", "--prune", code=2)
            assert "is in section 'Orders' of one/en-us: take it out there first" in planned
            told = desk.says("apply", "--yes", "--prune", code=1)
            assert "it is in section 'Orders' of one/en-us" in told
            assert desk.gladly.get_answer_record("a").name == "Name a"


def test_an_answer_with_texts_of_other_types_is_not_deleted(desk):
    desk.add("a")
    desk.gladly.put_content("a", "fr-ca", "messaging", body_html="<p>m</p>")
    desk.says("pull")
    desk.says("delete", "a", "--yes")
    told = desk.says("apply", "--yes", "--prune", code=1)
    assert "has a text of type messaging in fr-ca, which would be deleted too" in told
    assert desk.gladly.get_answer_record("a").name == "Name a"


def test_two_at_once_refuse(desk):
    desk.says("new", "One")
    with exclusive(desk.root / "content/answers"):
        told = desk.says("apply", "--yes", code=1)
    assert "another 'helpgen answers' command is at work there" in told


def test_answers_go_out_to_a_spreadsheet_and_come_back_the_same(desk):
    desk.add("a", "<div>Gladly's own</div><div><br/></div>")
    desk.add("b", "<p>Some <b>bold</b></p>")
    desk.says("pull")
    desk.says("export", "-o", "out.csv")
    assert "0 new, 0 updated, 2 the same." in desk.says("import", "out.csv")
    assert "No file changed" in desk.says("status")
    rows = (desk.root / "out.csv").read_text("utf-8").replace("bold", "new").replace("Name a", "A")
    (desk.root / "out.csv").write_text(rows, encoding="utf-8")
    assert "1 new, 1 updated, 0 the same." in desk.says("import", "out.csv")


def test_a_spreadsheet_with_mistakes_is_told_line_by_line_and_nothing_is_written(desk):
    head = "language,audience,name,description,public_answer_content,public_answer_title\n"
    text = f"{head}en-us,,One,,Text,Title\nEnglish,,Two,,Text,Title\nen-us,,,,Text,\n"
    (desk.root / "in.csv").write_text(text, encoding="utf-8")
    told = desk.says("import", "in.csv", code=2)
    assert "in.csv: line 3: language: 'English' is no language" in told
    assert "in.csv: line 4: name: is empty" in told
    assert "in.csv: line 4: public_answer_title: is empty" in told
    assert not (desk.root / "content/answers").exists()


def test_lint_annotates_files_in_ci(desk):
    desk.add("a", '<p>TODO, 100%<img src="a.png"></p>')
    desk.says("pull")
    told = desk.says("lint", "--format", "github", code=3)
    path = "content/answers/name-a/en-us.md"
    assert f"::error file={path},title=placeholder::'TODO' was left over" in told
    found = json.loads(desk.says("lint", "--live", "--format", "json", code=3))
    assert {one["rule"] for one in found} == {"placeholder", "missing-alt"}


def test_apply_builds_what_it_touched(desk):
    desk.says("new", "One", "--audience", "One")
    for language in ("en-us", "fr-ca"):
        body = desk.root / f"content/answers/one/{language}.md"
        body.write_text('+++\ntitle = "One"\n+++\nPublished.\n', encoding="utf-8")
    desk.says("apply", "--yes", "--build")
    pages = (desk.root / "dist/one/en-us").rglob("index.html")
    assert any("Published." in page.read_text("utf-8") for page in pages)
