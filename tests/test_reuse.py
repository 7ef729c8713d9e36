"""Partials that are the same on every page are rendered once, and only those."""

from __future__ import annotations

from types import SimpleNamespace

from jinja2 import DictLoader, StrictUndefined

from helpgen.reuse import ReusingEnvironment


def rendered(partial, *, parent="{% include 'part' %}", **others):
    """Two pages that include the partial, and how often it called `t`."""
    calls = []
    environment = ReusingEnvironment(
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
