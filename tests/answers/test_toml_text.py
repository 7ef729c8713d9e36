"""TOML that is written comes back, and a change touches its own line."""

from __future__ import annotations

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from helpgen.answers.toml_text import changed_toml, toml_text

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
VALUES = st.dictionaries(
    st.sampled_from(["id", "name", "description", "audiences"]),
    TEXT | st.lists(TEXT, max_size=4),
)


@given(VALUES)
def test_values_come_back(values):
    assert tomllib.loads(toml_text(values)) == values


@given(VALUES, VALUES)
def test_changed_values_come_back(old, new):
    assert tomllib.loads(changed_toml(toml_text(old), new)) == old | new


def test_comments_order_and_spelling_of_what_stays_are_kept():
    text = '# ours\nname = \'Old\'   # shown to agents\naudiences = [ "One" ]\nid = "a"\n'
    expected = '# ours\nname = "New"\naudiences = [ "One" ]\nid = "a"\n'
    assert changed_toml(text, {"name": "New", "audiences": ["One"]}) == expected


def test_a_long_text_has_a_line_a_line():
    values = {"description": 'One\nTwo "quoted" \\ three\n'}
    assert toml_text(values) == 'description = """\nOne\nTwo "quoted" \\\\ three\n"""\n'
