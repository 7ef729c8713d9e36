"""`font`, `align` and inline styles become classes, so that a strict policy holds.

Fixed words (alignment, font sizes) are classes of the theme's stylesheet; free values
(colors, indents) get a rule of their own, named by its content.
"""

from __future__ import annotations

import hashlib
import re

from helpgen.transform.colors import on_background, readable
from helpgen.transform.dom import Element, walk
from helpgen.transform.draft import Draft

_ALIGN = frozenset({"left", "right", "center", "justify"})
_VALIGN = frozenset({"top", "middle", "bottom"})
_OURS = re.compile(
    r"^(?:align-(?:left|right|center|justify)|valign-(?:top|middle|bottom)|float-(?:left|right)"
    r"|font-size-[1-7]|nowrap|s-[0-9a-f]{8})$"
)
_LENGTH = r"(?:0|\d{1,3}(?:\.\d{1,3})?(?:px|em|rem|ex|pt|%))"
_LENGTHS = re.compile(rf"^{_LENGTH}(?: {_LENGTH}){{0,3}}$")
_BORDER = re.compile(rf"^({_LENGTH}) (solid|dashed|dotted|double) (\S.*)$")


def styles_to_classes(draft: Draft) -> None:
    """Replace presentational attributes by classes and collect their rules."""
    for element in walk(draft.nodes):
        if not element.attributes and element.tag != "font":
            continue
        classes = [
            name for name in element.attributes.pop("class", "").split() if _OURS.match(name)
        ]
        classes += _from_attributes(element)
        declarations = _declarations(element.attributes.pop("style", ""), classes)
        if element.tag == "font":
            _font(element, classes, declarations)
        rules = [light for light, _ in declarations]
        dark = [dark for _, dark in declarations if dark]
        if rules:
            classes.append(_rule(draft, ";".join(rules), ";".join(dark)))
        if classes:
            element.attributes["class"] = " ".join(sorted(set(classes)))


def _rule(draft: Draft, light: str, dark: str) -> str:
    name = "s-" + hashlib.sha256(f"{light}|{dark}".encode()).hexdigest()[:8]
    night = f"\n@media (prefers-color-scheme:dark){{.{name}{{{dark}}}}}" if dark else ""
    draft.rules[name] = f".{name}{{{light}}}{night}"
    return name


def _from_attributes(element: Element) -> list[str]:
    classes = []
    align = element.attributes.pop("align", "").strip().lower()
    if align in _ALIGN:
        kind = "float" if element.tag in {"img", "table"} else "align"
        if kind == "align" or align in {"left", "right"}:
            classes.append(f"{kind}-{align}")
    valign = element.attributes.pop("valign", "").strip().lower()
    if valign in _VALIGN:
        classes.append(f"valign-{valign}")
    if element.attributes.pop("nowrap", None) is not None:
        classes.append("nowrap")
    return classes


def _font(element: Element, classes: list[str], declarations: list[tuple[str, str]]) -> None:
    element.tag = "span"
    size = element.attributes.pop("size", "").strip()
    if re.fullmatch(r"[1-7]", size):
        classes.append(f"font-size-{size}")
    elif re.fullmatch(r"[+-][1-4]", size):
        classes.append(f"font-size-{min(7, max(1, 3 + int(size)))}")
    colors = readable(element.attributes.pop("color", ""))
    if colors:
        declarations.append((f"color:{colors[0]}", f"color:{colors[1]}"))


def _declarations(style: str, classes: list[str]) -> list[tuple[str, str]]:
    """Allowed declarations with checked values, each for light and for dark."""
    found = []
    for declaration in style.split(";"):
        name, _, value = declaration.partition(":")
        name, value = name.strip().lower(), " ".join(value.lower().split())
        if name == "text-align" and value in _ALIGN:
            _replace_alignment(classes, value)
        elif name in {"padding-left", "padding-inline-start"} and _LENGTHS.match(value):
            if " " not in value:
                found.append((f"padding-inline-start:{value}", ""))
        elif name == "margin" and _LENGTHS.match(value):
            found.append((f"margin:{value}", ""))
        elif name in {"border-left", "border-inline-start"}:
            found += _border(value)
        elif name == "background-color":
            found += on_background(value)
    return sorted(found)


def _replace_alignment(classes: list[str], value: str) -> None:
    """A style wins over the attribute `align`."""
    classes[:] = [name for name in classes if not name.startswith("align-")]
    classes.append(f"align-{value}")


def _border(value: str) -> list[tuple[str, str]]:
    match = _BORDER.match(value)
    colors = readable(match[3]) if match else None
    if not match or not colors:
        return []
    light, dark = (f"border-inline-start:{match[1]} {match[2]} {color}" for color in colors)
    return [(light, dark)]
