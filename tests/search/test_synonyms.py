"""Reading synonyms.toml."""

from __future__ import annotations

import pytest

from helpgen.errors import ContentError
from helpgen.model import EditionKey
from helpgen.search.synonyms import load_synonyms, synonyms_file

EDITION = EditionKey("alpha", "en-us")


@pytest.fixture
def load(tmp_path):
    """`load(text)` reads a file with this text."""

    def read(text, edition=EDITION):
        path = synonyms_file(tmp_path, edition)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return load_synonyms(tmp_path, edition)

    return read


def test_an_edition_may_have_none(tmp_path):
    assert load_synonyms(tmp_path, EDITION) == {}


def test_the_phrases_of_a_group_stand_for_one_another(load):
    assert load('groups = [["Refund", "Money  back", "réimbursement"]]') == {
        "refund": ("money back", "reimbursement"),
        "money back": ("refund", "reimbursement"),
        "reimbursement": ("refund", "money back"),
    }


def test_a_phrase_may_be_in_several_groups(load):
    found = load('groups = [["card", "voucher"], ["card", "badge"]]')
    assert found["card"] == ("voucher", "badge")


def test_spellings_that_fold_to_one_are_no_synonyms_of_each_other(load):
    assert load('groups = [["café", "Cafe", "bistro"]]') == {
        "cafe": ("bistro",),
        "bistro": ("cafe",),
    }


def test_phrases_of_pairs_are_pairs(load):
    assert load('groups = [["返品", "返金方法"]]', EditionKey("alpha", "ja")) == {
        "返品": ("返金 金方 方法",),
        "返金 金方 方法": ("返品",),
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("groups = [", "isn't TOML"),
        ("group = []", "has group; known: groups"),
        ('groups = "refund"', "groups must be a list of lists"),
        ('groups = ["refund"]', "groups[0] must be two phrases or more"),
        ('groups = [["a", "b"], ["refund"]]', "groups[1] must be two phrases or more"),
        ('groups = [["refund", "refund"]]', "groups[0] must be two phrases or more"),
        ('groups = [["refund", 1]]', "groups[0] must be two phrases or more"),
        ('groups = [["refund", []]]', "groups[0] must be two phrases or more"),
        ('groups = [["refund", "!?"]]', "groups[0] has a phrase without any word"),
        ('groups = [["café", "cafe"]]', "groups[0] has phrases that all mean the same already"),
    ],
)
def test_a_mistake_is_told_with_file_and_place(load, tmp_path, text, told):
    with pytest.raises(ContentError) as raised:
        load(text)
    assert str(raised.value).startswith(str(synonyms_file(tmp_path, EDITION)))
    assert told in str(raised.value)
