"""What changed between two records: every answer in one class, sections by what is in them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpgen.changes.compare import KINDS, compare
from helpgen.changes.reading import EditionRecord, Record
from helpgen.changes.texts import body_diff
from helpgen.errors import Severity
from helpgen.findings.finding import Finding
from helpgen.model import Answer, EditionKey, Layout, LayoutSection, Snapshot

EN = EditionKey("alpha", "en-us")


def snapshot(answers, sections=None, edition=EN):
    """Answers as `{id: (name, body)}`, sections as `{header: ids}` or pairs."""
    pairs = sections.items() if isinstance(sections, dict) else sections
    layout = sections and Layout(tuple(LayoutSection(h, tuple(ids)) for h, ids in pairs))
    return Snapshot(
        edition,
        "https://acme.example",
        "2026-05-15T00:00:00Z",
        tuple(Answer(i, name, body, edition.language) for i, (name, body) in answers.items()),
        layout or None,
    )


def record(*snapshots, pages=None, findings=(), id_="2026-11-30T094207Z"):
    editions = {
        one.edition: EditionRecord(
            one, pages or {}, {a.id: f"/{one.edition.language}/{a.id}/" for a in one.answers}
        )
        for one in snapshots
    }
    bases = {edition.brand: f"https://{edition.brand}.example" for edition in editions}
    return Record(id_, "2026-11-30T09:42:07Z", "1", bases, editions, {}, tuple(findings))


def finding(where, what="is old", rule="stale-answer"):
    return Finding(rule, Severity.NOTE, where, what, "", what)


def told(old, new):
    """Kind and id of each change of the only edition."""
    (edition,) = compare(record(old), record(new)).editions
    return [(one.kind, one.id) for one in edition.answers]


BASE = {"a": ("A", "<p>one</p>"), "b": ("B", "<p>two</p>"), "c": ("C", "<p>three</p>")}
PLACED = {"First": "ab", "Second": "c"}

# --- Answers --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "sections", "expected"),
    [
        ({**BASE, "d": ("D", "")}, PLACED, ("added", "d")),
        ({i: BASE[i] for i in "ab"}, PLACED, ("removed", "c")),
        ({**BASE, "a": ("A", "<p>one more</p>")}, PLACED, ("changed", "a")),
        ({**BASE, "a": ("A2", "<p>one more</p>")}, PLACED, ("changed", "a")),
        ({**BASE, "a": ("A2", "<p>one</p>")}, PLACED, ("renamed", "a")),
        ({**BASE, "a": ("A2", "<p>one</p>")}, {"First": "b", "Second": "ac"}, ("renamed", "a")),
        (BASE, {"First": "b", "Second": "ac"}, ("moved", "a")),
        (BASE, {"First": "b", "Second": "c"}, ("moved", "a")),
    ],
)
def test_what_became_of_an_answer(answers, sections, expected):
    assert told(snapshot(BASE, PLACED), snapshot(answers, sections)) == [expected]


@pytest.mark.parametrize(
    "answers",
    [
        {**BASE, "a": ("A", "<p>one&#32; </p>\n")},
        dict(reversed(BASE.items())),
    ],
)
def test_what_reads_the_same_is_no_change(answers):
    assert told(snapshot(BASE, PLACED), snapshot(answers, {"First": "ba", "Second": "c"})) == []


def test_a_change_tells_the_old_name_and_the_sections():
    new = snapshot({**BASE, "a": ("A2", "<p>1</p>")}, {"First": "b", "Second": "ac"})
    (one,) = compare(record(snapshot(BASE, PLACED)), record(new)).answers()
    assert (one.renamed, one.moved, one.name, one.before.name) == (True, True, "A2", "A")
    assert (one.before.sections, one.after.sections) == (("First",), ("Second",))


def test_the_same_answer_of_several_brands_is_told_once_for_a_language():
    beta, french = EditionKey("beta", "en-us"), EditionKey("alpha", "fr")
    keys = (EN, beta, french)
    old = record(*(snapshot(BASE, {"In " + str(k): "abc"}, k) for k in keys))
    changed = {**BASE, "a": ("A", "<p>uno</p>")}
    new = record(*(snapshot(changed, {"In " + str(k): "abc"}, k) for k in keys))
    found = compare(old, new).answers()
    assert sorted(sorted(one.urls) for one in found) == [[EN, beta], [french]]


def test_of_an_edition_whose_answers_nobody_knows_only_pages_are_compared():
    one = record(snapshot(BASE), pages={"x.html": (1, 2)})
    unknown = {EN: replace(one.editions[EN], snapshot=None, pages={"x.html": (1, 3)})}
    (found,) = compare(replace(one, editions=unknown), one).editions
    assert (found.known, found.answers, found.pages.changed) == (False, (), ("x.html",))


def test_a_new_edition_and_one_that_is_gone():
    french = snapshot(BASE, PLACED, EditionKey("alpha", "fr"))
    changes = compare(record(snapshot(BASE, PLACED)), record(french))
    assert [(e.state, {one.kind for one in e.answers}) for e in changes.editions] == [
        ("gone", {"removed"}),
        ("new", {"added"}),
    ]


def test_only_the_brands_that_are_asked_for_are_told():
    beta = snapshot(BASE, PLACED, EditionKey("beta", "en-us"))
    problems = [finding("alpha/en-us answer a"), finding("beta/en-us answer a")]
    changes = compare(record(), record(snapshot(BASE), beta, findings=problems), {"beta"})
    assert [one.edition.brand for one in changes.editions] == ["beta"]
    assert [one.brand for one in changes.new] == ["beta"]


# --- Sections, pages, problems --------------------------------------------------------


def sections(old, new):
    (edition,) = compare(record(snapshot(BASE, old)), record(snapshot(BASE, new))).editions
    return [(one.kind, one.before, one.name) for one in edition.sections], edition.answers


def test_a_section_with_most_of_its_answers_is_the_same_under_another_header():
    """Its answers haven't moved."""
    assert sections(PLACED, {"Firstly": "ab", "Second": "c"}) == (
        [("renamed", "First", "Firstly")],
        (),
    )


def test_two_that_swap_headers_have_swapped_answers():
    """A header is what readers know a section by."""
    found, answers = sections(PLACED, {"Second": "ab", "First": "c"})
    assert found == []
    assert {one.id for one in answers} == {"a", "b", "c"}


def test_sections_of_one_header_are_told_apart_by_their_order():
    assert sections([("X", "a"), ("X", "bc")], [("X", "a"), ("X", "bc")]) == ([], ())
    found, answers = sections([("X", "a"), ("X", "bc")], [("X", "ab"), ("X", "c")])
    assert found == []
    assert [one.id for one in answers] == ["b"]


def test_sections_come_and_go():
    found, answers = sections({"One": "a", "Two": "bc"}, {"Three": "", "Two": "abc"})
    assert found == [("added", "", "Three"), ("removed", "", "One")]
    assert [one.id for one in answers] == ["a"]


def test_pages_by_their_sums():
    old = record(snapshot(BASE), pages={"a": (1, 1), "b": (1, 1), "c": (1, 1)})
    new = record(snapshot(BASE), pages={"a": (1, 1), "b": (2, 1), "d": (1, 1)})
    (edition,) = compare(old, new).editions
    assert (edition.pages.added, edition.pages.changed, edition.pages.removed) == (
        ("d",),
        ("b",),
        ("c",),
    )


def test_new_problems_and_solved_ones_are_known_by_what_they_are():
    """Not by how much they matter, nor by the line that they stand in."""
    same = finding("content/a.md:3: x")
    moved = replace(same, where="content/a.md:9: x", severity=Severity.ERROR)
    old = record(findings=[finding("alpha/en-us answer a"), finding("content/a.md:3")])
    new = record(findings=[finding("alpha/en-us answer b"), finding("content/a.md:9")])
    changes = compare(old, new)
    assert [one.where for one in changes.new] == ["alpha/en-us answer b"]
    assert [one.where for one in changes.solved] == ["alpha/en-us answer a"]
    assert compare(record(findings=[same]), record(findings=[moved])).new == (moved,)


# --- Any two records ------------------------------------------------------------------

IDS = st.sampled_from("abcdef")
BODIES = st.sampled_from(["", "<p>x</p>", "<p>x y</p>", "<p>x y </p>", "<h2>x</h2><p>y", "<b>"])
ANSWERS = st.dictionaries(IDS, st.tuples(st.sampled_from(["A", "B", ""]), BODIES))
SECTIONS = st.none() | st.lists(
    st.tuples(st.sampled_from(["S", "T", "U", ""]), st.lists(IDS, max_size=4)), max_size=4
)
KEYS = st.sampled_from([EN, EditionKey("alpha", "fr"), EditionKey("beta", "en-us")])
PAGES = st.dictionaries(st.sampled_from("xyz"), st.tuples(st.integers(0, 2), st.integers(0, 1)))
FINDINGS = st.lists(st.sampled_from(["alpha/en-us answer a", "x: y", "z"]).map(finding))


@st.composite
def records(draw):
    editions = draw(st.lists(KEYS, unique=True))
    made = [snapshot(draw(ANSWERS), draw(SECTIONS), edition) for edition in editions]
    return record(*made, pages=draw(PAGES), findings=draw(FINDINGS))


@given(records())
def test_a_record_compared_with_itself_shows_nothing(one):
    changes = compare(one, one)
    assert not changes
    assert changes.answers() == []


@given(records(), records())
def test_every_answer_is_in_just_one_class(old, new):
    changes = compare(old, new)
    for edition in changes.editions:
        before, after = (
            {a.id for a in side.editions[edition.edition].snapshot.answers}
            if edition.edition in side.editions
            else set()
            for side in (old, new)
        )
        ids = [one.id for one in edition.answers]
        assert len(ids) == len(set(ids))
        assert len(ids) + edition.unchanged == len(before | after)
        assert sum(map(edition.count, KINDS)) == len(ids)
        assert {one.id for one in edition.answers if one.kind == "added"} == after - before
        assert {one.id for one in edition.answers if one.kind == "removed"} == before - after
    told_in = [(key, one.id) for one in changes.answers() for key in one.urls]
    assert sorted(told_in) == sorted(
        (e.edition, one.id) for e in changes.editions for one in e.answers
    )


@given(records(), records())
def test_the_way_back_is_the_same_in_reverse(old, new):
    there, back = compare(old, new), compare(new, old)
    swapped = {"added": "removed", "removed": "added"}
    for one, other in zip(there.editions, back.editions, strict=True):
        assert {(swapped.get(a.kind, a.kind), a.id) for a in one.answers} == {
            (a.kind, a.id) for a in other.answers
        }
        assert one.pages.changed == other.pages.changed
    assert (there.new, there.solved) == (back.solved, back.new)


# --- Diffs ----------------------------------------------------------------------------


def diff(before, after):
    new = snapshot({"a": ("A", after)})
    (one,) = compare(record(snapshot({"a": ("A", before)})), record(new)).answers()
    return body_diff(one)


def test_a_diff_shows_the_words_that_changed_and_some_around():
    words = " ".join(f"w{n}" for n in range(200))
    (line,) = diff(f"<p>{words} ten {words}</p>", f"<p>{words} twelve {words}</p>")
    text = "".join(span.text for span in line)
    assert [span.text for span in line if span.mark != "same"] == ["ten", "twelve"]
    assert len(text) < 200
    assert text.startswith("… w")


def test_a_text_that_is_too_long_to_be_compared_is_told_so():
    assert diff("<p>x</p>" * 1500, "<p>y</p>" * 1500) is None
    long = "a b " * 20_000
    (gone,), (new,) = diff(f"<p>{long}</p>", f"<p>{long}c</p>")
    assert (gone.mark, new.mark) == ("gone", "new")
    assert len(gone.text) < 1_000
