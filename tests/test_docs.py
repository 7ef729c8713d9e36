"""The documentation tells what the code does."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
import typer

from helpgen.cli import app
from helpgen.config_file import TABLES, load_site
from helpgen.theme import load_theme

PROJECT = Path(__file__).parent.parent
DOCS = PROJECT / "docs"
sys.path.insert(0, str(DOCS))

from generate import PAGES as PAGES_FROM_CODE  # noqa: E402 - a script, not of the package
from generate import configuration, template_context, templates, theme_options  # noqa: E402

PAGES = sorted([PROJECT / "README.md", PROJECT / "CHANGELOG.md", *DOCS.rglob("*.md")])
names = [path.relative_to(PROJECT).as_posix() for path in PAGES]


every_page = pytest.mark.parametrize("path", PAGES, ids=names)


def prose(text):
    """A page without its code, so that examples of Markdown are no links."""
    return re.sub(r"^```.*?^```$|`[^`\n]*`", "", text, flags=re.DOTALL | re.MULTILINE)


def code(text):
    """The code of a page: lines of blocks, and what stands between backticks."""
    blocks = re.findall(r"^```[^\n]*\n(.*?)^```$", text, flags=re.DOTALL | re.MULTILINE)
    inline = re.findall(
        r"`([^`\n]+)`", re.sub(r"^```.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE)
    )
    return [line for block in blocks for line in block.splitlines()] + inline


def anchors(text):
    """Anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", text, flags=re.MULTILINE)
    plain = (re.sub(r"[^\w\- ]", "", heading).strip().lower() for heading in headings)
    return {heading.replace(" ", "-") for heading in plain}


def within(command, rest):
    """The command that is meant: itself, or that of a group that is named next; None if none is."""
    if not hasattr(command, "commands"):
        return command
    named = re.match(r"\s+([a-z][a-z-]*)", rest)
    return command.commands.get(named[1]) if named else None


@pytest.mark.parametrize("name", sorted(PAGES_FROM_CODE))
def test_a_generated_page_is_up_to_date(name):
    """Otherwise run `python docs/generate.py`."""
    assert (DOCS / name).read_text(encoding="utf-8") == PAGES_FROM_CODE[name]()


@pytest.mark.parametrize("table", sorted(TABLES))
def test_every_key_of_the_configuration_is_told(table):
    text = configuration()
    heading = f"## `[[{table}]]`" if table.startswith("brands") else f"## `[{table}]`"
    section = text.partition(heading)[2].partition("\n## ")[0]
    told = re.findall(r"^\| `(\w+)` \|", section, flags=re.MULTILINE)
    assert told == list(TABLES[table].model_fields)


def test_the_sample_shape_is_a_sound_site(tmp_path):
    shape = re.search(r"```toml\n(.*?)```", configuration(), flags=re.DOTALL)[1]
    (tmp_path / "site.toml").write_text(shape, encoding="utf-8")
    assert load_site(tmp_path / "site.toml").brands[0].slug == "fjell"


def test_every_option_of_base_is_told():
    text = theme_options()
    assert all(f"| `{name}` |" in text for name in load_theme("base", PROJECT / "themes").options)


def test_every_attribute_that_templates_get_is_described():
    rows = re.findall(r"^\| `\w+` \| (.*) \| (.*) \|$", template_context(), flags=re.MULTILINE)
    assert rows
    assert all(kind and told for kind, told in rows)


def test_every_template_block_and_partial_of_base_is_described():
    """By the comment at its head."""
    rows = re.findall(r"^\| `[\w./-]+` \| (.*?) \|", templates(), flags=re.MULTILINE)
    folder = PROJECT / "themes/base/templates"
    blocks = re.findall(r"{% block (\w+)", (folder / "base.html").read_text("utf-8"))
    pages = [path for path in folder.rglob("*.html") if path.name != "base.html"]
    assert len(rows) == len(blocks) + len(pages)
    assert all(told[:1].isupper() for told in rows)


def test_every_kind_of_finding_about_themes_is_told():
    table = (DOCS / "how-to/make-a-theme.md").read_text("utf-8").partition("## What the check")[2]
    told = set(re.findall(r"`([a-z]+-[a-z]+)`", table))
    sources = [*(PROJECT / "helpgen/theme_check").glob("*.py"), PROJECT / "helpgen/overrides.py"]
    text = "".join(path.read_text("utf-8") for path in sources)
    kinds = set(
        re.findall(r'"((?:bad|missing|unknown|unused|changed|low|no|outside)-[a-z]+)"', text)
    )
    assert kinds == told


@every_page
def test_a_link_leads_to_a_file_and_a_heading(path):
    text = path.read_text(encoding="utf-8")
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", prose(text)):
        file, _, anchor = target.partition("#")
        if re.match(r"[a-z]+:", target):
            continue
        there = path if not file else path.parent / file
        if not there.exists() or (anchor and anchor not in anchors(there.read_text("utf-8"))):
            broken.append(target)
    assert broken == []


@every_page
def test_a_command_that_is_named_exists_with_its_options(path):
    groups = typer.main.get_command(app).commands
    for line in code(path.read_text(encoding="utf-8")):
        for name, rest in re.findall(r"(?:^|[\s/])helpgen ([a-z][a-z-]*)([^#|&;]*)", line):
            assert name in groups, line
            command = within(groups[name], rest)
            assert command, line
            options = {
                option
                for parameter in command.params
                for option in (*parameter.opts, *parameter.secondary_opts)
            }
            assert set(re.findall(r"(?<=\s)--[a-z][a-z-]*", rest)) - {"--help"} <= options, line


@every_page
def test_a_make_target_that_is_named_exists(path):
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, flags=re.MULTILINE))
    named = {
        target
        for line in code(path.read_text(encoding="utf-8"))
        for target in re.findall(r"^(?:.*\s)?make ([a-z]+)", line)
    }
    assert named <= targets
