"""The same help centers for Pelican: HTML articles, settings that hold strings, a Jinja theme.

Every edition is a Pelican site of its own, since strings of several languages in one site need a
plug-in. All editions of a brand write into one folder. Pelican gets clean bodies, resolved links
and descriptions as Hugo does, and other languages' addresses besides.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from benchmarks.editions import editions, write
from benchmarks.hugo_pages import Edition
from benchmarks.theme_data import links, section_of, segment, site_name, theme_data
from helpgen.config import Site
from helpgen.config_file import load_site
from helpgen.model import EditionKey
from helpgen.plan import plan_brand
from helpgen.theme import Theme, load_theme

_THEME = Path(__file__).parent / "pelican_theme"
_HEAD = "import json\nJINJA_FILTERS = {'fromjson': json.loads}\n"
_FEEDS = ("FEED_ALL_ATOM", "CATEGORY_FEED_ATOM", "AUTHOR_FEED_ATOM", "AUTHOR_FEED_RSS")
_END = "</body></html>"


def make_pelican_sites(site_toml: Path, folder: Path) -> None:
    """Write a Pelican site for every edition of a helpgen site.

    Args:
        site_toml: Of the helpgen site.
        folder: Where; made if it isn't there.
    """
    site = load_site(site_toml)
    for brand in site.brands:
        theme = load_theme(brand.theme, site.themes)
        for edition in editions(site, brand):
            _make_site(site, theme, edition, _source(folder, edition.snapshot.edition))


def pelican_command(program: str, folder: Path, edition: EditionKey, output: Path) -> list[str]:
    """How an edition's site is built into the folder of its brand.

    Args:
        program: Pelican's.
        folder: Of `make_pelican_sites`.
        edition: Which one.
        output: For all brands.
    """
    source = _source(folder, edition)
    options = ["-s", f"{source / 'pelicanconf.py'}", "-o", f"{output / edition.brand}"]
    plain = ["--fatal", "errors", "--log-handler", "plain"]
    return [program, f"{source / 'content'}", *options, *plain]


def change_pelican_answer(folder: Path, edition: EditionKey, answer_id: str, more: str) -> None:
    """Put HTML at the end of an answer."""
    path = next((_source(folder, edition) / "content").glob(f"s*/{answer_id}.html"))
    text = path.read_text("utf-8").replace(_END, more + _END)
    path.write_text(text, encoding="utf-8")


def _source(folder: Path, edition: EditionKey) -> Path:
    return folder / edition.brand / edition.language


def _make_site(site: Site, theme: Theme, edition: Edition, folder: Path) -> None:
    assets = plan_brand(site, edition.brand).assets
    for path, data in assets.files.items():
        write(folder / "content" / path, data)
    for name, text in _articles(edition):
        write(folder / "content" / name, text.encode())
    shared = theme_data(theme, assets, edition)
    sections = {section["name"]: section for section in shared["sections"]}
    settings = {
        **_settings(edition),
        **{name.upper(): value for name, value in shared.items()},
        "SECTIONS": sections,
    }
    lines = "".join(f"{name} = {value!r}\n" for name, value in settings.items())
    write(folder / "pelicanconf.py", (_HEAD + lines).encode())


def _settings(edition: Edition) -> dict[str, Any]:
    """What Pelican itself asks for."""
    home = edition.routes.home.strip("/")
    return {
        "SITEURL": edition.brand.origin,
        "SITENAME": html.escape(site_name(edition)),
        "DEFAULT_LANG": edition.snapshot.edition.language,
        "TIMEZONE": "UTC",
        "DEFAULT_DATE": (2024, 1, 1),  # of answers that have none
        "THEME": f"{_THEME}",
        "THEME_STATIC_PATHS": [],
        "STATIC_PATHS": ["assets"],
        "ARTICLE_ORDER_BY": "order",
        "PAGE_ORDER_BY": "order",
        # A section's slug is what it's called among Pelican's categories, letter for letter.
        "CATEGORY_REGEX_SUBSTITUTIONS": [],
        "SLUGIFY_USE_UNICODE": True,
        "SLUGIFY_PRESERVE_CASE": True,
        "CATEGORY_URL": f"{home}/{{slug}}/",
        "CATEGORY_SAVE_AS": f"{home}/{{slug}}/index.html",
        "AUTHOR_SAVE_AS": "",
        "TAG_SAVE_AS": "",
        "DIRECT_TEMPLATES": ["index", "archives", "missing", "gone", "sitemap", "feed"],
        "INDEX_SAVE_AS": f"{home}/index.html",
        "ARCHIVES_SAVE_AS": f"{home}/a-z/index.html",
        "MISSING_SAVE_AS": f"{home}/404.html",
        "GONE_SAVE_AS": f"{home}/gone.html",
        "SITEMAP_SAVE_AS": f"{home}/sitemap.xml",
        "FEED_SAVE_AS": f"{home}/feed.xml",
        **dict.fromkeys((*_FEEDS, "TRANSLATION_FEED_ATOM")),  # the theme makes the one that counts
    }


def _articles(edition: Edition) -> Iterator[tuple[str, str]]:
    """Path below the content folder, and text, of all that has a body."""
    for path, (matter, body) in edition.files():
        if "answer" in matter:
            yield path, _document(matter, _of_answer(edition, path, matter), body)
        elif matter.get("layout") == "content":
            versions = edition.alternates.of_content(Path(path).stem)
            more = {"order": f"{matter['weight']:05}", "versions": _json(links(versions))}
            yield f"pages/{path}", _document(matter, more, body)


def _of_answer(edition: Edition, path: str, matter: Mapping[str, Any]) -> dict[str, str]:
    place = section_of(path)
    date = matter.get("updated", "")
    return {
        "slug": matter["answer"],
        "category": segment(edition.routes.sections[place].url),
        "order": f"{place:03}{matter['place']:05}",
        "place": f"{matter['place']}",
        "az": f"{matter['az']:05}",
        "letter": matter["letter"],
        "updated": date,
        **({"date": date} if date else {}),
        "headings": _json(matter["headings"]),
        "versions": _json(links(edition.alternates.of_answer(matter["answer"]))),
    }


def _document(matter: Mapping[str, Any], more: Mapping[str, str], body: str) -> str:
    url = matter["url"].strip("/")
    metas = {
        "description": matter["description"],
        "url": quote(url) + "/",
        "save_as": f"{url}/index.html",
        **more,
    }
    head = "".join(
        f'<meta name="{name}" content="{html.escape(value)}">\n' for name, value in metas.items()
    )
    title = html.escape(matter["title"])
    return f"<html><head>\n<title>{title}</title>\n{head}</head><body>\n{body}\n{_END}\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
