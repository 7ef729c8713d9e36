"""Articles of an edition: what links know of the brand's other languages."""

from __future__ import annotations

from helpgen.articles import Foreign, transform_edition
from helpgen.config import Brand
from helpgen.model import Answer, EditionKey, Snapshot
from helpgen.tree import plan_routes

BRAND = Brand(
    slug="alpha",
    name="Alpha",
    base_url="https://help.alpha.example/faq",
    languages=("en-us", "fr"),
    help_center_urls=("https://old.alpha.example/hc",),
)


def snapshot(language, **bodies):
    """A snapshot with an answer `About <id>` for each body."""
    answers = tuple(
        Answer(id_, f"About {id_} {language}", body, language) for id_, body in bodies.items()
    )
    return Snapshot(EditionKey("alpha", language), "https://g.example", "2026-01-01", answers)


def articles(body, **options):
    """The article of answer `one` in French; `two` exists in both languages, `three` in English."""
    english = snapshot("en-us", one="", two="", three="")
    french = snapshot("fr", one=body, two="")
    siblings = {
        s.edition.language: plan_routes(s, {}, base_path="/faq", unplaced_title="More")
        for s in (english, french)
    }
    return transform_edition(BRAND, french, (), siblings, "Tableau").answers["one"]


def link(body):
    """The article of a body with one link, and its problems' kinds."""
    article = articles(f'<p><a href="{body}">x</a></p>')
    return article.html, [problem.kind for problem in article.problems]


def test_a_link_by_id_leads_to_the_answer_in_the_same_language():
    local = '<p><a href="/faq/fr/answers/about-two-fr/">x</a></p>'
    for address in (
        "https://help.alpha.example/faq/a/two",
        "http://HELP.alpha.example/faq/en-us/a/two/",
        "https://old.alpha.example/hc/articles/two?lng=fr",
        "https://old.alpha.example/hc?answer=two",
        "https://help.alpha.example/faq#two",
    ):
        assert link(address) == (local, [])


def test_an_answer_without_translation_is_linked_in_the_default_language():
    assert link("https://help.alpha.example/faq/a/three") == (
        '<p><a href="/faq/en-us/answers/about-three-en-us/">x</a></p>',
        [],
    )


def test_a_page_of_the_new_site_is_linked_by_its_path():
    for address in ("https://help.alpha.example/faq/fr/a-z", "/faq/fr/a-z/"):
        assert link(address) == ('<p><a href="/faq/fr/a-z/">x</a></p>', [])


def test_an_address_of_ours_without_a_page_is_told():
    html, kinds = link("https://help.alpha.example/faq/a/gone")
    assert kinds == ["dead-link"]
    assert 'href="https://help.alpha.example/faq/a/gone"' in html


def test_ids_are_case_sensitive():
    assert link("https://help.alpha.example/faq/a/TWO")[1] == ["dead-link"]


def test_an_id_on_a_foreign_host_is_foreign():
    assert link("https://other.example/a/two") == (
        '<p><a href="https://other.example/a/two">x</a></p>',
        [],
    )


def test_free_styles_are_collected_in_one_stylesheet_named_by_its_content():
    french = snapshot("fr", one='<p style="margin: 4px">a</p>', two='<p style="margin: 4px">b</p>')
    siblings = {"fr": plan_routes(french, {}, base_path="", unplaced_title="More")}
    found = transform_edition(BRAND, french, (), siblings, "T")
    assert found.stylesheet.count("{margin:4px}") == 1
    assert found.stylesheet_path.startswith("assets/answers-fr.")
    assert found.stylesheet_path.endswith(".css")


def test_a_foreign_answer_has_links_of_this_edition_and_labels_of_its_own_language():
    french = snapshot("fr", one="", two="")
    table = "<table><tr><td>x</td></tr></table>"
    english = snapshot("en-us", three=f'<p><a href="/faq/a/two">x</a></p>{table}')
    plan = {"base_path": "/faq", "unplaced_title": "More"}
    default = plan_routes(english, {}, **plan)
    siblings = {"en-us": default, "fr": plan_routes(french, {}, **plan, fallback=default)}
    foreign = Foreign(english.answers, "Table")
    found = transform_edition(BRAND, french, (), siblings, "Tableau", foreign=foreign)
    html = found.answers["three"].html
    assert 'href="/faq/fr/answers/about-two-fr/"' in html
    assert 'aria-label="Table"' in html


def test_a_link_to_an_answer_without_translation_leads_to_where_it_is_shown():
    french = snapshot("fr", one='<p><a href="/faq/a/three">x</a></p>')
    english = snapshot("en-us", three="")
    plan = {"base_path": "/faq", "unplaced_title": "More"}
    default = plan_routes(english, {}, **plan)
    siblings = {"en-us": default, "fr": plan_routes(french, {}, **plan, fallback=default)}
    foreign = Foreign(english.answers)
    found = transform_edition(BRAND, french, (), siblings, "T", foreign=foreign)
    assert 'href="/faq/fr/answers/about-three-en-us/"' in found.answers["one"].html
