"""Editions as helpgen works them out before it renders: what other generators get as input."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.hugo_pages import Edition
from helpgen.alternates import Alternates
from helpgen.articles import transform_edition
from helpgen.config import Brand, Site
from helpgen.pages import load_pages
from helpgen.plan import plan_brand
from helpgen.snapshot import load_snapshot
from helpgen.templates import translator
from helpgen.theme import load_theme


def editions(site: Site, brand: Brand) -> Iterator[Edition]:
    """Every edition of a brand, with clean bodies and resolved links."""
    plan = plan_brand(site, brand)
    theme = load_theme(brand.theme, site.themes)
    siblings = {job.language: job.siblings[job.language] for job in plan.jobs}
    for job in plan.jobs:
        t = translator(theme, job.language)
        snapshot = load_snapshot(site.snapshots, job.edition)
        pages = load_pages(site.content, job.edition)
        articles = transform_edition(
            brand,
            snapshot,
            pages,
            siblings,
            t("table_scroll_label"),
            markdown=site.site.markdown_twins,
        )
        alternates = Alternates(job.language, brand.origin, siblings)
        yield Edition(brand, snapshot, pages, articles, siblings[job.language], alternates, t)


def write(path: Path, data: bytes) -> None:
    """Write a file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
