"""Answers and layout -> addresses."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from helpgen.errors import ContentError, Severity
from helpgen.model import Answer, EditionKey, Layout, LayoutSection, Snapshot
from helpgen.tree import RESERVED, answer_slugs, plan_routes

EDITION = EditionKey("fjell", "en-us")


def snapshot(names, sections=None):
    """A snapshot of answers by id, and of sections as pairs of header and ids."""
    layout = None
    if sections is not None:
        layout = Layout(tuple(LayoutSection(header, tuple(ids)) for header, ids in sections))
    answers = tuple(Answer(key, name, "", "en-us") for key, name in sorted(names.items()))
    return Snapshot(EDITION, "https://x.example", "2026-05-14T09:00:00Z", answers, layout)


def routes(names, sections=None, pages=None, **options):
    return plan_routes(
        snapshot(names, sections),
        pages or {},
        **{"base_path": "", "unplaced_title": "More answers", **options},
    )


def test_every_page_has_its_address():
    found = routes(
        {"b": "Return an item", "a": "返品"},
        [("Orders & Returns", ["b", "a"])],
        {"contact": "Contact"},
        base_path="/help",
    )
    assert found.home == "/help/en-us/"
    assert [(s.title, s.url, s.answer_ids) for s in found.sections] == [
        ("Orders & Returns", "/help/en-us/orders-returns/", ("b", "a"))
    ]
    assert found.answers == {
        "a": ("返品", "/help/en-us/answers/%E8%BF%94%E5%93%81/"),
        "b": ("Return an item", "/help/en-us/answers/return-an-item/"),
    }
    assert found.content_pages == {"contact": ("Contact", "/help/en-us/contact/")}
    assert found.path("a-z") == "/help/en-us/a-z/"
    assert found.problems == ()


def test_ascii_slugs_transliterate_answers_and_sections():
    found = routes({"a": "返品"}, [("注文", ["a"])], ascii_slugs=True)
    assert found.answers["a"].url.isascii()
    assert "%" not in found.answers["a"].url + found.sections[0].url


def test_of_answers_with_one_name_the_first_by_id_keeps_the_plain_slug():
    slugs = answer_slugs(snapshot({"B": "Sizes", "a": "Sizes!", "A": "sizes"}))
    assert slugs["A"] == "sizes"
    assert all(re.fullmatch(r"sizes-[0-9a-f]{6}", slugs[key]) for key in ("a", "B"))
    assert slugs["a"] != slugs["B"]


def test_ids_that_differ_by_case_only_get_slugs_that_differ_without_it():
    slugs = answer_slugs(snapshot({"AbC": "?", "aBc": "?", "abc": "?"}))
    assert len({slug.lower() for slug in slugs.values()}) == 3


def test_a_name_that_is_what_a_hash_would_make_is_evaded():
    plain = {"a": "Sizes", "b": "Sizes"}
    taken = answer_slugs(snapshot(plain))["b"]
    slugs = answer_slugs(snapshot({**plain, "A": taken}))
    assert slugs["A"] == taken
    assert len(set(slugs.values())) == 3
    assert slugs["b"].startswith(taken)


def test_a_slug_stays_while_the_name_suits_it():
    published = {"b": ("sizes",)}
    slugs = answer_slugs(snapshot({"a": "Sizes", "b": "Sizes?"}), published=published)
    assert slugs["b"] == "sizes"
    assert re.fullmatch(r"sizes-[0-9a-f]{6}", slugs["a"])


def test_another_name_gets_another_slug_and_the_old_name_the_old_one_again():
    published = {"a": ("colors", "sizes")}
    assert answer_slugs(snapshot({"a": "Fit"}), published=published) == {"a": "fit"}
    assert answer_slugs(snapshot({"a": "Sizes"}), published=published) == {"a": "sizes"}


def test_a_slug_is_never_given_to_another_answer():
    """What it led to before may come back, and its links lead there."""
    slugs = answer_slugs(snapshot({"a": "Sizes"}), published={"gone": ("sizes",)})
    assert re.fullmatch(r"sizes-[0-9a-f]{6}", slugs["a"])


def test_of_two_answers_that_a_merge_gave_one_slug_the_first_by_id_keeps_it():
    published = {"b": ("sizes",), "a": ("sizes",)}
    slugs = answer_slugs(snapshot({"a": "Sizes", "b": "Sizes"}), published=published)
    assert slugs["a"] == "sizes"
    assert re.fullmatch(r"sizes-[0-9a-f]{6}", slugs["b"])


ids = st.from_regex(r"[A-Za-z0-9._-]{1,5}", fullmatch=True)
names = st.sampled_from(["Sizes", "sizes!", "Größe", "返品", "?", "", "answers", "a-z"]) | st.text()
corpora = st.dictionaries(ids, names, max_size=6)


@given(corpora)
@example({"a": "?", "A": "?", "b": "sizes", "B": "SIZES"})
def test_every_answer_has_one_address_and_no_two_share_it(corpus):
    found = routes(corpus)
    assert found.answers.keys() == corpus.keys()
    urls = [unquote(link.url).casefold() for link in found.answers.values()]
    assert len(set(urls)) == len(urls)
    assert all(url.startswith("/en-us/answers/") and url.endswith("/") for url in urls)
    assert all(len(segment.encode()) <= 255 for url in urls for segment in url.split("/"))


@given(corpora, corpora)
def test_addresses_stay_when_answers_with_other_names_come(corpus, others):
    before = answer_slugs(snapshot(corpus))
    new = {f"new-{key}": f"zzz {name} {key}" for key, name in others.items()}
    after = answer_slugs(snapshot({**corpus, **new}))
    assert before.items() <= after.items()


@given(corpora, corpora)
def test_published_addresses_stay_whatever_comes(corpus, others):
    before = answer_slugs(snapshot(corpus))
    published = {key: (slug,) for key, slug in before.items()}
    after = answer_slugs(snapshot({**others, **corpus}), published=published)
    assert before.items() <= after.items()
    assert len(set(after.values())) == len(after)


headers = st.sampled_from(["FAQ", "FAQ 2", "faq", "", " ", "search", "A-Z", "?", "404"]) | st.text()


@given(corpora, st.lists(st.tuples(headers, st.lists(ids, max_size=4)), max_size=6), st.booleans())
def test_any_layout_makes_sections_with_addresses_of_their_own(corpus, sections, ascii_slugs):
    found = routes(corpus, sections, ascii_slugs=ascii_slugs)
    slugs = [unquote(section.url.split("/")[2]) for section in found.sections]
    assert len(set(slugs)) == len(slugs)
    assert not RESERVED & set(slugs)
    assert all(section.title.strip() and section.answer_ids for section in found.sections)
    assert {i for section in found.sections for i in section.answer_ids} == corpus.keys()


@pytest.mark.parametrize(
    ("titles", "slugs"),
    [
        (["FAQ", "FAQ", "FAQ 2"], ["faq", "faq-2", "faq-2-2"]),
        (["FAQ 2", "FAQ", "FAQ"], ["faq-2", "faq", "faq-3"]),
        (["Search", "?"], ["search-section", "section"]),
    ],
)
def test_sections_of_one_name_are_numbered(titles, slugs):
    found = routes({"a": "A"}, [(title, ["a"]) for title in titles])
    assert [section.url for section in found.sections] == [f"/en-us/{slug}/" for slug in slugs]


def test_an_id_without_content_in_the_language_is_told_and_left_out():
    found = routes({"a": "A"}, [("First", ["x", "a", "x"])])
    assert found.sections[0].answer_ids == ("a",)
    (problem,) = found.problems
    assert str(problem) == (
        "fjell/en-us answer x: section 'First' names it, but it has no content in this language: "
        "translate it, or take it out of the section in Gladly"
    )
    assert (problem.kind, problem.severity) == ("dangling-id", Severity.WARNING)


def test_a_section_without_answers_is_told_and_left_out():
    found = routes({"a": "A"}, [("Empty", []), ("First", ["a"])])
    assert [section.title for section in found.sections] == ["First"]
    assert [(p.kind, p.where) for p in found.problems] == [
        ("empty-section", "fjell/en-us section 'Empty'")
    ]


def test_answers_in_no_section_come_last_by_name():
    found = routes({"a": "Z", "b": "Y", "c": "C"}, [("First", ["c"])])
    assert [(s.title, s.answer_ids) for s in found.sections] == [
        ("First", ("c",)),
        ("More answers", ("b", "a")),
    ]
    assert [(p.kind, p.severity) for p in found.problems] == [
        ("unplaced-answer", Severity.NOTE)
    ] * 2


def test_without_a_layout_all_answers_are_in_one_section_and_nothing_is_told():
    found = routes({"a": "Z", "b": "Y"})
    assert [(s.title, s.answer_ids) for s in found.sections] == [("More answers", ("b", "a"))]
    assert found.problems == ()


def test_an_answer_may_stand_in_two_sections_but_once_in_each():
    found = routes({"a": "A"}, [("One", ["a", "a"]), ("Two", ["a"])])
    assert [section.answer_ids for section in found.sections] == [("a",), ("a",)]


def test_a_section_and_a_content_page_cant_share_an_address():
    told = (
        "fjell/en-us: section 'Contact' and content page contact.md both want "
        "/en-us/contact/: rename one of them"
    )
    with pytest.raises(ContentError, match=f"^{re.escape(told)}$"):
        routes({"a": "A"}, [("Contact", ["a"])], {"contact": "Contact us"})


@pytest.mark.parametrize("stem", sorted(RESERVED))
def test_a_content_page_cant_take_a_name_that_helpgen_uses(stem):
    told = f"fjell/en-us: content page {stem}.md has a name that helpgen uses: rename it"
    with pytest.raises(ContentError, match=f"^{re.escape(told)}$"):
        routes({}, None, {stem: "T"})


def fallback_routes(names, default, sections=None, default_sections=None):
    """Routes of an edition whose missing answers are those of another one."""
    whole = routes(default, default_sections)
    return plan_routes(
        snapshot(names, sections), {}, base_path="", unplaced_title="More answers", fallback=whole
    )


def test_a_missing_answer_stands_in_for_itself_in_the_default_language():
    found = fallback_routes({"a": "A"}, {"a": "An A", "b": "A B"}, [("One", ["a", "b"])])
    assert found.foreign == {"b"}
    assert found.answers["b"] == ("A B", "/en-us/answers/a-b/")
    assert found.answers["a"].title == "A"
    assert found.sections[0].answer_ids == ("a", "b")
    assert found.problems == ()
    assert found.own_answers(found.sections[0]) == {"a"}


def test_an_answer_that_no_section_names_stands_as_in_the_default_language():
    found = fallback_routes(
        {"a": "A", "c": "C"},
        {"a": "A", "b": "B", "c": "C", "x": "X"},
        [("One", ["a", "c"])],
        [("Eins", ["a", "b", "c"]), ("Zwei", ["x"])],
    )
    assert [(s.title, s.answer_ids) for s in found.sections] == [
        ("One", ("a", "b", "c")),
        ("More answers", ("x",)),
    ]


@given(corpora, corpora)
def test_no_own_address_changes_by_what_stands_in(corpus, default):
    plain, filled = routes(corpus), fallback_routes(corpus, default)
    assert plain.answers.items() <= filled.answers.items()
    assert filled.answers.keys() == corpus.keys() | default.keys()
    assert filled.foreign == default.keys() - corpus.keys()
    urls = [unquote(link.url).casefold() for link in filled.answers.values()]
    assert len(set(urls)) == len(urls)
    assert {i for section in filled.sections for i in section.answer_ids} == filled.answers.keys()
