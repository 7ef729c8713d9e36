"""Colors of stylesheets, and their contrast."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from helpgen.theme_check.colors import (
    Color,
    color_of,
    contrast,
    names_in,
    nearest_with,
    root_properties,
)

channels = st.integers(0, 255).map(lambda part: part / 255)
colors = st.tuples(channels, channels, channels).map(lambda parts: Color(*parts))


@pytest.mark.parametrize(
    ("value", "color"),
    [
        ("#fff", "#ffffff"),
        ("#0B6e4f", "#0b6e4f"),
        ("white", "#ffffff"),
        ("rgb(255 0 0)", "#ff0000"),
        ("rgba(0, 128, 255, 1)", "#0080ff"),
        ("rgb(100% 0% 0%)", "#ff0000"),
        ("var(--ink)", "#171b22"),
        ("var(--none, #abcdef)", "#abcdef"),
        ("var(--deep)", "#171b22"),
        ("color-mix(in srgb, #fff, #000)", "#808080"),
        ("color-mix(in srgb, #fff 25%, #000)", "#404040"),
        ("color-mix(in srgb, #fff, #000 25%)", "#bfbfbf"),
        ("color-mix(in srgb, 25% #fff, #000)", "#404040"),
        ("color-mix(in srgb, var(--ink) 70%, color-mix(in srgb, #fff, #fff))", "#5d5f64"),
    ],
)
def test_a_color_is_what_browsers_make_of_it(value, color):
    properties = {"--ink": "#171b22", "--deep": "var(--deeper)", "--deeper": "var(--ink)"}
    assert str(color_of(value, properties)) == color


def test_alpha_is_kept_and_mixed_in():
    assert color_of("rgb(12 18 32 / 50%)", {}).alpha == 0.5
    assert color_of("#ff000080", {}).alpha == pytest.approx(0.502, abs=0.001)
    mixed = color_of("color-mix(in srgb, #f00 20%, transparent)", {})
    assert (str(mixed), round(mixed.alpha, 3)) == ("#ff0000", 0.2)
    assert color_of("color-mix(in srgb, transparent, transparent)", {}).alpha == 0


@pytest.mark.parametrize(
    "value",
    [
        "",
        "red-ish",
        "currentcolor",
        "var(--none)",
        "var(--circle)",
        "oklch(70% 0.1 200)",
        "color-mix(in oklab, #fff, #000)",
        "color-mix(in srgb, #fff)",
        "color-mix(in srgb, #fff 20%, oklch(1 0 0))",
        "rgb(1)",
    ],
)
def test_what_isnt_read_is_no_color(value):
    assert color_of(value, {"--circle": "var(--circle)"}) is None


@given(st.text())
def test_any_text_is_a_color_or_none(text):
    color = color_of(text, {"--x": text})
    assert color is None or isinstance(color, Color)


def test_contrast_is_as_wcag_tells_it():
    white, black = color_of("#fff", {}), color_of("#000", {})
    assert contrast(black, white) == pytest.approx(21)
    assert contrast(white, white) == pytest.approx(1)
    # The gray that is known for it: the lightest on white with 4.5.
    assert contrast(color_of("#767676", {}), white) == pytest.approx(4.54, abs=0.01)
    assert contrast(color_of("rgb(0 0 0 / 50%)", {}), white) == pytest.approx(3.98, abs=0.05)


@given(colors, colors)
def test_contrast_has_no_direction_and_its_bounds(one, other):
    assert contrast(one, other) == pytest.approx(contrast(other, one))
    assert 1 <= contrast(one, other) <= 21.0001


@given(colors, colors, st.sampled_from([3.0, 4.5]))
def test_the_color_that_would_do_does(upper, lower, least):
    """Black or white has at least 4.58 on every color."""
    assume(contrast(upper, lower) < least)
    assert contrast(color_of(str(nearest_with(upper, lower, least)), {}), lower) >= least


@given(colors)
def test_there_may_be_no_color_that_would_do(lower):
    assume(0.1 < sum(lower[:3]) / 3 < 0.9)
    assert nearest_with(lower, lower, 21) is None


@pytest.mark.parametrize("screen", ["", "screen and "])
def test_properties_are_those_of_light_and_dark(screen):
    dark_rule = f"@media {screen}(prefers-color-scheme: dark) {{ :root {{ --a: #eee; }} }}"
    css = """
    :root { --a: #111; --b: var(--a); color: red; } /* :root { --a: #222; } */
    DARK
    @media (prefers-color-scheme: dark) { .x { --a: #333; } }
    @media print { :root { --a: #000; } }
    .card { --a: #444; }
    :root { --c: "};"; --d: url("a{b") }
    """
    light, dark = root_properties(css.replace("DARK", dark_rule))
    assert light == {"--a": "#111", "--b": "var(--a)", "--c": '"};"', "--d": 'url("a{b")'}
    assert dark == {**light, "--a": "#eee"}


def test_a_later_rule_for_both_modes_wins_in_both():
    dark = "@media (prefers-color-scheme: dark) { :root { --a: #eee } }"
    assert root_properties(f"{dark} :root {{ --a: #111 }}") == ({"--a": "#111"}, {"--a": "#111"})


@given(st.text())
def test_any_stylesheet_can_be_looked_at(css):
    light, dark = root_properties(css)
    assert light.keys() <= dark.keys()


def test_a_value_is_made_of_properties_in_the_end():
    properties = {"--a": "color-mix(in srgb, var(--b), var(--c))", "--b": "#fff", "--c": "var(--b)"}
    assert list(names_in("var(--a)", properties)) == ["--b", "--b"]
