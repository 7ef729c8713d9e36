"""Interface strings of the base theme: complete and right in every language that has a file."""

from __future__ import annotations

import tomllib
from pathlib import Path
from string import Formatter

import pytest

from helpgen.languages import fallbacks, plural_categories, plural_category
from helpgen.templates import translator
from helpgen.theme import load_theme

THEMES = Path(__file__).parent.parent / "themes"
BASE = load_theme("base", THEMES)
FILES = {
    path.stem: tomllib.loads(path.read_text("utf-8"))
    for path in sorted((THEMES / "base/strings").glob("*.toml"))
}
ENGLISH = FILES["en"]
PARTIAL = {"fr-ca", "pt-pt"}
"""Kinds of a language that hold only what differs from it."""
LANGUAGES = sorted(set(FILES) - PARTIAL)
WANTED = (
    "ar cs da de en es fi fr he it ja ko nb nl pl pt-br ru sv tr uk zh-cn zh-tw "
    "en-us es-419 fr-ca pt-pt no zh-hk"
).split()
MANY_COUNTS = (*range(201), 1_000, 1_000_000)


def forms(value):
    """Every text of a string: itself, or its plural forms."""
    return list(value.values()) if isinstance(value, dict) else [value]


def placeholders(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def stand_for_one_number(code, category):
    """Whether a plural form is used for one number only, which words can say."""
    return sum(plural_category(code, count) == category for count in MANY_COUNTS) == 1


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_language_has_every_string_and_no_other(code):
    assert list(FILES[code].keys() ^ ENGLISH.keys()) == []


@pytest.mark.parametrize("code", sorted(PARTIAL))
def test_a_kind_of_a_language_holds_only_what_differs(code):
    whole = BASE.strings(fallbacks(code)[-2])
    assert FILES[code].keys() <= ENGLISH.keys()
    assert [key for key, text in FILES[code].items() if whole[key] == text] == []


@pytest.mark.parametrize("code", sorted(FILES))
def test_a_string_that_counts_has_every_plural_form_of_its_language(code):
    for key, value in FILES[code].items():
        assert isinstance(value, dict) == isinstance(ENGLISH[key], dict), key
        if isinstance(value, dict):
            missing = plural_categories(code) - value.keys()
            assert missing == set(), f"{key} lacks {missing}"


@pytest.mark.parametrize("code", sorted(FILES))
def test_a_string_has_the_placeholders_of_the_english_one(code):
    for key, value in FILES[code].items():
        wanted = {name for text in forms(ENGLISH[key]) for name in placeholders(text)}
        parts = value.items() if isinstance(value, dict) else [("", value)]
        for category, text in parts:
            said = category and not placeholders(text) and stand_for_one_number(code, category)
            assert placeholders(text) == wanted or said, f"{key} {category}: {text}"


@pytest.mark.parametrize("code", sorted(FILES))
def test_a_string_is_plain_text_without_slips(code):
    for key, value in FILES[code].items():
        for text in forms(value):
            assert text == text.strip(), key
            assert text, key
            assert not set("<>&\t\n") & set(text), f"{key}: {text}"
            assert "  " not in text, f"{key}: {text}"


@pytest.mark.parametrize("code", sorted(set(LANGUAGES) - {"en"}))
def test_hardly_any_string_is_the_same_as_in_english(code):
    same = {key for key, text in FILES[code].items() if text == ENGLISH[key]}
    assert same <= {"home", "site_name"}, same


@pytest.mark.parametrize("code", WANTED)
def test_a_language_of_a_brand_finds_its_strings(code):
    """However Gladly writes its code."""
    t = translator(BASE, code)
    for key, value in ENGLISH.items():
        values = {name: "x" for text in forms(value) for name in placeholders(text)} | {"count": 3}
        assert t(key, **values)
    english = translator(BASE, "en")("search_button")
    assert (t("search_button") == english) == code.startswith("en")


def test_chinese_is_written_in_the_script_of_the_country():
    buttons = {
        code: translator(BASE, code)("search_button") for code in ("zh-cn", "zh-tw", "zh-hk")
    }
    assert buttons == {"zh-cn": "搜索", "zh-tw": "搜尋", "zh-hk": "搜尋"}


@pytest.mark.parametrize(
    ("code", "count", "told"),
    [
        ("pl", 1, "1 odpowiedź"),
        ("pl", 5, "5 odpowiedzi"),
        ("ru", 1, "1 ответ"),
        ("ru", 3, "3 ответа"),
        ("ru", 11, "11 ответов"),
        ("ru", 21, "21 ответ"),
        ("uk", 5, "5 відповідей"),
        ("cs", 2, "2 odpovědi"),
        ("cs", 5, "5 odpovědí"),
        ("he", 2, "שתי תשובות"),
        ("pt-br", 0, "0 resposta"),
    ],
)
def test_answers_are_counted_as_the_language_counts(code, count, told):
    assert translator(BASE, code)("answers", count=count) == told
