"""Pictures of every kind of page of a built sample, and contact sheets: `make screenshots`.

Each kind of page of each brand, on three widths, in light and dark, the same in Arabic, and a
page in print. The pictures go to build/screenshots/, beside an index.html and a sheet for each
brand, language and color scheme, to look at in one go.
"""

from __future__ import annotations

import html
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote

from playwright.sync_api import Browser, sync_playwright
from selectolax.lexbor import LexborHTMLParser
from serve import serving

WIDTHS = (375, 768, 1440)
SCHEMES = ("light", "dark")
EDITIONS = (("fjell", "en-us"), ("sorbet", "en-us"), ("sorbet", "ar"))
TALLEST = 2600
"""Pixels of a picture; what lies below is more of the same."""


@dataclass(frozen=True)
class Shot:
    """One picture to be taken.

    Attributes:
        brand: Whose page it is.
        language: Gladly's code.
        kind: Of the page.
        path: Below the brand's host.
        width: Of the window, in pixels.
        scheme: `light` or `dark`.
    """

    brand: str
    language: str
    kind: str
    path: str
    width: int
    scheme: str

    @property
    def file(self) -> str:
        """Name of the picture."""
        return f"{self.brand}-{self.language}-{self.kind}-{self.width}-{self.scheme}.png"

    @property
    def sheet(self) -> str:
        """The sheet that it's on."""
        return f"{self.brand}-{self.language}-{self.scheme}"


def kinds(dist: Path, brand: str, language: str) -> dict[str, str]:
    """Path of a page of every kind, below the brand's host."""
    folder = dist / brand / language
    answers = sorted(folder.glob("answers/*/index.html"), key=lambda path: path.stat().st_size)
    home = LexborHTMLParser((folder / "index.html").read_text("utf-8"))
    section = str(home.css_first(".sections a").attributes["href"])
    contents = [path for path in answers if b'"contents aside"' in path.read_bytes()]
    tables = [path for path in answers if b"<table" in path.read_bytes()]
    return {
        "home": f"/{language}/",
        "section": unquote(section),
        "answer": _path(dist / brand, answers[len(answers) // 2]),
        "contents": _path(dist / brand, contents[-1]),
        "table": _path(dist / brand, tables[0]),
        "a-z": f"/{language}/a-z/",
        "search": f"/{language}/search/?q={_word(home)}",
        "content": f"/{language}/contact/",
        "404": f"/{language}/404.html",
        "gone": f"/{language}/gone.html",
    }


def _path(site: Path, file: Path) -> str:
    return f"/{file.relative_to(site).parent.as_posix()}/"


def _word(home: LexborHTMLParser) -> str:
    """The longest word of a featured answer: a search that finds something."""
    return max(home.css_first(".featured a").text().split(), key=len)


def shots(dist: Path) -> Iterator[Shot]:
    """Every picture."""
    for brand, language in EDITIONS:
        for kind, path in kinds(dist, brand, language).items():
            for scheme in SCHEMES:
                for width in WIDTHS:
                    yield Shot(brand, language, kind, path, width, scheme)


def take(browser: Browser, host: str, shot: Shot, folder: Path) -> None:
    """Take one picture."""
    page = browser.new_page(
        viewport={"width": shot.width, "height": 900},
        color_scheme=shot.scheme,
        reduced_motion="reduce",
    )
    page.goto(host + quote(shot.path, safe="/?="))
    if shot.kind == "search":
        page.wait_for_selector(".results-list li")
    height = min(TALLEST, page.evaluate("document.documentElement.scrollHeight"))
    clip = {"x": 0, "y": 0, "width": shot.width, "height": height}
    page.screenshot(path=folder / shot.file, full_page=True, clip=clip)
    page.close()


def printed(browser: Browser, host: str, path: str, file: Path) -> None:
    """A page as a printer has it."""
    page = browser.new_page()
    page.goto(host + quote(path))
    page.pdf(path=file, format="A4")
    page.close()


def contact_sheet(browser: Browser, taken: list[Shot], folder: Path, name: str) -> None:
    """One picture of many: a row for each kind, a column for each width."""
    cells = "".join(
        f'<figure><img src="{shot.file}" width="{shot.width // 3}">'
        f"<figcaption>{html.escape(shot.kind)} {shot.width}</figcaption></figure>"
        for shot in taken
    )
    style = (
        "body{margin:24px;display:grid;gap:24px;grid-template-columns:repeat(3,max-content);"
        "align-items:start;background:#888;font:13px system-ui}figure{margin:0}"
        "img{display:block}figcaption{padding:6px 0}"
    )
    file = folder / f"{name}.html"
    file.write_text(f"<!doctype html><meta charset=utf-8><style>{style}</style>{cells}", "utf-8")
    page = browser.new_page(viewport={"width": 1000, "height": 800})
    page.goto(file.resolve().as_uri())
    page.screenshot(path=folder / f"{name}.jpg", full_page=True, quality=80)
    page.close()


def main(dist: Path, folder: Path) -> None:
    """Take all pictures and put them on sheets."""
    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("screenshots need a browser: put 'chromium' on the PATH")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    sheets: dict[str, list[Shot]] = {}
    for shot in shots(dist):
        sheets.setdefault(shot.sheet, []).append(shot)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for brand in dict(EDITIONS):
            with serving(dist / brand) as host:
                mine = [shot for taken in sheets.values() for shot in taken if shot.brand == brand]
                for shot in mine:
                    take(browser, host, shot, folder)
                printed(
                    browser, host, kinds(dist, brand, "en-us")["table"], folder / f"{brand}.pdf"
                )
        for name, taken in sheets.items():
            contact_sheet(browser, taken, folder, name)
            print(f"{folder / name}.jpg: {len(taken)} pictures")
        browser.close()
    links = "".join(f'<li><a href="{name}.html">{name}</a>' for name in sheets)
    (folder / "index.html").write_text(
        f"<!doctype html><meta charset=utf-8><ul>{links}</ul>", "utf-8"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
