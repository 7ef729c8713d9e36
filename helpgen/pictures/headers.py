"""What a file is and how many pixels it claims, by its first bytes, before anything decodes it.

Neither the server's Content-Type nor the name in the address counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from helpgen.pictures.failures import PictureError, unusable

PictureType = Literal["png", "jpeg", "gif", "webp"]

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_GIF = (b"GIF87a", b"GIF89a")
_SIZES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""JPEG's markers that hold the size (ITU T.81, table B.1)."""
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})
"""JPEG's markers without a length."""
_SCAN = 0xDA
_MOST_SCANS = 100
"""Real JPEGs have up to a dozen. Each takes time for all pixels, and an empty one a few bytes."""

_SVG_HINT = "export it as PNG, twice as wide as it's shown, and upload that"
_OTHER_HINT = "save it as PNG, JPEG, WebP or GIF and upload that"
_OTHERS = (
    (b"BM", "a BMP file"),
    (b"II*\0", "a TIFF file"),
    (b"MM\0*", "a TIFF file"),
    (b"%PDF", "a PDF file"),
    (b"\0\0\1\0", "an icon file"),
)
_BRANDS = {
    b"avif": "an AVIF file",
    b"avis": "an AVIF file",
    b"heic": "a HEIC file",
    b"mif1": "a HEIC file",
}


@dataclass(frozen=True, slots=True)
class Header:
    """A picture's type and size in pixels."""

    type: PictureType
    width: int
    height: int


def read_header(data: bytes) -> Header:
    """What the first bytes say.

    Raises:
        PictureError: They begin no picture of a known type, or say no size.
    """
    try:
        header = _read(data)
    except IndexError:
        header = None
    if header is None:
        raise _not_shown(data)
    scans = data.count(bytes([0xFF, _SCAN])) if header.type == "jpeg" else 1
    if not header.width or not header.height or scans > _MOST_SCANS:
        raise damaged()
    return header


def damaged() -> PictureError:
    """It begins as a picture, and what follows is broken or missing."""
    return unusable("damaged", "is damaged", "upload it again")


def _read(data: bytes) -> Header | None:
    if data.startswith(_PNG):
        return Header("png", _big(data, 16, 4), _big(data, 20, 4))
    if data.startswith(_GIF):
        return Header("gif", _little(data, 6, 2), _little(data, 8, 2))
    if data.startswith(_JPEG):
        return _jpeg(data)
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return _webp(data)
    return None


def _jpeg(data: bytes) -> Header:
    place = 2
    while data[place] == 0xFF:  # noqa: PLR2004 - begins every marker
        marker = data[place + 1]
        if marker in _SIZES:
            return Header("jpeg", _big(data, place + 7, 2), _big(data, place + 5, 2))
        if marker == _SCAN:
            break
        if marker == 0xFF:  # noqa: PLR2004 - padding
            place += 1
        elif marker in _ALONE:
            place += 2
        else:
            place += 2 + max(_big(data, place + 2, 2), 2)
    return Header("jpeg", 0, 0)


def _webp(data: bytes) -> Header:
    """The three forms of the container (RFC 9649, sections 2.5 to 2.7)."""
    match data[12:16]:
        case b"VP8 ":
            return Header("webp", _little(data, 26, 2) & 0x3FFF, _little(data, 28, 2) & 0x3FFF)
        case b"VP8L":
            bits = _little(data, 21, 4)
            return Header("webp", (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
        case b"VP8X":
            return Header("webp", _little(data, 24, 3) + 1, _little(data, 27, 3) + 1)
        case _:
            return Header("webp", 0, 0)


def _big(data: bytes, start: int, length: int) -> int:
    return int.from_bytes(_part(data, start, length), "big")


def _little(data: bytes, start: int, length: int) -> int:
    return int.from_bytes(_part(data, start, length), "little")


def _part(data: bytes, start: int, length: int) -> bytes:
    part = data[start : start + length]
    if len(part) < length:
        raise IndexError(start)
    return part


def _not_shown(data: bytes) -> PictureError:
    """What it is instead, where that can be told."""
    if data.startswith((_PNG, _JPEG, b"RIFF", *_GIF)):
        return damaged()
    beginning = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"<svg" in beginning:
        # In <img> an SVG runs nothing. At its own address it's a document of the help center's
        # origin, with scripts, styles and other hosts.
        return unusable("svg", "is an SVG, which isn't mirrored: it may hold scripts", _SVG_HINT)
    if beginning.startswith((b"<!doctype html", b"<html")):
        return unusable("no-picture", "is a web page, not a picture", _OTHER_HINT)
    name = next((name for magic, name in _OTHERS if data.startswith(magic)), "")
    if data[4:8] == b"ftyp":
        name = _BRANDS.get(data[8:12], "")
    if name:
        return unusable("other-type", f"is {name}, which isn't mirrored", _OTHER_HINT)
    return unusable("no-picture", "is no picture", _OTHER_HINT)
