"""Options of a theme with where they come from."""

from __future__ import annotations

import pytest

from helpgen.config import Brand
from helpgen.theme import load_theme
from helpgen.theme_values import option_rows


@pytest.fixture
def theme(tmp_path):
    """The theme `child` of `parent`, which gives one of its options another default."""
    files = {
        "parent": '[options.accent]\ntype = "color"\ndefault = "#111"\nhelp = "Links."\n'
        '[options.layout]\ntype = "choice"\nchoices = ["a", "b"]\ndefault = "a"',
        "child": 'extends = "parent"\n[defaults]\naccent = "#222"\n[options.own]\ntype = "switch"',
    }
    for name, text in files.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "theme.toml").write_text(f'name = "{name}"\n{text}', encoding="utf-8")
    return load_theme("child", tmp_path)


def brand(slug, **options):
    base = {"slug": slug, "name": slug, "base_url": f"https://{slug}.example"}
    return Brand.model_validate({**base, "languages": ["en"], "options": options})


def test_a_row_tells_where_an_option_comes_from_and_what_brands_make_of_it(theme):
    rows = {row.name: row for row in option_rows(theme, [brand("a", accent="#abc"), brand("b")])}
    assert list(rows) == ["accent", "layout", "own"]
    accent = rows["accent"]
    assert (accent.default, accent.declared_by, accent.default_by) == ("#222", "parent", "child")
    assert (accent.help, accent.brands) == ("Links.", {"a": "#abc"})
    assert (rows["layout"].choices, rows["layout"].default_by) == (("a", "b"), "parent")
    assert (rows["own"].default, rows["own"].declared_by) == (False, "child")
