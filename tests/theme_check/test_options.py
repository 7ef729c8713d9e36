"""Options that a theme declares."""

from __future__ import annotations

OWN = '[options.own]\ntype = "text"\nhelp = "Own."\n'


def test_an_option_that_a_template_asks_for_is_no_matter(checked):
    page = '{% extends "!base.html" %}{% block main %}{{ brand.options.own }}{% endblock %}'
    assert checked.told({"theme.toml": OWN, "templates/base.html": page}) == []


def test_an_option_that_a_stylesheet_has_is_no_matter(checked):
    toml = f'stylesheets = ["b.css"]\n{OWN}css = "--own"'
    css = {"theme.toml": toml, "assets/b.css": ".x { font: var(--own) }"}
    assert checked.told(css) == []


def test_an_option_that_nothing_uses_is_told(checked):
    assert checked.told({"theme.toml": f'{OWN}css = "--own"'}) == [
        (
            "unused-option: theme.toml:5: options.own: nothing uses it: use brand.options.own in a "
            "template or var(--own) in a stylesheet, or delete it"
        )
    ]


def test_an_option_without_help_is_told(checked):
    page = '{% extends "!base.html" %}{% block main %}{{ brand.options.own }}{% endblock %}'
    files = {"theme.toml": '[options.own]\ntype = "text"', "templates/base.html": page}
    assert checked.told(files) == [
        "bad-option: theme.toml:5: options.own: has no help: say in one sentence what it does"
    ]


def test_an_option_of_the_parent_is_told(checked):
    toml = '[options.accent]\ntype = "color"\ndefault = "#1d4fd7"\ncss = "--accent"\nhelp = "A."'
    assert checked.told({"theme.toml": toml}) == [
        (
            "bad-option: theme.toml:5: options.accent: is an option of the theme that it extends: "
            "write accent = … under [defaults] to change its default only"
        )
    ]


def test_a_theme_that_names_no_api_is_told(checked):
    checked.write({})
    path = checked.root / "themes/mine/theme.toml"
    path.write_text('name = "mine"\nextends = "base"\n', encoding="utf-8")
    assert checked.told() == [
        "no-api: theme.toml: doesn't say which theme API it's made for: add helpgen_api = 1"
    ]
