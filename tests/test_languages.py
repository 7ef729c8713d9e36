"""What CLDR knows of language codes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpgen.languages import (
    direction,
    fallbacks,
    language_tag,
    long_date,
    name_in,
    native_name,
    plural_categories,
    plural_category,
)

codes = st.from_regex(r"[a-z]{2,3}(-[a-z0-9]{2,8}){0,2}", fullmatch=True)


@pytest.mark.parametrize(
    ("code", "tag"),
    [
        ("fr", "fr"),
        ("fr-ca", "fr-CA"),
        ("es-419", "es-419"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("de-1996", "de-1996"),
        ("ca-valencia", "ca-valencia"),
    ],
)
def test_a_code_is_written_as_bcp_47_does(code, tag):
    assert language_tag(code) == tag


@given(codes)
def test_a_tag_is_the_code_in_another_case(code):
    assert language_tag(code).lower() == code


@pytest.mark.parametrize(
    ("code", "chain"),
    [
        ("en", ("en",)),
        ("en-us", ("en", "en-us")),
        ("fr-ca", ("en", "fr", "fr-ca")),
        ("zh-hant-tw", ("en", "zh", "zh-hant", "zh-hant-tw")),
        ("zh-tw", ("en", "zh", "zh-hant", "zh-tw")),
        ("zh-cn", ("en", "zh", "zh-hans", "zh-cn")),
        ("nb", ("en", "no", "nb")),
        ("no", ("en", "no")),
        ("iw", ("en", "he", "iw")),
        ("zz", ("en", "zz")),
    ],
)
def test_fallbacks_go_from_english_to_the_language_itself(code, chain):
    assert fallbacks(code) == chain


@pytest.mark.parametrize(
    ("code", "reads"),
    [
        ("en-us", "ltr"),
        ("ar", "rtl"),
        ("he", "rtl"),
        ("fa-ir", "rtl"),
        ("ur", "rtl"),
        ("ja", "ltr"),
    ],
)
def test_the_direction_of_a_language(code, reads):
    assert direction(code) == reads


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("fr-ca", "Français (Canada)"),
        ("es-419", "Español (Latinoamérica)"),
        ("ja", "日本語"),
        ("ar", "العربية"),
    ],
)
def test_a_language_is_named_in_itself(code, name):
    assert native_name(code) == name


def test_a_language_that_cldr_doesnt_know_goes_by_its_tag():
    assert native_name("zz") == "zz"
    assert native_name("xx-yy") == "xx-YY"


@pytest.mark.parametrize(
    ("code", "count", "category"),
    [
        ("en-us", 1, "one"),
        ("en-us", 2, "other"),
        ("fr", 0, "one"),
        ("ja", 1, "other"),
        ("ar", 0, "zero"),
        ("ar", 2, "two"),
        ("ar", 3, "few"),
        ("ar", 11, "many"),
        ("zz", 1, "one"),
    ],
)
def test_plural_categories_are_those_of_the_language(code, count, category):
    assert plural_category(code, count) == category


@pytest.mark.parametrize(
    ("code", "categories"),
    [
        ("ja", {"other"}),
        ("de", {"one", "other"}),
        ("fr", {"one", "many", "other"}),
        ("he", {"one", "two", "other"}),
        ("cs", {"one", "few", "other"}),
        ("pl", {"one", "few", "many", "other"}),
        ("ar", {"zero", "one", "two", "few", "many", "other"}),
    ],
)
def test_the_categories_that_whole_numbers_have(code, categories):
    assert plural_categories(code) == categories


@given(codes, st.integers(0, 10**9))
def test_any_number_has_one_of_the_categories(code, count):
    assert plural_category(code, count) in plural_categories(code)


@pytest.mark.parametrize(
    ("code", "reader", "name"),
    [
        ("en-us", "fr", "anglais"),
        ("fr-ca", "ar", "الفرنسية"),
        ("en-us", "en-gb", "English (United States)"),
        ("zh-tw", "zh-cn", "中文 (繁体, 台湾)"),
        ("zz", "fr", "zz"),
    ],
)
def test_a_language_is_named_as_its_readers_call_it(code, reader, name):
    assert name_in(code, reader) == name


@pytest.mark.parametrize(
    ("code", "written"),
    [
        ("en-us", "May 14, 2026"),
        ("en-gb", "14 May 2026"),
        ("fr-ca", "14 mai 2026"),
        ("ja", "2026年5月14日"),
    ],
)
def test_a_day_is_written_as_the_languages_readers_do(code, written):
    assert long_date(code, "2026-05-14") == written


@given(codes)
def test_any_code_that_site_toml_takes_has_a_name_a_direction_and_dates(code):
    assert native_name(code)
    assert direction(code) in {"ltr", "rtl"}
    assert long_date(code, "2026-05-14")
    assert plural_category(code, 5)
    assert name_in("en-us", code)
    assert name_in(code, "en-us")
