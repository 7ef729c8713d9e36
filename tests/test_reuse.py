"""Partials that are the same on every page are rendered once, and only those."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from helpgen.reuse import ReusingEnvironment


class OnlyPartials(ReusingEnvironment):
    """Keeps no smaller pieces, so that calls tell how often a partial was rendered."""

    def keep(self, _, text):
        return text


def rendered(partial, *, parent="{% include 'part' %}", kind=OnlyPartials, **others):
    """Two pages that include the partial, and how often it called `t`."""
    calls = []
    environment = kind(
        loader=DictLoader({"page": parent, "part": partial, **others}),
        undefined=StrictUndefined,
        autoescape=True,
    )
    nav = SimpleNamespace(a_z="/a-z/", current="")
    environment.globals.update(t=lambda key: calls.append(key) or key, nav=nav, brand="Brand")
    pages = []
    for number in ("1", "2"):
        nav.current = number
        pages.append(environment.get_template("page").render(page=number))
    return pages, len(calls)


def test_what_names_nothing_of_a_page_is_rendered_once():
    assert rendered("{{ t('a') }}{{ nav.a_z }}") == (["a/a-z/", "a/a-z/"], 1)


def test_what_names_the_page_is_rendered_each_time():
    assert rendered("{{ t('a') }}{{ page }}") == (["a1", "a2"], 2)


def test_the_current_section_belongs_to_a_page():
    assert rendered("{{ t('a') }}{{ nav.current }}") == (["a1", "a2"], 2)


def test_nav_as_a_whole_may_be_asked_for_anything():
    assert rendered("{{ t('a') }}{{ nav['current'] }}") == (["a1", "a2"], 2)
    assert rendered("{% set n = nav %}{{ t('a') }}{{ n.current }}") == (["a1", "a2"], 2)


def test_a_partial_is_as_changeable_as_what_it_includes():
    outer = "{{ t('a') }}{% include 'inner' %}"
    assert rendered(outer, inner="{{ page }}") == (["a1", "a2"], 2)
    assert rendered(outer, inner="x") == (["ax", "ax"], 1)


def test_a_name_of_the_including_template_is_seen():
    loop = "{% for section in (page,) %}{% include 'part' %}{% endfor %}"
    assert rendered("{{ t('a') }}{{ section }}", parent=loop) == (["a1", "a2"], 2)


def test_a_shared_name_with_another_meaning_is_seen():
    changed = "{% set brand = page %}{% include 'part' %}"
    assert rendered("{{ t('a') }}{{ brand }}", parent=changed)[0] == ["a1", "a2"]
    local = "{% for brand in (page,) %}{% include 'part' %}{% endfor %}"
    assert rendered("{{ t('a') }}{{ brand }}", parent=local)[0] == ["a1", "a2"]


def test_pieces_of_shared_names_are_worked_out_once():
    part = "{{ page }}: {{ t('<a>') }} of {{ brand }}{{ nav.a_z }} {{ page }}"
    assert rendered(part, kind=ReusingEnvironment) == (
        ["1: &lt;a&gt; of Brand/a-z/ 1", "2: &lt;a&gt; of Brand/a-z/ 2"],
        1,
    )


def test_pieces_that_name_the_page_are_worked_out_each_time():
    part = "{{ t(page) }}{{ nav.current }}{{ t(nav.current) if page else 'x' }}"
    assert rendered(part, kind=ReusingEnvironment) == (["111", "222"], 4)


@pytest.mark.parametrize(
    "binding",
    [
        "{% set brand = page %}{% include 'part' %}",
        "{% for brand in (page,) %}{% include 'part' %}{% endfor %}",
        "{% with brand = page %}{% include 'part' %}{% endwith %}",
        "{% macro brand() %}{% endmacro %}{% set brand = page %}{% include 'part' %}",
        "{% macro m(brand) %}{% include 'part' %}{% endmacro %}{{ m(page) }}",
    ],
)
def test_nothing_is_kept_where_a_template_gives_a_shared_name_another_meaning(binding):
    pages, _ = rendered("{{ brand }}", parent=binding, kind=ReusingEnvironment)
    assert pages == ["1", "2"]


def test_a_template_that_comes_late_ends_what_was_kept():
    environment = ReusingEnvironment(
        loader=DictLoader(
            {"part": "{{ brand }}{{ x }}", "other": "{% set brand = 1 %}{% include 'part' %}"}
        ),
        undefined=StrictUndefined,
        autoescape=True,
    )
    environment.globals["brand"] = "B"
    assert environment.get_template("part").render(x="x") == "Bx"
    assert environment.get_template("other").render(x="x") == "1x"
    assert environment.get_template("part").render(x="y") == "By"


@pytest.mark.parametrize(
    "text",
    [
        "{{ brand }}{% set y %}<b>{{ brand }}{{ page }}{% endset %}{{ y }}",
        "{% macro m(a) %}<i>{{ brand }}{{ a }}{% include 'inner' %}{% endmacro %}{{ m(page) }}",
        "{% autoescape false %}{{ brand }}{{ page }}{% include 'inner' %}{% endautoescape %}",
        "{{ brand|upper }}{{ '<'|upper }}{{ 'a<' if true else brand }}{{ brand ~ '<' }}{{ 1 }}",
        "{% filter upper %}{{ brand }}<b>{{ page }}{% endfilter %}{{ page|e }}{{ page|safe }}",
        "{{ {'a': page}.a }}{{ none }}{{ brand == 'x' }}{% if brand %}<{{ brand }}>{% endif %}",
        "{% include 'inner' without context %}{% include ['no', 'inner'] ignore missing %}",
        "{% import 'macros' as m %}{{ m.m(page) }}{% from 'macros' import m as n %}{{ n(1) }}",
    ],
)
def test_pages_are_just_those_of_jinja(text):
    macros = "{% macro m(x) %}{{ brand }}{{ x }}{% endmacro %}"
    templates = {"page": text, "inner": "{{ brand }}<hr>", "macros": macros}
    settings = {"loader": DictLoader(templates), "undefined": StrictUndefined, "autoescape": True}
    pages = []
    for kind in (Environment, ReusingEnvironment):
        environment = kind(**settings)
        environment.globals["brand"] = "<Ä & 'ö' \"x\">"
        template = environment.get_template("page")
        pages.append([template.render(page=page) for page in ("<p>", Markup("<p>"))])
    assert pages[0] == pages[1]
