"""Where answers without translation stand among an edition's own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpgen.untranslated import filled


def ids(*sections):
    return [tuple(section) for section in sections]


@pytest.mark.parametrize(
    ("sections", "default", "missing", "told"),
    [
        (["ac"], ["abc"], "b", ["abc"]),
        (["ca"], ["abc"], "b", ["cab"]),
        (["c"], ["abc"], "ab", ["abc"]),
        (["a"], ["abc"], "bc", ["abc"]),
        (["a", "d"], ["de", "ab"], "be", ["ab", "de"]),
        (["a"], ["xy", "a"], "xy", ["a"]),
        (["ab", "ac"], ["abd"], "d", ["abd", "ac"]),
        (["a", "ab"], ["abd"], "d", ["a", "abd"]),
        (["a"], ["ab", "ab"], "b", ["ab"]),
        ([], ["ab"], "ab", []),
        (["a"], [], "b", ["a"]),
    ],
)
def test_a_missing_answer_stands_behind_the_one_that_it_follows(sections, default, missing, told):
    """In the section that shares most with that of the default language."""
    assert filled(ids(*sections), ids(*default), set(missing)) == ids(*told)


layouts = st.lists(
    st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=5).map(tuple), max_size=4
)


@given(layouts, layouts, st.frozensets(st.sampled_from("ghijk")))
def test_own_answers_keep_their_order_and_others_stand_once_in_a_section(one, default, missing):
    missing -= {answer_id for section in one for answer_id in section}
    found = filled(one, [(*section, *sorted(missing)) for section in default], missing)
    assert [tuple(i for i in section if i not in missing) for section in found] == one
    assert all(len(section) == len(set(section)) for section in found)
