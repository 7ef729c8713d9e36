"""Writes the reference pages that are drawn from the code: `python docs/generate.py`.

tests/test_docs.py compares them with the files, so a page that's out of date fails the tests.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from reference_pages.checks import checks
from reference_pages.commands import commands
from reference_pages.configuration import configuration
from reference_pages.search_endpoint import search_endpoint
from reference_pages.template_context import template_context
from reference_pages.templates import templates
from reference_pages.theme_options import theme_options

DOCS = Path(__file__).parent
PAGES: dict[str, Callable[[], str]] = {
    "reference/configuration.md": configuration,
    "reference/checks.md": checks,
    "reference/theme-options.md": theme_options,
    "reference/template-context.md": template_context,
    "reference/templates.md": templates,
    "reference/commands.md": commands,
    "reference/search-endpoint.md": search_endpoint,
}
"""Text of each generated page by its path below docs/."""


def main() -> None:
    """Write every page."""
    for name, text in PAGES.items():
        path = DOCS / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text(), encoding="utf-8")
        print(f"wrote {path}")


if __name__ == "__main__":
    main()
