"""Language versions that don't answer each other."""

from __future__ import annotations

import pytest
from looked_at import told

from helpgen.checks import one_way_alternate
from helpgen.page_context import LanguageLink
from helpgen.render import Page

HOST = "https://alpha.example"


def version(lang, url):
    return LanguageLink(lang, lang, "ltr", url, HOST + url, current=False, default=False)


KINDS = {
    "/en/x/": Page("answer.html", "answer", (version("en", "/en/x/"), version("fr", "/fr/x/"))),
    "/en/y/": Page("answer.html", "answer"),
}


def found(links, url="/en/x/"):
    head = "".join(
        f'<link rel="alternate" hreflang="{lang}" href="{href}">' for lang, href in links
    )
    return [
        what
        for _, what in told(one_way_alternate, pages={url: f"<head>{head}</head>"}, kinds=KINDS)
    ]


BOTH = [("en", f"{HOST}/en/x/"), ("fr", f"{HOST}/fr/x/")]


@pytest.mark.parametrize("links", [[], BOTH, BOTH[::-1], [*BOTH, ("x-default", f"{HOST}/en/x/")]])
def test_those_that_answer_are_fine_and_so_are_none(links):
    assert found(links) == []


@pytest.mark.parametrize(
    ("links", "what"),
    [
        (BOTH[:1], "doesn't name its version in fr, which names this page"),
        (BOTH[1:], "doesn't name its version in en, which names this page"),
        (
            [BOTH[0], ("fr", f"{HOST}/fr/")],
            f"names {HOST}/fr/ as its version in fr; {HOST}/fr/x/ would name it back",
        ),
        (
            [BOTH[0], ("fr", "/fr/x/")],
            f"names /fr/x/ as its version in fr; {HOST}/fr/x/ would name it back",
        ),
        (
            [*BOTH, ("de", f"{HOST}/de/x/")],
            f"names {HOST}/de/x/ as its version in de; no page would name it back",
        ),
        (
            [*BOTH, ("x-default", f"{HOST}/")],
            f"names {HOST}/ for all other languages, which is none of its versions",
        ),
    ],
)
def test_others_are_told(links, what):
    assert found(links) == [what]


def test_a_page_without_versions_names_none():
    assert found([("en", f"{HOST}/en/y/")], "/en/y/") == [
        f"names {HOST}/en/y/ as its version in en; no page would name it back"
    ]
