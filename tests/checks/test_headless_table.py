"""Tables without header cells."""

from __future__ import annotations

import pytest
from looked_at import said

from helpgen.checks import headless_table

ROW = "<tr><td>a</td><td>b</td></tr>"


PICTURES = '<tr><td><img src="https://x.example/a.png"></td><td><img src="https://x.example/b.png"></td></tr>'


def test_a_table_of_data_without_header_cells_is_told_by_its_number():
    head = "<tr><th>a</th><th>b</th></tr>"
    body = f"<table>{head}{ROW}</table><table><thead>{ROW}</thead><tbody>{ROW}</tbody></table>"
    assert said(headless_table, body) == ["table 2 has no header cells"]


@pytest.mark.parametrize(
    "rows",
    [
        f"<tr><th>a</th><th>b</th></tr>{ROW}",
        "<tr><th>a</th><td>b</td></tr><tr><th>c</th><td>d</td></tr>",
        ROW,
        f"{PICTURES}{ROW}",
        "<tr><td>a</td></tr><tr><td>b</td></tr>",
    ],
)
def test_header_cells_anywhere_or_a_single_row_or_column_are_fine(rows):
    assert said(headless_table, f"<table>{rows}</table>") == []
