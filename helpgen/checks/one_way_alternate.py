"""Pages that name each other as language versions do it both ways.

`hreflang` counts only where it's mutual
(https://developers.google.com/search/docs/specialty/international/localized-versions).
Which pages are versions of each other follows from the routes alone, the same in every
edition of a brand; so a page that says just that is answered by each that it names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from helpgen.checks.rule import Rule
from helpgen.checks.seen import Seen
from helpgen.errors import Problem, Severity
from helpgen.page_context import LanguageLink

RULE = Rule(
    "one-way-alternate",
    Severity.ERROR,
    "The `hreflang` links of a page aren't those of its other language versions, which so don't "
    "answer it: a mistake in a template. Pages without any are fine.",
)
_HINT = "write them from page.alternates, as base's partials/head-meta.html does"
_DEFAULT = "x-default"


def find(seen: Seen) -> Iterator[Problem]:
    """Pages whose versions in the final HTML aren't those that answer them."""
    for url, head in seen.heads.items():
        if head.alternates:
            wrong = _wrong(head.alternates, seen.pages[url].alternates)
            if wrong:
                yield RULE.problem(seen.place(url), wrong, _HINT)


def _wrong(named: Mapping[str, str], versions: Iterable[LanguageLink]) -> str:
    """The first thing that's wrong with what a page names; empty if nothing."""
    there = dict(named)
    right = {version.lang: version.absolute_url for version in versions}
    default = there.pop(_DEFAULT, None)
    for lang, address in there.items():
        if right.get(lang) != address:
            answers = right.get(lang, "no page")
            return f"names {address} as its version in {lang}; {answers} would name it back"
    for lang in right.keys() - there.keys():
        return f"doesn't name its version in {lang}, which names this page"
    if default is not None and default not in right.values():
        return f"names {default} for all other languages, which is none of its versions"
    return ""
