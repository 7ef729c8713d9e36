"""Pictures that would fill memory, or are something else besides: refused, or written anew."""

from __future__ import annotations

import contextlib
import io
import struct
import tracemalloc
import zlib

import pytest
from drawn import bomb, drawn, moving
from PIL import Image, PngImagePlugin

from helpgen.pictures.failures import PictureError
from helpgen.pictures.headers import read_header
from helpgen.pictures.limits import Limits
from helpgen.pictures.versions import make_versions

MEGA = 1_000_000
EVIL = b"<html><script>alert(1)</script></html><?php evil(); ?>"


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def with_chunk(kind: bytes, data: bytes) -> bytes:
    """A small PNG with one chunk more, right after its header."""
    png = drawn("PNG", 20, 10)
    return png[:33] + chunk(kind, data) + png[33:]


def ifd(entries: int) -> bytes:
    """Exif with a directory that names itself as the next one."""
    head = b"II*\0\x08\0\0\0" + struct.pack("<H", entries)
    return head + b"\x00\x01\x04\0\xff\xff\xff\xff\x08\0\0\0" * entries + struct.pack("<I", 8)


LARGE = zlib.compress(b"x" * 200 * MEGA)
BOMBS = {
    "pixels of a PNG": bomb(60_000, 60_000),
    "one long row": bomb(2_000_000_000, 1),
    "one long column": bomb(1, 2_000_000_000),
    "sides of 0": bomb(0, 0),
    "text of a PNG": with_chunk(b"zTXt", b"k\0\0" + LARGE),
    "international text of a PNG": with_chunk(b"iTXt", b"k\0\1\0\0\0" + LARGE),
    "profile of a PNG": with_chunk(b"iCCP", b"p\0\0" + LARGE),
    "a chunk of 4 GB": drawn("PNG", 20, 10)[:33] + b"\xff\xff\xff\xffzTXt",
    "rows of a PNG": drawn("PNG", 20, 10)[:33] + chunk(b"IDAT", LARGE) + chunk(b"IEND", b""),
    "screen of a GIF": b"GIF89a\xff\xff\xff\xff\x00\x00\x00\x3b",
    "frames of a GIF": moving(20, 10)[:-1] + moving(20, 10)[-30:-1] * 20_000 + b";",
    "canvas of a WebP": b"RIFF\x1a\0\0\0WEBPVP8X\x0a\0\0\0\x10\0\0\0\xff\xff\xff\xff\xff\xff",
    "size of a JPEG": (
        b"\xff\xd8\xff\xc0\0\x11\x08\xff\xff\xff\xff\x03\x01\x11\0\x02\x11\1\x03\x11\1\xff\xd9"
    ),
    "directories of Exif": drawn("JPEG", 20, 10, exif=b"Exif\0\0" + ifd(3000)),
    "a loop of Exif": drawn("WEBP", 20, 10, exif=b"Exif\0\0" + ifd(1)),
}


@pytest.mark.parametrize("kind", BOMBS)
def test_no_bomb_takes_more_memory_than_a_picture_may(kind):
    """Refused in a sentence, or shown without what was in it."""
    data = BOMBS[kind]
    assert len(data) < 2 * MEGA
    tracemalloc.start()
    with contextlib.suppress(PictureError):
        made = make_versions(data, read_header(data), Limits())
        assert all(version for version in made.files.values())
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 100 * MEGA


def hidden(kind: str) -> bytes:
    """A picture with a page in its text and behind its end."""
    out = io.BytesIO()
    image = Image.new("RGB", (40, 30), "navy")
    options: dict = {"comment": EVIL} if kind in {"JPEG", "GIF"} else {}
    if kind == "PNG":
        info = PngImagePlugin.PngInfo()
        info.add_text("Comment", EVIL.decode())
        options = {"pnginfo": info}
    if kind == "WEBP":
        options = {"xmp": EVIL}
    image.save(out, kind, **options)
    return out.getvalue() + EVIL


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_what_is_hidden_in_a_picture_is_not_published(kind):
    data = hidden(kind)
    assert EVIL in data
    made = make_versions(data, read_header(data), Limits())
    assert made.suffix == ".webp"
    assert not [1 for version in made.files.values() if b"script" in version or b"php" in version]


@pytest.mark.parametrize(
    "data",
    [
        EVIL,
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"\x89PNG\r\n\x1a\n" + EVIL,
        b"GIF89a" + EVIL,
        b"%PDF-1.7 " + EVIL,
        b"RIFF\xff\xff\xff\xffWEBP" + EVIL,
        b"\xff\xd8\xff\xe0" + EVIL,
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(/etc/passwd) run",
        b"\x8aMNG\r\n\x1a\n",
        b"P6 9999999 9999999 255\n",
        b"BM" + b"\xff" * 60,
        b"II*\0\x08\0\0\0",
        b"\0\0\1\0\xff\xff",
        b"8BPS" + b"\xff" * 30,
        b"",
        b"\0" * 100,
    ],
)
def test_what_is_no_picture_of_the_web_is_refused(data):
    with pytest.raises(PictureError):
        make_versions(data, read_header(data), Limits())
