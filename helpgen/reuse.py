"""Included partials that are the same on every page of an edition are rendered once.

Footer, search form and contact callout use nothing that belongs to a page. They are found
by looking at what a partial names, so a theme needn't say so, and can't be wrong.
Measured: a sixth of the time of rendering an answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from jinja2 import Environment, Template, TemplateError, meta, nodes
from jinja2.runtime import Context

from helpgen.template_chain import ChainEnvironment
from helpgen.template_code import SHARED, PageCode, escaped

_SPACED = re.compile(r"<(?:pre|textarea)\b", re.IGNORECASE)
_INDENT = re.compile(r"(^|[%#]\}\n|\n)[ \t]+")


def _outdented(match: re.Match[str]) -> str:
    """A line break, and a space where Jinja takes that away: behind a block or a comment."""
    return "\n" if match[1] == "\n" else f"{match[1]} "


class _Same:
    """Stands in for a partial's template and yields the text that it always has.

    Unless the including template has given one of the shared names another meaning.
    """

    def __init__(self, template: Template) -> None:
        self._template = template
        self._shared = template.environment.globals
        self._text = "".join(template.root_render_func(template.new_context({})))

    def new_context(
        self,
        variables: Mapping[str, Any],
        shared: bool,  # noqa: FBT001 - as jinja2 calls it
        local: Mapping[str, Any],
    ) -> Context | None:
        """What an include makes first; None where the text is what it always is."""
        seen = {**variables, **local}
        if all(seen.get(name) is self._shared.get(name) for name in SHARED):
            return None
        return self._template.new_context(dict(variables), shared, local)

    def __getattr__(self, name: str) -> Any:
        """What imports, and includes without context, ask of a template."""
        return getattr(self._template, name)

    def root_render_func(self, context: Context | None) -> Iterator[str]:
        """The parts of the rendered template."""
        if context is None:
            yield self._text
        else:
            yield from self._template.root_render_func(context)


class ReusingEnvironment(ChainEnvironment):
    """An environment of one edition, whose shared names are its globals.

    Attributes:
        escaped: For the templates' code: a value as HTML text.
        kept: For the templates' code: texts that are the same on every page.
    """

    code_generator_class = PageCode
    escaped = staticmethod(escaped)

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self._parts: dict[str, _Same | Template] = {}
        self._keeps = True
        self.kept: dict[str, str] = {}

    def preprocess(self, source: str, name: str | None = None, filename: str | None = None) -> str:
        """The source without indentation, which readers of templates need and pages don't.

        Lines stay, for messages. A template with an element that shows its spaces is as it was.
        """
        source = super().preprocess(source, name, filename)
        return source if _SPACED.search(source) else _INDENT.sub(_outdented, source)

    def keep(self, key: str, text: str) -> str:
        """Keep a text for the next pages, and give it back."""
        if self._keeps:
            self.kept[key] = text
        return text

    def keep_nothing(self) -> None:
        """A template gives a shared name another meaning, so nothing is the same for sure."""
        self._keeps = False
        self.kept.clear()

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> Any:  # noqa: A002 - jinja2's name
        """The template; for an include of a partial that never changes, its text."""
        if parent is None or not isinstance(name, str):
            return super().get_template(name, parent, globals)
        name = self.join_path(name, parent)
        if name not in self._parts:
            template = super().get_template(name, None, globals)
            self._parts[name] = _Same(template) if self._never_changes(name) else template
        return self._parts[name]

    def _never_changes(self, name: str) -> bool:
        try:
            source = self.loader.get_source(self, name)[0] if self.loader else ""
            alone, included = _examined(source)
        except TemplateError:
            return False  # told when it's rendered, with its place
        return alone and all(
            part is not None and self._never_changes(self.join_path(part, name))
            for part in included
        )


@lru_cache(maxsize=256)
def _examined(source: str) -> tuple[bool, tuple[str | None, ...]]:
    """Whether a template itself never changes, and what it includes."""
    tree = Environment(autoescape=True).parse(source)
    alone = (
        meta.find_undeclared_variables(tree) <= SHARED
        and not any(tree.find_all((nodes.Block, nodes.Extends)))
        and not _uses_current(tree)
    )
    return alone, tuple(meta.find_referenced_templates(tree))


def _uses_current(tree: nodes.Template) -> bool:
    """Whether `nav.current`, or `nav` as a whole, is used."""
    plain = [
        node.node
        for node in tree.find_all(nodes.Getattr)
        if isinstance(node.node, nodes.Name) and node.attr != "current"
    ]
    names = [name for name in tree.find_all(nodes.Name) if name.name == "nav"]
    return any(all(name is not found for found in plain) for name in names)
