"""Whether colors that a theme puts together can be told apart: WCAG 2.2, 1.4.3 and 1.4.11.

Themes name the pairs under `[[contrast]]`; their values come from the options and from the
stylesheets of the chain, in light and in dark mode.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpgen.assets import option_tokens
from helpgen.errors import Problem, Severity
from helpgen.files import read_text
from helpgen.theme import Theme, resolve_options
from helpgen.theme_check.colors import (
    Color,
    color_of,
    contrast,
    names_in,
    nearest_with,
    root_properties,
)
from helpgen.theme_file import Contrast, theme_place


@dataclass(frozen=True, slots=True)
class Choice:
    """Options that a brand sets.

    Attributes:
        given: `[brands.options]`.
        where: Place of that table, for problems; `{}` in it stands for the option's name.
    """

    given: Mapping[str, Any]
    where: str

    def place(self, option: str) -> str:
        """Place of an option that is set."""
        return self.where.replace("{}", option)


def low_contrasts(theme: Theme, choice: Choice | None = None) -> Iterator[Problem]:
    """Pairs of colors without enough contrast.

    Args:
        theme: The theme.
        choice: A brand's options: only pairs that they change are looked at. Without it, the
            theme's own defaults are.
    """
    options, _ = resolve_options(theme, choice.given if choice else {}, "")
    css = "\n".join([option_tokens(theme, options), *_stylesheets(theme)])
    for mode, properties in zip(("light", "dark"), root_properties(css), strict=True):
        for text in dict.fromkeys(pair.text for _, pair in _pairs(theme)):
            same = [
                _Pair(theme, choice, folder, pair, mode, properties)
                for folder, pair in _pairs(theme)
                if pair.text == text
            ]
            yield from _problems(same)


def _stylesheets(theme: Theme) -> Iterator[str]:
    for folder, file in reversed(theme.chain):
        for name in file.stylesheets:
            yield read_text(folder / "assets" / name)


def _pairs(theme: Theme) -> Iterator[tuple[Path, Contrast]]:
    for folder, file in reversed(theme.chain):
        for pair in file.contrast:
            yield folder, pair


@dataclass(frozen=True, slots=True)
class _Pair:
    theme: Theme
    choice: Choice | None
    folder: Path
    pair: Contrast
    mode: str
    properties: Mapping[str, str]

    @property
    def options(self) -> list[str]:
        """The options that the two colors are made of, those of the upper one first."""
        by_css = {option.css: name for name, option in self.theme.options.items() if option.css}
        names = (name for value in (self.pair.text, self.pair.on) for name in self._names_in(value))
        return list(dict.fromkeys(by_css[name] for name in names if name in by_css))

    @property
    def upper(self) -> Color | None:
        """The upper color, where it can be read."""
        return color_of(self.pair.text, self.properties)

    @property
    def lower(self) -> Color | None:
        """The color behind it, where it can be read and nothing shines through."""
        color = color_of(self.pair.on, self.properties)
        return color if color and color.alpha == 1 else None

    @property
    def ratio(self) -> float | None:
        """Their contrast."""
        upper, lower = self.upper, self.lower
        return contrast(upper, lower) if upper and lower else None

    def _names_in(self, value: str) -> Iterator[str]:
        return names_in(value, self.properties)


def _problems(pairs: list[_Pair]) -> Iterator[Problem]:
    """What's wrong with pairs of one upper color: the worst of them stands for all."""
    worst, low = None, 0
    for given in pairs:
        if given.choice and not any(name in given.choice.given for name in given.options):
            continue  # the theme's own matter
        ratio = given.ratio
        if ratio is None:
            if not given.choice:
                yield _unknown(given)
        elif ratio < given.pair.least:
            low += 1
            if worst is None or ratio / given.pair.least < worst[0] / worst[1].pair.least:
                worst = ratio, given
    if worst:
        yield _low(*worst, others=low - 1)


def _low(ratio: float, given: _Pair, others: int) -> Problem:
    what = (
        f"{given.pair.help} ({given.mode} mode): {given.upper} on {given.lower} has a contrast of "
        f"{ratio:.2f}:1, less than {given.pair.least:g}:1"
    )
    if others:
        what += f"; it's too low on {others} other {'color' if others == 1 else 'colors'} too"
    return Problem(_place(given), what, _remedy(given), Severity.WARNING, "low-contrast")


def _unknown(given: _Pair) -> Problem:
    what = f"{given.pair.help} ({given.mode} mode): {given.pair.text} on {given.pair.on} is unknown"
    hint = "write both as hex, rgb(), var() or color-mix(in srgb, …) to have them checked"
    return Problem(_declared(given), what, hint, Severity.NOTE, "unknown-contrast")


def _place(given: _Pair) -> str:
    """Where a person can change one of the two colors."""
    options = given.options
    if given.choice:
        return given.choice.place(next(name for name in options if name in given.choice.given))
    for folder, file in given.theme.chain:
        for name in options:
            if name in file.defaults:
                return theme_place(folder / "theme.toml", ("defaults", name))
            if name in file.options:
                return theme_place(folder / "theme.toml", ("options", name, "default"))
    return _declared(given)


def _declared(given: _Pair) -> str:
    file = next(file for folder, file in given.theme.chain if folder == given.folder)
    index = file.contrast.index(given.pair)
    return theme_place(given.folder / "theme.toml", ("contrast", index))


def _remedy(given: _Pair) -> str:
    upper, lower, options = given.upper, given.lower, given.options
    opaque = upper and lower and upper.alpha == 1
    near = nearest_with(upper, lower, given.pair.least) if upper and lower and opaque else None
    if near is None:
        return f"change {', '.join(options) or 'one of the two'}"
    own = next((name for name in options if _is_color_itself(given, name)), "")
    others = [name for name in options if name != own]
    wanted = f'{own} = "{near}"' if own else str(near)
    return f"{wanted} would do" + (f", or change {', '.join(others)}" if others else "")


def _is_color_itself(given: _Pair, name: str) -> bool:
    """Whether the upper color is an option as it stands, not mixed from it."""
    css = given.theme.options[name].css
    value = given.pair.text
    while value.startswith("var("):
        inner = value.removeprefix("var(").removesuffix(")").strip()
        if inner == css:
            return True
        value = given.properties.get(inner, "")
    return False
