"""Templates: what they name, the names that they get, and attributes of values."""

from __future__ import annotations

import pytest

PAGER = "templates/partials/pager.html"


def own(checked, files):
    """What's told, but for notes about originals."""
    return [line for line in checked.told(files) if not line.startswith("unknown-original")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("one\n{% if %}", "templates/partials/pager.html:2: Expected an expression"),
        ("{{ 'a'|nofilter }}", "templates/partials/pager.html:1: No filter named 'nofilter'"),
        ("{% if page is notest %}{% endif %}", "pager.html:1: there's no test 'notest'"),
        ("{% if page|nofilter %}{% endif %}", "pager.html:1: there's no filter 'nofilter'"),
        ("\n{% include 'partials/none.html' %}", "pager.html:2: there's no template 'partials/non"),
        ("{% include '../x.html' %}", "pager.html:1: '../x.html' leads out of templates/: name a"),
        ("{% include '/etc/passwd' %}", "pager.html:1: '/etc/passwd' leads out of templates/"),
        ("{% include 'a\\\\..\\\\..\\\\b' %}", "leads out of templates/"),
        ("{% extends 'partials/pager.html' %}", 'write {% extends "!partials/pager.html" %}'),
        ("{{ nmae }}", "'nmae' isn't a name that templates get, and isn't set here or on the way"),
        ("{{ range(3) }}", "'range' isn't a name that templates get"),
        ("{{ pge.title }}", "did you mean 'page'?"),
        ("{{ page.titel }}", "pager.html:1: page has no 'titel': did you mean 'title'?"),
        ("{{ page.section.titel }}", "page.section has no 'titel'"),
        ("{{ nav.hom }}", "nav has no 'hom'"),
        ("{% for a in page.answers %}{{ a.titel }}{% endfor %}", "a has no 'titel'"),
        (
            "{% for s in nav.sections %}\n{% for a in s.answers %}{{ a.x }}{%endfor%}{%endfor%}",
            "pager.html:2: a has no 'x'",
        ),
        ("{{ brand.options.acent }}", "the theme has no option 'acent': did you mean 'accent'?"),
        ("{{ t('no_such') }}", "no string file has 'no_such'"),
    ],
)
def test_a_mistake_is_told_with_file_and_line(checked, text, told):
    (line,) = own(checked, {PAGER: text})
    assert told in line


@pytest.mark.parametrize(
    "text",
    [
        "{{ page.title }}{{ brand.options.accent }}{{ nav.home }}{{ edition.lang }}",
        "{{ url('x/') }}{{ t('home') }}{{ site_name }}{{ full_title }}",
        "{% set x = 1 %}{{ x }}",
        "{% for a in page.siblings %}{{ loop.index }}{{ a.title }}{% endfor %}",
        "{% for a in page.siblings if a.foreign %}{{ a.foreign.lang }}{% endfor %}",
        "{% for page in nav.pages %}{{ page.url }}{% endfor %}",
        "{% for a, b in page.siblings %}{{ a.anything }}{% endfor %}",
        "{% macro m(nav, x=1) %}{{ nav.anything }}{{ x }}{% endmacro %}{{ m(1) }}",
        "{{ page.title.upper() }}{{ page.headings|length }}{{ brand.options.logo.endswith('g') }}",
        "{% include ['partials/none.html', 'partials/contact.html'] %}",
        "{% include 'partials/none.html' ignore missing %}",
        "{% with y = 2 %}{{ y }}{% endwith %}",
        "{{ t('moved_text') if beside is defined else t(page.kind) }}",
        "{% extends '!partials/pager.html' %}",
    ],
)
def test_what_templates_get_is_no_mistake(checked, text):
    assert own(checked, {PAGER: text}) == []


def test_a_partial_gets_what_those_around_it_set(checked):
    files = {
        PAGER: '{% set mine = 1 %}{% include "partials/inner.html" %}',
        "templates/partials/inner.html": "{{ mine }}{{ beside }}{{ yours }}",
    }
    (line,) = own(checked, files)
    assert line == (
        "bad-template: templates/partials/inner.html:1: 'yours' isn't a name that templates get, "
        "and isn't set here or on the way to it from answer.html: "
        "known here: asset, beside, brand, edition, full_title, mine, nav, page, site_name, t, url"
    )


def test_a_part_without_context_gets_what_is_shared_only(checked):
    files = {
        PAGER: '{% set mine = 1 %}{% include "partials/inner.html" without context %}',
        "templates/partials/inner.html": "{{ brand.name }}{{ mine }}",
    }
    (line,) = own(checked, files)
    assert "'mine' isn't a name that templates get" in line


def test_macros_are_imported_without_what_belongs_to_a_page(checked):
    files = {
        PAGER: '{% import "partials/macros.html" as m %}{{ m.link() }}',
        "templates/partials/macros.html": "{% macro link() %}{{ nav }}{{ page }}{% endmacro %}",
    }
    (line,) = own(checked, files)
    assert "templates/partials/macros.html:1: 'page' isn't a name" in line


def test_a_block_may_use_super_and_its_parents_names(checked):
    text = '{% extends "!base.html" %}{% block footer %}{{ super() }}{{ site_name }}{% endblock %}'
    assert own(checked, {"templates/base.html": text}) == []


def test_a_block_that_nothing_shows_is_told(checked):
    text = (
        '{% extends "!base.html" %}\n{% block foter %}{% block own %}{% endblock %}{% endblock %}'
    )
    assert own(checked, {"templates/base.html": text}) == [
        (
            "bad-template: templates/base.html:2: no template that it extends has a block 'foter', "
            "so it's never shown: did you mean 'footer'?"
        )
    ]


def test_a_template_that_extends_itself_ends_the_walk(checked):
    (line,) = own(checked, {"templates/base.html": '{% extends "base.html" %}'})
    assert 'write {% extends "!base.html" %} to extend the one it replaces' in line


def test_a_template_that_isnt_utf8_is_told(checked):
    checked.write({PAGER: ""})
    (checked.root / "themes/mine" / PAGER).write_bytes(b"\xff")
    (line,) = checked.told()
    assert line.startswith("bad-template: templates/partials/pager.html: isn't UTF-8")
