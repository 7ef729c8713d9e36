"""theme.toml: what may stand in it, and how mistakes in it are told."""

from __future__ import annotations

import pytest

from helpgen.errors import ConfigError
from helpgen.theme_file import THEME_API, read_theme_file


@pytest.fixture
def told(tmp_path):
    """Writes a theme.toml, and gives what is wrong with it."""

    def read(text):
        path = tmp_path / "theme.toml"
        path.write_text(text, encoding="utf-8")
        try:
            read_theme_file(path)
        except ConfigError as error:
            return [str(problem).replace(f"{tmp_path}/", "") for problem in error.problems]
        return []

    return read


def test_a_name_is_enough(told):
    assert told('name = "a"') == []


def test_every_mistake_is_told_with_line_key_and_remedy(told):
    text = 'nam = "a"\n[options.x]\ntype = "number"\ncss = "accent"\nhlep = "X."\n'
    assert told(text) == [
        'theme.toml: name: is missing: add name = "…"',
        (
            "theme.toml:3: options.x.type: 'number' should be 'text', 'color', 'url', 'image', "
            "'switch', 'choice' or 'list': use one of text, color, url, image, switch, choice, list"
        ),
        (
            "theme.toml:4: options.x.css: 'accent' isn't allowed here: "
            'write a custom property, as in css = "--accent"'
        ),
        "theme.toml:5: options.x.hlep: isn't a key that helpgen knows: did you mean 'help'?",
        "theme.toml:1: nam: isn't a key that helpgen knows: did you mean 'name'?",
    ]


@pytest.mark.parametrize("key", ["stylesheets", "scripts"])
@pytest.mark.parametrize("name", ["../../site.toml", "/etc/hostname", "a/../../b.css", ""])
def test_a_file_outside_of_assets_is_told(told, key, name):
    assert told(f'name = "a"\n{key} = ["{name}"]') == [
        f"theme.toml:2: {key}: {name!r} leads out of assets/: put the file into assets/"
    ]


def test_this_api_is_taken(told):
    assert told(f'name = "a"\nhelpgen_api = {THEME_API}') == []


def test_a_theme_for_a_later_api_is_told_and_nothing_else(told):
    """Its other keys may be right there."""
    assert told(f'name = "a"\nhelpgen_api = {THEME_API + 1}\nlater = true') == [
        (
            f"theme.toml:2: helpgen_api: the theme is made for theme API {THEME_API + 1}, and this "
            f"helpgen has {THEME_API}: update helpgen, or take an older version of the theme"
        )
    ]


def test_a_theme_for_an_older_api_is_told(told):
    (line,) = told(f'name = "a"\nhelpgen_api = {THEME_API - 1}')
    assert "take a newer version of the theme, or change it" in line


def test_an_api_is_a_number(told):
    (line,) = told('name = "a"\nhelpgen_api = "1"')
    assert line.startswith("theme.toml:2: helpgen_api: '1' should be a valid integer")


def test_a_pair_of_colors_says_what_it_is(told):
    assert told('name = "a"\n[[contrast]]\ntext = "#000"\non = "#fff"') == [
        "theme.toml:2: contrast.0.help: is missing: add help = …"
    ]


def test_a_contrast_is_one_that_colors_can_have(told):
    (line,) = told('name = "a"\n[[contrast]]\ntext = "#000"\non = "#fff"\nleast = 45\nhelp = "x"')
    assert line.startswith("theme.toml:5: contrast.0.least: 45")
