"""What the preview serves for a path, without HTTP: the build's own bytes, made when asked for."""

from __future__ import annotations

import random
import shutil
import threading
import time
from pathlib import Path

import pytest

from helpgen.preview.project import Project
from helpgen.preview.reply import Mount

PROJECT = Path(__file__).parents[2]
HOST, PATH = Mount("alpha", prefixed=False), Mount("alpha", prefixed=True)
ANSWER = "/en-us/answers/about-one/"
CONTACT = "content/alpha/en-us/contact.md"


@pytest.fixture
def site(small_site):
    return small_site({"alpha": ["en-us", "fr-ca"]})


def project_of(site):
    return Project(site.root / "site.toml")


def write(site, path, text):
    file = site.root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def edit(site, path, old, new):
    file = site.theme / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def text(project, path, mount=HOST):
    reply = project.reply(mount, path)
    assert reply.failures == ()
    return reply.data.decode()


def test_files_of_the_sample_are_as_the_build_makes_them(sample_dist):
    """Every file but for answers, of which it's every fourth."""
    project = Project(
        PROJECT / "site.toml", [f'site.snapshots="{sample_dist.parent / "snapshots"}"']
    )
    seen = 0
    for brand in ("fjell", "sorbet"):
        folder = sample_dist / brand
        files = sorted(file for file in folder.rglob("*") if file.is_file())
        answers = [file for file in files if {"a", "answers"} & set(file.parts[-3:-1])]
        for file in [*set(files).difference(answers), *answers[::4]]:
            path = f"/{file.relative_to(folder).as_posix()}"
            reply = project.reply(Mount(brand, prefixed=False), path)
            assert (file.read_bytes(), ()) == (reply.data, reply.failures), path
            seen += 1
    assert seen > 300


def test_under_a_path_pages_are_those_of_a_site_that_has_that_path(site):
    """One host for all brands: `/alpha/…` is what a base_url with that path gives."""
    project = project_of(site)
    moved = ("--set", "brands.alpha.base_url=https://alpha.example/alpha")
    done = site.run("--output", site.root / "moved", *moved)
    assert done.returncode == 0, done.stderr
    folder = site.root / "moved" / "alpha"
    for file in folder.rglob("*.html"):
        path = f"/alpha/{file.relative_to(folder).as_posix()}"
        assert file.read_bytes() == project.reply(PATH, path).data, path


def test_a_folder_without_its_slash_is_moved(site):
    project = project_of(site)
    assert project.reply(HOST, ANSWER.rstrip("/")).moved == ANSWER
    assert project.reply(PATH, "/alpha").moved == "/alpha/"


def test_nothing_stands_at_an_unknown_address(site):
    reply = project_of(site).reply(HOST, "/en-us/answers/nothing/")
    assert (reply.data, reply.failures, reply.moved) == (None, (), "")


def test_an_unknown_brand_has_no_reply(site):
    assert project_of(site).reply(Mount("beta", prefixed=False), "/en-us/") is None


def test_a_template_edit_shows(site):
    project = project_of(site)
    text(project, ANSWER)
    edit(site, "templates/answer.html", "{{ page.title }}", "{{ page.title }} edited")
    assert "About one edited" in text(project, ANSWER)


def test_a_template_edit_transforms_nothing_anew(site):
    """What a page says doesn't depend on its template."""
    project = project_of(site)
    text(project, ANSWER)
    view = project.view(HOST, project.look()).edition("en-us", project.files)
    made = dict(view._given.articles.answers.made)
    edit(site, "templates/answer.html", "{{ page.title }}", "{{ page.title }} edited")
    text(project, ANSWER)
    view = project.view(HOST, project.look()).edition("en-us", project.files)
    assert all(view._given.articles.answers.made[key] is made[key] for key in made)


def test_a_stylesheet_edit_shows_and_pages_name_the_new_one(site):
    project = project_of(site)
    old = text(project, ANSWER)
    sheet = site.theme / "assets/base.css"
    sheet.write_text(sheet.read_text("utf-8") + "\n.added { color: red }\n", encoding="utf-8")
    new = text(project, ANSWER)
    (address,) = {part for part in new.split('"') if part.startswith("/assets/style.")}
    assert address not in old
    assert ".added{color:red}" in text(project, address)
    (before,) = {part for part in old.split('"') if part.startswith("/assets/style.")}
    assert ".added" not in text(project, before)


def test_a_string_edit_shows(site):
    project = project_of(site)
    text(project, "/en-us/a-z/")
    edit(site, "strings/en.toml", 'a_z_title = "', 'a_z_title = "New ')
    assert "<title>New " in text(project, "/en-us/a-z/")


def test_a_content_page_comes_changes_and_goes(site):
    project = project_of(site)
    assert project.reply(HOST, "/en-us/contact/").data is None
    file = write(site, CONTACT, '+++\ntitle = "Contact"\n+++\nFirst.\n')
    assert "First." in text(project, "/en-us/contact/")
    assert "/en-us/contact/" in text(project, "/en-us/")
    write(site, CONTACT, '+++\ntitle = "Contact"\n+++\nSecond.\n')
    assert "Second." in text(project, "/en-us/contact/")
    shutil.rmtree(file.parent)
    assert project.reply(HOST, "/en-us/contact/").data is None


def test_pages_that_have_moved_or_are_gone_are_the_builds_own(site):
    """Those of a language that was dropped too; the preview itself notes no address."""
    project = project_of(site)
    site.save("alpha/en-us", {"one": "<p>One.</p>", "gone": "<p>Gone.</p>"})
    write(site, CONTACT, '+++\ntitle = "Contact"\n+++\nFirst.\n')
    site.build()
    (site.root / CONTACT).unlink()
    site.save("alpha/en-us", {"one": "<p>One.</p>"})
    site.languages["alpha"] = ["en-us"]
    site.configure()
    ledger = (site.root / "content/urls.json").read_bytes()
    assert 'data-to="/en-us/answers/about-one/"' in text(project, "/fr-ca/answers/about-one/")
    assert 'class="kind-gone"' in text(project, "/en-us/answers/about-gone/")
    assert (site.root / "content/urls.json").read_bytes() == ledger
    built = site.clean()
    for path in built:
        reply = project.reply(HOST, path.removeprefix("alpha"))
        assert (built[path], ()) == (reply.data, reply.failures), path


def test_a_changed_answer_shows_and_the_others_are_kept(site):
    project = project_of(site)
    text(project, ANSWER)
    text(project, "/en-us/answers/about-two/")
    view = project.view(HOST, project.look()).edition("en-us", project.files)
    kept = view._given.articles.answers.made["two"]
    site.save("alpha/en-us", {"one": "<p>Changed.</p>", "two": "<p>Two.</p>"})
    assert "Changed." in text(project, ANSWER)
    view = project.view(HOST, project.look()).edition("en-us", project.files)
    assert view._given.articles.answers.made["two"] is kept


def test_related_answers_of_a_large_edition_come_later(site):
    """A page is shown without them first; then it's the build's."""
    bodies = {f"item-{n}": f"<p>Word{n % 400}x and word{n % 400}y.</p>" for n in range(1600)}
    site.save("alpha/en-us", bodies)
    path = "/en-us/answers/about-item-0/"
    waiting = project_of(site)
    jobs = []
    project = Project(site.root / "site.toml", later=jobs.append)
    whole = text(waiting, path)
    first = text(project, path)
    assert len(first) < len(whole)
    (job,) = jobs
    job()
    project.forget_pages()
    assert text(project, path) == whole
    edit(site, "templates/answer.html", "{{ page.title }}", "{{ page.title }} again")
    assert text(project, path) == text(waiting, path)
    assert len(jobs) == 1


def test_a_site_toml_edit_shows(site):
    project = project_of(site)
    text(project, "/en-us/")
    config = site.root / "site.toml"
    config.write_text(config.read_text("utf-8").replace('"Alpha"', '"Renamed"'), encoding="utf-8")
    assert "Renamed" in text(project, "/en-us/")


def test_an_editors_lock_and_swap_files_change_nothing(site):
    project = project_of(site)
    write(site, CONTACT, '+++\ntitle = "Contact"\n+++\nFirst.\n')
    before = text(project, "/en-us/contact/")
    folder = (site.root / CONTACT).parent
    (folder / ".#contact.md").symlink_to("someone@somewhere.1:1")
    (site.theme / "templates/.#base.html").symlink_to("someone@somewhere.1:1")
    (site.theme / "assets/.#base.css").symlink_to("someone@somewhere.1:1")
    write(site, "content/alpha/en-us/.contact.md.swp", "x")
    assert text(project, "/en-us/contact/") == before


@pytest.mark.parametrize(
    ("break_it", "what", "place"),
    [
        (("templates/answer.html", "{% endblock %}", ""), "nexpected end", "answer.html:"),
        (("templates/answer.html", "page.title", "page.titel"), "titel", "answer.html:"),
        (("strings/en.toml", " = ", " = = "), "isn't TOML", "strings/en.toml:"),
        (("assets/base.css", "{", "{ background: url(no.png);"), "no.png", "base.css:0"),
        (("theme.toml", "[", "[["), "isn't TOML", "theme.toml:"),
    ],
)
def test_a_mistake_is_told_over_the_last_good_version_until_it_is_mended(
    site, break_it, what, place
):
    project = project_of(site)
    good = text(project, ANSWER)
    file = site.theme / break_it[0]
    whole = file.read_text("utf-8")
    edit(site, *break_it)
    reply = project.reply(HOST, ANSWER)
    assert good == reply.data.decode()
    failure = reply.failures[0]
    assert what in failure.what
    assert place in f"{failure.file}:{failure.line}"
    file.write_text(whole, encoding="utf-8")
    assert text(project, ANSWER) == good


def test_a_mistake_at_the_first_look_is_told_too(site):
    edit(site, "templates/answer.html", "{{ page.title }}", "{{ page.titel }}")
    reply = project_of(site).reply(HOST, ANSWER)
    assert reply.data is None
    assert "titel" in reply.failures[0].what
    assert any("titel" in line for _, line in reply.failures[0].excerpt)


def test_a_broken_site_toml_leaves_the_site_as_it_was(site):
    project = project_of(site)
    good = text(project, ANSWER)
    config = site.root / "site.toml"
    whole = config.read_text("utf-8")
    config.write_text(f"{whole}\ncolour = 1\n", encoding="utf-8")
    reply = project.reply(HOST, ANSWER)
    assert good == reply.data.decode()
    assert "colour" in reply.failures[0].what
    config.write_text(whole, encoding="utf-8")
    assert text(project, ANSWER) == good


def test_a_broken_content_page_is_told_in_its_language_only(site):
    project = project_of(site)
    good = text(project, "/fr-ca/")
    write(site, CONTACT, "no front matter\n")
    assert "contact.md" in project.reply(HOST, "/en-us/").failures[0].file
    assert text(project, "/fr-ca/") == good


def test_headers_allow_the_pictures_of_the_page(site):
    site.save("alpha/en-us", {"one": '<p><img src="https://pics.example/a.png" alt="A"></p>'})
    headers = project_of(site).reply(HOST, ANSWER).headers
    assert "img-src 'self' https://pics.example;" in headers["Content-Security-Policy"]


def files_that_pages_are_made_of(site):
    """Their whole content by file."""
    theme, content = site.theme, site.root / "content/alpha/en-us"
    files = [
        theme / "templates/answer.html",
        theme / "templates/base.html",
        theme / "strings/en.toml",
        theme / "theme.toml",
        theme / "assets/base.css",
        content / "contact.md",
        site.root / "site.toml",
        site.root / "build/snapshots/alpha/en-us.json",
    ]
    return {file: file.read_bytes() for file in files}


def test_after_many_random_edits_pages_are_a_clean_builds(site):
    """Edits, cuts, renames, deletions and garbage: never an exception, and in the end no trace."""
    write(site, CONTACT, '+++\ntitle = "Contact"\n+++\nFirst.\n')
    whole = files_that_pages_are_made_of(site)
    project = project_of(site)
    chance = random.Random(5)
    pages = [ANSWER, "/en-us/", "/en-us/contact/", "/fr-ca/", "/en-us/a-z/", "/404.html"]
    good = {path: project.reply(HOST, path).data for path in pages}
    for _ in range(50):
        file = chance.choice(list(whole))
        deed = chance.choice(["cut", "garbage", "delete", "rename", "save", "save", "save"])
        if deed == "cut":
            file.write_bytes(whole[file][: chance.randrange(len(whole[file]))])
        elif deed == "garbage":
            file.write_bytes(whole[file] + b"\xff{% [[ = {{")
        elif deed == "delete":
            file.unlink(missing_ok=True)
        elif deed == "rename" and file.exists():
            file.rename(file.with_name(f"{file.name}~"))
        else:
            beside = file.with_name(f".{file.name}.new")
            beside.write_bytes(whole[file])
            beside.replace(file)
        reply = project.reply(HOST, chance.choice(pages))
        assert reply is not None
    for file, data in whole.items():
        file.write_bytes(data)
        file.with_name(f"{file.name}~").unlink(missing_ok=True)
    assert {path: project.reply(HOST, path).data for path in pages} == good
    clean = site.clean()
    for path in clean:
        if path.startswith("alpha/"):
            reply = project.reply(HOST, path.removeprefix("alpha"))
            assert (clean[path], ()) == (reply.data, reply.failures), path


def test_a_file_that_is_emptied_before_it_is_written_is_waited_for(site):
    """Most editors and scripts write in place: on a busy machine the text comes much later."""
    project = project_of(site)
    file = site.theme / "templates/base.html"
    whole = file.read_text("utf-8")

    def write_slowly():
        with file.open("w", encoding="utf-8") as stream:
            emptied.set()
            time.sleep(0.1)
            stream.write(f"{whole}<!-- again -->")

    emptied = threading.Event()
    writer = threading.Thread(target=write_slowly)
    writer.start()
    assert emptied.wait(10)
    assert "<!-- again -->" in text(project, ANSWER)
    writer.join()


def test_a_page_of_an_emptied_file_is_never_the_last_good_one(site):
    project = project_of(site)
    whole = text(project, ANSWER)
    file = site.theme / "templates/base.html"
    reply = project._reply  # the file is emptied while a page is made of it

    def empty_then_reply(mount, path, files):
        file.write_text("", encoding="utf-8")
        made = reply(mount, path, files)
        file.write_text("{% block", encoding="utf-8")
        return made

    project._reply = empty_then_reply
    project.reply(HOST, ANSWER)
    project._reply = reply
    shown = project.reply(HOST, ANSWER)
    assert (shown.data.decode(), bool(shown.failures)) == (whole, True)
