"""Themes: the chain, its options and its strings."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpgen.errors import ConfigError, ContentError
from helpgen.theme import Theme, find_theme, load_theme, resolve_options

SAMPLES = Path(__file__).parent.parent / "themes"
PARENT = """\
name = "parent"
stylesheets = ["parent.css"]
[options.accent]
type = "color"
default = "#111111"
css = "--accent"
help = "Links."
[options.font]
type = "text"
css = "--font"
[options.logo]
type = "image"
[options.layout]
type = "choice"
choices = ["cards", "list"]
default = "cards"
[options.dates]
type = "switch"
default = true
[options.links]
type = "list"
default = ["a"]
[options.shop]
type = "url"
"""
CHILD = """\
name = "child"
extends = "parent"
[options.extra]
type = "text"
default = "E"
[defaults]
accent = "#222222"
"""


PURPLE = '\n[defaults]\naccent = "#800080"'


@pytest.fixture
def themes(tmp_path):
    """A folder with the themes parent and child; more files may be written into it."""
    write(tmp_path, {"parent/theme.toml": PARENT, "child/theme.toml": CHILD})
    return tmp_path


def write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def refused(name: str, themes: Path) -> list[str]:
    with pytest.raises(ConfigError) as raised:
        load_theme(name, themes)
    return [str(problem).replace(f"{themes}/", "") for problem in raised.value.problems]


def wrong(theme: Theme, **given) -> list[str]:
    return [str(problem) for problem in resolve_options(theme, given, "site.toml: options")[1]]


def test_a_theme_comes_with_those_it_extends_child_first(themes):
    theme = load_theme("child", themes)
    assert [folder.name for folder, _ in theme.chain] == ["child", "parent"]
    assert theme.template_folders == (themes / "child/templates", themes / "parent/templates")


def test_options_are_inherited_with_the_childs_defaults(themes):
    options = load_theme("child", themes).options
    assert options["accent"].default == "#222222"
    assert options["accent"].css == "--accent"
    assert options["layout"].default == "cards"
    assert options["extra"].default == "E"


def test_base_is_found_without_a_themes_folder(tmp_path):
    folder = find_theme("base", tmp_path / "none")
    assert folder is not None
    assert load_theme("base", tmp_path / "none").chain[0][0] == folder


def test_the_sites_own_theme_comes_first(tmp_path):
    write(tmp_path, {"base/theme.toml": 'name = "base"'})
    assert find_theme("base", tmp_path) == tmp_path / "base"


@pytest.mark.parametrize("name", ["../base", "a/b", "", ".", "a" * 300, "a\0b", "/etc"])
def test_a_name_never_leads_out_of_the_themes_folders(name):
    assert find_theme(name, SAMPLES) is None


@pytest.mark.parametrize("name", [path.parent.name for path in SAMPLES.glob("*/theme.toml")])
def test_the_samples_are_sound(name):
    theme = load_theme(name, SAMPLES)
    assert resolve_options(theme, {}, "")[1] == []
    assert all(option.help for option in theme.options.values())


def test_a_missing_theme_is_told_with_the_place_to_make_it(themes):
    assert refused("none", themes) == [
        "theme none: there's no theme 'none': make none/theme.toml, or name another theme"
    ]


def test_a_missing_parent_is_told(themes):
    write(themes, {"a/theme.toml": 'name = "a"\nextends = "gone"'})
    (told,) = refused("a", themes)
    assert told.startswith("theme a: there's no theme 'gone'")


def test_a_circle_is_told(themes):
    write(
        themes,
        {
            "a/theme.toml": 'name = "a"\nextends = "b"',
            "b/theme.toml": 'name = "b"\nextends = "a"',
        },
    )
    assert refused("a", themes) == [
        (
            "theme a: themes extend each other in a circle: a → b → a: "
            "let one of them extend another theme, such as base"
        )
    ]


def test_a_theme_that_extends_itself_is_told(themes):
    write(themes, {"a/theme.toml": 'name = "a"\nextends = "a"'})
    (told,) = refused("a", themes)
    assert told.startswith("theme a: themes extend each other in a circle: a → a: ")


def test_a_chain_may_be_of_any_length(themes):
    names = [f"t{n}" for n in range(40)]
    for name, parent in zip(names, [*names[1:], "parent"], strict=True):
        write(themes, {f"{name}/theme.toml": f'name = "{name}"\nextends = "{parent}"'})
    write(themes, {"t20/theme.toml": (themes / "t20/theme.toml").read_text() + PURPLE})
    theme = load_theme("t0", themes)
    assert len(theme.chain) == 41
    assert theme.options["accent"].default == "#800080"


def test_a_theme_file_that_isnt_toml_is_told(themes):
    write(themes, {"a/theme.toml": "name ="})
    (told,) = refused("a", themes)
    assert told.startswith("a/theme.toml: isn't TOML: ")


def test_a_default_for_no_option_is_told(themes):
    write(themes, {"a/theme.toml": 'name = "a"\nextends = "parent"\n[defaults]\nacent = "#fff"'})
    assert refused("a", themes) == [
        "a/theme.toml:4: defaults.acent: isn't an option of the theme: did you mean 'accent'?"
    ]


def test_options_that_arent_given_have_their_defaults(themes):
    values, problems = resolve_options(load_theme("child", themes), {"accent": "#abc"}, "x")
    assert problems == []
    assert values["accent"] == "#abc"
    assert values["layout"] == "cards"
    assert values["dates"] is True
    assert values["links"] == ("a",)


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("accent", "blue", "'blue' must be a color such as #0b6e4f: Links."),
        ("accent", "#12345", "'#12345' must be a color such as #0b6e4f: Links."),
        ("accent", 7, "7 must be text: Links."),
        ("layout", "grid", "'grid' must be one of cards, list"),
        ("dates", "yes", "'yes' must be true or false"),
        ("links", "a", "'a' must be a list of texts"),
        ("links", [1], "[1] must be a list of texts"),
        (
            "shop",
            "shop.example",
            "'shop.example' must be a web address or a path that starts with /",
        ),
        ("shop", "//shop.example", "'//shop.example' must be a web address or a path that starts"),
        ("shop", "javascript:alert(1)", "'javascript:alert(1)' must be a web address or a path"),
        ("logo", "none.svg", "there's no assets/none.svg in the theme"),
    ],
)
def test_a_value_of_the_wrong_kind_is_told_with_its_place(themes, name, value, told):
    (problem,) = wrong(load_theme("parent", themes), **{name: value})
    assert problem.startswith(f"site.toml: options.{name}: {told}")


@pytest.mark.parametrize("url", ["https://a.example", "mailto:a@b.example", "tel:+1", "/contact/"])
def test_addresses_may_be_on_the_web_or_in_the_edition(themes, url):
    assert wrong(load_theme("parent", themes), shop=url) == []


@pytest.mark.parametrize("path", ["../theme.toml", "/etc/hostname", "a/../../theme.toml"])
def test_a_picture_is_one_of_the_themes(themes, path):
    write(themes, {"parent/assets/logo.svg": "<svg/>"})
    (told,) = wrong(load_theme("parent", themes), logo=path)
    assert told.endswith(f"there's no assets/{path} in the theme")


def test_a_color_that_pages_need_cant_be_left_out(themes):
    (told,) = wrong(load_theme("parent", themes), accent="")
    assert told.startswith("site.toml: options.accent: must not be empty")


def test_a_choice_is_never_empty(themes):
    (told,) = wrong(load_theme("parent", themes), layout="")
    assert "'' must be one of cards, list" in told


def test_a_picture_may_be_the_parents(themes):
    write(themes, {"parent/assets/logo.svg": "<svg/>"})
    assert wrong(load_theme("child", themes), logo="logo.svg") == []


def test_an_unknown_option_is_told_with_the_known_ones(themes):
    assert wrong(load_theme("child", themes), acent="#fff") == [
        (
            "site.toml: options.acent: isn't an option of this theme: "
            "did you mean 'accent'? ('helpgen theme options child' lists all)"
        )
    ]


def test_wrong_defaults_are_the_themes_mistakes_all_told_at_once(themes):
    toml = 'name = "a"\nextends = "parent"\n[defaults]\naccent = "red"\n[options.b]\n'
    write(themes, {"a/theme.toml": f'{toml}type = "color"\ndefault = "blue"\nhelp = "B."'})
    assert refused("a", themes) == [
        "a/theme.toml:7: options.b.default: 'blue' must be a color such as #0b6e4f: B.",
        "a/theme.toml:4: defaults.accent: 'red' must be a color such as #0b6e4f: Links.",
    ]


@pytest.mark.parametrize(
    "value",
    [
        '"Source Serif", Georgia, serif',
        "clamp(1rem, calc(1vw + 1rem), 2rem)",
        "rgb(0 0 0 / 50%)",
        "'a;b'",
    ],
)
def test_css_values_may_be_what_css_takes(themes, value):
    assert wrong(load_theme("parent", themes), font=value) == []


@pytest.mark.parametrize(
    "value",
    [
        "red; } body { x: y",
        "a } b",
        "</style>",
        '"open',
        "it's",
        "url(",
        "a) b",
        ")(",
        "/* all",
        "\\",
        "'\\'",
    ],
)
def test_a_css_value_cant_reach_beyond_its_declaration(themes, value):
    (told,) = wrong(load_theme("parent", themes), font=value)
    assert "has characters that CSS would misread" in told


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=5,
)
base = load_theme("base", SAMPLES)


@given(st.dictionaries(st.sampled_from(sorted(base.options)), anything, max_size=4))
def test_any_values_are_taken_or_told(given_options):
    values, problems = resolve_options(base, given_options, "x")
    assert values.keys() == base.options.keys()
    assert {problem.where.removeprefix("x.") for problem in problems} <= given_options.keys()


def test_strings_go_from_english_to_the_language_and_from_parent_to_child(themes):
    write(
        themes,
        {
            "parent/strings/en.toml": 'a = "A"\nb = "B"\nc = "C"\nd = "D"',
            "parent/strings/fr.toml": 'b = "B fr"\nc = "C fr"',
            "parent/strings/fr-ca.toml": 'c = "C ca"',
            "child/strings/en.toml": 'd = "D child"\nb = "B child"',
        },
    )
    theme = load_theme("child", themes)
    assert theme.strings("fr-ca") == {"a": "A", "b": "B fr", "c": "C ca", "d": "D child"}
    assert theme.strings("ja") == {"a": "A", "b": "B child", "c": "C", "d": "D child"}


def test_strings_of_a_language_without_the_english_ones(themes):
    write(
        themes,
        {
            "parent/strings/en.toml": 'a = "A"\nb = "B"',
            "parent/strings/en-gb.toml": 'b = "B gb"',
            "child/strings/fr.toml": 'b = "B fr"',
        },
    )
    theme = load_theme("child", themes)
    assert theme.translated_strings("fr-ca") == {"b": "B fr"}
    assert theme.translated_strings("ja") == {}
    assert theme.translated_strings("en-gb") == {"a": "A", "b": "B gb"}


@pytest.mark.parametrize("text", ["a = 7", 'a = ["x"]', "a = { one = 1 }"])
def test_a_string_must_be_text(themes, text):
    write(themes, {"parent/strings/en.toml": text})
    with pytest.raises(ContentError, match=r"en\.toml: a must be text, or a table of plural forms"):
        load_theme("parent", themes).strings("en")


def test_the_fingerprint_changes_with_any_file_of_the_chain(themes):
    before = load_theme("child", themes).fingerprint
    assert load_theme("child", themes).fingerprint == before
    write(themes, {"parent/templates/home.html": "x"})
    changed = load_theme("child", themes).fingerprint
    (themes / "parent/templates/home.html").rename(themes / "parent/templates/a.html")
    assert len({before, changed, load_theme("child", themes).fingerprint}) == 3


def test_a_link_out_of_a_theme_stops_it(themes):
    """Else what it leads to would be published."""
    write(themes, {"secret.txt": "secret"})
    (themes / "parent/assets").mkdir()
    (themes / "parent/assets/a.txt").symlink_to(themes / "secret.txt")
    with pytest.raises(ContentError, match=r"a\.txt: is a link that leads out of its folder"):
        _ = load_theme("child", themes).fingerprint
