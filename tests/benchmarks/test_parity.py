"""Two sites are the same if their pages are, but for what isn't looked at."""

from __future__ import annotations

from benchmarks.parity import BESIDE_PAGES, compare

TWIN = '<link rel="alternate" type="text/markdown" href="/a/index.md">'
DATA = '<script type="application/ld+json">{"@context": "https://schema.org"}</script>'


def made(folder, **pages):
    for name, text in pages.items():
        (folder / name).mkdir(parents=True)
        (folder / name / "index.html").write_text(text, encoding="utf-8")
    return folder


def test_links_to_what_others_do_not_make_are_not_looked_at(tmp_path):
    one = made(tmp_path / "one", a=f"<head>{TWIN}{DATA}</head><p>Text")
    other = made(tmp_path / "other", a="<head></head>\n<p>Text")
    assert compare(one, other, without=BESIDE_PAGES).complete
    assert compare(one, other).different == ("a/index.html",)


def test_what_only_one_has_and_what_differs_is_told(tmp_path):
    one = made(tmp_path / "one", a="<p>A", b="<p>B")
    other = made(tmp_path / "other", b="<p>C", c="<p>C")
    found = compare(one, other, without=BESIDE_PAGES)
    assert (found.pages, found.only_first, found.only_second, found.different) == (
        1,
        ("a/index.html",),
        ("c/index.html",),
        ("b/index.html",),
    )
