"""Lines of keys in TOML files."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpgen.toml_lines import line_of

TEXT = """\
name = "a"
dotted.key = 1

[site]
output = "dist"
[[brands]]
slug = "one"
[brands.options]
accent = "#fff"
"odd key" = 1
[[brands]]
slug = "two"
options = { accent = "#000" }
[[brands.sections]]
header = "A"
[[brands.sections]]
header = "B"
"""


@pytest.mark.parametrize(
    ("key", "line"),
    [
        (("name",), 1),
        (("dotted", "key"), 2),
        (("site",), 4),
        (("site", "output"), 5),
        (("brands", 0, "slug"), 7),
        (("brands", 0, "options", "accent"), 9),
        (("brands", 0, "options", "odd key"), 10),
        (("brands", 0, "options", "none"), 8),
        (("brands", 1, "slug"), 12),
        (("brands", 1, "options", "accent"), 13),
        (("brands", 1, "name"), 11),
        (("brands", 1, "sections", 0, "header"), 15),
        (("brands", 1, "sections", 1, "header"), 17),
        (("none",), None),
        ((), None),
    ],
)
def test_the_line_is_that_of_the_key_or_of_the_closest_table(key, line):
    assert line_of(TEXT, key) == line


@given(st.text(), st.lists(st.text() | st.integers(), max_size=4).map(tuple))
def test_any_text_has_a_line_or_none(text, key):
    found = line_of(text, key)
    assert found is None or 1 <= found <= len(text.splitlines())


names = st.from_regex(r"[a-z]{1,3}", fullmatch=True)


@given(st.dictionaries(names, st.dictionaries(names, st.integers(), min_size=1), min_size=1))
def test_every_key_of_plain_tables_is_found(tables):
    text = "\n".join(
        line
        for table, keys in tables.items()
        for line in (f"[{table}]", *(f"{key} = {value}" for key, value in keys.items()))
    )
    assert tomllib.loads(text) == tables
    lines = text.splitlines()
    for table, keys in tables.items():
        for key, value in keys.items():
            assert lines[line_of(text, (table, key)) - 1] == f"{key} = {value}"
