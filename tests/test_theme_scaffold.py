"""A new theme."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpgen.errors import ConfigError
from helpgen.theme import load_theme
from helpgen.theme_scaffold import new_theme

THEMES = Path(__file__).parent.parent / "themes"


def test_a_new_theme_can_be_loaded(tmp_path):
    made = new_theme("my-own", tmp_path)
    assert {path.relative_to(tmp_path).as_posix() for path in made} == {
        "my-own/theme.toml",
        "my-own/assets/brand.css",
        "my-own/assets/icon.svg",
    }
    assert [folder.name for folder, _ in load_theme("my-own", tmp_path).chain] == ["my-own", "base"]


def test_a_new_theme_may_extend_any_other(tmp_path):
    new_theme("house", tmp_path)
    new_theme("outlet", tmp_path, "house")
    assert [folder.name for folder, _ in load_theme("outlet", tmp_path).chain] == [
        "outlet",
        "house",
        "base",
    ]


@pytest.mark.parametrize("slug", ["", "../x", "A", "a b", "-a", "a" * 65])
def test_a_name_that_cant_be_one_is_told(tmp_path, slug):
    with pytest.raises(ConfigError, match="use lower-case letters, digits, hyphens"):
        new_theme(slug, tmp_path)


def test_a_theme_that_is_there_stays_as_it_is(tmp_path):
    new_theme("mine", tmp_path)
    (tmp_path / "mine/theme.toml").write_text('name = "changed"', encoding="utf-8")
    with pytest.raises(ConfigError, match="is there already"):
        new_theme("mine", tmp_path)
    assert (tmp_path / "mine/theme.toml").read_text("utf-8") == 'name = "changed"'


def test_base_cant_be_made_anew(tmp_path):
    with pytest.raises(ConfigError, match="is there already"):
        new_theme("base", tmp_path)


def test_a_parent_that_isnt_there_is_told(tmp_path):
    with pytest.raises(ConfigError, match=r"--extends none: there's no such theme"):
        new_theme("mine", tmp_path, "none")
