"""The options of the theme that comes with helpgen."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from helpgen.theme import load_theme
from helpgen.theme_check.colors import root_properties
from helpgen.theme_file import Contrast, ThemeFile
from helpgen.theme_option import Option
from reference_pages.markdown import page, table

_THEMES = Path(__file__).parents[2] / "themes"


_OPTION_TYPES = {
    "text": "text",
    "color": "color, as `#rgb` or `#rrggbb`",
    "url": "web address, or a path in the edition such as `/contact/`",
    "image": "file in `assets/`",
    "switch": "`true` or `false`",
    "list": "list of texts",
}


def theme_options() -> str:
    """The options of the theme that comes with helpgen."""
    options = load_theme("base", _THEMES).options
    rows = [
        [f"`{name}`", _option_type(option), _option_default(option), option.help]
        for name, option in options.items()
    ]
    properties = [
        [f"`{option.css}`", f"`{name}`"] for name, option in options.items() if option.css
    ]
    return page(
        "Theme options",
        "The options of the theme `base` and of every theme that extends it. A brand sets them "
        "under `[brands.options]` in `site.toml`; a theme changes their defaults under "
        "`[defaults]` in its `theme.toml`. See [make a theme](../how-to/make-a-theme.md).",
        table(["option", "type", "default", "what it does"], rows),
        "## Custom properties",
        "These options are custom properties in the stylesheet:",
        table(["property", "option"], properties),
        "## Custom properties of `base.css`",
        "A theme's own stylesheet may give these other values under `:root`, and those of dark "
        "mode under `@media (prefers-color-scheme: dark)`.",
        table(["property", "value", "in dark mode"], _style_properties()),
        "## Keys of `theme.toml`",
        "A key that helpgen doesn't know is a mistake, and all mistakes are told in one go.",
        _keys(ThemeFile),
        "`[options.<name>]`:",
        _keys(Option),
        "`[[contrast]]`:",
        _keys(Contrast),
    )


def _style_properties() -> list[list[str]]:
    light, dark = root_properties((_THEMES / "base/assets/base.css").read_text("utf-8"))
    return [
        [f"`{name}`", f"`{light[name]}`", f"`{dark[name]}`" if dark[name] != light[name] else ""]
        for name in light
    ]


def _keys(model: type[BaseModel]) -> str:
    rows = [
        [f"`{name}`", _key_default(field), str(field.description)]
        for name, field in model.model_fields.items()
    ]
    return table(["key", "default", "what it does"], rows)


def _key_default(field: Any) -> str:
    if field.is_required():
        return "required"
    value = field.get_default(call_default_factory=True)
    return f"`{json.dumps(value)}`" if value not in ("", (), {}) else "none"


def _option_type(option: Option) -> str:
    if option.type == "choice":
        return " or ".join(f"`{json.dumps(choice)}`" for choice in option.choices)
    return _OPTION_TYPES[option.type]


def _option_default(option: Option) -> str:
    return f"`{json.dumps(option.default, ensure_ascii=False)}`" if option.default != "" else "none"
