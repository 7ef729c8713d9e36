"""Pages without a description."""

from __future__ import annotations

import pytest
from looked_at import told

from helpgen.checks import missing_description


@pytest.mark.parametrize(
    "head", ["", '<meta name="description" content=" ">', '<meta property="og:description">']
)
def test_a_page_without_a_description_is_told(head):
    page = f'<head>{head}</head><meta name="description" content="In the body">'
    assert told(missing_description, pages={"/x/": page}) == [
        ("alpha/en-us page /x/", "has no description")
    ]


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="description" content="All sizes.">',
        "<meta content='a > b' name=Description>",
        '<meta name="robots" content="noindex">',
    ],
)
def test_a_description_in_any_spelling_is_enough_and_a_hidden_page_needs_none(head):
    assert told(missing_description, pages={"/x/": f"<head>{head}</head>"}) == []
