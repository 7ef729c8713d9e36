"""The web manifest of an edition."""

from __future__ import annotations

import json

from helpgen.config import Brand
from helpgen.model import EditionKey
from helpgen.tree import Routes
from helpgen.web_manifest import web_manifest

BRAND = Brand(slug="b", name="B", base_url="https://b.example/help", languages=["ar"])
ROUTES = Routes(EditionKey("b", "ar"), "/help/ar/", (), {}, {}, ())
ASSETS = {"logo.svg": "assets/logo.1.svg", "icons/touch.png": "assets/icons/touch.2.png"}


def manifest(**options):
    (data,) = web_manifest(BRAND, ROUTES, "مساعدة B", options, ASSETS).values()
    return json.loads(data)


def test_it_tells_names_language_colors_and_icons():
    found = manifest(favicon="logo.svg", touch_icon="icons/touch.png", background="#ffffff")
    assert found == {
        "name": "مساعدة B",
        "short_name": "B",
        "lang": "ar",
        "dir": "rtl",
        "start_url": "/help/ar/",
        "scope": "/help/ar/",
        "display": "browser",
        "icons": [
            {"src": "/help/assets/logo.1.svg", "type": "image/svg+xml", "sizes": "any"},
            {"src": "/help/assets/icons/touch.2.png", "type": "image/png", "sizes": "180x180"},
        ],
        "background_color": "#ffffff",
        "theme_color": "#ffffff",
    }


def test_a_theme_without_icons_or_colors_has_none():
    found = manifest()
    assert found["icons"] == []
    assert "theme_color" not in found
