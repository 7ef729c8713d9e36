"""First step: nothing stays but harmless markup, and what went is told.

nh3 (ammonia) decides. Its output is parsed again by Lexbor and written by `dom`, so a
difference between parsers can't bring anything back: only the tags and attributes
named here are ever written.
"""

from __future__ import annotations

import re
from collections import Counter

import nh3

from helpgen.errors import Problem, Severity
from helpgen.transform.dom import parse, walk

GLADLY_TAGS = frozenset(
    "a img h1 h2 h3 hr br div span p font strong em b i u ul ol li dl dt dd "
    "table caption thead tbody tfoot tr th td col colgroup".split()
)
"""What Gladly's rich content may hold (contract, "What real bodies look like")."""

EXTRA_TAGS = frozenset(
    "h4 h5 h6 blockquote pre code kbd samp var sub sup s del ins mark small cite q abbr".split()
)
"""Harmless text markup beyond it, for answers that came from elsewhere."""

TAGS = GLADLY_TAGS | EXTRA_TAGS
_BLOCK = {"align", "style", "class"}
ATTRIBUTES: dict[str, set[str]] = {
    "*": {"class", "style"},
    "a": {"href", "target"},
    "abbr": {"title"},
    "img": {"src", "align", "alt", "height", "width"},
    "font": {"size", "color"},
    "ol": {"type", "start"},
    "li": {"value"},
    **{tag: {"align"} for tag in ("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "table")},
    **{tag: {"align", "valign"} for tag in ("thead", "tbody", "tfoot", "tr")},
    **{tag: {"align", "valign", "span"} for tag in ("col", "colgroup")},
    "td": {"align", "valign", "colspan", "rowspan", "nowrap"},
    "th": {"align", "valign", "colspan", "rowspan", "nowrap", "abbr", "scope"},
}
STYLES = {
    "border-left",
    "border-inline-start",
    "margin",
    "padding-left",
    "padding-inline-start",
    "text-align",
    "background-color",
}
DROPPED_WITH_CONTENT = frozenset(
    "script style iframe object embed noscript noembed noframes template svg math title "
    "textarea select xmp audio video canvas head applet frameset".split()
)
URL_SCHEMES = {"http", "https", "mailto", "tel"}

_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    clean_content_tags=set(DROPPED_WITH_CONTENT),
    attributes=ATTRIBUTES,
    url_schemes=URL_SCHEMES,
    filter_style_properties=STYLES,
    link_rel=None,
)
# Cosmetic attributes that every editor leaves behind, and those that later steps set anew.
QUIET = frozenset(
    "class id style target rel title lang dir width height border cellpadding cellspacing role "
    "tabindex loading decoding aria-label type headers".split()
)
_TAG = re.compile(r"""<([a-zA-Z][^\s/>]*)((?:[^>"']|"[^"]*"|'[^']*')*)""")
_QUOTED = re.compile(r"""=\s*(?:"[^"]*"|'[^']*')""")
_PLAIN_NAMES = re.compile(r"[\sa-zA-Z/-]*")
_SCRIPT_URL = re.compile(
    r"^[\s\x00-\x20]*(?!https?:|mailto:|tel:)[a-z][a-z0-9+.\s-]*:", re.IGNORECASE
)


def sanitize(html: str) -> str:
    """The HTML without anything that isn't allowed; safe to parse again."""
    return _CLEANER.clean(html.replace("\x00", ""))


def stripped(html: str, where: str) -> list[Problem]:
    """What `sanitize` takes out of this HTML, one problem for each name.

    Args:
        html: As Gladly gave it.
        where: Place for the problems.
    """
    if not _suspicious(html):
        return []
    tags: Counter[str] = Counter()
    attributes: Counter[str] = Counter()
    for element in walk(parse(html)):
        tag = element.tag
        if tag not in TAGS:
            tags[tag] += 1
            continue
        allowed = ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set())
        for name, value in element.attributes.items():
            if name not in allowed:
                attributes[name] += name not in QUIET and not name.startswith("data-")
            elif name in {"href", "src"} and _SCRIPT_URL.match(value):
                attributes[f"{name} with {value.strip().partition(':')[0][:20]}:"] += 1
    return [_removed(where, f"<{tag}>", count) for tag, count in sorted(tags.items())] + [
        _removed(where, f"attribute {name}", count)
        for name, count in sorted(attributes.items())
        if count
    ]


def _suspicious(html: str) -> bool:
    """Cheap look for any name that isn't allowed, so that clean bodies needn't be parsed twice."""
    for tag, rest in set(_TAG.findall(html)):
        if tag.lower() not in TAGS:
            return True
        if rest:
            names = _QUOTED.sub(" ", rest)
            if not _PLAIN_NAMES.fullmatch(names):
                return True
            if not _KNOWN.issuperset(names.replace("/", " ").lower().split()):
                return True
    lowered = html.lower()
    return "javascript" in lowered or "vbscript" in lowered or "data:" in lowered


_KNOWN = frozenset(name for names in ATTRIBUTES.values() for name in names) | QUIET


def _removed(where: str, name: str, count: int) -> Problem:
    harmful = name[1:-1] in DROPPED_WITH_CONTENT or name.startswith(
        ("attribute on", "attribute href")
    )
    times = f" ({count} times)" if count > 1 else ""
    return Problem(
        where,
        f"{name} was removed{times}",
        "take it out of the answer in Gladly" if harmful else "",
        Severity.WARNING if harmful else Severity.NOTE,
        "removed-markup",
    )
