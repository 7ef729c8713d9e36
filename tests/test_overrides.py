"""Templates that replace another one, and what they remember of it."""

from __future__ import annotations

import pytest

from helpgen.errors import ConfigError
from helpgen.overrides import accept, changed_originals, copy_template, overrides
from helpgen.theme import load_theme

FOOTER = "{# The footer. #}\n<footer>\n  {{ brand.name }}\n</footer>\n"


@pytest.fixture
def themes(tmp_path):
    """The themes `parent`, with a footer, and `child`."""
    write(tmp_path, "parent/theme.toml", 'name = "parent"')
    write(tmp_path, "child/theme.toml", 'name = "child"\nextends = "parent"')
    write(tmp_path, "parent/templates/partials/footer.html", FOOTER)
    return tmp_path


def write(root, name, text):
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def child(themes):
    return load_theme("child", themes)


def told(themes):
    return [str(problem).replace(f"{themes}/", "") for problem in changed_originals(child(themes))]


def test_a_copy_holds_the_original_below_a_line_about_it(themes):
    made = copy_template(child(themes), "partials/footer.html")
    first, _, rest = made.read_text("utf-8").partition("\n")
    assert made == themes / "child/templates/partials/footer.html"
    assert rest == FOOTER
    assert first.startswith("{# overrides parent/partials/footer.html sha256:")


def test_a_copy_is_up_to_date_until_the_original_changes(themes):
    made = copy_template(child(themes), "partials/footer.html")
    made.write_text(made.read_text("utf-8").replace("footer>", "div>"), encoding="utf-8")
    assert told(themes) == []
    write(themes, "parent/templates/partials/footer.html", FOOTER.replace("name", "slug"))
    assert told(themes) == [
        (
            "child/templates/partials/footer.html:1: "
            "replaces parent/templates/partials/footer.html, which has changed since: "
            "take over what matters to it, then run 'helpgen theme check --accept'"
        )
    ]


def test_comments_and_indentation_of_the_original_dont_count(themes):
    copy_template(child(themes), "partials/footer.html")
    changed = FOOTER.replace("The footer.", "Another\ncomment.").replace("  {{", "\n\t{{")
    write(themes, "parent/templates/partials/footer.html", changed)
    assert told(themes) == []


def test_accepting_notes_the_original_as_it_is(themes):
    made = copy_template(child(themes), "partials/footer.html")
    write(themes, "parent/templates/partials/footer.html", "new")
    assert accept(child(themes)) == [made]
    assert told(themes) == []
    assert made.read_text("utf-8").count("{# overrides") == 1
    assert accept(child(themes)) == []


def test_a_template_that_tells_nothing_is_told_nothing_until_accepted(themes):
    write(themes, "child/templates/partials/footer.html", "mine")
    assert [override.stamp for override in overrides(child(themes))] == [""]
    assert told(themes) == []
    accept(child(themes))
    assert [override.stamp == override.now for override in overrides(child(themes))] == [True]


@pytest.mark.parametrize("word", ["extends", "include"])
def test_a_template_that_builds_on_the_one_it_covers_follows_it_anyway(themes, word):
    text = f'{{% {word} "!partials/footer.html" %}}'
    write(themes, "child/templates/partials/footer.html", text)
    assert list(overrides(child(themes))) == []


def test_a_template_of_its_own_replaces_none(themes):
    write(themes, "child/templates/partials/own.html", "own")
    assert list(overrides(child(themes))) == []


def test_the_original_is_the_nearest_one(themes):
    write(themes, "grandchild/theme.toml", 'name = "grandchild"\nextends = "child"')
    write(themes, "child/templates/partials/footer.html", "child's")
    made = copy_template(load_theme("grandchild", themes), "partials/footer.html")
    assert made.read_text("utf-8").startswith("{# overrides child/partials/footer.html sha256:")
    assert made.read_text("utf-8").endswith("child's")


def test_what_the_parent_doesnt_have_cant_be_copied(themes):
    with pytest.raises(ConfigError) as raised:
        copy_template(child(themes), "partials/foter.html")
    assert str(raised.value) == (
        "partials/foter.html: no theme that 'child' extends has such a template: "
        "did you mean 'partials/footer.html'?"
    )


def test_a_copy_never_replaces_a_file(themes):
    made = copy_template(child(themes), "partials/footer.html")
    with pytest.raises(ConfigError, match="is there already"):
        copy_template(child(themes), "partials/footer.html")
    assert FOOTER in made.read_text("utf-8")
