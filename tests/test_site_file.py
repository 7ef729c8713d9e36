"""site.toml together with its themes."""

from __future__ import annotations

import pytest

from helpgen.errors import ConfigError
from helpgen.site_file import load_whole_site

GOOD = """\
[gladly]
url = "emulator"
org_id = "x"

[[brands]]
slug = "fjell"
name = "Fjell"
base_url = "https://help.fjell.example"
languages = ["en-us"]
theme = "base"
"""


@pytest.fixture
def site_toml(tmp_path):
    """Writes a site.toml and returns its path."""

    def write(text):
        path = tmp_path / "site.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def problems_of(path, *overrides):
    with pytest.raises(ConfigError) as raised:
        load_whole_site(path, overrides)
    return [str(problem) for problem in raised.value.problems]


def test_a_sound_site_is_read_with_its_options(site_toml):
    path = site_toml(GOOD + '[brands.options]\naccent = "#123456"\n')
    assert load_whole_site(path).brands[0].options == {"accent": "#123456"}


def test_options_of_the_theme_are_checked(site_toml):
    path = site_toml(GOOD + '[brands.options]\naccent = "blue"\nacent = "#123456"\n')
    unknown, wrong = problems_of(path)
    assert unknown.startswith("site.toml: brands[0].options.acent: isn't an option of this theme: ")
    assert wrong.startswith("site.toml: brands[0].options.accent: 'blue' must be a color such as ")


def test_mistakes_of_file_and_theme_are_told_together(site_toml):
    path = site_toml(GOOD.replace('"Fjell"', "7") + '[brands.options]\naccent = "blue"\n')
    name, option = problems_of(path)
    assert name.startswith("site.toml: brands[0].name: 7 ")
    assert option.startswith("site.toml: brands[0].options.accent: 'blue' ")


def test_a_theme_that_isnt_there_is_told_once_with_the_place_to_make_it(site_toml):
    path = site_toml(
        GOOD.replace('"base"', '"mine"')
        + GOOD.partition("[[")[1]
        + "brands]]\n"
        + (
            'slug = "b"\nname = "B"\nbase_url = "https://b.example"\n'
            'languages = ["en"]\ntheme = "mine"\n'
        )
    )
    assert problems_of(path) == [
        (
            f"theme mine: there's no theme 'mine': make {path.parent / 'themes/mine/theme.toml'}, "
            "or name another theme"
        )
    ]


def test_an_override_of_theme_and_options_counts(site_toml):
    path = site_toml(GOOD)
    site = load_whole_site(path, ["brands.fjell.options.layout=list"])
    assert site.brands[0].options == {"layout": "list"}
    (told,) = problems_of(path, "brands.fjell.options.layout=grid")
    assert "'grid' must be one of cards, list" in told


@pytest.mark.parametrize(
    "change",
    [
        "brands=5",
        "brands=[5]",
        "brands.fjell.theme=7",
        "brands.fjell.options=7",
        "brands.fjell.theme=../base",
        f"brands.fjell.theme={'a' * 300}",
        'brands.fjell.theme=""',
        "site=7",
        "site.themes=7",
    ],
)
def test_what_isnt_of_the_right_type_is_told_and_nothing_else_raised(site_toml, change):
    assert problems_of(site_toml(GOOD), change)
