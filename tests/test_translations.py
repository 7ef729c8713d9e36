"""What the report of translations counts."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpgen.errors import SnapshotError
from helpgen.model import Answer, EditionKey, Snapshot
from helpgen.site_file import load_whole_site
from helpgen.snapshot import save_snapshot
from helpgen.translations import (
    AnswerRow,
    BrandTranslations,
    MissingStrings,
    State,
    brand_translations,
    missing_strings,
    to_csv,
    to_json,
)

DAY = "2026-05-14T09:00:00.000Z"


@pytest.fixture
def report(small_site):
    """`report({"en-us": {"a": DAY}, …})`: the brand's report of answers with these times."""

    def make(editions, fallback="none"):
        site = small_site({"alpha": list(editions)})
        for language, answers in editions.items():
            found = tuple(
                Answer(key, f"{key} {language}", "", language, updated)
                for key, updated in sorted(answers.items())
            )
            key = EditionKey("alpha", language)
            folder = site.root / "build/snapshots"
            save_snapshot(folder, Snapshot(key, site.gladly, DAY, found))
        change = [f"brands.alpha.fallback={fallback}"]
        loaded = load_whole_site(site.root / "site.toml", change)
        return brand_translations(loaded, loaded.brands[0])

    return make


def states(found):
    return {
        row.id: {code: str(state) for code, state in row.states.items()} for row in found.answers
    }


def test_every_answer_has_a_state_in_every_language(report):
    found = report({"en-us": {"a": DAY, "b": DAY}, "fr": {"a": DAY, "c": DAY}})
    assert states(found) == {
        "a": {"en-us": "original", "fr": "translated"},
        "b": {"en-us": "original", "fr": "missing"},
        "c": {"en-us": "missing", "fr": "own"},
    }
    assert [row.name for row in found.answers] == ["a en-us", "b en-us", "c fr"]
    assert found.share("fr") == 0.5
    assert found.share("en-us") == 1


def test_fallback_is_what_the_default_language_has_and_no_translation(report):
    found = report({"en-us": {"a": DAY}, "fr": {"c": DAY}, "de": {}}, fallback="default")
    assert states(found)["a"] == {"en-us": "original", "fr": "fallback", "de": "fallback"}
    assert states(found)["c"] == {"en-us": "missing", "fr": "own", "de": "missing"}
    assert found.share("de") == 0


@pytest.mark.parametrize(
    ("original", "translation", "state"),
    [
        ("2026-05-15T09:00:00Z", "2026-05-14T09:00:00Z", "translated"),
        ("2026-05-15T09:00:01Z", "2026-05-14T09:00:00Z", "outdated"),
        ("2026-05-15T09:00:01+02:00", "2026-05-14T09:00:00Z", "translated"),
        ("2026-05-15T09:00:01", "2026-05-14T09:00:00Z", "outdated"),
        ("2026-05-01T09:00:00Z", "2026-05-14T09:00:00Z", "translated"),
        (None, "2026-05-14T09:00:00Z", "translated"),
        ("2026-05-15T09:00:00Z", None, "translated"),
        ("soon", "2026-05-14T09:00:00Z", "translated"),
    ],
)
def test_a_translation_is_outdated_more_than_a_day_after_a_change(
    report, original, translation, state
):
    found = report({"en-us": {"a": original}, "fr": {"a": translation}})
    assert states(found)["a"]["fr"] == state


def test_an_edition_without_snapshot_is_told(small_site):
    site = small_site({"alpha": ["en-us"]})
    (site.root / "build/snapshots/alpha/en-us.json").unlink()
    loaded = load_whole_site(site.root / "site.toml")
    with pytest.raises(SnapshotError, match="there's no snapshot yet"):
        brand_translations(loaded, loaded.brands[0])


state_rows = st.lists(st.tuples(st.sampled_from(State), st.sampled_from(State)), max_size=9)


@given(state_rows)
def test_counts_add_up_and_a_share_is_a_share(rows):
    answers = tuple(
        AnswerRow(str(n), str(n), {"en": one, "fr": other}, {})
        for n, (one, other) in enumerate(rows)
    )
    found = BrandTranslations("alpha", ("en", "fr"), answers)
    assert found.counts("fr").total() == len(rows)
    assert found.share("en") >= 0


def test_the_report_as_json_and_csv_says_the_same(report):
    found = report({"en-us": {"a": DAY, "b": None}, "fr": {"a": DAY}})
    (brand,) = to_json([found], [MissingStrings("base", "fr", ("home",))])["brands"]
    rows = list(csv.DictReader(io.StringIO(to_csv([found]), newline="")))
    told = {(row["id"], row["language"]): row["state"] for row in rows}
    assert told == {
        (row["id"], code): state
        for row in brand["answers"]
        for code, state in row["states"].items()
    }
    assert brand["languages"][1] == {
        "language": "fr",
        "share": 0.5,
        "original": 0,
        "translated": 1,
        "outdated": 0,
        "fallback": 0,
        "missing": 1,
        "own": 0,
    }
    assert rows[0] == {
        "brand": "alpha",
        "id": "a",
        "name": "a en-us",
        "language": "en-us",
        "state": "original",
        "updated": DAY,
        "original updated": DAY,
    }


def strings(site):
    loaded = load_whole_site(site.root / "site.toml")
    return {(m.theme, m.language): m.keys for m in missing_strings(loaded, loaded.brands)}


def test_strings_and_plural_forms_that_are_there_in_english_only_are_told(small_site):
    site = small_site({"alpha": ["en-us", "pl", "pt-br"], "beta": ["en-us", "pl", "th"]})
    site.themes["beta"] = "mine"
    site.child_theme(
        "mine",
        {
            "strings/en.toml": 'greeting = "Hello"\nitems = { one = "1", other = "{count}" }',
            "strings/pl.toml": 'items = { one = "1", other = "{count}" }',
        },
    )
    site.configure()
    found = strings(site)
    assert found.pop(("mine", "pl")) == ("greeting", "items.few", "items.many")
    assert {"greeting", "items", "home"} <= set(found.pop(("mine", "th")))
    assert found == {}
