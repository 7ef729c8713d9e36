"""Imports point down the layers of docs/architecture.md; siblings don't import each other."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
PACKAGE = PROJECT / "helpgen"

LAYERS = """\
visible
errors | model | refusals | csv_table | bundles | stopwatch
files | file_writer | markdown | languages | slugs | config_values | content_files
template_code | listening
theme_option | toml_lines | template_chain | brand_config | layout_problems | answer_tables
check_config
config | snapshot | transform | answer_files | pages | pictures | untranslated
output_lock | theme_file | findings
config_file | gladly | tree | theme | scaffold | search | scripts | origins
url_ledger | url_import
moves
redirects
assets | site_file | page_context | routes_cache | reuse | search_state | search_judge | headers
overrides | theme_values | theme_scaffold | page_place | article_cache
related | alternates | alphabet | answer_links | answers | articles | emulator | root_files
translations | staleness | work_list
templates | sitemap | feed | structured_data | web_manifest
llms | edition_input
shared_context
edition_pages
indexing | search_documents | render | publish | fetch | mirror | connection | routing | theme_check
checks
jobs | deploy
changes | edition_source | edition_files
edition
plan | workers | unchanged
standing | external
build | checking
preview
cli
__main__
"""
"""Lowest first; a package counts as one module."""

HEIGHTS = {
    module: height
    for height, layer in enumerate(LAYERS.splitlines())
    for module in layer.split(" | ")
}
ONLY = {
    # The judge, the pictures and the check of links ask hosts that get no credentials.
    "httpx": {"gladly", "search_judge", "pictures", "external"},
    "httpcore": {"pictures", "external"},
    "PIL": {"pictures"},
    "starlette": {"emulator", "search", "preview"},
    "uvicorn": {"emulator", "search", "preview"},
    "watchdog": {"preview"},
    "typer": {"cli"},
    "rich": {"cli"},
    "nh3": {"transform"},
    "selectolax": {"transform"},
    "jinja2": {"templates", "reuse", "template_code", "template_chain", "theme_check"},
    "babel": {"languages"},
    "whoosh": {"search"},
    "Stemmer": {"search"},
    "rapidfuzz": {"search", "url_import", "work_list"},
    "rcssmin": {"assets"},
    "obstore": {"deploy"},
}
"""Who may import a library."""


def sources() -> list[Path]:
    """Every file of the package but its `__init__.py`."""
    return sorted(set(PACKAGE.rglob("*.py")) - {PACKAGE / "__init__.py"})


def module_of(path: Path) -> str:
    """The module or package right below `helpgen` that a file belongs to."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


@cache
def imports(path: Path) -> tuple[str, ...]:
    """Dotted names that a file imports, within functions and TYPE_CHECKING too."""
    return tuple(_imports(ast.parse(path.read_text(encoding="utf-8"))))


def _imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "a relative import hides its layer"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def imported_modules(path: Path) -> set[str]:
    """Modules of helpgen that a file imports; facts such as `helpgen.__version__` aside."""
    names = [name.split(".") for name in imports(path)]
    return {
        parts[1]
        for parts in names
        if parts[0] == "helpgen" and parts[1:] not in ([], ["__version__"])
    }


def test_every_module_has_one_layer():
    listed = [module for layer in LAYERS.splitlines() for module in layer.split(" | ")]
    assert sorted(listed) == sorted({module_of(path) for path in sources()})


@pytest.mark.parametrize("module", sorted(HEIGHTS))
def test_a_module_imports_from_lower_layers_only(module):
    wrong = [
        f"{path.relative_to(PROJECT)} imports {other}"
        for path in sources()
        if module_of(path) == module
        for other in sorted(imported_modules(path) - {module})
        if HEIGHTS[other] >= HEIGHTS[module]
    ]
    assert wrong == []


@pytest.mark.parametrize("library", sorted(ONLY))
def test_a_library_is_imported_where_it_belongs(library):
    users = {
        module_of(path)
        for path in sources()
        if library in {name.split(".")[0] for name in imports(path)}
    }
    assert users == ONLY[library]


def test_the_package_itself_imports_nothing():
    assert imports(PACKAGE / "__init__.py") == ()


def test_the_architecture_page_shows_the_same_layers():
    page = (PROJECT / "docs" / "architecture.md").read_text(encoding="utf-8")
    block = page.partition("## Layers")[2].partition("```\n")[2].partition("```")[0]
    assert block == LAYERS
