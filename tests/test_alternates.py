"""The same page in other languages."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from helpgen.alternates import Alternates
from helpgen.model import EditionKey
from helpgen.tree import PageLink, Routes, SectionRoute


def routes(language, sections, pages=(), foreign=()):
    """Routes of sections by their name, each a list of answer ids, and of content pages."""
    home = f"/{language}/"
    ids = sorted({key for listed in sections.values() for key in listed})
    return Routes(
        EditionKey("fjell", language),
        home,
        tuple(SectionRoute(t, f"{home}{t}/", tuple(listed)) for t, listed in sections.items()),
        {key: PageLink(key, f"{home}answers/{key}/") for key in ids},
        {stem: PageLink(stem, f"{home}{stem}/") for stem in pages},
        (),
        frozenset(foreign),
    )


def alternates(language, *siblings):
    by_language = {found.edition.language: found for found in siblings}
    return Alternates(language, "https://help.example", by_language)


ENGLISH = routes("en-us", {"orders": ["a", "b", "c"], "sizes": ["d"]}, ["contact", "terms"])
FRENCH = routes("fr-ca", {"tailles": ["d"], "commandes": ["a", "b"]}, ["contact"])
ARABIC = routes("ar", {"x": ["a", "d"]})


def urls(links):
    return [link.url for link in links]


def test_a_link_tells_how_its_language_looks():
    english, french, arabic = alternates("fr-ca", ENGLISH, FRENCH, ARABIC).of_home()
    assert (english.lang, english.name, english.direction) == (
        "en-US",
        "English (United States)",
        "ltr",
    )
    assert (arabic.lang, arabic.direction) == ("ar", "rtl")
    assert french.url == "/fr-ca/"
    assert french.absolute_url == "https://help.example/fr-ca/"
    assert [link.current for link in (english, french, arabic)] == [False, True, False]
    assert [link.default for link in (english, french, arabic)] == [True, False, False]


def test_the_list_of_all_answers_is_in_every_language():
    assert urls(alternates("ar", ENGLISH, ARABIC).of_a_z()) == ["/en-us/a-z/", "/ar/a-z/"]


def test_an_answer_is_in_the_languages_that_have_it():
    found = alternates("en-us", ENGLISH, FRENCH, ARABIC)
    assert urls(found.of_answer("b")) == ["/en-us/answers/b/", "/fr-ca/answers/b/"]
    assert urls(found.of_answer("c")) == ["/en-us/answers/c/"]
    assert found.of_answer("none") == ()


def test_an_answer_shown_in_another_language_is_a_version_for_people_only():
    german = routes("de", {"bestellungen": ["a", "b", "c"]}, foreign=["b", "c"])
    found = alternates("en-us", ENGLISH, FRENCH, german)
    assert urls(found.of_answer("b")) == ["/en-us/answers/b/", "/fr-ca/answers/b/"]
    shown = ["/en-us/answers/b/", "/fr-ca/answers/b/", "/de/answers/b/"]
    assert urls(found.of_shown_answer("b")) == shown
    assert urls(found.of_shown_answer("c")) == ["/en-us/answers/c/", "/de/answers/c/"]
    assert found.of_shown_answer("a") == (), "of_answer tells it already"
    assert found.of_shown_answer("none") == ()


def test_a_section_is_matched_by_what_is_in_its_language():
    german = routes("de", {"x": ["d", "a", "b", "c"], "y": ["a"]}, foreign=["a", "b", "c"])
    found = alternates("en-us", ENGLISH, german)
    assert urls(found.of_section("/en-us/sizes/")) == ["/en-us/sizes/", "/de/x/"]
    assert urls(found.of_section("/en-us/orders/")) == ["/en-us/orders/"]
    assert urls(alternates("de", ENGLISH, german).of_section("/de/y/")) == ["/de/y/"]


def test_a_content_page_is_where_a_file_has_its_name():
    found = alternates("en-us", ENGLISH, FRENCH)
    assert urls(found.of_content("contact")) == ["/en-us/contact/", "/fr-ca/contact/"]
    assert urls(found.of_content("terms")) == ["/en-us/terms/"]


def test_a_section_is_the_one_that_holds_the_same_answers_wherever_it_stands():
    found = alternates("en-us", ENGLISH, FRENCH)
    assert urls(found.of_section("/en-us/orders/")) == ["/en-us/orders/", "/fr-ca/commandes/"]
    assert urls(found.of_section("/en-us/sizes/")) == ["/en-us/sizes/", "/fr-ca/tailles/"]


def test_a_section_with_too_little_in_common_has_no_counterpart():
    other = routes("de", {"z": ["a", "x", "y"]})
    assert urls(alternates("en-us", ENGLISH, other).of_section("/en-us/orders/")) == [
        "/en-us/orders/"
    ]


def test_a_section_has_one_counterpart_at_most():
    other = routes("de", {"z": ["a", "d"]})
    found = alternates("en-us", ENGLISH, other)
    matched = [s.url for s in ENGLISH.sections if len(found.of_section(s.url)) > 1]
    assert len(matched) == 1


sections = st.dictionaries(
    st.sampled_from("stuvw"),
    st.lists(st.sampled_from("abcdef"), min_size=1, max_size=5, unique=True),
    min_size=1,
)


@given(sections, sections)
def test_counterparts_are_mutual(one, other):
    """Otherwise search engines ignore hreflang."""
    siblings = routes("en-us", one), routes("de", other)
    ours, theirs = alternates("en-us", *siblings), alternates("de", *siblings)
    for section in siblings[0].sections:
        links = ours.of_section(section.url)
        assert links[0].url == section.url
        for link in links[1:]:
            assert urls(theirs.of_section(link.url)) == urls(links)
    for section in siblings[1].sections:
        links = theirs.of_section(section.url)
        assert links[-1].url == section.url
        for link in links[:-1]:
            assert urls(ours.of_section(link.url)) == urls(links)
