"""A picture as it came -> the versions that pages show: upright, in sRGB, without metadata.

All are WebP: every browser has shown it since 2020, it's about a third smaller than JPEG at
the same look, and with transparency and a lossless mode it serves drawings too, so there's
one format and no <picture> element. What is written is what was decoded, so nothing that hid
in the file goes on: no place where a photo was taken, no second format, no broken data.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass

from PIL import Image, ImageCms, ImageOps

from helpgen.pictures.failures import SMALLER, PictureError, unusable
from helpgen.pictures.headers import Header, damaged
from helpgen.pictures.limits import MEGABYTE, Limits

RECIPE = 1
"""To be raised whenever other versions are made of the same picture."""

WIDTHS = (480, 960, 1440)
"""Pixels: a phone's column, a column on a wide screen, and that on a screen of double density."""

LARGEST = 1920
_NEARLY = 0.85
"""A version that is nearly as wide as the next one isn't worth its bytes on the host."""

_LOSSY = {"quality": 82, "method": 4}
_LOSSLESS = {"lossless": True, "quality": 50, "method": 2}
"""Twice as fast as WebP's default, for files a hundredth larger."""

_QUICK = {"lossless": True, "quality": 0, "method": 0}
_FLAT = 1.0
"""Bytes for a pixel that a quick lossless try takes at most for drawings and screenshots, most of
which take a tenth to a half; photos take two."""

_TRIFLE = 60_000  # bytes of that try up to which sharpness is worth more than they are


@dataclass(frozen=True, slots=True)
class Made:
    """The versions of one picture.

    Attributes:
        width: Of the largest, in pixels.
        height: Likewise.
        suffix: Of all their files, such as `.webp`.
        files: Content by width, smallest first.
    """

    width: int
    height: int
    suffix: str
    files: dict[int, bytes]


def make_versions(data: bytes, header: Header, limits: Limits) -> Made:
    """The versions of a picture; one that moves is kept as it is.

    Args:
        data: The file as it came.
        header: What its first bytes say.
        limits: What may be decoded.

    Raises:
        PictureError: It has too many pixels, or is damaged.
    """
    check_size(header.width, header.height, limits)
    try:
        with Image.open(io.BytesIO(data), formats=[header.type]) as image:
            check_size(*image.size, limits)
            # Phones put a second picture into a JPEG; that doesn't move, and holds a place.
            if header.type != "jpeg" and getattr(image, "is_animated", False):
                image.load()
                return Made(*image.size, f".{header.type}", {image.width: data})
            return _made(_upright(image), lossy_only=header.type == "jpeg")
    except PictureError:
        raise
    except Exception as error:  # decoders raise whatever odd bytes lead them to
        raise damaged() from error


def check_size(width: int, height: int, limits: Limits) -> None:
    """Refuse what would fill the memory.

    Raises:
        PictureError: Width, height or both together are beyond the limits.
    """
    if width * height > limits.pixels or max(width, height) > limits.side:
        most = f"{limits.pixels / MEGABYTE:g} million pixels"
        what = f"has {width:,} by {height:,} pixels; {most} and {limits.side:,} a side are allowed"
        raise unusable("too-many-pixels", what, SMALLER)


def _upright(image: Image.Image) -> Image.Image:
    """Decoded, turned as its EXIF says, in RGB or RGBA with sRGB's colors."""
    turned = ImageOps.exif_transpose(image)
    profile = turned.info.get("icc_profile")
    if turned.mode.startswith(("I", "F")):
        turned = _eight_bits(turned)
    mode = "RGBA" if turned.has_transparency_data else "RGB"
    if profile:
        try:
            return _in_srgb(turned, profile, mode)
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # a profile that can't be read: the colors stand as they are
    return turned.convert(mode)


def _eight_bits(image: Image.Image) -> Image.Image:
    """Gray of 16 bits; Pillow alone would cut off instead of scaling."""
    return image.convert("I").point(lambda value: value / 256).convert("L")


def _in_srgb(image: Image.Image, profile: bytes, mode: str) -> Image.Image:
    plain = image if image.mode in {"RGB", "RGBA", "CMYK", "L"} else image.convert(mode)
    source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    target = ImageCms.createProfile("sRGB")
    converted = ImageCms.profileToProfile(plain, source, target, outputMode=mode)
    return converted if converted is not None else plain.convert(mode)


def _made(image: Image.Image, *, lossy_only: bool) -> Made:
    if image.width > LARGEST:
        image = _scaled(image, LARGEST)
    how = _LOSSY if lossy_only or not _is_flat(image) else _LOSSLESS
    files = {image.width: _written(image, how)}
    for width in reversed(WIDTHS):
        if width < image.width * _NEARLY:
            data = _written(_scaled(image, width), how)
            if len(data) < min(map(len, files.values())):
                files[width] = data
    return Made(image.width, image.height, ".webp", dict(sorted(files.items())))


def _scaled(image: Image.Image, width: int) -> Image.Image:
    height = max(1, round(image.height * width / image.width))
    return image.resize((width, height), Image.Resampling.LANCZOS)


def _is_flat(image: Image.Image) -> bool:
    """Whether it's more like a drawing or a screenshot than like a photo."""
    size = len(_written(image, _QUICK))
    return size <= max(_FLAT * image.width * image.height, _TRIFLE)


def _written(image: Image.Image, how: Mapping[str, int]) -> bytes:
    out = io.BytesIO()
    image.save(out, "WEBP", **how)
    return out.getvalue()
