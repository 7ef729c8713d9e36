"""The stages in their order: what a build writes, keeps and deletes, and how it fails."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import helpgen as package
from helpgen.build import build_site
from helpgen.emulator import Organization, Seed, create_app, running
from helpgen.site_file import load_whole_site

LANGUAGES = {"alpha": ["en-us", "fr-ca"], "beta": ["en-us"]}
LIMIT = 16_000  # bytes; more than any page of a small site, less than BIG
INDENTED = '<p style="padding-left: 40px">One.</p>'  # needs a stylesheet of the edition
BIG = "<p>" + "long " * 5000 + "</p>"


@pytest.fixture
def site(small_site):
    """Two brands, one of them in two languages; built."""
    site = small_site(LANGUAGES)
    site.build()
    return site


def changed(site, before):
    """Files that were written or deleted since `before`."""
    after = site.stamps()
    return {name for name in before | after if before.get(name) != after.get(name)}


def of(brand, files):
    return {name: data for name, data in files.items() if name.startswith(f"{brand}/")}


# --- What is written ---------------------------------------------------------------


def test_every_edition_is_published_with_its_root_files(site):
    names = set(site.files())
    for brand, languages in LANGUAGES.items():
        assert {
            f"{brand}/{n}" for n in ("index.html", "404.html", "robots.txt", "sitemap.xml")
        } <= names
        for language in languages:
            assert f"{brand}/{language}/answers/about-one/index.html" in names


def test_a_second_build_writes_nothing(site):
    before = site.stamps()
    report = site.build()
    assert changed(site, before) == set()
    assert (report.other_written, report.removed, report.failed) == (0, 0, False)
    assert [(r.answers, r.written, r.removed) for r in report.editions] == [(2, 0, ())] * 3


def test_a_changed_answer_rewrites_its_page_and_what_describes_it(site):
    before = site.stamps()
    site.save("alpha/en-us", {"one": "<p>One more.</p>", "two": "<p>Two.</p>"})
    report = site.build()
    assert changed(site, before) == {
        "alpha/en-us/answers/about-one/index.html",
        "alpha/en-us/answers/about-one/index.md",
        "alpha/en-us/feed.xml",
        "alpha/en-us/llms.txt",
        "alpha/en-us/search/index.json",
        "alpha/en-us/section-0/index.html",
        "alpha/llms.txt",
    }
    assert [result.written for result in report.editions] == [6, 0, 0]


def test_a_new_answer_changes_nothing_of_another_brand(site):
    before = site.stamps()
    site.save("alpha/fr-ca", {"one": "<p>Un.</p>", "two": "<p>Deux.</p>", "three": "<p>Trois.</p>"})
    site.build()
    assert "alpha/fr-ca/a/three/index.html" in changed(site, before)
    assert not [name for name in changed(site, before) if name.startswith("beta/")]


def test_a_changed_template_rewrites_the_pages_made_of_it(site):
    before = site.stamps()
    template = site.theme / "templates/a-z.html"
    template.write_text(template.read_text("utf-8").replace("</h1>", "!</h1>", 1), encoding="utf-8")
    site.build()
    assert changed(site, before) == {
        f"{brand}/{language}/a-z/index.html" for brand in LANGUAGES for language in LANGUAGES[brand]
    }


def test_a_page_that_someone_changed_or_deleted_is_mended(site):
    expected = site.files()
    (site.output / "alpha/en-us/index.html").write_text("changed")
    (site.output / "beta/en-us/a-z/index.html").unlink()
    site.build()
    assert site.files() == expected


def test_assets_are_written_before_pages_and_pages_before_anything_is_deleted(site):
    """A page that can't be replaced stops an edition in the middle of it."""
    old = of("beta", site.files())
    stylesheet = site.theme / "assets/base.css"
    stylesheet.write_text(stylesheet.read_text("utf-8") + "\nhr { color: red; }\n")
    site.save(
        "beta/en-us", {"one": '<p style="padding-left: 40px">One.</p>', "three": "<p>Three.</p>"}
    )
    blocked = site.output / "beta/en-us/a-z/index.html"
    blocked.unlink()
    blocked.mkdir()
    report = site.build()
    assert report.failed
    now = of("beta", site.files())
    assert set(old) - {"beta/en-us/a-z/index.html"} <= set(now), "nothing deleted"
    assert len([name for name in now if re.search(r"assets/style\.\w+\.css", name)]) == 2
    for name, data in now.items():
        for address in re.findall(rb'(?:href|src)="(/[^"]+\.(?:css|js|svg))"', data):
            assert f"beta{address.decode()}" in now, f"{name} names {address}"


def test_an_editions_stylesheet_is_written_before_the_pages_that_need_it(site):
    site.save("beta/en-us", {"one": INDENTED, "two": "<p>Two.</p>"})
    site.build()
    (stylesheet,) = (site.output / "beta/assets").glob("answers-en-us.*.css")
    page = site.output / "beta/en-us/answers/about-one/index.html"
    assert stylesheet.name in page.read_text("utf-8")
    assert stylesheet.stat().st_mtime_ns < page.stat().st_mtime_ns


def test_the_assets_that_pages_need_no_more_are_deleted(site):
    stylesheet = site.theme / "assets/base.css"
    stylesheet.write_text(stylesheet.read_text("utf-8") + "\nhr { color: red; }\n")
    report = site.build()
    assert report.removed == 2
    assert site.files() == site.clean()


def test_files_that_are_not_its_own_stay(site):
    (site.output / "alpha/verification.html").write_text("mine")
    (site.output / "notes.txt").write_text("mine")
    site.save("alpha/en-us", {"one": "<p>One.</p>"})
    site.build()
    assert site.files()["alpha/verification.html"] == b"mine"
    assert site.files()["notes.txt"] == b"mine"
    assert not [
        name for name in site.files() if "two" in name and "en-us" in name and "alpha" in name
    ]


def hosts_of_pictures(site, brand):
    policy = (site.output / brand / "_headers").read_text("utf-8")
    return re.search(r"; img-src 'self'(.*?);", policy)[1].split()


def test_the_policy_allows_the_hosts_of_a_brands_pictures_and_no_others(site):
    picture = '<p><img src="https://{}.example/1.png" alt="x"></p>'
    assert hosts_of_pictures(site, "alpha") == []
    site.save("alpha/en-us", {"one": picture.format("one")})
    site.save("alpha/fr-ca", {"one": picture.format("two")})
    for _ in range(2):  # the second build reads no answer
        assert [r.problems for r in site.build().editions] == [()] * 3
        assert hosts_of_pictures(site, "alpha") == ["https://one.example", "https://two.example"]
    assert hosts_of_pictures(site, "beta") == []
    (site.root / "build/snapshots/alpha/fr-ca.json").write_text("{}")  # its pages stay
    site.save("alpha/en-us", {"one": "<p>None.</p>"})
    assert site.build().failed
    assert hosts_of_pictures(site, "alpha") == ["https://two.example"]
    site.save("alpha/fr-ca", {"one": "<p>Rien.</p>"})
    site.build()
    assert hosts_of_pictures(site, "alpha") == []


# --- What is retired ----------------------------------------------------------------


def test_a_language_that_the_configuration_no_longer_names_is_retired(site):
    site.languages["alpha"] = ["en-us"]
    site.configure()
    site.build()
    assert site.files() == site.clean()
    assert not (site.output / "alpha/fr-ca").exists()


def test_a_brand_that_the_configuration_no_longer_names_is_retired(site):
    (site.output / "beta/mine.txt").write_text("mine")
    del site.languages["beta"]
    site.configure()
    site.build()
    assert site.files() == {**site.clean(), "beta/mine.txt": b"mine"}


def test_building_one_brand_leaves_the_others_as_they_are(site):
    before = site.stamps()
    for brand in LANGUAGES:
        site.save(f"{brand}/en-us", {"new": "<p>New.</p>"})
    site.build("beta")
    assert {name.split("/")[0] for name in changed(site, before)} == {"beta"}


def test_a_language_of_a_brand_that_isnt_built_stays_until_nothing_leads_there(site):
    before = site.files()
    site.languages["alpha"] = ["en-us"]
    site.configure()
    site.build("beta")
    assert site.files() == before
    snapshot = site.root / "build/snapshots/alpha/en-us.json"
    kept = snapshot.read_bytes()
    snapshot.write_text("{}")
    assert site.build().failed
    assert set(site.files()) == set(before)
    snapshot.write_bytes(kept)
    site.build()
    assert site.files() == site.clean()


def test_a_brand_that_cant_be_retired_is_told_and_stops_nothing(site):
    del site.languages["beta"]
    site.configure()
    (site.output / ".helpgen/beta/en-us.json").write_text("")
    report = site.build()
    (error,) = report.errors
    assert "beta/en-us.json: isn't a manifest of helpgen" in error
    assert [result.error for result in report.editions] == ["", ""]


# --- What fails ---------------------------------------------------------------------

BROKEN_THEMES = {
    "a template's syntax": {"templates/a-z.html": "{% if %}"},
    "a name that templates don't get": {"templates/a-z.html": "{{ nothing }}"},
    "an asset that isn't there": {"templates/a-z.html": "{{ asset('none.js') }}"},
    "an option that isn't declared": {"templates/a-z.html": "{{ brand.options.none }}"},
    "a string that isn't there": {"templates/a-z.html": "{{ t('none') }}"},
    "a template that fails": {"templates/a-z.html": "{{ 1 // 0 }}"},
    "strings that aren't TOML": {"strings/en.toml": "home = "},
}


@pytest.mark.parametrize("files", BROKEN_THEMES.values(), ids=BROKEN_THEMES)
def test_a_broken_theme_leaves_its_brand_as_it_was_and_stops_no_other(site, files):
    old = of("alpha", site.files())
    site.child_theme("mine", files)
    site.themes["alpha"] = "mine"
    site.configure()
    site.save("beta/en-us", {"new": "<p>New.</p>"})
    report = site.build()
    assert report.failed
    assert of("alpha", site.files()) == old
    assert "beta/en-us/answers/about-new/index.html" in site.files()
    assert next(result.error for result in report.editions if result.error)


@pytest.mark.parametrize("path", ["templates/a-z.html", "strings/en.toml", "assets/base.css"])
def test_a_theme_file_that_is_no_utf_8_is_told_with_its_path(site, path):
    old = of("alpha", site.files())
    site.child_theme("mine", {})
    broken = site.root / "themes/mine" / path
    broken.parent.mkdir(parents=True)
    broken.write_bytes(b"\xff\xfe")
    if path.endswith(".css"):
        toml = site.root / "themes/mine/theme.toml"
        toml.write_text(toml.read_text() + 'stylesheets = ["base.css"]\n')
    site.themes["alpha"] = "mine"
    site.configure()
    report = site.build()
    errors = [result.error for result in report.editions if result.error]
    assert len(errors) == 2
    assert broken.name in errors[0]
    assert "UTF-8" in errors[0]
    assert of("alpha", site.files()) == old


@pytest.mark.parametrize("bodies", [{"one": ""}, {"one": "", "two": "", "three": ""}])
def test_a_snapshot_that_another_process_replaces_meanwhile_fails_its_edition(site, bodies):
    old = of("beta", site.files())
    for brand in LANGUAGES:
        site.save(f"{brand}/en-us", {"new": "<p>New.</p>"})
    whole = load_whole_site(site.root / "site.toml")
    report = build_site(
        whole, whole.brands, processes=1, on_done=lambda _: site.save("beta/en-us", bodies)
    )
    (error,) = [result.error for result in report.editions if result.error]
    assert error == "beta/en-us: answers or pages changed during the build: build again"
    assert of("beta", site.files()) == old


def test_an_edition_without_a_snapshot_fails_alone_and_keeps_its_pages(site):
    old = site.files()
    (site.root / "build/snapshots/alpha/fr-ca.json").write_text("{}")
    report = site.build()
    (error,) = [result.error for result in report.editions if result.error]
    assert "fr-ca.json: isn't a snapshot of this version" in error
    assert {n: d for n, d in site.files().items() if n.startswith("alpha/fr-ca/")} == {
        n: d for n, d in old.items() if n.startswith("alpha/fr-ca/")
    }


def test_a_failed_edition_may_lack_what_newer_versions_write(site):
    (site.root / "build/snapshots/alpha/en-us.json").write_text("{}")
    (site.output / "alpha/en-us/llms.txt").unlink()
    report = site.build()
    assert [str(result.edition) for result in report.editions if result.error] == ["alpha/en-us"]
    assert "alpha/llms.txt" not in site.files()
    assert "alpha/index.html" in site.files()


def test_a_site_mends_itself_once_what_was_broken_is_mended(site):
    blocked = site.output / "alpha/en-us/a-z/index.html"
    blocked.unlink()
    blocked.mkdir()
    site.save("alpha/en-us", {"new": "<p>New.</p>"})
    assert site.build().failed
    blocked.rmdir()
    assert not site.build().failed
    assert site.files() == site.clean()


HINDRANCES = {
    "a full disk": f"from resource import *; setrlimit(RLIMIT_FSIZE, ({LIMIT}, {LIMIT}))",
    # The superuser writes wherever he likes until he gives up CAP_DAC_OVERRIDE.
    "a read-only folder": "import ctypes; ctypes.CDLL(None).prctl(24, 1, 0, 0, 0)",
}


@pytest.mark.slow
@pytest.mark.parametrize("hindrance", HINDRANCES)
def test_a_failure_in_the_middle_leaves_every_page_whole(site, hindrance):
    old = site.files()
    bodies = {f"n{i:02}": f"<p>{i}</p>" for i in range(20)}
    site.save("beta/en-us", {**bodies, "n10": BIG, "one": "<p>Uno.</p>", "two": "<p>Dos.</p>"})
    new = site.clean()
    read_only = site.output / "beta/en-us/answers/about-n10"
    if hindrance == "a read-only folder":
        read_only.mkdir(mode=0o555)
    done = site.run(setup=HINDRANCES[hindrance])
    assert done.returncode == 1
    assert "n10" in done.stderr
    assert "check free space and permissions; what's published is whole" in done.stderr
    assert "Traceback" not in done.stderr
    now = site.files()
    assert [name for name in now if now[name] != old.get(name)], "it failed in the middle"
    assert set(old) <= set(now)
    assert all(data in (old.get(name), new.get(name)) for name, data in now.items())
    read_only.mkdir(exist_ok=True)
    read_only.chmod(0o755)
    assert site.run().returncode == 0
    assert site.files() == new


# --- The command line ---------------------------------------------------------------


@pytest.mark.slow
def test_two_builds_at_once_take_turns(small_site):
    """Whichever comes last, the site is wholly the one that it made."""
    site = small_site(LANGUAGES)
    names = [("--set", "brands.alpha.name=Ano"), ("--set", "brands.alpha.name=Eno")]
    builds = [site.start(*name) for name in names]
    said = [build.communicate() for build in builds]
    assert [build.returncode for build in builds] == [0, 0], said
    found = site.files()
    whole = []
    for name in names:
        shutil.rmtree(site.output)
        site.run(*name)
        whole.append(site.files())
    assert found in whole


@pytest.mark.slow
def test_two_processes_make_the_same_bytes_as_one(small_site):
    site = small_site({"alpha": ["en-us", "fr-ca"]})
    bodies = {f"n{i}": f"<h2>Part</h2><p>Number {i}.</p>" for i in range(250)}
    for language in ("en-us", "fr-ca"):
        site.save(f"alpha/{language}", bodies, sections=5)
    assert site.run("-j", 1, "--output", "one").returncode == 0
    assert site.run("-j", 2, "--output", "two").returncode == 0
    one, two = (files_below(site.root / name) for name in ("one", "two"))
    assert len(one) > 1000
    assert one == two


def files_below(folder):
    files = (path for path in folder.rglob("*") if path.is_file() and ".helpgen" not in path.parts)
    return {path.relative_to(folder): path.read_bytes() for path in files}


@pytest.mark.slow
def test_the_same_code_installed_anew_is_the_same_input(tmp_path):
    """In CI every run installs helpgen afresh; only an edited file counts."""
    found = []
    for name in ("one", "two", "edited"):
        copy = tmp_path / name / "helpgen"
        shutil.copytree(Path(package.__file__).parent, copy)
        if name == "edited":
            (copy / "cli/version.py").write_text("")
        code = "from helpgen.plan import code_fingerprint; print(code_fingerprint())"
        found.append(subprocess.check_output([sys.executable, "-c", code], cwd=copy.parent))
    one, two, edited = found
    assert one == two != edited


@pytest.mark.slow
def test_only_the_named_brand_is_built(small_site):
    site = small_site(LANGUAGES)
    assert site.run("--brand", "beta").returncode == 0
    assert {name.split("/")[0] for name in site.files()} == {"beta"}


@pytest.mark.slow
def test_offline_asks_nobody(small_site):
    """The address in the configuration is one where nobody listens."""
    done = small_site().run()
    assert done.returncode == 0
    assert "fetch" not in done.stderr


@pytest.mark.slow
def test_a_refused_fetch_is_told_and_the_older_snapshot_built(small_site, helpgen):
    site = small_site()
    nothing = Seed(Organization("org", "Acme", {}, ("en-us",)))
    with running(create_app(nothing)) as url:
        site.gladly = url
        site.configure()
        done = helpgen("build", cwd=site.root)
    assert done.returncode == 1
    assert "alpha/en-us: Gladly returned no answers" in done.stderr
    assert "alpha/en-us/answers/about-one/index.html" in site.files()


@pytest.mark.slow
def test_problems_matter_only_under_strict(small_site):
    site = small_site()
    site.save("alpha/en-us", {"one": '<p><a href="/en-us/nowhere/">x</a></p>'})
    assert site.run().returncode == 0
    done = site.run("--strict")
    assert done.returncode == 3
    assert "/en-us/nowhere/" in done.stderr, "told again although nothing was built anew"


@pytest.mark.slow
def test_json_is_one_document_and_all_that_is_printed(small_site):
    site = small_site(LANGUAGES)
    site.save("beta/en-us", {"one": '<p><a href="/en-us/nowhere/">x</a></p>'})
    (site.root / "build/snapshots/alpha/fr-ca.json").unlink()
    done = site.run("--json")
    assert done.returncode == 1
    document = json.loads(done.stdout)
    assert done.stderr == ""
    assert [e["edition"] for e in document["build"]["editions"]] == [
        "alpha/en-us",
        "alpha/fr-ca",
        "beta/en-us",
    ]
    assert document["errors"] == [document["build"]["editions"][1]["error"]]
    assert [problem["kind"] for problem in document["problems"]] == ["relative-link"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--brand", "gamma"], "--brand gamma: isn't a brand of the site: the site has alpha"),
        (["--config", "none.toml"], "none.toml: there's no such file"),
        (["--set", "brands.alpha.theme=none"], "there's no theme 'none'"),
        (["--jobs", "0"], "greater than or equal to 1"),
    ],
)
def test_wrong_usage_ends_with_2_and_publishes_nothing(small_site, arguments, told):
    site = small_site()
    done = site.run(*arguments)
    assert done.returncode == 2
    assert told in done.stderr
    assert not site.output.exists()


@pytest.mark.slow
def test_an_output_that_cannot_be_used_ends_with_1(small_site):
    site = small_site()
    site.output.write_text("mine")
    done = site.run()
    assert done.returncode == 1
    assert re.search(r"error: .*dist: can't be written", done.stderr)
    assert site.output.read_text() == "mine"
