"""Articles of the last build: taken over where nothing they're made of has changed, else remade."""

from __future__ import annotations

import random
import shutil

import pytest

from helpgen import articles
from helpgen.article_cache import ArticleCache
from helpgen.model import Answer
from helpgen.transform import Context, transform

IDS = ("one", "two", "three")
BODY = (
    '<h2>How</h2><p style="padding-left: 40px">One <a href="#no">two</a>.</p>'
    '<img src="https://pictures.example/a.png"><table><tr><td>1</td></tr></table>'
)
BODIES = (
    "<p>Plain.</p>",
    '<p>See <a href="https://alpha.example/a/two/">the second</a>.</p>',
    "<table><tr><td>1</td></tr></table>",
    '<p><a href="https://alpha.example/en-us/answers/about-one/">One</a></p>',
    BODY,
)


def answer(name="Name", body=BODY):
    return Answer("one", name, body, "en-us", None)


def article(body=BODY):
    return transform(body, Context("alpha/en-us answer one", page_url="https://a.example/one/"))


@pytest.fixture
def path(tmp_path):
    """A cache that holds one article."""
    path = tmp_path / "kept" / "en-us.articles"
    ArticleCache(path, "here").save([answer()], {"one": article()})
    return path


@pytest.fixture
def transformed(monkeypatch):
    """Titles of the answers that went through the transform."""
    seen = []

    def noted(body_html, context):
        seen.append(context.title)
        return transform(body_html, context)

    monkeypatch.setattr(articles, "transform", noted)
    return seen


def test_an_article_comes_back_as_it_was(path):
    """Headings, rules, problems and pictures among it."""
    made = article()
    assert all((made.headings, made.rules, made.problems, made.pictures, made.markdown))
    assert ArticleCache(path, "here").known([answer()]) == {"one": made}


@pytest.mark.parametrize("now", [answer(name="Other"), answer(body="<p>Other.</p>")])
def test_an_answer_that_changed_is_unknown(path, now):
    assert ArticleCache(path, "here").known([now]) == {}


def test_nothing_is_known_in_other_surroundings(path):
    assert ArticleCache(path, "there").known([answer()]) == {}


@pytest.mark.parametrize("data", [b"", b"helpgen", b"helpgen here 1 0\n0", b"\xff\n\xff"])
def test_another_file_knows_nothing(path, data):
    """It costs time, and nobody's build."""
    path.write_bytes(data)
    assert ArticleCache(path, "here").known([answer()]) == {}


def test_a_damaged_file_knows_nothing(path):
    """Wherever a byte is another one, or the end is missing."""
    whole = path.read_bytes()
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert ArticleCache(path, "here").known([answer()]) == {}
        path.write_bytes(whole[:place])
        assert ArticleCache(path, "here").known([answer()]) == {}


def test_the_same_articles_are_not_written_again(path):
    before = path.stat()
    ArticleCache(path, "here").save([answer()], {"one": article()})
    assert path.stat() == before


def test_an_answer_that_went_is_forgotten(path):
    ArticleCache(path, "here").save([], {})
    assert ArticleCache(path, "here").known([answer()]) == {}


def test_a_file_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    cache = ArticleCache(tmp_path / "taken" / "en-us.articles", "here")
    (problem,) = cache.save([answer()], {"one": article()})
    assert problem.kind == "unkept-articles"
    assert "can't be kept for the next build: Not a directory" in problem.what


# --- In a build ---------------------------------------------------------------------


@pytest.fixture
def site(small_site):
    """Three answers, built."""
    site = small_site()
    site.save("alpha/en-us", dict.fromkeys(IDS, "<p>Plain.</p>"))
    site.build()
    return site


def test_only_a_changed_body_goes_through_the_transform(site, transformed):
    site.save("alpha/en-us", {**dict.fromkeys(IDS, "<p>Plain.</p>"), "two": "<p>New.</p>"})
    site.build()
    assert transformed == ["About two"]


def test_a_changed_template_sends_no_body_through_the_transform(site, transformed):
    template = site.theme / "templates" / "partials" / "footer.html"
    template.write_text(template.read_text(encoding="utf-8") + "<p>more</p>", encoding="utf-8")
    assert site.build().editions[0].written > 0
    assert transformed == []


def test_a_changed_string_of_the_transform_sends_all_through_it(site, transformed):
    strings = site.theme / "strings" / "en.toml"
    text = strings.read_text(encoding="utf-8")
    strings.write_text(
        "\n".join(
            'table_scroll_label = "Other"' if line.startswith("table_scroll_label") else line
            for line in text.splitlines()
        ),
        encoding="utf-8",
    )
    site.build()
    assert sorted(transformed) == ["About one", "About three", "About two"]


def test_articles_go_with_their_edition(small_site):
    """A language that site.toml names no more leaves nothing behind."""
    site = small_site({"alpha": ["en-us", "fr-ca"]})
    site.build()
    kept = site.root / "build" / "articles" / "alpha"
    assert {path.name for path in kept.glob("*.articles")} == {"en-us.articles", "fr-ca.articles"}
    site.languages = {"alpha": ["en-us"]}
    site.configure()
    site.build()
    assert {path.name for path in kept.glob("*.articles")} == {"en-us.articles"}


def test_a_folder_that_cannot_be_written_costs_a_warning(site):
    """The site is published with its index, and the next build needn't tell it again."""
    shutil.rmtree(site.root / "build" / "articles")
    (site.root / "build" / "articles").write_text("a file", encoding="utf-8")
    site.save("alpha/en-us", dict.fromkeys(IDS, "<p>New.</p>"))
    report = site.build()
    assert not report.failed
    assert "unkept-articles" in {problem.kind for problem in report.found()}
    assert b"New." in site.files()["alpha/en-us/answers/about-one/index.html"]
    again = site.build()
    assert [result.written for result in again.editions] == [0]
    assert "unkept-articles" not in {problem.kind for problem in again.found()}


def test_the_folder_is_no_part_of_a_repository(site):
    """Wherever snapshots are kept, the articles beside them aren't to be committed."""
    assert (site.root / "build" / "articles" / ".gitignore").read_text(encoding="utf-8") == "*\n"


def test_builds_after_edits_give_what_a_build_from_nothing_gives(small_site):
    """Eight edits by chance: bodies, links among answers, arrivals, departures, templates."""
    site = small_site({"alpha": ["en-us", "fr-ca"]})
    chance = random.Random(20261130)
    footer = site.theme / "templates" / "partials" / "footer.html"
    for number in range(8):
        for code in chance.sample(["en-us", "fr-ca"], chance.randint(1, 2)):
            ids = chance.sample(IDS, chance.randint(1, 3))
            site.save(f"alpha/{code}", {i: chance.choice(BODIES) for i in ids})
        if chance.random() < 0.4:
            footer.write_text(footer.read_text(encoding="utf-8") + f"<p>{number}</p>")
        site.build()
        assert site.files() == site.clean()
