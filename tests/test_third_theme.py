"""A brand's theme as the guide has it: made by docs/how-to/make-a-theme.md alone, in tests/themes.

It looks unlike the two that come with helpgen, takes under a hundred lines, and stays sound.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from helpgen.page_context import PAGE_TEMPLATES

PROJECT = Path(__file__).parents[1]
THEME = PROJECT / "tests/themes/quarto"
SETTINGS = [
    *("--set", f"site.themes={THEME.parent}"),
    *("--set", "brands.fjell.theme=quarto"),
    *("--set", "brands.sorbet.theme=quarto"),
]


def test_the_theme_takes_under_a_hundred_lines():
    files = [path for path in THEME.rglob("*") if path.is_file()]
    assert sum(len(path.read_text("utf-8").splitlines()) for path in files) < 100


@pytest.mark.slow
def test_the_check_finds_nothing(helpgen):
    checked = helpgen("theme", "check", "quarto", "--strict", *SETTINGS, cwd=PROJECT)
    assert (checked.stdout, checked.returncode) == ("quarto: nothing to mend\n", 0)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("edition", "motto"),
    [
        ("fjell/en-us", "Plain answers"),
        ("fjell/fr-ca", "Des réponses claires"),
        ("fjell/ja", "わかりやすい答え"),
        ("sorbet/ar", "إجابات واضحة"),
    ],
)
def test_the_sample_has_the_themes_look_and_words(quarto_dist, edition, motto):
    home = (quarto_dist / edition / "index.html").read_text("utf-8")
    assert f'<span class="motto">{motto}</span>' in home
    assert 'class="sections sections-list"' in home
    style = re.search(r'href="(/assets/style\.\w+\.css)"', home)[1]
    css = (quarto_dist / edition.partition("/")[0] / style.removeprefix("/")).read_text("utf-8")
    assert re.search(r"--accent:\s*#b3261e", css)
    assert css.rfind("border-block") > css.find(".site-footer"), "the theme's rules follow base's"


def test_every_template_that_pages_are_made_with_is_known():
    """The check follows templates from these; the builder names them in its code."""
    named = {
        node.value
        for path in (PROJECT / "helpgen").glob("edition_pages.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    templates = {name for name in named if re.fullmatch(r"[\w-]+\.html", name)} - {"index.html"}
    assert templates == set(PAGE_TEMPLATES)
