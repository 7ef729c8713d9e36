"""Contrast of the colors that a theme and its brands choose."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from helpgen.theme import load_theme
from helpgen.theme_check.colors import color_of, root_properties

PROJECT = Path(__file__).parents[2]
BASE_CSS = (PROJECT / "themes/base/assets/base.css").read_text("utf-8")


def test_a_color_that_cant_be_read_is_told_with_one_that_can(checked):
    accent = 'accent = "#ffcc00"\non_accent = "#000"'
    assert checked.told({"theme.toml": f"[defaults]\n{accent}"}) == [
        (
            "low-contrast: theme.toml:6: defaults.accent: links on quiet areas (light mode): "
            "#ffcc00 on #f5f7fa has a contrast of 1.41:1, less than 4.5:1; it's too low on 3 other "
            'colors too: accent = "#8a6e00" would do, or change surface'
        )
    ]


def test_dark_mode_is_looked_at_by_its_own_colors(checked):
    (line,) = checked.told({"theme.toml": '[defaults]\nink_dark = "#555"'})[:1]
    assert line.startswith("low-contrast: theme.toml:6: defaults.ink_dark: ")
    assert "(dark mode): #555555 on " in line


def test_a_brands_colors_are_told_at_their_place(checked):
    checked.options = 'accent = "#ffcc00"\non_accent = "#000"'
    (line,) = checked.told({})
    assert line.startswith("low-contrast: site.toml:11: brands[0].options.accent: links on quiet")


def test_what_a_brand_doesnt_change_is_the_themes_matter(checked):
    checked.options = 'accent = "#1d4fd7"'
    (line,) = checked.told({"theme.toml": '[defaults]\non_hero = "#fff"'})[:1]
    assert line.startswith("low-contrast: theme.toml:6: defaults.on_hero: ")
    assert all("site.toml" not in line for line in checked.told())


def test_a_stylesheet_may_make_it_worse(checked):
    files = {
        "theme.toml": 'stylesheets = ["brand.css"]',
        "assets/brand.css": ":root { --muted: color-mix(in srgb, var(--ink) 30%, #fff); }",
    }
    lines = checked.told(files)
    assert any("(light mode): #b9bbbd on " in line for line in lines)


def test_a_stylesheet_may_make_it_better(checked):
    toml = 'stylesheets = ["brand.css"]\n[defaults]\naccent = "#ffcc00"\non_accent = "#000"'
    css = ":root { --accent: #705a00; --on-accent: #fff; }"
    dark = "@media (prefers-color-scheme: dark) { :root { --accent: #fc0; --on-accent: #000; } }"
    assert checked.told({"theme.toml": toml, "assets/brand.css": css + dark}) == []


PAIR = '[[contrast]]\ntext = "{}"\non = "{}"\nhelp = "words on mango"\n'


def test_a_theme_may_name_pairs_of_its_own(checked):
    (line,) = checked.told({"theme.toml": PAIR.format("#fff", "#ffe7b8")})[:1]
    assert line.startswith("low-contrast: theme.toml:5: contrast.0: words on mango (light mode)")


def test_a_pair_is_as_good_as_it_says(checked):
    assert checked.told({"theme.toml": PAIR.format("#949494", "#fff") + "least = 3"}) == []


@pytest.mark.parametrize("on", ["var(--none)", "oklch(1 0 0)", "rgb(0 0 0 / 10%)"])
def test_a_color_that_isnt_known_is_a_note(checked, on):
    problems = checked.problems({"theme.toml": PAIR.format("#000", on)})
    assert {(p.kind, p.severity.value) for p in problems} == {("unknown-contrast", "note")}


def test_what_base_says_of_its_colors_can_be_measured():
    theme = load_theme("base", PROJECT / "themes")
    light, dark = root_properties(BASE_CSS)
    tokens = {o.css: o.default for o in theme.options.values() if o.css}
    for pair in theme.chain[0][1].contrast:
        for properties in ({**tokens, **light}, {**tokens, **dark}):
            assert color_of(pair.text, properties), pair
            assert color_of(pair.on, properties), pair


def test_mixes_in_bases_pairs_are_those_of_its_stylesheet():
    """Else the check measures what no page shows."""
    theme = load_theme("base", PROJECT / "themes")
    plain = " ".join(BASE_CSS.split())
    pairs = theme.chain[0][1].contrast
    shares = {
        tuple(mix)
        for pair in pairs
        for value in (pair.text, pair.on)
        for mix in re.findall(r"color-mix\(in srgb, var\((--[\w-]+)\) (\d+)%", value)
    }
    shares = {mix for mix in shares if mix != ("--on-hero", "8")}  # there by currentcolor
    assert shares
    for name, share in shares:
        assert f"color-mix(in srgb, var({name}) {share}%," in plain
    assert "color-mix(in srgb, currentcolor 8%, transparent)" in plain
