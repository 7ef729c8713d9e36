"""Which templates are used, and whether each gets the names that it asks for.

Follows the templates as rendering would: from each page to what it extends and includes.
"""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import nodes

from helpgen.config_values import did_you_mean
from helpgen.errors import Problem
from helpgen.page_context import PAGE_TEMPLATES
from helpgen.template_code import SHARED
from helpgen.theme_check.parsed import Parsed, ParsedTemplates, Reference

_OUTSIDE = "outside-theme"


class Walk:
    """A walk through the templates of a theme from every page.

    Attributes:
        used: The templates that it came to.
        problems: What's wrong in the theme's own ones.
        certain: Whether every template that may be used is known.
    """

    def __init__(self, templates: ParsedTemplates) -> None:
        self._templates = templates
        self._seen: set[tuple[Parsed, frozenset[str]]] = set()
        self._told: set[tuple[Parsed, str]] = set()
        self.used: set[Parsed] = set()
        self.problems: list[Problem] = []
        self.certain = True
        for name in PAGE_TEMPLATES:
            page = templates.find(name)
            if page is not None:
                self._visit(page, SHARED | {"page"}, name)

    def _visit(self, parsed: Parsed, given: frozenset[str], page: str) -> None:
        for ancestor in self._templates.ancestors(parsed):
            given |= ancestor.stored
        given |= parsed.stored
        if (parsed, given) in self._seen:
            return
        self._seen.add((parsed, given))
        self.used.add(parsed)
        if parsed.level == 0:
            self._ask(parsed, given, page)
        for reference in parsed.references:
            self._follow(parsed, reference, given, page)

    def _ask(self, parsed: Parsed, given: frozenset[str], page: str) -> None:
        for name, line in parsed.asked.items():
            if name not in given and (parsed, name) not in self._told:
                self._told.add((parsed, name))
                way = "" if page == parsed.name else f" or on the way to it from {page}"
                what = f"{name!r} isn't a name that templates get, and isn't set here{way}"
                self.problems.append(parsed.problem(line, what, did_you_mean(name, given)))

    def _follow(
        self, parsed: Parsed, reference: Reference, given: frozenset[str], page: str
    ) -> None:
        if not reference.name:
            self.certain = False
            return
        found = self._templates.find(reference.name, parsed)
        if found is None or found is parsed:
            return  # told by what looks at each template by itself
        self._visit(found, SHARED if reference.alone else given, page)


def wrong_references(templates: ParsedTemplates) -> Iterator[Problem]:
    """Templates that name one which isn't there, lies elsewhere, or is itself."""
    for parsed in templates.own():
        for reference in parsed.references:
            found = templates.find(reference.name, parsed)
            if _leads_out(reference.name):
                what = f"{reference.name!r} leads out of templates/"
                hint = "name a path below templates/, such as partials/footer.html"
                yield parsed.problem(reference.line, what, hint, _OUTSIDE)
            elif reference.extends and found is parsed:
                what = "extends itself"
                hint = f'write {{% extends "!{parsed.name}" %}} to extend the one it replaces'
                yield parsed.problem(reference.line, what, hint)
            elif reference.name and found is None and not reference.optional:
                what = f"there's no template {reference.name!r}"
                hint = did_you_mean(reference.name, templates.names())
                yield parsed.problem(reference.line, what, hint)


def _leads_out(name: str) -> bool:
    plain = name.removeprefix("!").replace("\\", "/")
    return plain.startswith("/") or ".." in plain.split("/")


def unknown_blocks(templates: ParsedTemplates) -> Iterator[Problem]:
    """Blocks that replace none of the extended templates', so that nothing shows them."""
    for parsed in templates.own():
        ancestors = templates.ancestors(parsed)
        known = {name for ancestor in ancestors for name in ancestor.blocks}
        for name, line in parsed.top_blocks.items():
            if ancestors and name not in known:
                what = f"no template that it extends has a block {name!r}, so it's never shown"
                yield parsed.problem(line, what, did_you_mean(name, known))


def unknown_filters(templates: ParsedTemplates) -> Iterator[Problem]:
    """Filters and tests that Jinja would only miss once a page comes there."""
    for parsed in templates.own():
        for kind, word in ((nodes.Filter, "filter"), (nodes.Test, "test")):
            known = templates.filters if kind is nodes.Filter else templates.tests
            for node in parsed.tree.find_all(kind):
                if node.name not in known:
                    hint = did_you_mean(node.name, known)
                    yield parsed.problem(node.lineno, f"there's no {word} {node.name!r}", hint)
