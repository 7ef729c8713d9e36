"""Templates of a chain of themes, and the ones that they cover."""

from __future__ import annotations

import pytest
from jinja2 import TemplateNotFound

from helpgen.template_chain import ChainEnvironment, ChainLoader


@pytest.fixture
def render(tmp_path):
    """Renders a template of a chain, given as the files of each theme, child first."""

    def of(*themes, name="page.html"):
        folders = []
        for level, files in enumerate(themes):
            folders.append(tmp_path / str(level))
            for file, text in files.items():
                path = folders[-1] / file
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
        return ChainEnvironment(loader=ChainLoader(folders)).get_template(name).render()

    return of


def test_the_first_theme_that_has_a_name_wins(render):
    assert render({}, {"page.html": "second"}, {"page.html": "third"}) == "second"


def test_a_mark_means_the_covered_template(render):
    page = '{% extends "!page.html" %}{% block b %}child {{ super() }}{% endblock %}'
    assert render({"page.html": page}, {"page.html": "{% block b %}parent{% endblock %}"}) == (
        "child parent"
    )


def test_each_theme_may_add_to_the_one_below(render):
    def adding(name):
        start = '{% extends "!page.html" %}{% block b %}'
        return {"page.html": f"{start}{{{{ super() }}}} {name}{{% endblock %}}"}

    base = {"page.html": "{% block b %}base{% endblock %}"}
    assert render(adding("top"), {}, adding("middle"), adding("low"), base) == "base low middle top"


def test_a_mark_skips_themes_without_the_name(render):
    assert render({"page.html": '{% include "!part.html" %}'}, {}, {"part.html": "far"}) == "far"


def test_an_inherited_template_still_takes_the_childs_parts(render):
    child = {"page.html": '{% extends "!page.html" %}', "part.html": "mine"}
    assert render(child, {"page.html": '{% include "part.html" %}', "part.html": "theirs"}) == (
        "mine"
    )


def test_a_covered_template_that_isnt_there_is_told(render):
    with pytest.raises(TemplateNotFound, match=r"^no theme that this one extends has page\.html$"):
        render({"page.html": '{% extends "!page.html" %}'}, {"other.html": ""})


@pytest.mark.parametrize("name", ["../0/page.html", "none.html", "1!page.html"])
def test_what_no_theme_has_isnt_found(render, name):
    with pytest.raises(TemplateNotFound):
        render({"page.html": "x", "start.html": f'{{% include "{name}" %}}'}, name="start.html")
