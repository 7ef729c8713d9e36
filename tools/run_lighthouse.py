"""Judge every kind of page with Lighthouse, as a phone loads it: `make lighthouse`.

Serves each brand's finished site on loopback with its own headers, compressed as hosts do it, and
prints the four scores of each page. Exits with 1 if any is below 100, and names the audits. A
score of performance depends on what else the machine does: the best of three runs counts.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from screenshots import kinds
from serve import Handler, serving

LIGHTHOUSE = Path(__file__).parent / "lighthouse/node_modules/lighthouse/cli/index.js"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
CHROMIUM = "--headless=new --no-sandbox --disable-gpu"
NOT_LISTED = ("search", "404", "gone")
"""Kinds of pages that search engines shall not list; Lighthouse would take that for a mistake."""
RUNS = 3
FULL = 100


class Compressing(Handler):
    """Compresses texts with gzip where the browser takes it."""

    def do_GET(self) -> None:  # noqa: N802 - the name that the server calls
        """Answer as before, with a shorter body."""
        connection, self.wfile = self.wfile, io.BytesIO()
        try:
            super().do_GET()
            head, _, body = self.wfile.getvalue().partition(b"\r\n\r\n")
        finally:
            self.wfile = connection
        if "gzip" in self.headers.get("Accept-Encoding", "") and _is_text(head):
            lines = [x for x in head.split(b"\r\n") if not x.lower().startswith(b"content-length:")]
            body = gzip.compress(body)
            length = b"Content-Length: %d" % len(body)
            head = b"\r\n".join([*lines, b"Content-Encoding: gzip", length])
        self.wfile.write(head + b"\r\n\r\n" + body)


def _is_text(head: bytes) -> bool:
    types = [x for x in head.lower().split(b"\r\n") if x.startswith(b"content-type:")]
    texts = (b"text/", b"javascript", b"json", b"svg")
    return any(name in content_type for name in texts for content_type in types)


def main(dist: Path) -> int:
    """Print the scores of every kind of page; 1 if one isn't full."""
    print(f"{'page':<30}" + "".join(f"{name:>16}" for name in CATEGORIES))
    sites = sorted(path.parent for path in dist.glob("*/index.html"))
    return int(sum(imperfect_pages(site) for site in sites) > 0)


def imperfect_pages(site: Path) -> int:
    """Print the scores of a site's pages in its default language; how many aren't full."""
    language = (site / "index.html").read_text(encoding="utf-8").partition("url=/")[2]
    found = 0
    with serving(site, Compressing) as host:
        for kind, path in kinds(site.parent, site.name, language.partition("/")[0]).items():
            report = best(host + path, kind)
            print(f"{f'{site.name} {kind}':<30}" + "".join(f"{n:>16}" for n in scores(report)))
            for told in failures(report):
                print(f"    {told}")
            found += min(scores(report)) < FULL
    return found


def best(address: str, kind: str) -> dict[str, Any]:
    """The best report of a page of some runs; no more are made once all is full."""
    reports: list[dict[str, Any]] = []
    for _ in range(RUNS):
        report = lighthouse(address, ["is-crawlable"] if kind in NOT_LISTED else [])
        reports += [report] if report else []
        if report and min(scores(report)) == FULL:
            break
    if not reports:
        raise SystemExit(f"{address}: Lighthouse couldn't look at it {RUNS} times")
    return max(reports, key=scores)


def scores(report: dict[str, Any]) -> list[int]:
    """The scores in the order of the categories, up to 100."""
    return [round(report["categories"][name]["score"] * FULL) for name in CATEGORIES]


def lighthouse(address: str, skipped: Sequence[str]) -> dict[str, Any] | None:
    """Lighthouse's report of a page, with its own settings for phones.

    Args:
        address: Of the page.
        skipped: Audits to leave out.

    Returns:
        None where it failed, as it does when the browser is slow to tell of a page; why is on
        standard error.
    """
    command = ["node", str(LIGHTHOUSE), address, "--quiet", "--output=json"]
    command += [f"--chrome-flags={CHROMIUM}", f"--only-categories={','.join(CATEGORIES)}"]
    command += [f"--skip-audits={','.join(skipped)}"] if skipped else []
    environment = {**os.environ, "CHROME_PATH": shutil.which("chromium") or ""}
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE)  # noqa: S603, PLW1510 - our own words
    if done.returncode:
        return None
    report: dict[str, Any] = json.loads(done.stdout)
    return None if "runtimeError" in report else report


def failures(report: dict[str, Any]) -> Iterator[str]:
    """The audits that cost a page points, and what they say."""
    weighed = {
        reference["id"]
        for name in CATEGORIES
        for reference in report["categories"][name]["auditRefs"]
        if reference["weight"]
    }
    for name in sorted(weighed & report["audits"].keys()):
        audit = report["audits"][name]
        if audit["score"] is not None and audit["score"] < 1:
            yield f"{name} {audit['score']}: {audit['title']}, {audit.get('displayValue', '')}"


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "dist")))
