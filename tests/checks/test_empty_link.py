"""Links without words."""

from __future__ import annotations

import pytest
from looked_at import said

from helpgen.checks import empty_link

PICTURE = '<img src="https://x.example/a.png"'


@pytest.mark.parametrize(
    "inner", [f'{PICTURE} alt="">', f"<b>{PICTURE}></b>", f'{PICTURE} alt=" ">']
)
def test_a_link_without_words_is_told(inner):
    body = f'<p>Go <a href="https://x.example/?a=1&amp;b">{inner}</a></p>'
    assert said(empty_link, body) == ["the link to https://x.example/?a=1&b has no text"]


@pytest.mark.parametrize("inner", ["Go", "<b>Go</b>", f'{PICTURE} alt="A map">', "→"])
def test_a_link_with_words_or_a_described_picture_is_fine(inner):
    assert said(empty_link, f'<p><a href="https://x.example/">{inner}</a></p>') == []
