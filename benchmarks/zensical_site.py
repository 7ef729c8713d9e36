"""The same help centers for Zensical: pages with clean bodies, strings in `extra`, a theme.

Every edition is a Zensical site of its own, as its manual has it for several languages. The theme
stands alone, so that Zensical's own, which is many times as large, isn't what is measured. A
navigation lists sections and answers; a page finds its section and its neighbours there.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from benchmarks.editions import editions, write
from benchmarks.hugo_pages import Edition, File
from benchmarks.theme_data import section_of, theme_data
from helpgen.alternates import Alternates
from helpgen.config import Site
from helpgen.config_file import load_site
from helpgen.model import EditionKey
from helpgen.page_context import LanguageLink
from helpgen.plan import plan_brand
from helpgen.theme import Theme, load_theme

_THEME = Path(__file__).parent / "zensical_theme"
_CONFIG = "mkdocs.yml"  # JSON is YAML
_OUTPUT = "site"
_FEED = "feed.xml"


def make_zensical_sites(site_toml: Path, folder: Path) -> None:
    """Write a Zensical site for every edition of a helpgen site.

    Args:
        site_toml: Of the helpgen site.
        folder: Where; made if it isn't there.
    """
    site = load_site(site_toml)
    for brand in site.brands:
        theme = load_theme(brand.theme, site.themes)
        for edition in editions(site, brand):
            _make_site(site, theme, edition, _source(folder, edition.snapshot.edition))


def zensical_command(program: str, folder: Path, edition: EditionKey) -> list[str]:
    """How an edition's site is built, into a folder of its own.

    Args:
        program: Zensical's.
        folder: Of `make_zensical_sites`.
        edition: Which one.
    """
    return [program, "build", "--strict", "-f", f"{_source(folder, edition) / _CONFIG}"]


def begin_anew(folder: Path, edition: EditionKey, name: str) -> None:
    """Let an edition's next build be a cold one, into a new folder of that name.

    Its cache is put aside and not deleted, as file systems pay for that when they write next.
    """
    source = _source(folder, edition)
    if (source / ".cache").exists():
        (source / ".cache").rename(source / f"cache-before-{name}")
    config = json.loads((source / _CONFIG).read_text("utf-8"))
    _write_json(source / _CONFIG, {**config, "site_dir": f"{_OUTPUT}-{name}"})


def zensical_output(folder: Path, edition: EditionKey, name: str) -> Path:
    """Where an edition's pages of that name are."""
    return _source(folder, edition) / f"{_OUTPUT}-{name}"


def change_zensical_answer(folder: Path, edition: EditionKey, answer_id: str, more: str) -> None:
    """Put HTML at the end of an answer."""
    docs = _source(folder, edition) / "docs"
    mark = json.dumps({"answer": answer_id})[1:-1]
    for path in (docs / "answers").iterdir():
        text = path.read_text("utf-8")
        if mark in text:
            path.write_text(text + more, encoding="utf-8")


def _source(folder: Path, edition: EditionKey) -> Path:
    return folder / edition.brand / edition.language


def _make_site(site: Site, theme: Theme, edition: Edition, folder: Path) -> None:
    assets = plan_brand(site, edition.brand).assets
    for path, data in assets.files.items():
        write(folder / "docs" / path, data)
    for name, text in _pages(edition):
        write(folder / "docs" / name, text.encode())
    shutil.copytree(_THEME, folder / "theme", ignore=shutil.ignore_patterns(_FEED))
    write(folder / "docs" / _FEED, (_THEME / _FEED).read_bytes())  # where it's looked for
    links = edition.routes.content_pages.values()
    extra = {
        **theme_data(theme, assets, edition),
        "pages": [{"title": link.title, "url": link.url} for link in links],
    }
    _write_json(folder / _CONFIG, {**_settings(edition), "extra": extra})


def _settings(edition: Edition) -> dict[str, Any]:
    routes = edition.routes
    sections = [
        {
            section.title: [
                f"{_path(edition, section.url)}/index.md",
                *(f"{_path(edition, routes.answers[i].url)}.md" for i in section.answer_ids),
            ]
        }
        for section in routes.sections
    ]
    pages = [f"{page.stem}.md" for page in edition.pages]
    return {
        "site_name": edition.brand.name,
        "site_url": f"{edition.brand.origin}{routes.home}",
        "site_dir": _OUTPUT,
        "theme": {"name": None, "custom_dir": "theme"},
        "plugins": {"search": {"enabled": False}},
        "markdown_extensions": [],  # bodies are HTML
        "extra_templates": [_FEED],
        "nav": [{"Home": "index.md"}, *sections, "a-z.md", *pages],
        "validation": False,  # links are checked already
    }


def _pages(edition: Edition) -> Iterator[tuple[str, str]]:
    """Path below the docs folder, and text, of every page."""
    for file in edition.files():
        _, (matter, body) = file
        name, more, versions = _page(edition, file)
        front = {
            "title": matter["title"],
            "description": matter["description"],
            "versions": {link.lang: link.url for link in versions},
            **more,
        }
        yield name, f"---\n{json.dumps(front, ensure_ascii=False)}\n---\n\n{body}\n"


def _page(edition: Edition, file: File) -> tuple[str, Mapping[str, Any], tuple[LanguageLink, ...]]:
    """A page's path, front matter of its kind, and its versions."""
    path, (matter, _) = file
    alternates: Alternates = edition.alternates
    if "answer" in matter:
        keys = ("answer", "headings", "place", "az", "letter")
        more = {key: matter[key] for key in keys} | {"section": section_of(path)}
        more |= {"updated": matter["updated"]} if "updated" in matter else {}
        name = f"{_path(edition, matter['url'])}.md"
        return name, more, alternates.of_answer(matter["answer"])
    if path.startswith("s") and path.endswith("/_index.html"):
        section = edition.routes.sections[section_of(path)]
        name = f"{_path(edition, section.url)}/index.md"
        more = {"template": "section.html", "section": section_of(path)}
        return name, more, alternates.of_section(section.url)
    stem = Path(path).stem
    found = {
        "_index": ("index.md", "home.html", alternates.of_home()),
        "a-z": ("a-z.md", "a-z.html", alternates.of_a_z()),
        "gone": ("gone.md", "gone.html", ()),
    }.get(stem, (f"{stem}.md", "content.html", alternates.of_content(stem)))
    return found[0], {"template": found[1]}, found[2]


def _path(edition: Edition, url: str) -> str:
    """An address below the edition's home page, as a path of files."""
    return unquote(url).removeprefix(unquote(edition.routes.home)).strip("/")


def _write_json(path: Path, value: Any) -> None:
    write(path, json.dumps(value, ensure_ascii=False, indent=1).encode())
