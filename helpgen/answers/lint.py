"""What's wrong or could be better in answers, before they are published and while they are live."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from helpgen.answers.canonical import settled
from helpgen.answers.readability import reading
from helpgen.answers.state import AnswerState, Content, Files
from helpgen.config import Brand, Site
from helpgen.config_values import LintRule
from helpgen.errors import Problem, Severity
from helpgen.transform.dom import Element, Node, text_of, walk
from helpgen.transform.sanitize import ATTRIBUTES, GLADLY_TAGS

MAX_BODY = 25_000
"""About as many characters as Gladly takes (contract, "Limits and traps")."""

SEVERITIES: Mapping[LintRule, Severity] = {
    "too-long": Severity.ERROR,
    "stripped-markup": Severity.WARNING,
    "heading-order": Severity.WARNING,
    "empty-heading": Severity.WARNING,
    "empty-link": Severity.ERROR,
    "vague-link": Severity.WARNING,
    "missing-alt": Severity.ERROR,
    "double-title": Severity.WARNING,
    "broken-link": Severity.ERROR,
    "other-brand": Severity.ERROR,
    "placeholder": Severity.ERROR,
    "conflict-markers": Severity.ERROR,
    "reading": Severity.NOTE,
}
_VAGUE = frozenset(
    "here|click here|this|this link|link|more|read more|learn more|this page|see here".split("|")
)
_PLACEHOLDER = re.compile(
    r"\b(?:TODO|TBD|FIXME|XXX+)\b|(?i:lorem ipsum|\{\{.*?\}\}|\[(?:insert|your|add)\b[^\]]*\])"
)
_HEADING = re.compile(r"h([1-6])")
_ID = re.compile(r"[A-Za-z0-9_-]{22}")
_STYLES = frozenset(
    "border-left margin padding-left text-align background-color".split()
)  # contract, "Markup that Gladly allows"
_MORE_ATTRIBUTES = {
    "a": {"rel"},
    "ul": {"type"},
    "ol": {"type"},
    "li": {"type", "value"},
    "div": {"style"},
    "td": {"style", "abbr", "headers", "scope", "width", "height"},
    "th": {"style", "headers", "width", "height"},
    "table": {"width", "height"},
    "col": {"width"},
    "tr": {"height"},
}

Finding = tuple[LintRule, str, str]
"""Rule, what is wrong, what to do."""


@dataclass(frozen=True, slots=True)
class Linted:
    """One finding with its place: answer id, language, and the problem."""

    answer_id: str
    language: str
    problem: Problem


def lint(site: Site, answers: Files, unresolved: Iterable[tuple[str, str]] = ()) -> list[Linted]:
    """All findings, by answer and language.

    Args:
        site: Its brands tell what belongs to whom, its `[lint]` how much a rule matters.
        answers: From files or from Gladly.
        unresolved: Answer id and language of files with conflict markers.
    """
    severities = {**SEVERITIES}
    for rule, severity in site.lint.severities.items():
        severities[rule] = Severity.NOTE if severity == "off" else Severity(severity)
    off = {rule for rule, severity in site.lint.severities.items() if severity == "off"}
    marked, titles = set(unresolved), _titles(answers)
    found = []
    for answer_id, state in answers.items():
        for language, content in sorted(state.contents.items()):
            where = f"{state.details.name} ({answer_id}) {language}"
            findings = list(_content(site, answers, language, state, content))
            findings += _double_title(titles, answer_id, language, state, content)
            if (answer_id, language) in marked:
                findings.append(("conflict-markers", "holds conflict markers", "edit them away"))
            found += [
                Linted(answer_id, language, Problem(where, what, hint, severities[rule], rule))
                for rule, what, hint in findings
                if rule not in off
            ]
    return found


def _content(
    site: Site, answers: Files, language: str, state: AnswerState, content: Content
) -> Iterator[Finding]:
    nodes = settled(content.html)
    text = text_of(nodes)
    if len(content.html) > MAX_BODY:
        hint = "split the answer, or take out markup"
        yield "too-long", f"has {len(content.html)} characters, about {MAX_BODY} are allowed", hint
    yield from _stripped(nodes)
    yield from _headings(nodes)
    yield from _links(site, answers, nodes)
    for image in (one for one in walk(nodes) if one.tag == "img"):
        if not image.attributes.get("alt", "").strip():
            what = f"picture {image.attributes.get('src', '')!r} has no alternative text"
            yield "missing-alt", what, "say in alt what it shows"
    for found in _PLACEHOLDER.finditer(f"{content.title}\n{text}"):
        yield "placeholder", f"{found[0]!r} was left over", "write what belongs there"
    yield from _other_brands(site, state, f"{content.title}\n{text}\n{content.html}")
    yield from reading(text, language)


def _stripped(nodes: list[Node]) -> Iterator[Finding]:
    """Markup that isn't on Gladly's list, each name once."""
    names = dict.fromkeys(name for element in walk(nodes) for name in _not_allowed(element))
    for name in names:
        yield "stripped-markup", f"{name} isn't on Gladly's list and may be taken out", ""


def _not_allowed(element: Element) -> Iterator[str]:
    tag = element.tag
    if tag not in GLADLY_TAGS:
        yield f"<{tag}>"
        return
    allowed = (ATTRIBUTES.get(tag, set()) | _MORE_ATTRIBUTES.get(tag, set())) - {"class"}
    for name, value in element.attributes.items():
        if name not in allowed:
            yield f"{name} of <{tag}>"
        elif name == "style":
            for part in filter(str.strip, value.split(";")):
                if part.partition(":")[0].strip().lower() not in _STYLES:
                    yield f"style {part.partition(':')[0].strip()!r} of <{tag}>"


def _headings(nodes: list[Node]) -> Iterator[Finding]:
    before = 0
    for element in walk(nodes):
        if not (found := _HEADING.fullmatch(element.tag)):
            continue
        level, text = int(found[1]), text_of(element.children).strip()
        if not text:
            yield "empty-heading", f"a heading <{element.tag}> is empty", "take it out"
        if before and level > before + 1:
            what = f"heading {text!r} jumps from h{before} to h{level}"
            yield "heading-order", what, f"make it h{before + 1}"
        before = level


def _links(site: Site, answers: Files, nodes: list[Node]) -> Iterator[Finding]:
    hosts = {urlsplit(brand.base_url).netloc for brand in site.brands}
    for link in (one for one in walk(nodes) if one.tag == "a" and "href" in one.attributes):
        href, text = link.attributes["href"], text_of(link.children).strip()
        if not text and not any(one.tag == "img" for one in walk(link.children)):
            yield "empty-link", f"the link to {href!r} has no text", "say where it leads"
        elif text.casefold().rstrip(".!:") in _VAGUE:
            yield "vague-link", f"link text {text!r} says nothing", "say where it leads"
        target = _answer_id(href, hosts)
        if target and target not in answers:
            what = f"the link to {href!r} leads to no answer"
            yield "broken-link", what, "correct it or take it out"


def _answer_id(href: str, hosts: set[str]) -> str:
    """The id in an address of a help center; empty if it's none."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return ""
    last = parts.path.rstrip("/").rpartition("/")[2]
    ours = parts.netloc in hosts and "/a/" in parts.path
    return last if ours and _ID.fullmatch(last) else ""


def _other_brands(site: Site, state: AnswerState, text: str) -> Iterator[Finding]:
    """Names and hosts of brands that don't show the answer."""
    filed = set(state.details.audience_ids)
    own = [one for one in site.brands if one.audience_id is None or one.audience_id in filed]
    if not own:
        return
    mine = {name for brand in own for name in _called(brand)}
    for brand in (one for one in site.brands if one not in own):
        for name in _called(brand):
            if name not in mine and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text):
                shown = " and ".join(one.name for one in own)
                what = f"names {name!r} of {brand.name}, and is shown by {shown}"
                yield "other-brand", what, "take it out"


def _called(brand: Brand) -> list[str]:
    return [brand.name, urlsplit(brand.base_url).netloc]


def _titles(answers: Files) -> dict[tuple[str, str], list[str]]:
    """Answer ids by language and title."""
    found: dict[tuple[str, str], list[str]] = {}
    for answer_id, state in answers.items():
        for language, content in state.contents.items():
            found.setdefault((language, content.title.casefold()), []).append(answer_id)
    return found


def _double_title(
    titles: Mapping[tuple[str, str], list[str]],
    answer_id: str,
    language: str,
    state: AnswerState,
    content: Content,
) -> list[Finding]:
    others = [one for one in titles[language, content.title.casefold()] if one != answer_id]
    if not others or not state.details.audience_ids:
        return []
    what = f"title {content.title!r} is that of {', '.join(others)} too"
    return [("double-title", what, "readers can't tell them apart: change one of them")]
