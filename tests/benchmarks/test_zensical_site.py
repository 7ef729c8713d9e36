"""Zensical gets every page, a navigation that names them all, and a configuration it can read."""

from __future__ import annotations

import json

import pytest

from benchmarks.zensical_site import (
    begin_anew,
    change_zensical_answer,
    make_zensical_sites,
    zensical_command,
    zensical_output,
)
from helpgen.model import EditionKey

EDITION = EditionKey("aster", "en-us")


@pytest.fixture
def sites(made_site, tmp_path):
    make_zensical_sites(made_site, tmp_path)
    return tmp_path


def configuration(sites):
    return json.loads((sites / "aster/en-us/mkdocs.yml").read_text("utf-8"))


def pages(sites):
    """Front matter and body of every page, by its path."""
    docs = sites / "aster/en-us/docs"
    found = {}
    for path in docs.rglob("*.md"):
        _, front, body = path.read_text("utf-8").split("---\n", 2)
        found[path.relative_to(docs).as_posix()] = (json.loads(front), body.strip())
    return found


def named(nav):
    for entry in nav:
        if isinstance(entry, str):
            yield entry
        else:
            (below,) = entry.values()
            yield from named([below] if isinstance(below, str) else below)


def test_the_navigation_names_every_page_but_that_of_what_is_gone(sites):
    assert set(named(configuration(sites)["nav"])) == set(pages(sites)) - {"gone.md"}


def test_every_answer_is_a_page_with_its_clean_body(sites, made_editions):
    articles = made_editions["en-us"].articles.answers
    answers = {front["answer"]: body for front, body in pages(sites).values() if "answer" in front}
    assert answers == {key: article.html.strip() for key, article in articles.items()}


def test_pages_stand_where_links_lead_to(sites, made_editions):
    routes = made_editions["en-us"].routes
    for path, (front, _) in pages(sites).items():
        if "answer" in front:
            assert f"/en-us/{path.removesuffix('.md')}/" == routes.answers[front["answer"]].url


def test_an_answer_stands_in_its_section_at_its_place(sites):
    config, found = configuration(sites), pages(sites)
    sections = [entry for entry in config["nav"][1:] if isinstance(entry, dict)]
    for front, _ in (found[path] for path in found if path.startswith("answers/")):
        ((index, *answers),) = sections[front["section"]].values()
        assert found[index][0]["section"] == front["section"]
        assert found[answers[front["place"]]][0]["answer"] == front["answer"]


def test_a_cold_build_starts_without_a_cache_and_in_a_folder_of_its_own(sites):
    cache = sites / "aster/en-us/.cache"
    cache.mkdir()
    begin_anew(sites, EDITION, "7")
    assert not cache.exists()
    output = sites / "aster/en-us" / configuration(sites)["site_dir"]
    assert output == zensical_output(sites, EDITION, "7")


def test_a_change_stands_at_the_end_of_one_answer(sites, made_editions):
    key = made_editions["en-us"].snapshot.answers[0].id
    before = pages(sites)
    change_zensical_answer(sites, EDITION, key, "<p>More.</p>")
    after = pages(sites)
    (path,) = (one for one in after if after[one] != before[one])
    assert after[path][0]["answer"] == key
    assert after[path][1] == f"{before[path][1]}\n<p>More.</p>"


def test_the_command_names_the_editions_configuration(sites):
    command = zensical_command("zensical", sites, EDITION)
    assert command[-1] == str(sites / "aster/en-us/mkdocs.yml")
