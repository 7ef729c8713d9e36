"""Addresses of an old help center lead to the answers that took their place."""

from __future__ import annotations

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpgen.errors import ContentError
from helpgen.model import Answer
from helpgen.url_import import match_pages, old_path, read_old_pages

ANSWERS = {
    "en-us": [
        Answer("a1", "How do I return something?", "", "en-us"),
        Answer("b2", "Where is my order?", "", "en-us"),
    ],
    "fr-ca": [Answer("a1", "Comment retourner un article?", "", "fr-ca")],
}


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("https://old.example/hc/en-us/articles/360-How-to?", "/hc/en-us/articles/360-How-to"),
        ("/faq/r%C3%BCckgabe/#top", "/faq/rückgabe"),
        ("/a.html", "/a.html"),
        ("https://old.example/", None),
        ("article?id=7", None),
        ("/show?id=7", None),
        ("/a/../../etc/passwd", None),
        ("/a/%2e%2e/b", None),
        ("/a//b", None),
        ("/a/nul%00", None),
        ("/" + "x" * 300, None),
        ("", None),
    ],
)
def test_an_address_is_a_path_where_a_file_can_stand(url, path):
    assert old_path(url) == path


@given(st.text() | st.from_regex(r"/[a-z.%\\/ ]{0,20}", fullmatch=True))
def test_no_address_leads_out_of_the_site(url):
    path = old_path(url)
    if path is not None:
        assert path.startswith("/")
        assert not {"", ".", ".."} & set(path.split("/")[1:])
        assert "\0" not in path
        assert old_path(path) in (path, None)  # a percent sign may be taken for an escape


def pages(tmp_path, text):
    file = tmp_path / "old.csv"
    file.write_text(text, encoding="utf-8")
    return read_old_pages(file)


def found(tmp_path, text, least=0.85):
    matches = match_pages(pages(tmp_path, text), ANSWERS, least=least)
    return [(match.how, match.page.language, match.answer) for match in matches]


def test_an_id_counts_before_any_title(tmp_path):
    text = "url,answer,title\n/1,b2,How do I return something\n/2,gone,Where is my order\n"
    assert found(tmp_path, text) == [("id", "en-us", "b2"), ("none", "en-us", "")]


def test_titles_are_compared_without_case_and_signs_else_by_likeness(tmp_path):
    titles = ["HOW DO I RETURN SOMETHING", "How do I return somethin", "Gift cards"]
    text = "\ufeffurl,title\n" + "".join(f"/{title[-4:]},{title}\n" for title in titles)
    assert found(tmp_path, text) == [
        ("title", "en-us", "a1"),
        ("like", "en-us", "a1"),
        ("none", "en-us", ""),
    ]


def test_without_a_title_the_address_tells(tmp_path):
    assert found(tmp_path, "url\n/hc/articles/360-where-is-my-order.html\n") == [
        ("like", "en-us", "b2")
    ]


def test_a_page_is_in_the_language_that_is_named_or_in_whose_folder_it_lies(tmp_path):
    text = "url,title,language\n/1,Comment retourner un article,fr-ca\n/hc/fr-ca/2,x,\n/3,x,\n"
    assert [language for _, language, _ in found(tmp_path, text)] == ["fr-ca", "fr-ca", "en-us"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("address\n/1\n", "its first line names address: name url"),
        ("", "its first line names no columns"),
        ("url\n/ok\n/show?id=7\n", r"line 3: '/show\?id=7' can't be a page of a static site"),
    ],
)
def test_what_cannot_be_used_is_told_with_its_line(tmp_path, text, told):
    with pytest.raises(ContentError, match=told):
        pages(tmp_path, text)


@pytest.mark.slow
def test_a_move_to_helpgen_keeps_its_links(small_site, tmp_path, helpgen):
    """From the old list to pages that lead on, also after an answer's name has changed."""
    site = small_site({"alpha": ["en-us", "fr-ca"]})
    site.build()
    lines = ["/hc/en-us/articles/1-one,About one", "https://old.example/two.html,about TWO"]
    lines += ["/hc/9,Nothing like it", "/hc/fr-ca/1,About one"]
    (tmp_path / "old.csv").write_text("\n".join(["url,title", *lines]))
    arguments = ("import", str(tmp_path / "old.csv"), "--brand", "alpha")
    report = tmp_path / "report.csv"
    done = helpgen("urls", *arguments, "--report", report, cwd=site.root)
    assert done.returncode == 0, done.stderr
    assert "3 by the same title, 1 without an answer" in done.stdout
    rows = list(csv.DictReader(report.read_text("utf-8").splitlines()))
    assert [row["match"] for row in rows] == ["title", "title", "none", "title"]
    site.build()
    for path, there in (
        ("hc/en-us/articles/1-one/index.html", "/en-us/answers/about-one/"),
        ("two.html", "/en-us/answers/about-two/"),
        ("hc/fr-ca/1/index.html", "/fr-ca/answers/about-one/"),
    ):
        assert f'data-to="{there}"' in (site.output / "alpha" / path).read_text("utf-8")
    redirects = (site.output / "alpha/_redirects").read_text("utf-8")
    for spelling in ("/hc/fr-ca/1", "/hc/fr-ca/1/"):
        assert f"{spelling} /fr-ca/answers/about-one/ 301\n" in redirects
    assert not (site.output / "alpha/hc/9").exists()


@pytest.mark.slow
def test_what_is_helpgens_own_is_refused_and_nothing_is_noted(small_site, tmp_path, helpgen):
    site = small_site({"alpha": ["en-us"]})
    site.build()
    before = (site.root / "content/urls.json").read_bytes()
    (tmp_path / "old.csv").write_text("url,language\n/assets/x,\n/en-us/,\n/ok,ja\n")
    done = helpgen("urls", "import", str(tmp_path / "old.csv"), "--brand", "alpha", cwd=site.root)
    assert done.returncode == 2
    assert "line 2: a page of helpgen's own stands at /assets/x" in done.stderr
    assert "line 3: a page of helpgen's own stands at /en-us" in done.stderr
    assert "line 4: ja isn't a language of alpha" in done.stderr
    assert (site.root / "content/urls.json").read_bytes() == before


def test_a_dry_run_notes_nothing(small_site, tmp_path, helpgen):
    site = small_site({"alpha": ["en-us"]})
    (tmp_path / "old.csv").write_text("url,answer\n/old,one\n")
    site.configure()
    site.save("alpha/en-us", {"one": "<p>One.</p>"})
    arguments = (str(tmp_path / "old.csv"), "--brand", "alpha", "--dry-run")
    assert helpgen("urls", "import", *arguments, cwd=site.root).returncode == 0
    assert not (site.root / "content/urls.json").exists()
