"""Which answers are about the same things."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from helpgen.related import Text, related_answers

NAMES = {
    "return": "How do I return a jacket?",
    "refund": "When is a returned jacket refunded?",
    "refund-late": "My refund is late",
    "shipping": "How much is shipping?",
    "abroad": "Shipping to other countries",
    "password": "I forgot my password",
    "sign-in": "Sign in without a password",
    "newsletter": "Stop the newsletter",
    "boots": "Waterproof boots for winter",
    "care": "Waterproof boots need wax",
    "gift": "Pay with a gift card",
    "card": "My gift card doesn't work",
}


def texts(names=NAMES, **bodies):
    """An answer for each name; `bodies` by id with `_` for `-`."""
    return [
        Text(id_, name, (), bodies.get(id_.replace("-", "_"), "")) for id_, name in names.items()
    ]


def test_answers_that_share_their_rare_words_are_related():
    found = related_answers("en-us", texts(), 3)
    assert found["boots"] == ["care"]
    assert found["gift"] == ["card"]
    assert found["return"][0] == "refund"


def test_endings_and_case_make_no_difference():
    assert "shipping" in related_answers("en-us", texts(), 3)["abroad"]
    assert "refund-late" in related_answers("en-us", texts(), 3)["refund"]


def test_an_answer_that_shares_nothing_has_none():
    assert related_answers("en-us", texts(), 3)["newsletter"] == []


def test_no_answer_is_related_to_itself_and_none_twice():
    for own, found in related_answers("en-us", texts(), 10).items():
        assert own not in found
        assert len(set(found)) == len(found)


def test_there_are_as_many_as_are_wanted_at_most():
    alike = {str(n): "Waterproof boots" for n in range(5)}
    names = {**{f"other {n}": f"Word{n} thing{n}" for n in range(60)}, **alike}
    assert related_answers("en-us", texts(names), 2)["3"] == ["0", "1"]


def test_a_word_of_many_answers_tells_nothing():
    names = {str(n): f"Jacket word{n}" for n in range(20)}
    assert set(map(tuple, related_answers("en-us", texts(names), 3).values())) == {()}


def test_the_first_lines_count_and_the_rest_does_not():
    own, far = "wool sweaters shrink", "and so on " * 40 + "wool sweaters shrink"
    names = {**NAMES, "a": "Care", "b": "Washing", "c": "More"}
    found = related_answers("en-us", texts(names, a=own, b=own, c=far), 3)
    assert found["a"] == ["b"]
    assert found["c"] == []


def test_headings_count():
    given_ = [*texts(), Text("x", "One", ("Crampons", "Ice axes"), "")]
    found = related_answers("en-us", [*given_, Text("y", "Two", ("Ice axes",), "")], 3)
    assert found["x"] == ["y"]


def test_languages_without_spaces_are_compared_by_pairs_of_characters():
    names = {"a": "返品方法について", "b": "返品方法の詳細", "c": "会員登録", "d": "送料一覧"}
    found = related_answers("ja", texts({**names, **{str(n): f"他{n}" for n in range(30)}}), 3)
    assert found["a"] == ["b"]
    assert found["c"] == []


def test_signs_of_vowels_belong_to_words():
    names = {"a": "पासवर्ड बदलें", "b": "पासवर्ड भूल गए", "c": "किताब भेजें"}
    names |= {str(n): f"शब्द{n}" for n in range(30)}
    assert related_answers("hi", texts(names), 3)["a"] == ["b"]


@given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=40)), max_size=12))
def test_any_text_is_compared_and_the_same_way_each_time(pairs):
    given_ = [Text(str(n), name, (), text) for n, (name, text) in enumerate(pairs)]
    found = related_answers("en-us", given_, 3)
    assert found == related_answers("en-us", given_, 3)
    assert list(found) == [text.id for text in given_]
