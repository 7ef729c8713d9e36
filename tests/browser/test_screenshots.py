"""`make screenshots`: every kind of page is found, and stands on a sheet."""

from __future__ import annotations

from pathlib import Path

import pytest
from screenshots import EDITIONS, SCHEMES, WIDTHS, Shot, contact_sheet, kinds, shots, take

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(("brand", "language"), EDITIONS)
def test_every_kind_of_page_is_there(sample_dist, brand, language):
    found = kinds(sample_dist, brand, language)
    assert {"home", "section", "answer", "a-z", "search", "content", "404", "gone"} <= set(found)
    for path in found.values():
        file = sample_dist / brand / path.partition("?")[0].lstrip("/")
        assert (file / "index.html" if path.partition("?")[0].endswith("/") else file).is_file()


def test_each_is_taken_on_every_width_in_light_and_dark(sample_dist):
    taken = list(shots(sample_dist))
    pages = sum(len(kinds(sample_dist, *edition)) for edition in EDITIONS)
    assert len({shot.file for shot in taken}) == pages * len(WIDTHS) * len(SCHEMES)
    assert len({shot.sheet for shot in taken}) == len(EDITIONS) * len(SCHEMES)


def test_pictures_are_put_on_a_sheet(browser, hosts, tmp_path):
    found = [Shot("fjell", "en-us", "home", "/en-us/", width, "light") for width in (375, 768)]
    for shot in found:
        take(browser, hosts["fjell"], shot, tmp_path)
    contact_sheet(browser, found, tmp_path, "sheet")
    sizes = {shot.file: _png_width(tmp_path / shot.file) for shot in found}
    assert sizes == {shot.file: shot.width for shot in found}
    assert (tmp_path / "sheet.jpg").read_bytes().startswith(b"\xff\xd8")


def _png_width(path: Path) -> int:
    return int.from_bytes(path.read_bytes()[16:20])
