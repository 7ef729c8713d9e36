"""Pictures made on the spot, each in a form that a test is about."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

from PIL import Image


def drawn(kind: str = "PNG", width: int = 40, height: int = 30, **options: Any) -> bytes:
    """A picture with a slope of colors, so that it's neither empty nor a photo."""
    image = slope(width, height)
    if kind == "GIF":  # the colors that Pillow would choose take it a fifth of a second
        image = image.quantize(method=Image.Quantize.FASTOCTREE)
    return saved(image, kind, **options)


def slope(width: int, height: int) -> Image.Image:
    """Red grows to the right, green downward."""
    across = Image.linear_gradient("L").rotate(90).resize((width, height))
    down = Image.linear_gradient("L").resize((width, height))
    return Image.merge("RGB", (across, down, Image.new("L", (width, height), 90)))


def noise(width: int, height: int) -> Image.Image:
    """What no lossless format makes smaller: it stands for a photo."""
    return Image.merge("RGB", [Image.effect_noise((width, height), 60) for _ in range(3)])


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    """The bytes of a picture's file."""
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    """The picture in a file's bytes, decoded."""
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def moving(width: int = 20, height: int = 10) -> bytes:
    """A GIF of three frames."""
    frames = [Image.new("RGB", (width, height), color) for color in ("red", "green", "blue")]
    return saved(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=80)


def bomb(width: int = 60_000, height: int = 60_000) -> bytes:
    """A PNG of some hundred bytes that claims thousands of millions of pixels."""
    rows = zlib.compress(bytes(1000))
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)),
        (b"IDAT", rows),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts
    )
