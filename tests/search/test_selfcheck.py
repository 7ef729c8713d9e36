"""Answers that their own names don't find."""

from __future__ import annotations

import pytest
from hypothesis import given
from small_editions import editions, make_document

from helpgen.errors import SearchError
from helpgen.search.analysis import Analyzer
from helpgen.search.memory import MemoryIndex
from helpgen.search.plan import COMMON
from helpgen.search.selfcheck import load_hidden, save_hidden, unfindable
from helpgen.search.weights import analyse

ENGLISH = Analyzer("en-us")


def index(documents):
    return MemoryIndex([analyse(d, ENGLISH) for d in documents], [d.url for d in documents])


def lost(documents):
    names = [(number, document.name) for number, document in enumerate(documents)]
    return list(unfindable(index(documents), ENGLISH, names))


def test_answers_with_names_of_their_own_are_found():
    assert lost([make_document(n, f"About {n}") for n in "abcdef"]) == []


def test_a_name_that_others_answer_better_is_told():
    hiding = [make_document(str(n), "Refund refund refund") for n in range(3)]
    assert lost([*hiding, make_document("x", "Refund")]) == [3]
    assert lost([*hiding[1:], make_document("x", "Refund")]) == []


def test_a_name_without_words_is_not_asked():
    assert lost([make_document(str(n), "!?") for n in range(9)]) == []


@given(editions(20))
def test_it_finds_what_looking_at_every_score_finds(documents):
    found, scores = index(documents), []
    for document in documents:
        words = {w.term: COMMON if w.common else 1.0 for w in ENGLISH.words(document.name)}
        scores.append(
            [
                sum(found.weights(t).get(number, 0) * w for t, w in words.items())
                for number in range(len(documents))
            ]
        )
    expected = [
        number
        for number, row in enumerate(scores)
        if sum(score > row[number] + 1e-9 for score in row) >= 3
    ]
    assert lost(documents) == expected


def test_what_was_found_is_kept_for_its_generation(tmp_path):
    assert load_hidden(tmp_path, "one") is None
    save_hidden(tmp_path, "one", ["a", "b"])
    assert load_hidden(tmp_path, "one") == ("a", "b")
    assert load_hidden(tmp_path, "two") is None


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"generation": "one", "ids": 1}', b"\xff"])
def test_what_cant_be_read_is_checked_again(tmp_path, data):
    (tmp_path / "hidden.json").write_bytes(data)
    assert load_hidden(tmp_path, "one") is None


def test_a_folder_that_cant_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(SearchError, match=r"file/hidden\.json: can't be written"):
        save_hidden(tmp_path / "file", "one", [])
