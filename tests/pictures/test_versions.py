"""What pages show of a picture: upright, smaller, without metadata."""

from __future__ import annotations

import io

import pytest
from drawn import bomb, drawn, moving, noise, opened, saved, slope
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from helpgen.pictures.failures import PictureError
from helpgen.pictures.headers import Header, read_header
from helpgen.pictures.limits import Limits
from helpgen.pictures.versions import make_versions

LIMITS = Limits()


def made(data):
    return make_versions(data, read_header(data), LIMITS)


def largest(data):
    files = made(data).files
    return opened(files[max(files)])


def test_a_photo_gets_smaller_versions_in_webp():
    result = made(saved(noise(2500, 1000), "JPEG"))
    assert (result.width, result.height, result.suffix) == (1920, 768, ".webp")
    assert list(result.files) == [480, 960, 1440, 1920]
    for width, data in result.files.items():
        assert read_header(data) == Header("webp", width, round(width * 0.4))
    sizes = [len(data) for data in result.files.values()]
    assert sizes == sorted(sizes)


def test_a_small_picture_has_one_version_in_its_own_size():
    result = made(drawn("PNG", 300, 200))
    assert (result.width, result.height, list(result.files)) == (300, 200, [300])


def test_a_version_nearly_as_wide_as_the_next_isnt_made():
    assert list(made(saved(noise(1000, 400), "JPEG")).files) == [480, 1000]


def test_a_drawing_stays_sharp():
    """Lossless where that costs little; each pixel is then what it was."""
    drawing = Image.new("RGB", (400, 300), "white")
    drawing.paste("navy", (50, 50, 120, 110))
    shown = largest(saved(drawing, "PNG")).convert("RGB")
    assert shown.tobytes() == drawing.tobytes()


def test_a_smaller_version_with_more_bytes_isnt_kept():
    """Scaling a drawing of few colors makes many."""
    drawing = Image.new("1", (1900, 1900))
    drawing.paste(1, (400, 400, 1500, 1500))
    files = made(saved(drawing, "PNG")).files
    sizes = [len(data) for data in files.values()]
    assert sizes == sorted(sizes)


def test_a_photo_saved_as_png_is_made_small():
    data = saved(noise(800, 600), "PNG")
    assert sum(map(len, made(data).files.values())) < len(data) / 2


def test_a_picture_is_turned_as_its_camera_was_held():
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was turned to the left
    shown = largest(saved(slope(60, 20), "JPEG", exif=exif, quality=95))
    assert shown.size == (20, 60)
    red = [shown.convert("RGB").getpixel((10, y))[0] for y in (3, 57)]
    assert red[0] < 60
    assert red[1] > 200


def test_nothing_but_the_picture_goes_on():
    """No place, no camera, no profile, no comment, nothing behind the end."""
    exif = Image.Exif()
    exif[0x010F] = "SECRET-CAMERA"
    exif.get_ifd(0x8825)[1] = "N"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = saved(slope(900, 600), "JPEG", exif=exif, icc_profile=profile, comment=b"SECRET-NOTE")
    data += b"<script>SECRET-TAIL</script>"
    for version in made(data).files.values():
        assert b"SECRET" not in version
        shown = opened(version)
        assert not {"exif", "icc_profile", "xmp", "comment"} & shown.info.keys()
        assert not shown.getexif()


def test_colors_of_another_profile_become_those_of_the_web():
    """In this profile red and green are exchanged, so that nobody can overlook it."""
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    place = {name: srgb.index(name, 128) for name in (b"rXYZ", b"gXYZ")}
    swapped = bytearray(srgb)
    swapped[place[b"rXYZ"] : place[b"rXYZ"] + 4] = b"gXYZ"
    swapped[place[b"gXYZ"] : place[b"gXYZ"] + 4] = b"rXYZ"
    red = Image.new("RGB", (10, 10), (250, 0, 0))
    assert largest(saved(red, "PNG", icc_profile=bytes(swapped))).getpixel((5, 5))[1] > 200


def test_a_broken_profile_changes_nothing():
    shown = largest(saved(slope(30, 30), "PNG", icc_profile=b"no profile at all"))
    assert shown.convert("RGB").tobytes() == slope(30, 30).tobytes()


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "CMYK"])
def test_every_mode_of_color_is_shown(mode):
    kind = "JPEG" if mode == "CMYK" else "PNG"
    source = Image.new("I;16", (30, 20), 40_000) if mode == "I;16" else slope(30, 20).convert(mode)
    shown = largest(saved(source, kind))
    assert shown.size == (30, 20)
    if mode == "I;16":
        assert shown.convert("L").getpixel((4, 4)) == 40_000 // 256


def test_transparency_stays():
    source = Image.new("RGBA", (30, 20), (200, 10, 10, 0))
    source.paste((10, 10, 200, 255), (10, 5, 20, 15))
    shown = largest(saved(source, "PNG"))
    assert [shown.getpixel(place)[3] for place in ((1, 1), (15, 10))] == [0, 255]


def test_a_picture_that_moves_stays_as_it_is():
    data = moving(20, 10)
    result = made(data)
    assert (result.width, result.height, result.suffix, result.files) == (
        20,
        10,
        ".gif",
        {20: data},
    )


def test_a_phones_jpeg_of_two_pictures_shows_the_first_without_metadata():
    exif = Image.Exif()
    exif[0x010F] = "SECRET-CAMERA"
    data = saved(slope(80, 60), "MPO", save_all=True, append_images=[slope(40, 30)], exif=exif)
    assert b"SECRET" in data
    result = made(data)
    assert (result.width, result.height, result.suffix) == (80, 60, ".webp")
    assert all(b"SECRET" not in version for version in result.files.values())


def test_a_bomb_is_refused_by_its_header():
    data = bomb(60_000, 60_000)
    with pytest.raises(PictureError, match="60,000 by 60,000 pixels") as refused:
        made(data)
    assert refused.value.failure.kind == "too-many-pixels"


def test_a_bomb_whose_beginning_lies_is_refused_by_what_would_be_decoded():
    with pytest.raises(PictureError, match="8,000 by 8,000 pixels"):
        make_versions(bomb(8000, 8000), Header("png", 10, 10), LIMITS)


def test_a_strip_longer_than_the_format_allows_is_refused():
    with pytest.raises(PictureError, match="16,383 a side"):
        made(drawn("PNG", 2, 17_000))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_a_picture_cut_short_is_damaged(kind):
    whole = saved(noise(200, 200), kind)
    with pytest.raises(PictureError, match="is damaged"):
        made(whole[: len(whole) // 2])


@given(st.sampled_from(["PNG", "JPEG", "GIF", "WEBP"]), st.data())
def test_any_change_of_bytes_gives_a_picture_or_a_refusal(kind, data):
    """Nothing else comes out of a decoder that was led astray."""
    broken = bytearray(drawn(kind, 40, 30))
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(8, len(broken) - 1))
        broken[place] = data.draw(st.integers(0, 255))
    try:
        result = made(bytes(broken))
    except PictureError:
        return
    for width, version in result.files.items():
        with Image.open(io.BytesIO(version)) as image:
            assert image.width == width
