"""Bold paragraphs that look like headings."""

from __future__ import annotations

import pytest
from looked_at import said

from helpgen.checks import fake_heading


@pytest.mark.parametrize("tag", ["strong", "b"])
def test_a_bold_paragraph_before_a_text_is_told(tag):
    body = f"<p><{tag}>Before you start</{tag}></p><p>Charge it.</p>"
    assert said(fake_heading, body) == ["'Before you start' looks like a heading, and is bold text"]


@pytest.mark.parametrize(
    "body",
    [
        "<p><b>Don't open it.</b></p><p>It's hot.</p>",
        "<p><b>Compatible with:</b></p><ul><li>All of them.</li></ul>",
        "<p><b>Charge</b> it first</p><p>Then go.</p>",
        "<p>Charge it.</p><p><b>Thank you</b></p>",
        "<h2><b>Before you start</b></h2><p>Charge it.</p>",
        f"<p><b>{'long ' * 20}</b></p><p>Charge it.</p>",
    ],
)
def test_a_sentence_an_ending_a_part_and_a_heading_are_fine(body):
    assert said(fake_heading, body) == []
