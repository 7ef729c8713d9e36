"""The templates of the base theme: pages, blocks and partials, from the comments in them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from helpgen.page_context import PAGE_TEMPLATES
from helpgen.template_code import SHARED
from helpgen.theme import load_theme
from helpgen.theme_check.parsed import Parsed, ParsedTemplates
from reference_pages.markdown import page, table

_THEMES = Path(__file__).parents[2] / "themes"
_LAYOUT = "base.html"
_COMMENT = r"\{#(.*?)#\}"


def templates() -> str:
    """Every template of base, with what it's for."""
    parsed = {one.name: one for one in ParsedTemplates(load_theme("base", _THEMES)).all}
    layout = parsed[_LAYOUT]
    set_there = ", ".join(f"`{name}`" for name in sorted(layout.stored))
    partials = [parsed[name] for name in sorted(parsed) if name.startswith("partials/")]
    return page(
        "Templates, blocks and partials",
        "What a theme that extends `base` can replace. A file at the same path in its "
        "`templates/` replaces a whole one; `helpgen theme override` makes a copy to start from. "
        "A block is replaced alone: "
        "[make a theme](../how-to/make-a-theme.md#templates) shows both. What stands in them: "
        "[what templates get](template-context.md).",
        f"## The document, `{_LAYOUT}`",
        f"{_told(layout)} It sets {set_there}, which all others may use. Its blocks:",
        table(["block", "what it is"], [[f"`{n}`", _block(layout, n)] for n in layout.blocks]),
        "## Pages",
        "helpgen renders each page with one of these.",
        table(
            ["template", "what it is", "fills", "includes"],
            [
                [f"`{one.name}`", _told(one), _names(one.blocks), _names(_included(one))]
                for one in (parsed[name] for name in PAGE_TEMPLATES)
            ],
        ),
        "## Partials",
        "Beside what all templates get, some ask for names that those around them set.",
        table(
            ["partial", "what it is", "asks for", "included by"],
            [
                [
                    f"`{one.name}`",
                    _told(one),
                    _names(set(one.asked) - SHARED - {"page"}),
                    _names(o.name for o in parsed.values() if one.name in _included(o)),
                ]
                for one in partials
            ],
        ),
    )


def _told(parsed: Parsed) -> str:
    """The comment at a template's head."""
    found = re.match(rf"\s*{_COMMENT}", parsed.path.read_text("utf-8"), re.DOTALL)
    return _joined(found)


def _block(parsed: Parsed, name: str) -> str:
    """The comment at a block's head."""
    text = parsed.path.read_text("utf-8")
    return _joined(re.search(rf"\{{%-?\s*block {name}\s*-?%\}}\s*{_COMMENT}", text, re.DOTALL))


def _joined(found: re.Match[str] | None) -> str:
    return " ".join(found[1].split()).replace("<", "&lt;") if found else ""


def _included(parsed: Parsed) -> list[str]:
    return list(dict.fromkeys(ref.name for ref in parsed.references if not ref.extends))


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"`{name.removeprefix('partials/')}`" for name in sorted(names))
