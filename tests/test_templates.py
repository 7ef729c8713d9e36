"""The theme's templates and interface strings."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest

from helpgen.errors import ContentError
from helpgen.page_context import PageContext
from helpgen.templates import Templates, translator
from helpgen.theme import load_theme

STRINGS = """\
plain = "Plain"
brand = "{brand} Help"
answers = { one = "{count} answer", other = "{count} answers" }
lacking = { one = "one" }
open = "{"
nameless = "{}"
attribute = "{brand.secret}"
"""
PAGE = PageContext(kind="home", title="A & <B>", url="/en-us/")


@pytest.fixture
def theme(tmp_path):
    """Writes templates into a theme `mine` that extends `parent`, and loads it."""

    def write(templates=None, parent=None):
        files = {
            "parent/theme.toml": 'name = "parent"',
            "mine/theme.toml": 'name = "mine"\nextends = "parent"',
            "mine/strings/en.toml": STRINGS,
            "mine/strings/ar.toml": 'answers = { two = "اثنان", other = "{count}" }',
        }
        files |= {f"mine/templates/{name}": text for name, text in (templates or {}).items()}
        files |= {f"parent/templates/{name}": text for name, text in (parent or {}).items()}
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return load_theme("mine", tmp_path)

    return write


def render(theme, name="page.html", page=PAGE, **shared):
    return Templates(theme, shared).render(name, page).decode()


def test_a_string_is_filled_in(theme):
    t = translator(theme(), "en-us")
    assert t("plain") == "Plain"
    assert t("brand", brand="A & B") == "A & B Help"


@pytest.mark.parametrize(
    ("language", "count", "told"),
    [("en", 1, "1 answer"), ("en", 0, "0 answers"), ("ar", 2, "اثنان"), ("ar", 3, "3")],
)
def test_a_string_has_the_plural_form_of_its_language(theme, language, count, told):
    assert translator(theme(), language)("answers", count=count) == told


def test_an_unknown_string_is_told_with_the_file_to_add_it_to(theme):
    told = "theme mine: no string 'nope' for fr-ca: add it to strings/fr.toml"
    with pytest.raises(ContentError, match=f"^{re.escape(told)}$"):
        translator(theme(), "fr-ca")("nope")


def test_a_missing_plural_form_is_told(theme):
    with pytest.raises(ContentError, match="no string 'lacking' for en"):
        translator(theme(), "en")("lacking", count=2)


@pytest.mark.parametrize(
    ("key", "values"),
    [
        ("brand", {}),
        ("brand", {"bran": "x"}),
        ("open", {}),
        ("nameless", {"brand": "x"}),
        ("attribute", {"brand": "x"}),
    ],
)
def test_a_string_that_cant_be_filled_in_is_told(theme, key, values):
    with pytest.raises(ContentError, match=f"^theme mine: string '{key}' for en can't be filled"):
        translator(theme(), "en")(key, **values)


def test_text_is_escaped_wherever_it_comes_from(theme):
    page = "{{ page.title }}|{{ t('brand', brand='<i>') }}|<a title='{{ page.title }}'>"
    made = theme({"page.html": page})
    assert render(made, t=translator(made, "en")) == (
        "A &amp; &lt;B&gt;|&lt;i&gt; Help|<a title='A &amp; &lt;B&gt;'>"
    )


def test_pages_are_utf8(theme):
    made = theme({"page.html": "返品 {{ page.title }}"})
    assert Templates(made, {}).render("page.html", PAGE).startswith("返品".encode())


def test_a_theme_overrides_templates_of_the_theme_it_extends(theme):
    parent = {"page.html": "{% include 'part.html' %} {% block b %}parent{% endblock %}"}
    made = theme({"part.html": "mine"}, parent={**parent, "part.html": "theirs"})
    assert render(made) == "mine parent"


def test_a_theme_changes_a_block_of_the_template_that_it_covers(theme):
    child = '{% extends "!page.html" %}{% block b %}mine and {{ super() }}{% endblock %}'
    parent = "{% include 'part.html' %} {% block b %}theirs{% endblock %}"
    made = theme({"page.html": child, "part.html": "my part"}, parent={"page.html": parent})
    assert render(made) == "my part mine and theirs"


def test_a_part_adds_to_the_one_that_it_covers_on_every_page(theme):
    """Parts that are the same on all pages are kept, and the covered one is another part."""
    files = {"page.html": "{% include 'part.html' %}", "part.html": "{% include '!part.html' %}+"}
    templates = Templates(theme(files, parent={"part.html": "theirs"}), {})
    assert [templates.render("page.html", PAGE) for _ in range(2)] == [b"theirs+", b"theirs+"]


def test_templates_get_what_is_shared_and_nothing_of_jinjas_own(theme):
    assert render(theme({"page.html": "{{ nav.home }}"}), nav=SimpleNamespace(home="/")) == "/"
    with pytest.raises(ContentError, match="'range' is undefined"):
        render(theme({"page.html": "{{ range(9) }}"}))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{{ page.titel }}", "no attribute 'titel'"),
        ("{{ nope }}", "'nope' is undefined"),
        ("{{ 1 / 0 }}", "division by zero"),
        ("{{ page.title + 1 }}", "can only concatenate str"),
        ("{{ 'a'.index('b') }}", "substring not found"),
        ("{{ '{a}'.format_map({}) }}", "'a'"),
        ("{% include 'gone.html' %}", "gone.html"),
        ("{% include 'page.html' %}", "templates extend or include each other without end"),
    ],
)
def test_a_mistake_in_a_template_is_told_with_file_line_and_page(theme, line, told):
    made = theme({"page.html": f"one\n{line}\n"})
    with pytest.raises(ContentError) as raised:
        render(made)
    place = f"{made.chain[0][0] / 'templates/page.html'}:2: "
    assert str(raised.value).startswith(place)
    assert told in str(raised.value)
    assert str(raised.value).endswith(" (page /en-us/)")


def test_a_mistake_in_an_included_template_is_told_with_its_own_place(theme):
    made = theme({"page.html": "{% include 'part.html' %}"}, parent={"part.html": "\n\n{{ nope }}"})
    with pytest.raises(ContentError, match=r"parent/templates/part\.html:3: 'nope' is undefined"):
        render(made)


def test_a_template_that_cant_be_read_is_told_with_file_and_line(theme):
    made = theme({"page.html": "one\n{% if %}"})
    with pytest.raises(ContentError, match=r"mine/templates/page\.html:2: Expected an expression"):
        render(made)


def test_a_missing_template_is_told(theme):
    with pytest.raises(ContentError, match=r"^template page\.html: .*page\.html"):
        render(theme())


def test_a_mistake_that_strings_or_assets_tell_passes_as_it_is(theme):
    made = theme({"page.html": "{{ t('nope') }}"})
    with pytest.raises(ContentError, match="no string 'nope'"):
        render(made, t=translator(made, "en"))


def test_indentation_stays_behind_and_no_space_between_words_is_lost(theme):
    """Jinja takes the line break after a block away, so a space must stand for it there."""
    text = (
        "<p>\n  a\n    b\n{% if true %}\n  c\n{% endif %}\n"
        '  <i{%- if true %}\n title="x"\n{%- endif %}>d</i>{# e #}\n  f\n</p>'
    )
    told = render(theme({"page.html": text}))
    assert told == '<p>\na\nb\n c\n <i title="x">d</i> f\n</p>'


def test_a_template_that_shows_its_spaces_is_left_as_it_is(theme):
    assert render(theme({"page.html": "<pre>\n  a</pre>"})) == "<pre>\n  a</pre>"
