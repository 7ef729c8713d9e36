"""llms.txt and the Markdown versions of answers."""

from __future__ import annotations

from helpgen.articles import Foreign, transform_edition
from helpgen.config import Brand
from helpgen.llms import edition_llms, markdown_twins
from helpgen.model import Answer, EditionKey, Layout, LayoutSection, Snapshot
from helpgen.pages import ContentPage
from helpgen.tree import plan_routes

BRAND = Brand(slug="b", name="B", base_url="https://b.example/help", languages=["en-us", "ja"])
WORDS = {"site_name": "{brand} Help", "more_pages": "Good to know", "language": "Language"}
ANSWERS = (
    Answer("one", "Where is it?", "<p>Not <b>far</b>.</p>", "en-us", "2026-05-14T09:12:00Z"),
    Answer("two", 'A [b] "c" *d*', "", "en-us"),
)
PAGE = ContentPage("contact", "Contact", "How to reach us", "<p>Write.</p>", "contact.md")


def t(key, /, **values):
    return WORDS[key].format(**values)


def edition(*, markdown=True):
    """Routes and articles of an edition with two answers in a section, beside a Japanese one."""
    layout = Layout((LayoutSection("Orders", ("one", "two")),))
    english = Snapshot(EditionKey("b", "en-us"), "https://g.example", "2026", ANSWERS, layout)
    other = Snapshot(EditionKey("b", "ja"), "https://g.example", "2026", ())
    siblings = {
        one.edition.language: plan_routes(
            one, {PAGE.stem: PAGE.title}, base_path="/help", unplaced_title="More"
        )
        for one in (english, other)
    }
    articles = transform_edition(BRAND, english, [PAGE], siblings, "Table", markdown=markdown)
    return siblings, articles


def llms(**options):
    siblings, articles = edition(**options)
    (data,) = edition_llms(BRAND, "en-us", siblings, articles, t).values()
    return data.decode()


def test_it_has_the_shape_of_llmstxt_org():
    """https://llmstxt.org: a title, a quotation, then lists of links under headings."""
    assert llms() == (
        "# B Help\n\n"
        "> Orders\n\n"
        "## Orders\n\n"
        "- [Where is it?](https://b.example/help/en-us/answers/where-is-it/index.md): Not far.\n"
        '- [A \\[b\\] "c" \\*d\\*](https://b.example/help/en-us/answers/a-b-c-d/index.md)\n\n'
        "## Good to know\n\n"
        "- [Contact](https://b.example/help/en-us/contact/): Write.\n\n"
        "## Language\n\n"
        "- [日本語](https://b.example/help/ja/llms.txt)\n"
    )


def test_without_markdown_versions_it_leads_to_the_pages():
    text = llms(markdown=False)
    assert "(https://b.example/help/en-us/answers/where-is-it/)" in text
    assert "index.md" not in text


def test_answers_without_translation_stand_in_neither():
    """They are the default language's, whose own list has them."""
    english = Snapshot(EditionKey("b", "en-us"), "https://g.example", "2026", ANSWERS)
    own = Answer("two", "どこ", "<p>近く。</p>", "ja")
    layout = Layout((LayoutSection("注文", ("one", "two")),))
    japanese = Snapshot(EditionKey("b", "ja"), "https://g.example", "2026", (own,), layout)
    default = plan_routes(english, {}, base_path="/help", unplaced_title="More")
    routes = plan_routes(japanese, {}, base_path="/help", unplaced_title="他", fallback=default)
    siblings = {"en-us": default, "ja": routes}
    foreign = Foreign(ANSWERS[:1], "Table")
    articles = transform_edition(
        BRAND, japanese, (), siblings, "表", markdown=True, foreign=foreign
    )
    assert articles.answers["one"].html
    assert articles.answers["one"].markdown == ""
    (data,) = edition_llms(BRAND, "ja", siblings, articles, t).values()
    assert data.decode().count("\n- ") == 2, "the answer and the other language"
    assert len(markdown_twins(BRAND, routes, (own,), articles)) == 1
    assert routes.foreign == {"one"}


def test_a_markdown_version_tells_what_it_is_of():
    siblings, articles = edition()
    files = markdown_twins(BRAND, siblings["en-us"], ANSWERS, articles)
    assert {path: data.decode() for path, data in files.items()} == {
        "en-us/answers/where-is-it/index.md": (
            '---\ntitle: "Where is it?"\n'
            'url: "https://b.example/help/en-us/answers/where-is-it/"\n'
            'language: "en-US"\nupdated: "2026-05-14T09:12:00Z"\n---\n\n'
            "# Where is it?\n\nNot **far**.\n"
        ),
        "en-us/answers/a-b-c-d/index.md": (
            '---\ntitle: "A [b] \\"c\\" *d*"\n'
            'url: "https://b.example/help/en-us/answers/a-b-c-d/"\n'
            'language: "en-US"\n---\n\n'
            '# A \\[b\\] "c" \\*d\\*\n'
        ),
    }


def test_there_are_none_where_none_are_wanted():
    siblings, articles = edition(markdown=False)
    assert markdown_twins(BRAND, siblings["en-us"], ANSWERS, articles) == {}
