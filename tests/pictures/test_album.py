"""What a build reads of the mirror."""

from __future__ import annotations

import pytest

from helpgen.errors import SnapshotError
from helpgen.model import EditionKey, Picture, PictureFailure, PictureState
from helpgen.pictures.album import (
    PictureFiles,
    album_editions,
    album_path,
    parse_album,
    read_album,
    save_album,
)

EDITION = EditionKey("fjell", "en-us")
GOOD = PictureState(
    Picture(960, 640, ((480, "a-480.webp"), (960, "a-960.webp"))), "2026-11-20T08:00:00Z"
)
BAD = PictureState(
    None, "", PictureFailure("private", "leads to 10.0.0.1", "use another", link=False)
)
ALBUM = {"https://a.example/ü.png": GOOD, "https://a.example/b.png": BAD}


def test_an_album_comes_back_as_it_was_saved(tmp_path):
    save_album(tmp_path, EDITION, ALBUM)
    assert parse_album(read_album(tmp_path, EDITION), EDITION) == ALBUM
    assert album_editions(tmp_path) == [EDITION]


def test_the_order_of_pictures_changes_no_byte(tmp_path):
    save_album(tmp_path, EDITION, ALBUM)
    before = album_path(tmp_path, EDITION).stat()
    save_album(tmp_path, EDITION, dict(reversed(ALBUM.items())))
    after = album_path(tmp_path, EDITION).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_where_nothing_was_fetched_an_album_is_empty(tmp_path):
    assert parse_album(read_album(tmp_path, EDITION), EDITION) == {}
    assert album_editions(tmp_path) == []


@pytest.mark.parametrize(
    "data", [b"{", b"[]", b"null", b'{"format": 99, "pictures": {}}', b'{"format": 1}', b"\xff"]
)
def test_an_album_of_another_version_says_what_to_do(data):
    with pytest.raises(SnapshotError, match=r"fjell/en-us: .* run 'helpgen fetch'"):
        parse_album(data, EDITION)


def test_files_are_those_of_the_pictures_each_read_when_asked_for(tmp_path):
    files = PictureFiles(tmp_path, [ALBUM, ALBUM, {}])
    assert list(files) == ["pictures/a-480.webp", "pictures/a-960.webp"]
    with pytest.raises(SnapshotError, match="run 'helpgen fetch'"):
        files["pictures/a-480.webp"]
    (tmp_path / "_pictures" / "versions").mkdir(parents=True)
    (tmp_path / "_pictures" / "versions" / "a-480.webp").write_bytes(b"picture")
    assert files["pictures/a-480.webp"] == b"picture"
