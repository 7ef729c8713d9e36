"""What templates get."""

from __future__ import annotations

import dataclasses
import re
import typing

from helpgen import page_context as contexts
from helpgen.transform import Heading
from helpgen.tree import PageLink
from reference_pages.markdown import page, table

_GLOBALS: tuple[tuple[str, type], ...] = (
    ("brand", contexts.BrandContext),
    ("edition", contexts.EditionContext),
    ("nav", contexts.NavContext),
    ("page", contexts.PageContext),
)
_VALUES: tuple[type, ...] = (
    PageLink,
    contexts.AnswerLink,
    contexts.LanguageLink,
    contexts.SectionLink,
    contexts.ListedAnswer,
    contexts.LetterGroup,
    contexts.TextLanguage,
    Heading,
)
_WORDS = {
    "str": "text",
    "int": "number",
    "bool": "true or false",
    "Markup": "HTML",
    "SimpleNamespace": "options",
}
_FUNCTIONS = [
    ["`url(path)`", "Site path below the edition's home page: `url('contact/')`."],
    ["`asset(name)`", "Site path of a file in `assets/`, with its hash: `asset('logo.svg')`."],
    [
        "`t(key, **values)`",
        (
            "Interface string in the edition's language, with its values filled in; `count` "
            "chooses the plural form: `t('answers', count=3)`."
        ),
    ],
]


def template_context() -> str:
    """What templates get, from helpgen/page_context.py."""
    parts = [part for name, kind in _GLOBALS for part in _context_part(f"`{name}`", kind)]
    parts += ["## Values in them"]
    for kind in _VALUES:
        heading, *rest = _context_part(f"`{kind.__name__}`", kind)
        parts += [f"#{heading}", *rest]
    return page(
        "What templates get",
        "Templates are Jinja with escaping always on. They get the values and functions below and "
        "nothing else: no filters of helpgen's own, no `range`. A name that isn't there is a "
        "mistake that stops the edition, with file and line. Those that can be replaced: "
        "[templates, blocks and partials](templates.md).",
        "## Functions",
        table(["function", "what it gives"], _FUNCTIONS),
        *parts,
    )


def _context_part(heading: str, kind: type) -> tuple[str, str, str]:
    summary, told = _docstring(kind)
    rows = [
        [f"`{name}`", _annotation_words(annotation), told[name]]
        for name, annotation in _fields(kind).items()
    ]
    return f"## {heading}", summary, table(["attribute", "type", "what it is"], rows)


def _fields(kind: type) -> dict[str, str]:
    """Annotations of a dataclass or named tuple, as they are written."""
    if dataclasses.is_dataclass(kind):
        return {field.name: str(field.type) for field in dataclasses.fields(kind)}
    hints = typing.get_type_hints(kind)
    return {name: hint.__name__ for name, hint in hints.items()}


def _docstring(kind: type) -> tuple[str, dict[str, str]]:
    """Summary and attributes of a Google-style docstring."""
    summary, _, attributes = (kind.__doc__ or "").partition("\n\n    Attributes:\n")
    lines = re.sub(r"\n {10,}", " ", attributes).splitlines()
    pairs = (line.strip().partition(": ") for line in lines if line.strip())
    return summary, {name: told for name, _, told in pairs}


def _annotation_words(annotation: str) -> str:
    match annotation.removesuffix(" | None"):
        case kind if kind != annotation:
            return f"{_annotation_words(kind)}, or none"
        case kind if inner := re.fullmatch(r"tuple\[(.+), \.\.\.\]", kind):
            return f"list of {_annotation_words(inner[1])}"
        case kind if kind in _WORDS:
            return _WORDS[kind]
        case kind:
            return f"[{kind}](#{kind.lower()})"
