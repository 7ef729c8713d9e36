"""What an answer's first view weighs on the wire, beside pages of other generators.

    python -m benchmarks.page_weight helpgen=dist/fjell/en-us/answers/... other=site/answer/...

Each argument is a name and the folder of a page within a finished site, whose root is the furthest
folder above with a `404.html`. A browser loads each page, and what came until the network is quiet
is counted by kind, texts as gzip makes them; nothing is clicked or typed.
"""

from __future__ import annotations

import gzip
import shutil
import sys
from collections import Counter
from pathlib import Path

from playwright.sync_api import Browser, Response, sync_playwright

from benchmarks.page_index import serving

KINDS = ("document", "stylesheet", "script", "image", "font", "other")


def main(named: list[str]) -> None:
    """Print a table, a row for each page."""
    print(f"{'':<12}" + "".join(f"{kind:>12}" for kind in KINDS) + f"{'requests':>10}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        for name, _, folder in (each.partition("=") for each in named):
            sizes, requests = weighed(browser, Path(folder).resolve())
            cells = "".join(f"{sizes[kind] / 1000:>9.1f} kB" for kind in KINDS)
            print(f"{name:<12}{cells}{requests:>10}")
        browser.close()


def weighed(browser: Browser, folder: Path) -> tuple[Counter[str], int]:
    """Bytes of the bodies by kind, and how many requests there were."""
    site = [parent for parent in folder.parents if (parent / "404.html").is_file()][-1]
    sizes: Counter[str] = Counter()
    found: list[Response] = []

    def note(response: Response) -> None:
        found.append(response)

    with serving(site) as host:
        page = browser.new_page(viewport={"width": 375, "height": 667})
        page.on("response", note)
        page.goto(f"{host}/{folder.relative_to(site).as_posix()}/", wait_until="networkidle")
        for response in found:
            kind = response.request.resource_type
            sizes[kind if kind in KINDS else "other"] += on_the_wire(response)
        page.close()
    return sizes, len(found)


def on_the_wire(response: Response) -> int:
    """Bytes of a body, compressed if it's text."""
    body, kind = response.body(), response.headers.get("content-type", "")
    text = any(name in kind for name in ("text/", "javascript", "json", "svg"))
    return len(gzip.compress(body)) if text else len(body)


if __name__ == "__main__":
    main(sys.argv[1:])
