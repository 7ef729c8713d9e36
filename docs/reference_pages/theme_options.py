"""The options of the theme that comes with helpgen."""

from __future__ import annotations

import json
from pathlib import Path

from helpgen.theme import load_theme
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
    )


def _option_type(option: Option) -> str:
    if option.type == "choice":
        return " or ".join(f"`{json.dumps(choice)}`" for choice in option.choices)
    return _OPTION_TYPES[option.type]


def _option_default(option: Option) -> str:
    return f"`{json.dumps(option.default, ensure_ascii=False)}`" if option.default != "" else "none"
