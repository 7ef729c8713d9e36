"""`helpgen theme …` as a person runs it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


@pytest.fixture
def run(tmp_path: Path, helpgen):
    """Runs helpgen in a new site whose brand has the theme `mine`."""

    def of(*arguments):
        return helpgen(*arguments, cwd=tmp_path)

    assert of("init", "--name", "Acme").returncode == 0
    set_theme(tmp_path, "mine")
    return of


def set_theme(folder: Path, name: str, options: str = "") -> None:
    path = folder / "site.toml"
    text = re.sub(r'theme = "\w+"', f'theme = "{name}"', path.read_text("utf-8"))
    path.write_text(text.partition("[brands.options]")[0] + f"[brands.options]\n{options}", "utf-8")


def test_a_new_theme_builds_and_passes_the_check_at_once(run: Callable, tmp_path: Path):
    """Though the site names it before it's there."""
    made = run("theme", "new", "mine")
    assert (made.returncode, made.stderr) == (0, "")
    assert made.stdout.endswith(
        'Now: set theme = "mine" for a brand in site.toml, then helpgen build\n'
    )
    checked = run("theme", "check", "--strict")
    assert (checked.returncode, checked.stdout) == (0, "mine: nothing to mend\n")
    built = run("build", "--strict")
    assert built.returncode == 0, built.stderr
    style = next((tmp_path / "dist/acme/assets").glob("style.*.css")).read_text("utf-8")
    assert re.search(r"--accent: ?#7a2e8e", style)


def test_warnings_fail_a_strict_check_only(run: Callable, tmp_path: Path):
    run("theme", "new", "mine")
    set_theme(tmp_path, "mine", 'accent = "#ffcc00"\non_accent = "#000000"\n')
    checked = run("theme", "check")
    assert checked.returncode == 0
    assert checked.stdout.startswith("warning: site.toml:")
    assert checked.stdout.endswith("mine: 1 warning\n")
    assert run("theme", "check", "mine", "--strict").returncode == 3


def test_a_build_tells_contrast_once_and_again_while_nothing_changes(run: Callable, tmp_path: Path):
    run("theme", "new", "mine")
    set_theme(tmp_path, "mine", 'accent = "#ffcc00"\non_accent = "#000000"\n')
    first, again = run("build"), run("build", "--offline")
    for built in (first, again):
        assert built.stderr.count("warning: acme: options.accent: links on quiet areas") == 1


def test_errors_fail_a_check(run: Callable, tmp_path: Path):
    run("theme", "new", "mine")
    template = tmp_path / "themes/mine/templates/partials/footer.html"
    template.parent.mkdir(parents=True)
    template.write_text("{{ page.titel }}")
    checked = run("theme", "check")
    assert checked.returncode == 3
    assert "footer.html:1: page has no 'titel': did you mean 'title'?" in checked.stdout
    assert checked.stdout.endswith("mine: 1 error, 1 note\n")


def test_findings_are_for_machines_too(run: Callable, tmp_path: Path):
    run("theme", "new", "mine")
    (tmp_path / "themes/mine/assets/unused.svg").write_text("<svg/>")
    document = json.loads(run("theme", "check", "--format", "json").stdout)
    assert document["themes"] == ["mine"]
    (problem,) = document["problems"]
    assert (problem["kind"], problem["severity"]) == ("unused-file", "warning")
    assert problem["where"] == "themes/mine/assets/unused.svg"


def test_a_theme_that_isnt_there_is_wrong_usage(run: Callable):
    for arguments in (["check", "none"], ["options", "none"], ["override", "none", "x.html"]):
        ended = run("theme", *arguments)
        assert ended.returncode == 2
        assert "error: theme none: there's no theme 'none'" in ended.stderr


def test_a_copied_template_is_told_when_its_original_changes(run: Callable, tmp_path: Path):
    """From a house theme, since base itself changes with helpgen only."""
    run("theme", "new", "house")
    run("theme", "override", "house", "partials/footer.html")
    run("theme", "new", "mine", "--extends", "house")
    made = run("theme", "override", "mine", "partials/footer.html")
    assert made.stdout.endswith("themes/mine/templates/partials/footer.html\n")
    assert run("build", "--strict").returncode == 0
    original = tmp_path / "themes/house/templates/partials/footer.html"
    original.write_text(
        original.read_text("utf-8").replace('class="legal"', 'class="small"'), "utf-8"
    )
    built = run("build", "--offline", "--strict")
    assert built.returncode == 3
    assert "which has changed since: take over what matters" in built.stderr
    accepted = run("theme", "check", "--accept", "--strict")
    assert (accepted.returncode, accepted.stdout) == (0, "house, mine: nothing to mend\n")
    assert run("build", "--offline", "--strict").returncode == 0


def test_options_tell_where_values_come_from(run: Callable, tmp_path: Path):
    run("theme", "new", "mine")
    set_theme(tmp_path, "mine", 'layout = "list"\n')
    lines = run("theme", "options", "mine").stdout.splitlines()
    assert lines[0].split() == ["Option", "Type", "Default", "From", "acme"]
    rows = {line.split()[0]: line.split() for line in lines[1:]}
    assert rows["accent"] == ["accent", "color", '"#7a2e8e"', "mine"]
    assert rows["layout"] == ["layout", "cards", "or", "list", '"cards"', "base", '"list"']
    document = json.loads(run("theme", "options", "mine", "--format", "json").stdout)
    layout = next(row for row in document["options"] if row["name"] == "layout")
    assert layout["brands"] == {"acme": "list"}
    assert layout["choices"] == ["cards", "list"]


def test_a_link_out_of_a_theme_stops_the_build_and_publishes_nothing(run: Callable, tmp_path: Path):
    run("theme", "new", "mine")
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "themes/mine/assets/a.txt").symlink_to(tmp_path / "secret.txt")
    built = run("build")
    assert built.returncode == 1
    assert "a.txt: is a link that leads out of its folder" in built.stderr
    assert not list((tmp_path / "dist").rglob("*.txt"))
