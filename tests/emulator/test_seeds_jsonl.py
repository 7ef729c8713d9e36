"""Seeds from JSON Lines files."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpgen.emulator import (
    AnswerRecord,
    ContentRecord,
    HelpCenterRecord,
    SectionRecord,
    seed_from_jsonl,
)
from helpgen.emulator.records import is_id
from helpgen.emulator.seeds_jsonl import valid_ids
from helpgen.errors import ConfigError


def row(answer_id, name="N", language="en-us", **more):
    return {"id": answer_id, "name": name, "bodyHtml": "<p>B</p>", "language": language, **more}


@pytest.fixture
def seeded(tmp_path):
    """Writes rows, or raw lines, and gives the seed made of them."""
    path = tmp_path / "corpus.jsonl"

    def make(*rows):
        lines = (one if isinstance(one, str) else json.dumps(one) for one in rows)
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        return seed_from_jsonl(path)

    return make


def problems_of(seeded, *rows):
    """Every problem as `line: what`."""
    with pytest.raises(ConfigError) as raised:
        seeded(*rows)
    return [str(problem).partition("corpus.jsonl:")[2] for problem in raised.value.problems]


def test_rows_of_one_id_become_one_answer_named_by_its_english_title(seeded):
    seed = seeded(
        row("a", "Titre", "fr", updatedAt="2026-01-02T03:04:05+01:00"),
        "",
        row("a", "Title", section=None, audience=None, updatedAt=None, extra=1),
        row("b", "Nur", "de"),
    )
    assert seed.answers == (AnswerRecord("a", "Title"), AnswerRecord("b", "Nur"))
    assert seed.contents[:2] == (
        ContentRecord(
            "a", "fr", "public", "<p>B</p>", title="Titre", updated_at="2026-01-02T02:04:05.000Z"
        ),
        ContentRecord("a", "en-us", "public", "<p>B</p>", title="Title"),
    )
    assert seed.organization.id == "demo-organization"
    assert seed.organization.name == "corpus"
    assert seed.organization.languages == ("en-us", "fr", "de")
    assert seed.help_centers == ()


def test_ids_are_made_valid_and_kept_apart(seeded):
    seed = seeded(row("docs/a b/é"), row("docs_a_b_"), row("ok.1-_"), row(".."), row("x", "M"))
    first, second, *others = [content.answer_id for content in seed.contents]
    assert first == "docs_a_b_"
    assert re.fullmatch(r"docs_a_b_-[0-9a-f]{6}", second)
    assert others == ["ok.1-_", "__", "x"]


def test_all_languages_of_an_id_get_the_same_new_id(seeded):
    seed = seeded(row("a/b"), row("a/b", language="fr"))
    assert {content.answer_id for content in seed.contents} == {"a_b"}


@given(st.lists(st.text(st.sampled_from("ab/._- é"), min_size=1), max_size=20))
def test_every_original_gets_a_valid_id_of_its_own_in_any_order(originals):
    made = valid_ids(originals, lambda text: re.sub(r"[^A-Za-z0-9_-]", "_", text))
    assert made == valid_ids(reversed(originals), lambda t: re.sub(r"[^A-Za-z0-9_-]", "_", t))
    assert len(set(made.values())) == len(set(originals))
    assert all(is_id(one) for one in made.values())


def test_names_of_containers_are_unique(seeded):
    seed = seeded(row("a"), row("b"), row("c", "N (2)"), row("d"), row("e"))
    names = [answer.name for answer in seed.answers]
    assert names == ["N", "N (2)", "N (2) (2)", "N (3)", "N (4)"]


def test_sections_become_layouts_in_order_of_appearance(seeded):
    seed = seeded(
        row("z", section="Last"),
        row("a", section="First"),
        row("b"),
        row("c", section="Last"),
        row("z", language="fr", section="Fin"),
    )
    assert seed.help_centers == (
        HelpCenterRecord(
            "all-en-us",
            "en-us",
            (SectionRecord("Last", ("z", "c")), SectionRecord("First", ("a",))),
        ),
        HelpCenterRecord("all-fr", "fr", (SectionRecord("Fin", ("z",)),)),
    )


def test_audiences_get_ids_and_layouts_of_their_own(seeded):
    seed = seeded(
        row("a", audience="Fjell & Fjord", section="S"),
        row("b", audience="Sorbet", section="S"),
        row("c", audience="Fjell + Fjord"),
        row("d", audience="日本"),
    )
    audiences = seed.organization.audiences
    assert audiences["fjell-fjord"] == "Fjell & Fjord"
    assert audiences["Sorbet"] == "Sorbet"
    assert len(audiences) == 4
    assert all(is_id(one) for one in audiences)
    assert [center.id for center in seed.help_centers] == ["fjell-fjord-en-us", "sorbet-en-us"]
    assert [center.audience_id for center in seed.help_centers] == ["fjell-fjord", "Sorbet"]
    assert seed.answers[1].audience_ids == ("Sorbet",)


def test_an_audience_named_all_is_not_the_layout_of_everybody(seeded):
    seed = seeded(
        row("a", audience="ALL", section="S"),
        row("b", audience="all", section="S"),
        row("c", section="S"),
    )
    ids = {center.audience_id: center.id for center in seed.help_centers}
    assert ids[None] == "all-en-us"
    assert re.fullmatch(r"all-[0-9a-f]{6}-en-us", ids["ALL"])
    assert re.fullmatch(r"all-[0-9a-f]{6}-en-us", ids["all"])
    assert len(set(ids.values())) == 3


def test_an_answer_may_have_another_audience_in_each_language(seeded):
    seed = seeded(row("a", audience="One"), row("a", language="fr", audience="Two"))
    assert seed.answers[0].audience_ids == ("One", "Two")


def test_lone_surrogates_become_replacement_characters(seeded):
    seed = seeded(r'{"id": "\ud800", "name": "a\ud800", "bodyHtml": "\udfff", "language": "fr"}')
    assert seed.contents == (ContentRecord("_", "fr", "public", "\ufffd", title="a\ufffd"),)


def test_bad_rows_are_told_with_their_lines_all_at_once(seeded):
    told = problems_of(
        seeded,
        "{",
        row("a"),
        "[]",
        {"id": 1, "name": None, "language": "en-us", "section": 3},
        row(" ", " ", "EN", section="", updatedAt="yesterday"),
        row("a"),
        row("b", "n" * 501),
        row("c", updatedAt="0001-01-01T00:00:00+23:00"),
    )
    assert told[0].startswith("1: isn't JSON: ")
    assert told[1:] == [
        "3: isn't a JSON object",
        "4: bodyHtml is missing",
        "4: id isn't a string",
        "4: name isn't a string",
        "4: section isn't a string",
        "5: id is blank",
        "5: name is blank",
        "5: section is blank",
        "5: language 'EN' isn't a code like en-us or fr",
        "5: updatedAt 'yesterday' isn't an RFC 3339 time",
        "6: repeats id and language of line 2",
        "7: name has more than 500 characters",
        "8: updatedAt '0001-01-01T00:00:00+23:00' isn't an RFC 3339 time",
    ]


def test_an_empty_file_is_an_empty_organization(seeded):
    seed = seeded()
    assert (seed.answers, seed.organization.languages) == ((), ("en-us",))


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(ConfigError, match=r"none\.jsonl: can't be read: No such file"):
        seed_from_jsonl(tmp_path / "none.jsonl")
