"""A picture's type and size by its first bytes."""

from __future__ import annotations

import pytest
from drawn import bomb, drawn, moving
from hypothesis import given
from hypothesis import strategies as st

from helpgen.pictures.failures import PictureError
from helpgen.pictures.headers import Header, read_header

SIZES = st.tuples(st.integers(1, 300), st.integers(1, 300))


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("PNG", {}),
        ("JPEG", {}),
        ("JPEG", {"progressive": True}),
        ("JPEG", {"comment": b"\xff\xc0 looks like a size"}),
        ("GIF", {}),
        ("WEBP", {"lossless": False}),
        ("WEBP", {"lossless": True}),
        ("WEBP", {"exif": b"Exif\0\0MM\0*\0\0\0\x08\0\0"}),
    ],
)
@given(size=SIZES)
def test_type_and_size_are_those_that_were_written(kind, options, size):
    assert read_header(drawn(kind, *size, **options)) == Header(kind.lower(), *size)


def test_a_moving_gif_has_the_size_of_its_screen():
    assert read_header(moving(20, 10)) == Header("gif", 20, 10)


def test_a_bomb_says_how_large_it_would_be():
    data = bomb(60_000, 50_000)
    assert len(data) < 1000
    assert read_header(data) == Header("png", 60_000, 50_000)


def test_a_jpeg_of_endless_scans_is_refused():
    """A few bytes of each would keep a decoder busy with all pixels."""
    data = drawn("JPEG", 400, 300, progressive=True)
    last = data[data.rindex(b"\xff\xda") : -2]
    assert read_header(data[:-2] + last * 50 + data[-2:]) == Header("jpeg", 400, 300)
    with pytest.raises(PictureError, match="is damaged"):
        read_header(data[:-2] + last * 100 + data[-2:])


@pytest.mark.parametrize(
    ("data", "kind", "what"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "svg", "is an SVG"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- x -->\n<svg/>", "svg", "is an SVG"),
        (b"\n<!DOCTYPE html><html>", "no-picture", "is a web page"),
        (b"<html><svg/>", "svg", "is an SVG"),
        (b"\0\0\0\x20ftypavif", "other-type", "is an AVIF file"),
        (b"\0\0\0\x20ftypheic", "other-type", "is a HEIC file"),
        (b"BM" + bytes(60), "other-type", "is a BMP file"),
        (b"%PDF-1.7", "other-type", "is a PDF file"),
        (b"\0\0\1\0", "other-type", "is an icon file"),
        (b"\0\0\0\x20ftypisom", "no-picture", "is no picture"),
        (b"", "no-picture", "is no picture"),
        (b"GIF", "no-picture", "is no picture"),
        (b"\x89PNG\r\n\x1a\n", "damaged", "is damaged"),
        (b"\xff\xd8\xff", "damaged", "is damaged"),
        (b"\xff\xd8\xff\xe0\0\x10", "damaged", "is damaged"),
        (b"RIFF\0\0\0\0WEBPVP9 ", "damaged", "is damaged"),
    ],
)
def test_all_else_is_refused_with_what_it_is(data, kind, what):
    with pytest.raises(PictureError) as refused:
        read_header(data)
    assert refused.value.failure.kind == kind
    assert refused.value.failure.what.startswith(what)


MAGIC = st.sampled_from(
    [
        b"",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff",
        b"GIF89a",
        b"RIFF....WEBPVP8 ",
        b"RIFF....WEBPVP8X",
    ]
)


@given(MAGIC, st.binary(max_size=400))
def test_any_bytes_have_a_header_or_are_refused(magic, rest):
    try:
        header = read_header(magic + rest)
    except PictureError:
        return
    assert header.width > 0
    assert header.height > 0


@given(st.sampled_from(["PNG", "JPEG", "GIF", "WEBP"]), st.data())
def test_a_beginning_of_a_picture_has_its_size_or_none(kind, data):
    whole = drawn(kind, 70, 50)
    part = whole[: data.draw(st.integers(0, len(whole)))]
    try:
        header = read_header(part)
    except PictureError:
        return
    assert header == Header(kind.lower(), 70, 50)
