"""A theme's files under names that hold their hash."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

import pytest

from helpgen.assets import collect_assets, hashed_name
from helpgen.errors import ContentError
from helpgen.theme import load_theme, resolve_options

THEME = """\
name = "mine"
stylesheets = ["mine.css"]
[options.accent]
type = "color"
default = "#111111"
css = "--accent"
[options.empty]
type = "color"
css = "--empty"
[options.title]
type = "text"
default = "T"
"""


def assets_of(themes: Path, files: dict[str, str], name: str = "mine", theme: str = THEME):
    written = {"mine/theme.toml": theme, "mine/assets/mine.css": "", **files}
    for file, text in written.items():
        path = themes / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    loaded = load_theme(name, themes)
    return collect_assets(loaded, resolve_options(loaded, {}, "")[0])


def stylesheet(assets) -> str:
    return assets.files[assets.names["style.css"]].decode()


def test_a_name_holds_eight_digits_of_its_contents_hash():
    assert hashed_name("style.css", b"") == "style.e3b0c442.css"
    assert hashed_name("fonts/a.b.woff2", b"") == "fonts/a.b.e3b0c442.woff2"
    assert hashed_name("CNAME", b"") == "CNAME.e3b0c442"


def test_files_are_found_by_the_name_that_templates_use(tmp_path):
    assets = assets_of(tmp_path, {"mine/assets/img/logo.svg": "<svg/>"})
    path = assets.names["img/logo.svg"]
    assert re.fullmatch(r"assets/img/logo\.[0-9a-f]{8}\.svg", path)
    assert assets.files[path] == b"<svg/>"


def test_only_changed_files_change_their_names(tmp_path):
    before = assets_of(tmp_path, {"mine/assets/a.js": "1", "mine/assets/b.js": "1"})
    after = assets_of(tmp_path, {"mine/assets/a.js": "2"})
    assert before.names["a.js"] != after.names["a.js"]
    assert before.names["b.js"] == after.names["b.js"]


def test_the_one_stylesheet_is_tokens_then_base_then_child(tmp_path):
    child = 'name = "child"\nextends = "mine"\nstylesheets = ["child.css"]'
    files = {
        "mine/assets/mine.css": ".base{}",
        "child/theme.toml": child,
        "child/assets/child.css": ".child{}",
    }
    assets = assets_of(tmp_path, files, "child")
    assert stylesheet(assets) == ":root {\n  --accent: #111111;\n}\n.base{}\n.child{}"
    assert set(assets.names) == {"style.css"}


def test_a_childs_file_replaces_its_parents(tmp_path):
    files = {
        "mine/assets/logo.svg": "old",
        "child/theme.toml": 'name = "child"\nextends = "mine"',
        "child/assets/logo.svg": "new",
    }
    assets = assets_of(tmp_path, files, "child")
    assert assets.files[assets.names["logo.svg"]] == b"new"


@pytest.mark.parametrize(
    ("sheet", "address", "name"),
    [
        ("mine.css", "url(bg.svg)", "bg.svg"),
        ("mine.css", "url( './bg.svg' )", "bg.svg"),
        ("mine.css", 'URL("fonts/a.woff2")', "fonts/a.woff2"),
        ("css/mine.css", "url(../bg.svg)", "bg.svg"),
        ("css/mine.css", "url(near.svg)", "css/near.svg"),
    ],
)
def test_addresses_in_stylesheets_lead_to_the_hashed_files(tmp_path, sheet, address, name):
    files = {
        f"mine/assets/{sheet}": f"a{{b:{address}}}",
        "mine/assets/bg.svg": "1",
        "mine/assets/fonts/a.woff2": "2",
        "mine/assets/css/near.svg": "3",
    }
    assets = assets_of(tmp_path, files, theme=THEME.replace('"mine.css"', f'"{sheet}"'))
    hashed = assets.names[name].removeprefix("assets/")
    assert stylesheet(assets).endswith(f'a{{b:url("{hashed}")}}')


def test_what_follows_a_files_name_stays(tmp_path):
    files = {"mine/assets/mine.css": "a{b:url(i.svg#x)}", "mine/assets/i.svg": "1"}
    assert stylesheet(assets_of(tmp_path, files)).endswith('.svg#x")}')


@pytest.mark.parametrize(
    "address",
    [
        "url(#gradient)",
        "url(/root.svg)",
        "url(https://a.example/b.svg)",
        "url(data:image/png;base64,AA==)",
        """url("data:image/svg+xml,<svg fill='url(%23g)'/>")""",
    ],
)
def test_addresses_elsewhere_stay(tmp_path, address):
    files = {"mine/assets/mine.css": f"a{{b:{address}}}"}
    assert stylesheet(assets_of(tmp_path, files)).endswith(f"a{{b:{address}}}")


def test_an_address_that_leads_nowhere_is_told(tmp_path):
    files = {"mine/assets/mine.css": "a{b:url(img/gone.svg)}"}
    with pytest.raises(ContentError) as raised:
        assets_of(tmp_path, files)
    sheet = tmp_path / "mine/assets/mine.css"
    assert str(raised.value) == (
        f"{sheet}: url(img/gone.svg) leads to no file: add assets/img/gone.svg"
    )


def test_a_missing_stylesheet_is_told(tmp_path):
    with pytest.raises(ContentError, match=r"theme\.toml: stylesheet .*gone\.css isn't there"):
        assets_of(tmp_path, {}, theme='name = "mine"\nstylesheets = ["gone.css"]')


def test_a_missing_script_is_told(tmp_path):
    with pytest.raises(ContentError, match=r"^theme mine: script 'gone\.js' isn't in assets/$"):
        assets_of(tmp_path, {}, theme='name = "mine"\nscripts = ["gone.js"]')


def test_a_stylesheet_that_isnt_utf8_is_told(tmp_path):
    assets_of(tmp_path, {})
    (tmp_path / "mine/assets/mine.css").write_bytes(b"\xff")
    with pytest.raises(ContentError, match=r"mine\.css: isn't UTF-8"):
        collect_assets(load_theme("mine", tmp_path), {"accent": "", "empty": "", "title": ""})


def scripts_of(themes: Path, scripts: dict[str, str]):
    """Assets of a theme that holds these scripts."""
    return assets_of(themes, {f"mine/assets/{name}": text for name, text in scripts.items()})


@pytest.mark.parametrize(
    ("script", "other", "spelling"),
    [
        ("a.js", "b.js", 'import { x } from "{}";'),
        ("a.js", "b.js", "export * from '{}'"),
        ("a.js", "b.js", 'import"{}"'),
        ("a.js", "b.js", 'const b = await import("{}");'),
        ("a.js", "lib/b.js", 'import "{}";'),
        ("lib/a.js", "b.js", 'import "{}";'),
        ("lib/a.js", "lib/b.js", 'import "{}";'),
        ("one/a.js", "two/b.js", 'import "{}";'),
    ],
)
def test_relative_imports_lead_to_the_hashed_scripts(tmp_path, script, other, spelling):
    def relative(path: str) -> str:
        address = posixpath.relpath(path, posixpath.dirname(script) or ".")
        return address if address.startswith("../") else f"./{address}"

    plain = spelling.replace("{}", relative(other))
    assets = scripts_of(tmp_path, {script: plain, other: "export const [x] = [1];"})
    hashed = relative(assets.names[other].removeprefix("assets/"))
    assert assets.files[assets.names[script]].decode() == spelling.replace("{}", hashed)


def test_a_changed_script_changes_the_names_of_those_that_import_it(tmp_path):
    scripts = {"a.js": 'import "./b.js"', "b.js": 'import "./c.js"', "c.js": "1", "d.js": ""}
    before = scripts_of(tmp_path, scripts).names
    after = scripts_of(tmp_path, {**scripts, "c.js": "2"}).names
    assert {name for name in scripts if before[name] != after[name]} == {"a.js", "b.js", "c.js"}


def test_a_childs_script_is_the_one_that_its_parents_scripts_import(tmp_path):
    files = {
        "mine/assets/a.js": 'import "./b.js"',
        "mine/assets/b.js": "old",
        "child/theme.toml": 'name = "child"\nextends = "mine"',
        "child/assets/b.js": "new",
    }
    assets = assets_of(tmp_path, files, "child")
    hashed = assets.names["b.js"].removeprefix("assets/")
    assert assets.files[assets.names["b.js"]] == b"new"
    assert assets.files[assets.names["a.js"]].decode() == f'import "./{hashed}"'


@pytest.mark.parametrize(
    "text", ['import "https://a.example/b.js"', 'import "/b.js"', 'import "bare"', '"./b.js"']
)
def test_other_addresses_in_scripts_stay(tmp_path, text):
    assets = scripts_of(tmp_path, {"a.js": text})
    assert assets.files[assets.names["a.js"]].decode() == text


def test_an_import_that_leads_nowhere_is_told(tmp_path):
    with pytest.raises(ContentError) as raised:
        scripts_of(tmp_path, {"lib/a.js": 'import "../gone.js"'})
    script = tmp_path / "mine/assets/lib/a.js"
    assert str(raised.value) == f"{script}: imports gone.js: add it to assets/"


def test_scripts_that_import_each_other_are_told(tmp_path):
    with pytest.raises(ContentError, match=r"^assets/: scripts import each other: .*a\.js"):
        scripts_of(tmp_path, {"a.js": 'import "./b.js"', "b.js": 'import "./a.js"'})


def test_a_module_that_one_script_needs_is_a_part_of_it(tmp_path):
    scripts = {
        "a.js": 'import { x } from "./lib/b.js";\nconsole.log(x);',
        "lib/b.js": 'export const x = () => import("./c.js");',
        "lib/c.js": "export const c = 3;",
    }
    assets = scripts_of(tmp_path, scripts)
    later = assets.names["lib/c.js"].removeprefix("assets/")
    assert assets.files[assets.names["a.js"]].decode() == (
        "const $lib_b_js = (() => {\n"
        f'const x = () => import("./{later}");\n'
        "return { x };\n})();\n"
        "const { x } = $lib_b_js;\nconsole.log(x);"
    )
