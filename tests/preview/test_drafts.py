"""Managed answers that differ from what is published: which editions show them, and how."""

from __future__ import annotations

import json
import shutil

import pytest

from helpgen.answers.lockfile import Lock, save_lock
from helpgen.answers.state import BaseAnswer, BaseContent, Content, Details
from helpgen.preview.project import Project
from helpgen.preview.reply import Mount

HOST = Mount("alpha", prefixed=False)
ANSWER = "/en-us/answers/about-one/"


@pytest.fixture
def site(small_site):
    """Two brands, each with an audience; what is published is held by no file yet."""
    site = small_site({"alpha": ["en-us", "fr-ca"], "beta": ["en-us"]})
    config = site.root / "site.toml"
    text = config.read_text("utf-8")
    for slug in ("alpha", "beta"):
        text = text.replace(f'slug = "{slug}"', f'slug = "{slug}"\naudience_id = "aud-{slug}"')
    config.write_text(text, encoding="utf-8")
    return site


def answer(site, answer_id, bodies, audiences=("aud-alpha",)):
    """Write an answer's files."""
    folder = site.root / "content/answers" / answer_id
    folder.mkdir(parents=True, exist_ok=True)
    toml = f'id = "{answer_id}"\nname = "{answer_id}"\naudiences = {json.dumps(audiences)}\n'
    (folder / "answer.toml").write_text(toml, encoding="utf-8")
    for language, (title, body) in bodies.items():
        text = f'+++\ntitle = "{title}"\n+++\n{body}\n'
        (folder / f"{language}.md").write_text(text, encoding="utf-8")
    return folder


def project_of(site, **options):
    return Project(site.root / "site.toml", **options)


def test_a_changed_answer_is_shown_as_it_will_be(site):
    project = project_of(site)
    assert "One." in project.reply(HOST, ANSWER).data.decode()
    answer(site, "one", {"en-us": ("About one", "One, rewritten.")})
    reply = project.reply(HOST, ANSWER)
    assert (reply.failures, reply.draft) == ((), "changed")
    assert "One, rewritten." in reply.data.decode()
    assert "One." in project.reply(HOST, "/fr-ca/answers/about-one/").data.decode()
    kinds = {
        (str(edition), draft.answer_id): draft.kind
        for edition, drafts in project.drafts().items()
        for draft in drafts
    }
    # It's published under beta too, where it will change as well.
    assert kinds == {("alpha/en-us", "one"): "changed", ("beta/en-us", "one"): "changed"}


def test_published_hides_them(site):
    answer(site, "one", {"en-us": ("About one", "One, rewritten.")})
    project = project_of(site, published=True)
    reply = project.reply(HOST, ANSWER)
    assert "One." in reply.data.decode()
    assert (reply.draft, project.drafts()) == ("", {})


def test_a_file_that_says_what_is_published_is_no_draft(site):
    """However it is written: what counts is what readers see."""
    answer(site, "one", {"en-us": ("About one", "One.")})
    project = project_of(site)
    assert project.reply(HOST, ANSWER).draft == ""
    assert project.drafts() == {}


def test_a_new_answer_stands_in_the_brands_of_its_audiences(site):
    new = {"en-us": ("Brand new", "New text."), "fr-ca": ("Tout nouveau", "Texte.")}
    folder = answer(site, "new", new)
    project = project_of(site)
    for path in ("/en-us/answers/brand-new/", "/fr-ca/answers/tout-nouveau/"):
        reply = project.reply(HOST, path)
        assert (reply.failures, reply.draft) == ((), "new")
    beta = Mount("beta", prefixed=False)
    assert project.reply(beta, "/en-us/answers/brand-new/").data is None
    assert "brand-new" in project.reply(HOST, "/en-us/a-z/").data.decode()
    shutil.rmtree(folder)
    assert project.reply(HOST, "/en-us/answers/brand-new/").data is None


def locked(site, answer_id, title, html):
    """The lock of one answer that was in step."""
    content = Content.of(title, html)
    details = Details(answer_id, "", ("aud-alpha",))
    base = BaseAnswer(details, {"en-us": BaseContent(content, content.key)}, answer_id)
    folder = site.root / "content/answers"
    folder.mkdir(parents=True, exist_ok=True)
    save_lock(folder, Lock({answer_id: base}, {}, "org"))


def test_an_answer_whose_file_was_deleted_is_gone(site):
    locked(site, "one", "About one", "<p>One.</p>")
    project = project_of(site)
    assert project.reply(HOST, ANSWER).data is None
    (draft,) = next(iter(project.drafts().values()))
    assert (draft.kind, draft.title, draft.folder) == ("deleted", "About one", "one")


def test_what_only_gladly_changed_is_no_draft(site):
    """It's for a pull to bring; an apply would leave it."""
    answer(site, "one", {"en-us": ("About one", "As it was.")})
    locked(site, "one", "About one", "<p>As it was.</p>")
    project = project_of(site)
    assert project.reply(HOST, ANSWER).draft == ""
    assert "One." in project.reply(HOST, ANSWER).data.decode()


def test_a_mistake_in_a_file_is_told_and_the_last_good_one_is_shown(site):
    folder = answer(site, "one", {"en-us": ("About one", "One, rewritten.")})
    project = project_of(site)
    good = project.reply(HOST, ANSWER).data
    (folder / "en-us.md").write_text("no front matter\n", encoding="utf-8")
    reply = project.reply(HOST, ANSWER)
    assert good == reply.data
    assert "en-us.md" in reply.failures[0].what + reply.failures[0].file
    answer(site, "one", {"en-us": ("About one", "One, again.")})
    assert project.reply(HOST, ANSWER).failures == ()


def test_a_build_shows_none(site):
    answer(site, "one", {"en-us": ("About one", "One, rewritten.")})
    site.build()
    page = site.output / "alpha/en-us/answers/about-one/index.html"
    assert "rewritten" not in page.read_text("utf-8")
