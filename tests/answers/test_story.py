"""The editor's day of docs/how-to/manage-answers.md: every command in it is run, in order."""

from __future__ import annotations

import os
import re
import shlex
import shutil
from pathlib import Path

import pytest

from helpgen.answers.merge import has_markers
from helpgen.config_file import load_site
from helpgen.connection import emulator_seed
from helpgen.emulator import DEMO_CREDENTIALS, create_app, running
from helpgen.gladly import Credentials, GladlyClient, RateLimiter

pytestmark = pytest.mark.slow

PROJECT = Path(__file__).parents[2]
PAGE = PROJECT / "docs/how-to/manage-answers.md"
PIECES = re.compile(r"<!-- step: (.*?) -->|^```console\n(.*?)^```", re.DOTALL | re.MULTILINE)
ENVIRONMENT = dict(zip(("GLADLY_API_USER", "GLADLY_API_TOKEN"), DEMO_CREDENTIALS, strict=True))
RETURN = "content/answers/fjell-return-an-item/en-us.html"


class Story:
    """A copy of the sample whose Gladly is an emulator, and the colleague there."""

    def __init__(self, root, url, org, starter):
        self.root, self.starter = root, starter
        self.colleague = GladlyClient(
            url,
            org_id=org,
            credentials=Credentials(*DEMO_CREDENTIALS),
            limiter=RateLimiter(None),
        )
        text = (root / RETURN).parent.joinpath("answer.toml").read_text("utf-8")
        self.returns = re.search(r'id = "(.*)"', text)[1]
        self.steps = {
            "sixty days become ninety": self.ninety,
            "both change the days": self.both_days,
            "the markers are edited away": self.resolve,
            "both change the name": self.both_names,
        }

    def replace(self, path, old, new):
        text = (self.root / path).read_text("utf-8")
        assert old in text
        (self.root / path).write_text(text.replace(old, new), encoding="utf-8")

    def ninety(self):
        self.replace(RETURN, "<strong>60 days</strong>", "<strong>90 days</strong>")

    def both_days(self):
        self.replace(RETURN, "<strong>90 days</strong>", "<strong>100 days</strong>")
        there = self.colleague.get_content(self.returns, "en-us")
        assert "<strong>90 days</strong>" in there.body_html, "it was published"
        html = there.body_html.replace("<strong>90 days</strong>", "<strong>75 days</strong>")
        self.colleague.put_content(self.returns, "en-us", body_html=html, title=there.title)

    def resolve(self):
        path = self.root / RETURN
        text = path.read_text("utf-8")
        assert has_markers(text)
        mine = re.sub(
            r"<<<<<<< file\n(.*?)\n=======\n.*?\n>>>>>>> Gladly", r"\1", text, flags=re.DOTALL
        )
        path.write_text(mine, encoding="utf-8")

    def both_names(self):
        path = "content/answers/fjell-gift-wrapping/answer.toml"
        self.replace(path, "Fjell: Gift wrapping", "Fjell: Wrapping")
        text = (self.root / path).read_text("utf-8")
        self.wrapping = re.search(r'id = "(.*)"', text)[1]
        self.colleague.update_answer(self.wrapping, name="Fjell: Presents")

    def run(self, line):
        """A line of the page; fails if it ends otherwise than the page says."""
        command, _, told = line.partition("#")
        expected = int(told.rpartition("exits with ")[2] or 0)
        program, *arguments = shlex.split(command)
        assert program == "helpgen"
        editor = {"EDITOR": "sh -c 'echo We do, for free. >> $0'"}
        variables = {**os.environ, **ENVIRONMENT, **editor}
        done = self.starter.run(tuple(arguments), self.root, variables)
        assert done.returncode == expected, f"{line}\n{done.stdout}{done.stderr}"
        assert ENVIRONMENT["GLADLY_API_TOKEN"] not in done.stdout + done.stderr
        return done.stdout


@pytest.fixture
def story(tmp_path, starter):
    for name in ("content", "themes"):
        shutil.copytree(PROJECT / name, tmp_path / name)
    text = (PROJECT / "site.toml").read_text("utf-8")
    (tmp_path / "site.toml").write_text(text, encoding="utf-8")
    site = load_site(tmp_path / "site.toml")
    with running(create_app(emulator_seed(site), rate_limit=1000)) as url:
        text = text.replace('url = "emulator" ', f'url = "{url}"')
        (tmp_path / "site.toml").write_text(text, encoding="utf-8")
        story = Story(tmp_path, url, site.gladly.org_id, starter)
        with story.colleague:
            yield story


def test_the_story_is_true(story):
    ran = []
    for step, block in PIECES.findall(PAGE.read_text("utf-8")):
        if step:
            story.steps.pop(step)()
        for line in block.splitlines():
            ran.append(line)
            story.run(line)
    assert story.steps == {}, "the page has every step"
    assert len(ran) > 20
    there = story.colleague.get_content(story.returns, "en-us")
    assert "<strong>100 days</strong>" in there.body_html
    assert "Files and Gladly are equal." in story.run("helpgen answers plan --prune")
