"""Pelican gets every answer with what its theme shows of it."""

from __future__ import annotations

import json
from html.parser import HTMLParser

import pytest

from benchmarks.pelican_site import change_pelican_answer, make_pelican_sites, pelican_command
from helpgen.model import EditionKey

EDITION = EditionKey("aster", "en-us")


class Document(HTMLParser):
    """Title, metadata and body, as Pelican reads them."""

    def __init__(self, text):
        super().__init__()
        self.metas, self.title = {}, ""
        self.feed(text)
        self.body = text.partition("<body>\n")[2].partition("</body>")[0].strip()

    def handle_starttag(self, tag, attributes):
        if tag == "meta":
            found = dict(attributes)
            self.metas[found["name"]] = found["content"]

    def handle_data(self, data):
        self.title = self.title or data.strip()


@pytest.fixture(scope="module")
def sites(made_site, tmp_path_factory):
    folder = tmp_path_factory.mktemp("pelican")
    make_pelican_sites(made_site, folder)
    return folder


@pytest.fixture
def settings(sites):
    found = {}
    exec((sites / "aster/en-us/pelicanconf.py").read_text("utf-8"), found)
    return found


def documents(sites):
    paths = (sites / "aster/en-us/content").glob("s*/*.html")
    return {path.stem: Document(path.read_text("utf-8")) for path in paths}


def test_every_answer_is_an_article_with_its_clean_body(sites, made_editions):
    edition = made_editions["en-us"]
    found = documents(sites)
    assert {key: one.body for key, one in found.items()} == {
        key: article.html.strip() for key, article in edition.articles.answers.items()
    }
    titles = {answer.id: answer.name for answer in edition.snapshot.answers}
    assert {key: one.title for key, one in found.items()} == titles


def test_articles_stand_where_links_lead_to(sites, made_editions):
    routes = made_editions["en-us"].routes
    for key, one in documents(sites).items():
        assert f"/{one.metas['url']}" == routes.answers[key].url
        assert one.metas["save_as"].endswith("/index.html")


def test_an_articles_category_is_a_section_that_the_settings_tell_of(sites, settings):
    found = documents(sites).values()
    assert {one.metas["category"] for one in found} == set(settings["SECTIONS"])


def test_versions_and_headings_are_data(sites, made_editions):
    edition = made_editions["en-us"]
    for key, one in documents(sites).items():
        versions = json.loads(one.metas["versions"])
        assert [each["url"] for each in versions] == [
            link.url for link in edition.alternates.of_answer(key)
        ]
        headings = json.loads(one.metas["headings"])
        assert len(headings) == len(edition.articles.answers[key].headings)


def test_strings_are_ready_for_html(settings):
    assert settings["BRAND"] == "Aster &amp; Co"
    assert settings["STRINGS"]["shop_label"] == "Aster &amp; Co website"


def test_a_change_stands_within_the_body(made_site, tmp_path, made_editions):
    make_pelican_sites(made_site, tmp_path)
    key = made_editions["en-us"].snapshot.answers[0].id
    before = documents(tmp_path)
    change_pelican_answer(tmp_path, EDITION, key, "<p>More.</p>")
    after = documents(tmp_path)
    changed = [one for one in after if after[one].body != before[one].body]
    assert changed == [key]
    assert (before[key].body, "<p>More.</p>") == tuple(after[key].body.rsplit("\n", 1))


def test_editions_of_a_brand_go_into_one_folder(sites, tmp_path):
    command = pelican_command("pelican", sites, EDITION, tmp_path)
    assert command[0] == "pelican"
    assert command[command.index("-o") + 1] == str(tmp_path / "aster")
