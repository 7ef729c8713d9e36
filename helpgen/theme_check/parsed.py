"""All templates of a chain of themes as Jinja's syntax trees, and how they refer to each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError, meta, nodes

from helpgen.errors import ContentError, Problem, Severity
from helpgen.files import files_below, read_text
from helpgen.theme import Theme

BAD_TEMPLATE = "bad-template"


@dataclass(frozen=True, slots=True)
class Reference:
    """A template that another one names.

    Attributes:
        name: As it's written there; empty where it's worked out when a page is rendered.
        line: Where.
        extends: Whether it's extended.
        alone: Whether it gets no names of the one that names it: it's imported, or included
            without context.
        optional: Whether it may be missing.
    """

    name: str
    line: int
    extends: bool = False
    alone: bool = False
    optional: bool = False


@dataclass(frozen=True, eq=False)
class Parsed:
    """A template.

    Attributes:
        name: Path below `templates/`.
        level: Place of its theme in the chain; 0 is the theme itself.
        path: Where it is.
        tree: What Jinja makes of it.
    """

    name: str
    level: int
    path: Path
    tree: nodes.Template

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """The templates that it names, in their order."""
        return tuple(_references(self.tree))

    @cached_property
    def stored(self) -> frozenset[str]:
        """Names that it gives a meaning, wherever that is."""
        names = {name.name for name in self.tree.find_all(nodes.Name) if name.ctx != "load"}
        names |= {macro.name for macro in self.tree.find_all(nodes.Macro)}
        names |= {imported.target for imported in self.tree.find_all(nodes.Import)}
        for imported in self.tree.find_all(nodes.FromImport):
            names |= {name if isinstance(name, str) else name[1] for name in imported.names}
        return frozenset(names)

    @cached_property
    def asked(self) -> Mapping[str, int]:
        """Names that it asks for and doesn't have by itself, each with the first line."""
        names = meta.find_undeclared_variables(self.tree)
        return {
            node.name: node.lineno
            for node in reversed(list(self.tree.find_all(nodes.Name)))
            if node.name in names and node.ctx == "load"
        }

    @cached_property
    def blocks(self) -> Mapping[str, int]:
        """Its blocks, each with its line."""
        return {block.name: block.lineno for block in self.tree.find_all(nodes.Block)}

    @cached_property
    def top_blocks(self) -> Mapping[str, int]:
        """Those of its blocks that stand in no other, each with its line."""
        inner = {b.name for block in self.tree.find_all(nodes.Block) for b in _within(block)}
        return {name: line for name, line in self.blocks.items() if name not in inner}

    def problem(self, line: int, what: str, hint: str, kind: str = BAD_TEMPLATE) -> Problem:
        """A mistake in it."""
        return Problem(f"{self.path}:{line}", what, hint, Severity.ERROR, kind)


class ParsedTemplates:
    """The templates of a theme's chain.

    Attributes:
        all: Those that can be parsed, in any order.
        problems: What's wrong with the others of the theme itself.
        filters: Names of the filters that templates may use.
        tests: Names of the tests that they may use.
    """

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.all: list[Parsed] = []
        self.problems: list[Problem] = []
        self.filters = frozenset(_environment().filters)
        self.tests = frozenset(_environment().tests)
        self._by_name: dict[str, list[Parsed]] = {}
        for level, folder in enumerate(theme.template_folders):
            for name, path in files_below(folder):
                self._read(name, level, path)

    def own(self) -> list[Parsed]:
        """The templates of the theme itself."""
        return [parsed for parsed in self.all if parsed.level == 0]

    def find(self, name: str, covering: Parsed | None = None) -> Parsed | None:
        """The template that a name means, in the template `covering` if it begins with `!`."""
        least = covering.level + 1 if covering and name.startswith("!") else 0
        known = self._by_name.get(name.removeprefix("!") if covering else name, [])
        return next((parsed for parsed in known if parsed.level >= least), None)

    def names(self) -> list[str]:
        """The names of all templates."""
        return sorted(self._by_name)

    def ancestors(self, parsed: Parsed) -> list[Parsed]:
        """The templates that one extends, the nearest first; ends before a circle."""
        found: list[Parsed] = []
        current: Parsed | None = parsed
        while current is not None and current not in found:
            found.append(current)
            extended = (ref for ref in current.references if ref.extends and ref.name)
            current = next((self.find(ref.name, current) for ref in extended), None)
        return found[1:]

    def _read(self, name: str, level: int, path: Path) -> None:
        try:
            tree = _tree(read_text(path))
        except TemplateSyntaxError as error:
            where, hint = f"{path}:{error.lineno}", "mend the template"
            found = Problem(where, str(error.message), hint, Severity.ERROR, BAD_TEMPLATE)
        except ContentError as error:
            what = str(error).removeprefix(f"{path}: ")
            found = Problem(str(path), what, "", Severity.ERROR, BAD_TEMPLATE)
        else:
            parsed = Parsed(name, level, path, tree)
            self.all.append(parsed)
            self._by_name.setdefault(name, []).append(parsed)
            return
        if level == 0:
            self.problems.append(found)


@cache
def _environment() -> Environment:
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.globals.clear()  # as for rendering: no range, no namespace
    return environment


@lru_cache(maxsize=512)  # all themes of a site have the templates of base
def _tree(text: str) -> nodes.Template:
    """What Jinja makes of a template.

    Raises:
        TemplateSyntaxError: It can't be read, or compiled.
    """
    environment = _environment()
    environment.compile(environment.parse(text))  # finds what parsing lets pass; changes the tree
    return environment.parse(text)


def _within(block: nodes.Block) -> Iterator[nodes.Block]:
    for node in block.body:
        yield from node.find_all(nodes.Block)
        if isinstance(node, nodes.Block):
            yield node


def _references(tree: nodes.Template) -> Iterator[Reference]:
    for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        if not isinstance(node, nodes.Extends | nodes.Include | nodes.Import | nodes.FromImport):
            continue
        alone = not getattr(node, "with_context", True)
        names = _constant_names(node.template)
        # An include of a list takes the first that's there.
        optional = getattr(node, "ignore_missing", False) or len(names) > 1
        for name in names:
            yield Reference(name, node.lineno, isinstance(node, nodes.Extends), alone, optional)


def _constant_names(node: nodes.Expr) -> list[str]:
    """The names that an expression may mean; an empty one where it's no constant."""
    try:
        value = node.as_const()
    except nodes.Impossible:
        return [""]
    return [value] if isinstance(value, str) else list(value)
