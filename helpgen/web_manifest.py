"""The web manifest of an edition: its name, colors and icons, for browsers that keep it at hand.

https://www.w3.org/TR/appmanifest/
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from mimetypes import MimeTypes
from typing import Any

from helpgen.config import Brand
from helpgen.languages import direction, language_tag
from helpgen.theme_option import OptionValue
from helpgen.tree import Routes

NAME = "site.webmanifest"
_TYPES = MimeTypes()  # not the machine's own list: the same names everywhere


def web_manifest(
    brand: Brand,
    routes: Routes,
    name: str,
    options: Mapping[str, OptionValue],
    assets: Mapping[str, str],
) -> dict[str, bytes]:
    """The manifest by its path below the brand's folder.

    Args:
        brand: Whose site it is.
        routes: Of the edition.
        name: Of the site in the edition's language.
        options: Of the theme: `favicon`, `touch_icon` and `background` where it has them.
        assets: Path of each asset below the brand's folder by its name.
    """
    language = routes.edition.language
    manifest: dict[str, Any] = {
        "name": name,
        "short_name": brand.name,
        "lang": language_tag(language),
        "dir": direction(language),
        "start_url": routes.home,
        "scope": routes.home,
        "display": "browser",
        "icons": [
            {"src": f"{brand.base_path}/{assets[icon]}", **_kind(icon)}
            for icon in (str(options.get(key, "")) for key in ("favicon", "touch_icon"))
            if icon
        ],
    }
    if color := options.get("background"):
        manifest |= {"background_color": color, "theme_color": color}
    text = json.dumps(manifest, ensure_ascii=False, indent=1)
    return {f"{language}/{NAME}": f"{text}\n".encode()}


def _kind(icon: str) -> dict[str, str]:
    """Type and size of an icon; a picture of pixels has the size that Apple asks for."""
    kind = _TYPES.guess_type(icon)[0] or ""
    return {"type": kind, "sizes": "any" if kind == "image/svg+xml" else "180x180"}
