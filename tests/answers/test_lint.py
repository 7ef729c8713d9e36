"""What lint finds, and what it leaves alone."""

from __future__ import annotations

import pytest

from helpgen.answers.lint import MAX_BODY, lint
from helpgen.answers.readability import grade
from helpgen.answers.state import AnswerState, Content, Details
from helpgen.config_file import load_site
from helpgen.errors import Severity

ID, OTHER = "8s_CdXiTQIiEiszwzVOY6g", "PyjNeMBUR1qzSnwFH1U6MA"
BRANDS = """
[gladly]
url = "emulator"
org_id = "org"
[[brands]]
slug = "fjell"
name = "Fjell"
audience_id = "aud-1"
base_url = "https://help.fjell.example"
languages = ["en-us"]
[[brands]]
slug = "sorbet"
name = "Sorbet"
audience_id = "aud-2"
base_url = "https://help.sorbet.example"
languages = ["en-us"]
"""


@pytest.fixture
def site(tmp_path):
    def make(more=""):
        (tmp_path / "site.toml").write_text(BRANDS + more, encoding="utf-8")
        return load_site(tmp_path / "site.toml")

    return make


def answers(html, title="Title"):
    def state(name, html, title):
        content = Content.of(title, html)
        return AnswerState(Details(name, "", ("aud-1",)), {"en-us": content})

    return {ID: state("One", html, title), OTHER: state("Two", "<p>Fine.</p>", "Another")}


def rules(site, html, **options):
    found = lint(site, answers(html, **options))
    assert {one.answer_id for one in found} <= {ID}
    return [one.problem.kind for one in found]


@pytest.mark.parametrize(
    ("html", "rule"),
    [
        (f"<p>{'word ' * 5200}</p>", "too-long"),
        ("<p><code>a</code></p>", "stripped-markup"),
        ('<p class="x">a</p>', "stripped-markup"),
        ('<div style="color: red">a</div>', "stripped-markup"),
        ("<h1>a</h1><h3>b</h3>", "heading-order"),
        ("<h2> </h2>", "empty-heading"),
        ('<p><a href="https://a.example"></a></p>', "empty-link"),
        ('<p><a href="https://a.example">Click here.</a></p>', "vague-link"),
        ('<p><img src="a.png"></p>', "missing-alt"),
        (f'<p><a href="https://help.fjell.example/a/{"x" * 22}">Returns</a></p>', "broken-link"),
        ("<p>Sorbet does it too.</p>", "other-brand"),
        ("<p>See help.sorbet.example.</p>", "other-brand"),
        ("<p>TODO: ask</p>", "placeholder"),
        ("<p>Dear {{name}}</p>", "placeholder"),
        ("<p>[insert price]</p>", "placeholder"),
    ],
)
def test_a_rule_finds(site, html, rule):
    assert rule in rules(site(), html)


@pytest.mark.parametrize(
    "html",
    [
        "<h2>a</h2><p>Everything is <b>fine</b>, todo el mundo.</p><h3>b</h3>",
        '<p><a href="https://a.example" rel="nofollow" target="_blank">The shop</a></p>',
        f'<p><a href="https://help.fjell.example/a/{OTHER}">Another answer</a></p>',
        '<p><img src="a.png" alt="A map"></p>',
        '<div style="text-align: center; margin: 0">a</div>',
        '<table width="100%"><tbody><tr><td colspan="2">a</td></tr></tbody></table>',
        "<p>A sorbetto is no Sorbetier.</p>",
    ],
)
def test_good_answers_are_left_alone(site, html):
    assert rules(site(), html) == []


def test_two_answers_of_one_title_are_told_at_both(site):
    found = lint(site(), answers("<p>a</p>", title="another"))
    assert sorted((one.answer_id, one.problem.kind) for one in found) == [
        (ID, "double-title"),
        (OTHER, "double-title"),
    ]


def test_markers_are_told(site):
    found = lint(site(), answers("<p>a</p>"), {(ID, "en-us")})
    assert [one.problem.kind for one in found] == ["conflict-markers"]


def test_severities_are_those_of_the_site(site):
    lenient = site('[lint]\nseverities = { placeholder = "note", missing-alt = "off" }\n')
    found = lint(lenient, answers('<p>TODO <img src="a"></p>'))
    assert [(one.problem.kind, one.problem.severity) for one in found] == [
        ("placeholder", Severity.NOTE)
    ]


def test_long_and_hard_texts_are_told(site):
    sentence = "Notwithstanding organizational considerations, interoperability necessitates "
    hard = f"<p>{sentence * 30}</p>"
    assert "reading" in rules(site(), hard)
    assert MAX_BODY == 25_000


def test_the_grade_of_a_plain_text_is_low():
    assert grade("The cat sat on the mat. " * 20) < 3
    assert grade("Too short.") is None
