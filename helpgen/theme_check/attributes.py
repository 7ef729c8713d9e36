"""Attributes that templates ask for and what they get doesn't have: `page.titel`.

Kinds of values follow from helpgen/page_context.py, through loops and plain assignments. Where
a value's kind isn't known, nothing is said.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from jinja2 import nodes

from helpgen.config_values import did_you_mean
from helpgen.errors import Problem
from helpgen.page_context import BrandContext, EditionContext, NavContext, PageContext
from helpgen.theme import Theme
from helpgen.theme_check.parsed import Parsed

Kinds = Mapping[str, Any]
_ROOTS: Kinds = {
    "brand": BrandContext,
    "edition": EditionContext,
    "nav": NavContext,
    "page": PageContext,
}


def unknown_attributes(theme: Theme, parsed: Parsed) -> Iterator[Problem]:
    """Attributes of a template's values that aren't there, theme options among them."""
    kinds = {name: kind for name, kind in _ROOTS.items() if name not in parsed.stored}
    for line, holder, name, known in _asked(parsed.tree, kinds, frozenset(theme.options)):
        options = holder == "brand.options"
        what = f"the theme has no option {name!r}" if options else f"{holder} has no {name!r}"
        hint = did_you_mean(name, known)
        if options:
            hint += f"; or declare it under [options.{name}] in theme.toml"
        yield parsed.problem(line, what, hint, "unknown-option" if options else "bad-template")


_Asked = tuple[int, str, str, frozenset[str]]


def _asked(node: nodes.Node, kinds: Kinds, options: frozenset[str]) -> Iterator[_Asked]:
    """Line, holder and name of each attribute that isn't there, and those that are."""
    if isinstance(node, nodes.Getattr):
        holder = _kind(node.node, kinds)
        known = options if _is_options(node.node, kinds) else _fields(holder)
        if known and node.attr not in known and not _is_own(holder, node.attr):
            yield node.lineno, _words(node.node), node.attr, frozenset(known)
    for child in node.iter_child_nodes():
        yield from _asked(child, _inner(node, child, kinds), options)


def _inner(node: nodes.Node, child: nodes.Node, kinds: Kinds) -> Kinds:
    """The kinds of names within a part of a node."""
    if isinstance(node, nodes.For) and child is not node.iter:
        if not isinstance(node.target, nodes.Name):
            return _without(kinds, node.target)
        element = _element(_kind(node.iter, kinds))
        return {**_without(kinds, node.target), node.target.name: element}
    if isinstance(node, nodes.Macro | nodes.CallBlock):
        return {k: v for k, v in kinds.items() if k not in {arg.name for arg in node.args}}
    return kinds


def _without(kinds: Kinds, target: nodes.Node) -> Kinds:
    names = {name.name for name in target.find_all(nodes.Name)}
    if isinstance(target, nodes.Name):
        names.add(target.name)
    return {name: kind for name, kind in kinds.items() if name not in names}


def _kind(node: nodes.Node, kinds: Kinds) -> Any:
    """The type of an expression's value; None if it isn't known."""
    if isinstance(node, nodes.Name):
        return kinds.get(node.name)
    if isinstance(node, nodes.Getattr):
        return _fields(_kind(node.node, kinds)).get(node.attr)
    return None


def _is_options(node: nodes.Node, kinds: Kinds) -> bool:
    return (
        isinstance(node, nodes.Getattr)
        and node.attr == "options"
        and _kind(node.node, kinds) is BrandContext
    )


@cache
def _fields(kind: Any) -> dict[str, Any]:
    """Attributes of one of our context classes with their types, none taken out; else empty."""
    is_tuple = isinstance(kind, type) and issubclass(kind, tuple) and hasattr(kind, "_fields")
    if not (is_tuple or (isinstance(kind, type) and dataclasses.is_dataclass(kind))):
        return {}
    return {name: _present(hint) for name, hint in typing.get_type_hints(kind).items()}


def _present(hint: Any) -> Any:
    """A type without `| None`."""
    if isinstance(hint, types.UnionType):
        kinds = [kind for kind in typing.get_args(hint) if kind is not types.NoneType]
        return kinds[0] if len(kinds) == 1 else None
    return hint


def _element(kind: Any) -> Any:
    """The kind of a sequence's elements; None if it's no sequence."""
    return typing.get_args(kind)[0] if typing.get_origin(kind) is tuple else None


def _is_own(kind: Any, name: str) -> bool:
    """Whether it's something of Python's that such a value has, be it of use or not."""
    return isinstance(kind, type) and not name.startswith("_") and hasattr(kind, name)


def _words(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{_words(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else "it"
