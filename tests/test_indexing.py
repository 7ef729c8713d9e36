"""Search indexes beside the pages: made, mended, and removed with them."""

from __future__ import annotations

import json
import shutil

import pytest

from helpgen.model import EditionKey
from helpgen.search.generations import current, edition_folder
from helpgen.search.library import Library

LANGUAGES = {"alpha": ["en-us", "fr-ca"], "beta": ["en-us"]}
PAGE_FILE = "alpha/en-us/search/index.json"
MANY = {
    f"a{n}": f"<h2>Part</h2><p>Refund of order {n}, with the same words.</p>" for n in range(20)
}


@pytest.fixture
def site(small_site):
    """Two brands, one of them in two languages; built."""
    site = small_site(LANGUAGES)
    assert not site.build().failed
    return site


def index_of(site):
    return site.root / "build/search"


def folder_of(site, edition="alpha/en-us"):
    return edition_folder(index_of(site), EditionKey(*edition.split("/")))


def set_search(site, line):
    """Another line in `[search]` of site.toml."""
    site.configure()
    path = site.root / "site.toml"
    path.write_text(path.read_text("utf-8") + f"\n[search]\n{line}\n", encoding="utf-8")


def find(site, query, edition="alpha/en-us"):
    return Library(index_of(site)).searcher(*edition.split("/")).ids(query)


def described(site):
    stored = json.loads((index_of(site) / "site.json").read_bytes())
    return {brand["slug"]: brand["languages"] for brand in stored["brands"]}


# --- What is made -------------------------------------------------------------------


def test_every_edition_has_an_index_and_a_page_file(site):
    assert find(site, "two") == ["two"]
    assert find(site, "about", "beta/en-us") == ["one", "two"]
    for slug, codes in LANGUAGES.items():
        assert all(f"{slug}/{code}/search/index.json" in site.files() for code in codes)
    assert not [name for name in site.files() if name.endswith((".toc", "meta.json"))]


def test_headings_sections_and_text_are_searched(site):
    site.save("alpha/en-us", {"one": "<h2>Postage</h2><p>Stamps are <b>needed</b>.</p>"}, 1)
    site.build()
    assert [find(site, word) for word in ("postage", "stamp", "section")] == [["one"]] * 3


def test_an_unchanged_site_leaves_its_indexes(site):
    before = {path: path.stat().st_mtime_ns for path in index_of(site).rglob("*")}
    site.build()
    assert {path: path.stat().st_mtime_ns for path in index_of(site).rglob("*")} == before


def test_a_changed_answer_is_found_after_the_next_build(site):
    site.save("alpha/en-us", MANY)
    site.build()
    site.save("alpha/en-us", {**MANY, "a3": "<p>Postage.</p>"})
    site.build()
    assert find(site, "postage") == ["a3"]
    assert "a3" not in find(site, "order 3")


def test_the_page_file_is_the_same_from_the_same_answers(site):
    before = site.files()[PAGE_FILE]
    shutil.rmtree(site.output)
    shutil.rmtree(index_of(site))
    site.build()
    assert site.files()[PAGE_FILE] == before


# --- What is mended -----------------------------------------------------------------


def delete_all(site):
    shutil.rmtree(index_of(site))


def delete_generation(site):
    shutil.rmtree(folder_of(site) / current(folder_of(site)))


def delete_pointer(site):
    (folder_of(site) / "current").unlink()


def point_elsewhere(site):
    (folder_of(site) / "current").write_text("0" * 16)


def delete_a_file(site):
    next((folder_of(site) / current(folder_of(site))).glob("*.trm")).unlink()


def empty_a_file(site):
    next((folder_of(site) / current(folder_of(site))).glob("*.pst")).write_bytes(b"")


def write_over(site):
    path = folder_of(site) / current(folder_of(site)) / "meta.json"
    path.write_bytes(b"x" * path.stat().st_size)


@pytest.mark.parametrize(
    "damage",
    [
        delete_all,
        delete_generation,
        delete_pointer,
        point_elsewhere,
        delete_a_file,
        empty_a_file,
        write_over,
    ],
)
def test_a_damaged_index_is_made_anew_though_its_pages_are_unchanged(site, damage):
    before = site.stamps()
    damage(site)
    assert not site.build().failed
    assert site.stamps() == before
    assert find(site, "two") == ["two"]
    assert described(site) == LANGUAGES


def test_an_index_that_cant_be_written_is_told_and_the_pages_are_whole(site):
    site.save("alpha/en-us", {"one": "<p>One more.</p>"})
    shutil.rmtree(folder_of(site))
    folder_of(site).write_text("in the way")
    report = site.build()
    told = next(result.error for result in report.editions if result.error)
    assert str(folder_of(site)) in told
    assert "check free space and permissions" in told
    assert b"One more." in site.files()["alpha/en-us/answers/about-one/index.html"]
    folder_of(site).unlink()
    assert not site.build().failed
    assert find(site, "more") == ["one"]


# --- Answers that their names don't find --------------------------------------------


def hidden(report):
    problems = report.editions[0].problems
    return [problem.where for problem in problems if problem.kind == "hidden-answer"]


def test_a_hidden_answer_is_told_until_it_is_found_whatever_else_is_built(site):
    """What earlier builds found is told again, though only what changed is checked."""
    hiding = {f"two {n}": "<h2>About two</h2><p>about two about two</p>" for n in range(4)}
    answers = {**MANY, **hiding, "two": "<p>" + "much more text " * 300 + "</p>"}
    site.save("alpha/en-us", answers)
    assert hidden(site.build()) == ["alpha/en-us answer two"]
    template = site.theme / "templates/a-z.html"
    template.write_text(template.read_text("utf-8").replace("</h1>", "!</h1>", 1), encoding="utf-8")
    assert hidden(site.build()) == ["alpha/en-us answer two"]
    site.save("alpha/en-us", {**answers, "a3": "<p>Refund of nothing, with the same words.</p>"})
    assert hidden(site.build()) == ["alpha/en-us answer two"]
    site.save("alpha/en-us", {name: answers[name] for name in answers if name not in hiding})
    assert hidden(site.build()) == []


# --- What is told to the endpoint, and removed --------------------------------------


def test_brands_that_were_never_built_are_not_described(small_site):
    site = small_site(LANGUAGES)
    site.build("beta")
    assert described(site) == {"beta": ["en-us"]}
    site.build("alpha")
    assert described(site) == LANGUAGES


def test_a_language_that_couldnt_be_built_is_not_described(small_site):
    site = small_site(LANGUAGES)
    (site.root / "build/snapshots/alpha/en-us.json").write_text("{}")
    assert site.build().failed
    assert described(site) == {"alpha": ["fr-ca"], "beta": ["en-us"]}


def test_a_language_that_the_configuration_no_longer_names_loses_its_index(site):
    site.languages["alpha"] = ["en-us"]
    site.configure()
    site.build()
    assert not folder_of(site, "alpha/fr-ca").exists()
    assert described(site) == {"alpha": ["en-us"], "beta": ["en-us"]}


def test_a_brand_that_the_configuration_no_longer_names_loses_its_index(site):
    (index_of(site) / "beta/en-us/mine.txt").write_text("mine")
    del site.languages["beta"]
    site.configure()
    site.build()
    assert [path.name for path in (index_of(site) / "beta").rglob("*")] == ["en-us", "mine.txt"]
    assert described(site) == {"alpha": ["en-us", "fr-ca"]}


def test_the_index_of_a_language_stays_until_nothing_leads_there(site):
    site.languages["alpha"] = ["en-us"]
    site.configure()
    site.build("beta")
    assert folder_of(site, "alpha/fr-ca").exists()
    site.build()
    assert not folder_of(site, "alpha/fr-ca").exists()


def test_search_that_is_turned_off_leaves_nothing(site):
    set_search(site, "enabled = false")
    assert not site.build().failed
    assert PAGE_FILE not in site.files()
    assert not index_of(site).exists() or list(index_of(site).iterdir()) == []
    set_search(site, "enabled = true")
    site.build()
    assert PAGE_FILE in site.files()
    assert find(site, "two") == ["two"]


def test_an_index_that_cant_be_removed_is_told_and_stops_nothing(site):
    site.languages["alpha"] = ["en-us"]
    site.configure()
    pointer = folder_of(site, "alpha/fr-ca") / "current"
    pointer.unlink()
    pointer.mkdir()
    report = site.build()
    assert [error for error in report.errors if "can't be deleted" in error] == list(report.errors)
    assert report.errors
    assert find(site, "two") == ["two"]


# --- Synonyms -----------------------------------------------------------------------


def put_synonyms(site, text):
    path = site.root / "content/alpha/en-us/synonyms.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_synonyms_are_found_after_the_next_build_and_gone_with_their_file(site):
    assert find(site, "pair") == []
    path = put_synonyms(site, 'groups = [["pair", "two"]]')
    before = site.stamps()
    site.build()
    assert find(site, "pair") == ["two"]
    assert json.loads(site.files()[PAGE_FILE])["synonyms"] == {"pair": ["two"], "two": ["pair"]}
    assert {n for n in before if before[n] != site.stamps().get(n)} == {PAGE_FILE}
    path.unlink()
    site.build()
    assert find(site, "pair") == []


def test_wrong_synonyms_are_told_with_file_and_place_and_stop_only_their_edition(site):
    path = put_synonyms(site, 'groups = [["pair"]]')
    report = site.build()
    told = {str(result.edition): result.error for result in report.editions if result.error}
    assert told == {"alpha/en-us": f"{path}: groups[0] must be two phrases or more"}
