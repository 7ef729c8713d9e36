"""Markdown files: TOML front matter between `+++` lines, CommonMark and tables below.

Content pages and managed answers are written this way. TOML, because site.toml,
theme.toml and answer.toml are TOML, and a title with a colon needs no quoting rules.
"""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin

from helpgen.errors import ContentError

_FENCE = "+++"


def split_front_matter(text: str, where: str) -> tuple[dict[str, Any], str]:
    """Front matter and body of a content file.

    Args:
        text: The whole file.
        where: The file's name, for messages.

    Returns:
        The front matter as a dict (empty when there's none) and the text below it.

    Raises:
        ContentError: The closing `+++` is missing, or what's between isn't TOML.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    if not text.startswith(_FENCE + "\n"):
        return {}, text
    head, closed, body = f"{text}\n".removeprefix(_FENCE).partition(f"\n{_FENCE}\n")
    if not closed:
        raise ContentError(f"{where}: front matter isn't closed: end it with a line '+++'")
    try:
        return tomllib.loads(f"{head}\n".removeprefix("\n")), body.removesuffix("\n")
    except (ValueError, RecursionError) as error:  # numbers and nesting beyond Python's limits
        raise ContentError(
            f"{where}: front matter isn't TOML: {error}: counted from the line below '+++'"
        ) from error


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(deflist_plugin)


def render_markdown(text: str) -> str:
    """HTML of a Markdown text (CommonMark, tables, definition lists, inline HTML kept).

    The result isn't safe to publish by itself: it goes through `helpgen.transform`.
    """
    return str(_parser().render(text))
