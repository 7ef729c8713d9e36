"""Interface strings of a theme."""

from __future__ import annotations


def test_a_string_of_its_own_that_a_template_asks_for_is_no_matter(checked):
    files = {
        "strings/en.toml": 'greeting = "Hello"',
        "templates/base.html": '{% extends "!base.html" %}{% block main %}{{ t("greeting") }}'
        "{% endblock %}",
    }
    assert checked.told(files) == []


def test_a_changed_string_is_no_matter(checked):
    assert checked.told({"strings/en.toml": 'home = "Start"\nsite_name = "{brand}: help"'}) == []


def test_a_string_that_nobody_asks_for_is_told(checked):
    assert checked.told({"strings/en.toml": '# x\nhoem = "Start"'}) == [
        "unused-string: strings/en.toml:2: hoem: no template asks for it: did you mean 'home'?"
    ]


def test_a_value_that_a_string_isnt_given_is_told(checked):
    files = {"strings/en.toml": 'site_name = "{brnad} Help"', "strings/fr.toml": 'home = "{x}"'}
    assert checked.told(files) == [
        (
            "bad-string: strings/en.toml:1: site_name: asks for {brnad}, which it isn't given: "
            "use the names that the English one has"
        ),
        (
            "bad-string: strings/fr.toml:1: home: asks for {x}, which it isn't given: "
            "use the names that the English one has"
        ),
    ]


def test_a_brace_that_isnt_closed_is_told(checked):
    (line,) = checked.told({"strings/fr.toml": 'home = "{"'})
    assert line.startswith("bad-string: strings/fr.toml:1: home: can't be filled in: ")


def test_a_file_that_cant_be_read_is_told(checked):
    (line,) = checked.told({"strings/fr.toml": "home ="})
    assert line.startswith("bad-string: strings/fr.toml: isn't TOML")


def test_a_file_that_is_of_no_language_is_told(checked):
    assert checked.told({"strings/French.toml": 'home = "Accueil"'}) == [
        (
            "unused-file: strings/French.toml: isn't read: its name is no language code: "
            "call it by Gladly's code, such as fr.toml or fr-ca.toml"
        )
    ]


def test_strings_without_translation_are_told_for_the_languages_of_brands(checked):
    checked.languages = ["en-us", "fr", "ja"]
    files = {
        "strings/en.toml": 'greeting = "Hello"',
        "strings/fr.toml": 'greeting = "Bonjour"',
        "templates/base.html": '{% extends "!base.html" %}{% block main %}{{ t("greeting") }}'
        "{% endblock %}",
    }
    assert checked.told(files) == [
        (
            "missing-string: strings/ja.toml: lacks greeting: translate them there; until then "
            "they stand in English"
        )
    ]


def test_a_language_that_has_none_is_told_once(checked):
    checked.languages = ["en-us", "th"]
    (line,) = checked.told({})
    assert line.startswith("missing-string: strings/th.toml: lacks ")
    assert " more: " in line
