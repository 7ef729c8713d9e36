"""The check of a whole theme."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpgen.config_file import load_site
from helpgen.errors import Severity
from helpgen.theme_check.check import check_theme, used_themes

PROJECT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", ["base", "fjell", "sorbet"])
def test_nothing_is_wrong_with_the_themes_that_come_with_helpgen(name):
    assert check_theme(name, load_site(PROJECT / "site.toml")) == []


def test_nothing_is_wrong_with_a_theme_of_colors(checked):
    assert checked.told({"theme.toml": '[defaults]\naccent = "#0b6e4f"'}) == []


def test_a_site_has_its_own_themes_and_those_of_its_brands(checked):
    checked.write({}, "other")
    checked.problems({})
    assert used_themes(load_site(checked.root / "site.toml")) == ["mine", "other"]
    (checked.root / "site.toml").write_text(
        (checked.root / "site.toml").read_text().replace('theme = "mine"', 'theme = "base"')
    )
    assert used_themes(load_site(checked.root / "site.toml")) == ["mine", "other", "base"]


def test_mistakes_of_theme_toml_are_findings(checked):
    assert checked.told({"theme.toml": '[defaults]\nacent = "#fff"'}) == [
        "config: theme.toml:6: defaults.acent: isn't an option of the theme: did you mean 'accent'?"
    ]


def test_mistakes_in_a_brands_options_are_findings(checked):
    checked.options = 'acent = "#fff"\nlayout = "grid"'
    assert [(problem.kind, problem.where) for problem in checked.problems({})] == [
        ("config", "site.toml: brands[0].options.acent"),
        ("config", "site.toml: brands[0].options.layout"),
    ]


def test_a_parent_that_cant_be_read_is_a_finding(checked):
    checked.write({"strings/en.toml": "x ="}, "broken")
    (checked.root / "themes/broken/theme.toml").write_text('name = "broken"\nextends = "base"')
    toml = 'name = "mine"\nextends = "broken"\nhelpgen_api = 1\n'
    checked.write({})
    (checked.root / "themes/mine/theme.toml").write_text(toml)
    (problem,) = checked.problems()
    assert problem.severity is Severity.ERROR
    assert "broken/strings/en.toml: isn't TOML" in str(problem)


def test_everything_is_told_at_once(checked):
    kinds = {
        problem.kind
        for problem in checked.problems(
            {
                "theme.toml": '[defaults]\naccent = "#ffcc00"\n[options.own]\ntype = "text"\n',
                "templates/partials/footer.html": "{{ page.titel }}{{ t('nope') }}",
                "templates/partials/foter.html": "",
                "strings/fr.toml": 'odd = "x"',
                "assets/unused.svg": "<svg/>",
            }
        )
    }
    assert kinds == {
        "bad-template",
        "missing-string",
        "unused-file",
        "unused-string",
        "unused-option",
        "bad-option",
        "low-contrast",
        "unknown-original",
    }


def test_an_override_is_told_until_it_tells_its_original(checked):
    (problem,) = checked.problems({"templates/partials/pager.html": "<nav></nav>"})
    assert (problem.kind, problem.severity) == ("unknown-original", Severity.NOTE)
    assert problem.where == "themes/mine/templates/partials/pager.html:1"
