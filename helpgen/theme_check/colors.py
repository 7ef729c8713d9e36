"""Colors of a stylesheet's custom properties in light and dark mode, and their contrast.

Reads what helpgen's own stylesheets and tokens use: hex, `rgb()`, `var()` and
`color-mix(in srgb, …)`. Any other value is None, which nothing is said about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_PIECE = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^"'{};]+|[{};"']""")
_ROOT = ":root"
_DARK = re.compile(r"@media (?:screen and )?\(prefers-color-scheme: ?dark\)")
_FUNCTION = re.compile(r"([a-z-]+)\((.*)\)", re.DOTALL)
_HEX = re.compile(r"#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})", re.IGNORECASE)
_SHORT = 4
_PERCENT = re.compile(r"\s*\b(\d+(?:\.\d+)?)%\s*")
_MIX_PARTS = 3
_DEEPEST = 16


class Color(NamedTuple):
    """Red, green, blue and alpha, each 0 to 1."""

    red: float
    green: float
    blue: float
    alpha: float = 1.0

    def __str__(self) -> str:
        """As hex, without alpha."""
        return "#" + "".join(f"{round(part * 255):02x}" for part in self[:3])


_NAMED = {
    "white": Color(1, 1, 1),
    "black": Color(0, 0, 0),
    "transparent": Color(0, 0, 0, 0),
}


def root_properties(css: str) -> tuple[dict[str, str], dict[str, str]]:
    """The custom properties of `:root`, in light and in dark mode.

    Later ones win. Those for other media, such as print, aren't among them.
    """
    light: dict[str, str] = {}
    dark: dict[str, str] = {}
    for place, name, value in _declarations(_COMMENT.sub(" ", css)):
        if place == (_ROOT,):
            light[name] = dark[name] = value
        elif place[1:] == (_ROOT,) and _DARK.fullmatch(place[0]):
            dark[name] = value
    return light, dark


def _declarations(css: str) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Rules around each custom property, its name and its value."""
    around: list[str] = []
    text = ""
    for piece in _PIECE.findall(css):
        if piece == "{":
            around.append(" ".join(text.split()))
        elif piece in ";}":
            name, colon, value = text.partition(":")
            if colon and name.strip().startswith("--"):
                yield tuple(around), name.strip(), " ".join(value.split())
            if piece == "}" and around:
                around.pop()
        text = "" if piece in "{};" else text + piece


def color_of(value: str, properties: Mapping[str, str], depth: int = 0) -> Color | None:
    """The color that a CSS value means; None if it's none, or of another kind than is read."""
    value = value.strip()
    if hexadecimal := _HEX.fullmatch(value):
        return _from_hex(hexadecimal[1])
    function = _FUNCTION.fullmatch(value)
    if function is None or depth > _DEEPEST:
        return _NAMED.get(value.lower())
    name, arguments = function[1], _arguments(function[2])
    if name == "var":
        given = properties.get(arguments[0], ", ".join(arguments[1:]))
        return color_of(given, properties, depth + 1) if given else None
    if name == "color-mix":
        return _mixed(arguments, properties, depth)
    return _from_rgb(function[2]) if name in {"rgb", "rgba"} else None


def names_in(value: str, properties: Mapping[str, str], depth: int = 0) -> Iterator[str]:
    """The custom properties that a value is made of in the end, each once in its order."""
    for name in dict.fromkeys(re.findall(r"var\(\s*(--[\w-]+)", value)):
        inner = properties.get(name, "")
        if "var(" in inner and depth < _DEEPEST:
            yield from names_in(inner, properties, depth + 1)
        else:
            yield name


def contrast(upper: Color, lower: Color) -> float:
    """Contrast ratio as WCAG 2.2 defines it, 1 to 21; a translucent color lies on the lower."""
    lights = sorted(map(_luminance, (_over(upper, lower), lower)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def nearest_with(upper: Color, lower: Color, least: float) -> Color | None:
    """The upper color lightened or darkened as little as reaches a contrast; None if none does."""
    ends = (_NAMED["black"], _NAMED["white"])
    steps = ((share, end) for share in range(1, 101) for end in ends)
    mixed = (_mix(upper, 100 - share, end, share) for share, end in steps)
    # As it will be written, since rounding may lose the last hundredth.
    written = (color_of(str(color), {}) for color in mixed)
    return next((color for color in written if color and contrast(color, lower) >= least), None)


def _from_hex(digits: str) -> Color:
    if len(digits) <= _SHORT:
        digits = "".join(digit * 2 for digit in digits)
    return Color(*(int(digits[at : at + 2], 16) / 255 for at in range(0, len(digits), 2)))


def _from_rgb(arguments: str) -> Color | None:
    parts = re.findall(r"(-?\d*\.?\d+)(%?)", arguments)
    numbers = [float(number) / (100 if percent else 1) for number, percent in parts]
    if len(numbers) not in {3, 4}:
        return None
    whole = [n if percent else n / 255 for n, (_, percent) in zip(numbers, parts, strict=True)]
    red, green, blue = whole[:3]
    return Color(red, green, blue, *numbers[3:])


def _arguments(text: str) -> list[str]:
    """What stands between the commas that are in no inner function."""
    found, depth = [""], 0
    for letter in text:
        depth += (letter == "(") - (letter == ")")
        if letter == "," and not depth:
            found.append("")
        else:
            found[-1] += letter
    return [argument.strip() for argument in found]


def _mixed(arguments: list[str], properties: Mapping[str, str], depth: int) -> Color | None:
    if len(arguments) != _MIX_PARTS or arguments[0] != "in srgb":
        return None
    shares, colors = [], []
    for argument in arguments[1:]:
        share = _outer_percent(argument)
        shares.append(float(share[1]) if share else None)
        plain = argument.replace(share[0], " ", 1) if share else argument
        colors.append(color_of(plain, properties, depth + 1))
    first, second = colors
    if first is None or second is None:
        return None
    one, two = shares
    if one is None:
        one = 50.0 if two is None else 100 - two
    return _mix(first, one, second, 100 - one if two is None else two)


def _outer_percent(argument: str) -> re.Match[str] | None:
    """The share of a color in a mix, which stands before or after it."""
    before, after = _PERCENT.match(argument), re.search(r"\s(\d+(?:\.\d+)?)%\s*$", argument)
    return before or after


def _mix(first: Color, one: float, second: Color, two: float) -> Color:
    """Two colors mixed in sRGB with alpha multiplied in, as CSS Color 5 has it."""
    one, two = one / (one + two), two / (one + two)
    alpha = first.alpha * one + second.alpha * two
    if not alpha:
        return _NAMED["transparent"]
    parts = (
        (a * first.alpha * one + b * second.alpha * two) / alpha
        for a, b in zip(first[:3], second[:3], strict=True)
    )
    red, green, blue = parts
    return Color(red, green, blue, alpha)


def _over(upper: Color, lower: Color) -> Color:
    parts = (
        a * upper.alpha + b * (1 - upper.alpha) for a, b in zip(upper[:3], lower[:3], strict=True)
    )
    return Color(*parts)


def _luminance(color: Color) -> float:
    edge = 0.04045
    red, green, blue = (
        part / 12.92 if part <= edge else ((part + 0.055) / 1.055) ** 2.4 for part in color[:3]
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
