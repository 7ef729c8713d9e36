"""Descriptions that describe nothing."""

from __future__ import annotations

import pytest
from looked_at import said

from helpgen.checks import poor_alt


def picture(alt):
    return f'<p><img src="https://x.example/a.png" alt="{alt}"></p>'


@pytest.mark.parametrize(
    "alt",
    [
        "IMG_1234.JPG",
        "image",
        "Screenshot",
        "image12",
        "Screenshot 2024-01-02",
        "photo.",
        "a/b.png",
    ],
)
def test_a_files_name_or_a_word_for_any_picture_is_told(alt):
    assert said(poor_alt, picture(alt)) == [
        f"a picture's description, {alt!r}, doesn't say what it shows"
    ]


@pytest.mark.parametrize(
    "alt", ["", "The menu, open", "Screenshot of the menu", "Image settings", "Save as report.pdf"]
)
def test_words_about_the_picture_are_fine_and_so_is_decoration(alt):
    assert said(poor_alt, picture(alt)) == []
