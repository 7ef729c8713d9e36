"""Files that nothing uses, and links out of a theme."""

from __future__ import annotations

import pytest


def test_a_template_that_no_page_includes_is_told(checked):
    assert checked.told({"templates/partials/foter.html": "x"}) == [
        (
            "unused-file: templates/partials/foter.html: isn't used: no page includes it: "
            "did you mean 'partials/footer.html'?"
        )
    ]


def test_nothing_is_unused_where_a_name_is_worked_out(checked):
    files = {
        "templates/partials/pager.html": '{% include "partials/" ~ page.kind ~ ".html" %}',
        "templates/partials/answer.html": "x",
    }
    assert [line for line in checked.told(files) if line.startswith("unused")] == []


def test_an_asset_that_nothing_names_is_told(checked):
    (line,) = checked.told({"assets/img/old.png": "x"})
    assert line.startswith("unused-file: assets/img/old.png: isn't used: name it in a template")


@pytest.mark.parametrize(
    "files",
    [
        {"theme.toml": '[defaults]\nlogo = "a.svg"\n'},
        {
            "theme.toml": 'stylesheets = ["b.css"]',
            "assets/b.css": '.x { background: url("a.svg") }',
        },
        {"templates/partials/logo.html": "<img src=\"{{ asset('a.svg') }}\">"},
        {"templates/partials/logo.html": "{{ asset('a' ~ '.svg') }}"},
        {"templates/partials/logo.html": "{{ asset('a.' ~ edition.lang) }}"},
        {"templates/partials/logo.html": "{{ asset(site_name) }}"},
    ],
)
def test_an_asset_may_be_named_in_many_ways(checked, files):
    told = checked.told({"assets/a.svg": "<svg/>", **files})
    assert [line for line in told if line.startswith("unused")] == []


def test_a_brands_picture_is_used(checked):
    checked.options = 'logo = "a.svg"'
    assert checked.told({"assets/a.svg": "<svg/>"}) == []


def test_a_template_that_names_it_must_be_used_itself(checked):
    files = {"assets/a.svg": "<svg/>", "templates/partials/x.html": "{{ asset('a.svg') }}"}
    assert len(checked.told(files)) == 2


def test_scripts_that_others_import_are_used(checked):
    files = {
        "theme.toml": 'scripts = ["a.js"]',
        "assets/a.js": 'import "./lib/b.js";',
        "assets/lib/b.js": "x",
    }
    assert checked.told(files) == []


def test_files_for_people_are_no_matter(checked):
    files = dict.fromkeys(["README.md", "LICENSE", "assets/fonts/LICENSE.txt", ".gitignore"], "x")
    assert checked.told(files) == []


def test_a_file_where_helpgen_doesnt_look_is_told(checked):
    assert checked.told({"logo.svg": "<svg/>"}) == [
        (
            "unused-file: logo.svg: isn't used: helpgen reads theme.toml and what's in assets/, "
            "templates/, strings/ only: move it"
        )
    ]


@pytest.mark.parametrize("folder", ["assets", "templates", "strings"])
def test_a_link_out_of_the_theme_is_told(checked, folder):
    checked.write({})
    (checked.root / "secret").write_text("secret")
    link = checked.root / "themes/mine" / folder / "link"
    link.parent.mkdir()
    link.symlink_to(checked.root / "secret")
    assert checked.told() == [
        (
            f"outside-theme: {folder}/link: is a link that leads out of its folder, or to a "
            "folder: put the file itself there"
        )
    ]


def test_a_link_to_a_file_beside_it_is_no_matter(checked):
    checked.write({"theme.toml": '[defaults]\nlogo = "b.svg"\nlogo_dark = "a.svg"'})
    checked.write(
        {"theme.toml": '[defaults]\nlogo = "b.svg"\nlogo_dark = "a.svg"', "assets/a.svg": "<svg/>"}
    )
    (checked.root / "themes/mine/assets/b.svg").symlink_to("a.svg")
    assert checked.told() == []
