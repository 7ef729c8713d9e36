"""The Nu HTML checker finds nothing to say about any page of the sample."""

from __future__ import annotations

import pytest
from nu_checker import checked

pytestmark = pytest.mark.slow

WRONG = "<!doctype html>\n<html lang=en><title>x</title><p id=a><p id=a>"


def test_every_page_is_valid_and_the_checker_would_tell(sample_dist, tmp_path):
    """A wrong page beside them shows that the checker looked."""
    wrong = tmp_path / "wrong.html"
    wrong.write_text(WRONG, encoding="utf-8")
    messages = checked(sample_dist, wrong)
    assert any("Duplicate ID" in text for text in messages.pop(f"file:{wrong}"))
    assert not messages
