"""Tables as CSV."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from helpgen.csv_table import csv_table


def test_a_row_a_line_with_numbers_as_they_are():
    assert csv_table([["name", "count"], ['a "b", c', -3]]) == 'name,count\r\n"a ""b"", c",-3\r\n'


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_no_text_is_a_formula_and_every_text_can_be_read_back(text):
    (cell,) = next(csv.reader(io.StringIO(csv_table([[text]]), newline="")))
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert cell.removeprefix("'") == text.removeprefix("'")
