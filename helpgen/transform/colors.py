"""Colors that authors chose, made readable on a light and on a dark page (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

import re

_NAMED = {
    "black": "000000", "silver": "c0c0c0", "gray": "808080", "grey": "808080",
    "white": "ffffff", "maroon": "800000", "red": "ff0000", "purple": "800080",
    "fuchsia": "ff00ff", "magenta": "ff00ff", "green": "008000", "lime": "00ff00",
    "olive": "808000", "yellow": "ffff00", "navy": "000080", "blue": "0000ff",
    "teal": "008080", "aqua": "00ffff", "cyan": "00ffff", "orange": "ffa500",
    "brown": "a52a2a", "pink": "ffc0cb", "crimson": "dc143c", "gold": "ffd700",
    "darkred": "8b0000", "darkblue": "00008b", "darkgreen": "006400",
    "lightgray": "d3d3d3", "lightgrey": "d3d3d3", "darkgray": "a9a9a9", "whitesmoke": "f5f5f5",
    "lightblue": "add8e6", "lightyellow": "ffffe0", "lightgreen": "90ee90", "beige": "f5f5dc",
}  # fmt: skip
_HEX = re.compile(r"#?([0-9a-f]{3}|[0-9a-f]{6})$")
_RGB = re.compile(r"rgba?\( ?(\d{1,3})[ ,]+(\d{1,3})[ ,]+(\d{1,3})(?:[ ,/]+[\d.]+%?)? ?\)$")
_CONTRAST = 5.0  # a little above the 4.5 that AA asks for, since themes aren't pure white
_LIGHT_PAGE, _DARK_PAGE = (250, 249, 246), (34, 36, 38)

Rgb = tuple[int, int, int]


def parse_color(text: str) -> Rgb | None:
    """Red, green and blue (0 to 255) of a hex, rgb() or common named color; None for others."""
    text = " ".join(text.strip().lower().split())
    text = _NAMED.get(text, text)
    if match := _HEX.match(text):
        digits = match[1] if len(match[1]) > 3 else "".join(c * 2 for c in match[1])  # noqa: PLR2004
        return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)
    if match := _RGB.match(text):
        red, green, blue = (min(255, int(match[i])) for i in (1, 2, 3))
        return red, green, blue
    return None


def contrast(one: Rgb, other: Rgb) -> float:
    """Contrast ratio of two colors, 1 to 21, as WCAG 2.2 defines it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable(text: str) -> tuple[str, str] | None:
    """The color as hex for text on a light page and on a dark one, shifted until it can be read."""
    color = parse_color(text)
    if color is None:
        return None
    return (
        _hex(_shift(color, (0, 0, 0), _LIGHT_PAGE)),
        _hex(_shift(color, (255, 255, 255), _DARK_PAGE)),
    )


def on_background(text: str) -> list[tuple[str, str]]:
    """Declarations of a background and of the text color that can be read on it."""
    color = parse_color(text)
    if color is None:
        return []
    ink = (
        "#111111"
        if contrast(color, (17, 17, 17)) >= contrast(color, (255, 255, 255))
        else "#ffffff"
    )
    return [(f"background-color:{_hex(color)};color:{ink}", "")]


def _shift(color: Rgb, towards: Rgb, page: Rgb) -> Rgb:
    for step in range(21):
        red, green, blue = (
            round(a + (b - a) * step / 20) for a, b in zip(color, towards, strict=True)
        )
        if contrast((red, green, blue), page) >= _CONTRAST:
            return red, green, blue
    return towards


def _hex(color: Rgb) -> str:
    return "#{:02x}{:02x}{:02x}".format(*color)


def _luminance(color: Rgb) -> float:
    red, green, blue = (
        c / 3294.6 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB's curve
        for c in color
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
