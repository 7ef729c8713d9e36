"""site.toml -> Site, with every mistake told in one go."""

from __future__ import annotations

import contextlib
import copy
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpgen.config_file import TABLES, load_site, parse_site, read_site
from helpgen.errors import ConfigError, Severity

GOOD = """\
[gladly]
url = "emulator"
org_id = "ihKsWxiZCDVtXg1iwVmT9Q"

[[brands]]
slug = "fjell"
name = "Fjell"
base_url = "https://help.fjell.example"
languages = ["en-us", "ja"]

[brands.help_centers]
ja = "1bMp0oIDTJy6UYPvANQkAQ"

[[brands.sections]]
header = "First"
answers = ["a", "b"]

[[brands]]
slug = "sorbet"
name = "Sorbet"
base_url = "https://help.sorbet.example"
languages = ["ar"]
"""


@pytest.fixture
def site_toml(tmp_path):
    """Writes a site.toml and returns its path."""

    def write(text=GOOD):
        path = tmp_path / "site.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def problems_of(path, *overrides):
    with pytest.raises(ConfigError) as raised:
        load_site(path, overrides)
    assert {problem.severity for problem in raised.value.problems} == {Severity.ERROR}
    return [str(problem) for problem in raised.value.problems]


def test_a_good_file_is_read(site_toml):
    site = load_site(site_toml())
    assert [brand.slug for brand in site.brands] == ["fjell", "sorbet"]
    assert site.brands[0].sections[0].answers == ("a", "b")
    assert site.root == site_toml().parent


def test_the_sample_is_sound():
    site = load_site(Path(__file__).parent.parent / "site.toml")
    assert [brand.slug for brand in site.brands] == ["fjell", "sorbet"]


def test_a_missing_file_is_told_with_the_way_to_one(tmp_path):
    assert problems_of(tmp_path / "none.toml") == [
        (
            f"{tmp_path}/none.toml: there's no such file: make one with 'helpgen init', "
            "or name it with --config"
        )
    ]


def test_a_file_that_isnt_toml_is_told_with_line_and_column(site_toml):
    (told,) = problems_of(site_toml("[gladly\n"))
    assert told.startswith("site.toml: isn't TOML: ")
    assert "line 1" in told


def test_a_file_that_isnt_utf8_is_told(tmp_path):
    path = tmp_path / "site.toml"
    path.write_bytes(b'a = "\xff"')
    assert problems_of(path) == ["site.toml: isn't UTF-8 (byte 5): save it as UTF-8"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            'slug = "fjell"\n',
            "",
            "brands[0].slug: is missing: Short name in paths: lower-case letters, digits, hyphens.",
        ),
        ("[gladly]", "[gladyl]", "gladyl: isn't a key that helpgen knows: did you mean 'gladly'?"),
        (
            "org_id =",
            "orgid =",
            "gladly.orgid: isn't a key that helpgen knows: did you mean 'org_id'?",
        ),
        (
            'header = "First"',
            'header = "First"\nzzz = 1',
            (
                "brands[0].sections[0].zzz: isn't a key that helpgen knows: "
                "known here: header, answers"
            ),
        ),
        (
            'slug = "sorbet"',
            'slug = "So Bet"',
            (
                "brands[1].slug: 'So Bet' isn't allowed here: "
                "use lower-case letters, digits and single hyphens, as in 'my-brand'"
            ),
        ),
        (
            '["ar"]',
            '["ar_EG"]',
            (
                "brands[1].languages[0]: 'ar_EG' isn't allowed here: "
                "use Gladly's lower-case codes, such as en-us, es-419 or fr"
            ),
        ),
        (
            '["a", "b"]',
            '["a/b"]',
            (
                "brands[0].sections[0].answers[0]: 'a/b' isn't allowed here: "
                "copy the id from Gladly: letters, digits, '.', '_' and '-'"
            ),
        ),
        (
            'ja = "1bMp0oIDTJy6UYPvANQkAQ"',
            'ja = ""',
            (
                "brands[0].help_centers.ja: '' isn't allowed here: "
                "copy the id from Gladly: letters, digits, '.', '_' and '-'"
            ),
        ),
        (
            'name = "Sorbet"',
            "name = 7",
            "brands[1].name: 7 should be a valid string: Name as customers read it.",
        ),
        (
            '"https://help.sorbet.example"',
            '"https://help.fjell.example/"',
            "brands: base_url 'https://help.fjell.example' is used 2 times: make it unique",
        ),
        ('"sorbet"', '"fjell"', "brands: slug 'fjell' is used 2 times: make it unique"),
        (
            "[gladly]",
            'root = "x"\n[gladly]',
            (
                "root: isn't a key that helpgen knows: "
                "known here: site, gladly, emulator, search, checks, lint, deploy, brands"
            ),
        ),
        ("[gladly]", "site = 5\n[gladly]", "site: 5 isn't a table: add a table [site]"),
        (
            '"emulator"',
            '"ftp://x"',
            "gladly.url: 'ftp://x' isn't a web address: write it as https://host",
        ),
    ],
)
def test_a_mistake_is_told_with_its_place_and_remedy(site_toml, old, new, told):
    assert GOOD.count(old) == 1
    assert f"site.toml: {told}" in problems_of(site_toml(GOOD.replace(old, new)))


def test_every_mistake_is_told_in_one_go(site_toml):
    text = GOOD.replace('"emulator"', '"x"').replace('slug = "sorbet"', 'slug = "fjell"\nx = 1')
    assert len(problems_of(site_toml(text))) == 3


def test_what_the_file_lacks_is_told(site_toml):
    assert problems_of(site_toml("")) == [
        "site.toml: gladly: is missing: add a table [gladly]",
        "site.toml: brands: is missing: add a table [[brands]]",
    ]


def test_a_file_without_brands_is_told(site_toml):
    text = 'brands = []\n[gladly]\nurl = "emulator"\norg_id = "x"\n'
    assert problems_of(site_toml(text)) == ["site.toml: brands: is empty: add a table [[brands]]"]


def test_a_long_value_is_cut_in_its_message(site_toml):
    (told,) = problems_of(site_toml(GOOD.replace('slug = "sorbet"', f'slug = "{"X" * 500}"')))
    assert len(told) < 250


@pytest.mark.parametrize(
    ("override", "read"),
    [
        ("site.output=public", lambda site: site.site.output == "public"),
        ("site.max_shrink=0.5", lambda site: site.site.max_shrink == 0.5),
        ("brands.sorbet.name=So = bet", lambda site: site.brands[1].name == "So = bet"),
        ('brands.sorbet.name="2026"', lambda site: site.brands[1].name == "2026"),
        ("brands.1.name=S", lambda site: site.brands[1].name == "S"),
        ('brands.fjell.languages=["ja"]', lambda site: site.brands[0].languages == ("ja",)),
        (
            "brands.sorbet.options.accent=#fff",
            lambda site: site.brands[1].options["accent"] == "#fff",
        ),
        (
            "brands.fjell.help_centers.en-us=x",
            lambda site: site.brands[0].help_centers["en-us"] == "x",
        ),
        ("brands.fjell.sections.0.header=H", lambda site: site.brands[0].sections[0].header == "H"),
    ],
)
def test_an_override_changes_one_key(site_toml, override, read):
    assert read(load_site(site_toml(), [override]))


def test_the_last_override_counts(site_toml):
    assert load_site(site_toml(), ["site.output=a", "site.output=b"]).site.output == "b"


@pytest.mark.parametrize(
    ("override", "told"),
    [
        ("site.output", "isn't key=value: write it as --set site.output=public"),
        ("=public", "isn't key=value: write it as --set site.output=public"),
        ("brands.nope.name=x", "no 'nope' here: one of: fjell, sorbet"),
        ("brands.fjell.sections.9.header=x", "no '9' here: one of: 0"),
        ("brands.fjell=x", "'brands.fjell' isn't in a table: write it as --set site.output=public"),
        ("gladly.url.host=x", "'gladly.url.host' isn't in a table: write it as --set site.output="),
        ("gladly.url.host.a=x", "'host' isn't in a table: write it as --set site.output=public"),
    ],
)
def test_an_override_that_fits_nowhere_is_told(site_toml, override, told):
    (problem,) = problems_of(site_toml(), override)
    assert problem.startswith(f"--set {override}: {told}")


def test_an_override_with_an_unknown_key_is_told_as_in_the_file(site_toml):
    assert problems_of(site_toml(), "site.outptu=x") == [
        "site.toml: site.outptu: isn't a key that helpgen knows: did you mean 'output'?"
    ]


keys = st.sampled_from(
    sorted({name for model in TABLES.values() for name in model.model_fields} | set(TABLES))
) | st.text(max_size=5)
scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.dates()
    | st.sampled_from(["emulator", "https://x.example", "en-us", "base", "fjell"])
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=12,
)
tables = st.dictionaries(keys, values, max_size=6)


@given(tables)
def test_no_tables_raise_anything_but_are_read_or_told(raw):
    site, problems = parse_site(raw, Path("site.toml"))
    assert (site is None) == bool(problems)
    assert all(problem.where.startswith("site.toml: ") for problem in problems)
    assert all(problem.what for problem in problems)


good_tables = read_site(Path(__file__).parent.parent / "site.toml")


@given(st.lists(st.tuples(st.lists(keys | st.integers(0, 2), max_size=4), values), max_size=3))
def test_no_change_of_a_good_file_raises_anything(changes):
    raw = copy.deepcopy(good_tables)
    for path, value in changes:
        _put(raw, path, value)
    site, problems = parse_site(raw, Path("site.toml"))
    assert (site is None) == bool(problems)


def _put(table, path, value):
    """Put a value where a path leads; a path that leads nowhere changes nothing."""
    *parents, last = path or [""]
    with contextlib.suppress(LookupError, TypeError):
        for key in parents:
            table = table[key]
        table[last if isinstance(table, list) else str(last)] = value


segments = st.sampled_from(["brands", "fjell", "0", "site", "options", "gladly", "url", ""])
override_texts = st.builds(
    lambda path, value: f"{'.'.join(path)}={value}",
    st.lists(segments | st.text(max_size=4), max_size=4),
    st.text() | st.sampled_from(["[" * 5000, "9" * 5000, '[{slug=["a"]}]', "1\nb = 2"]),
)


@given(st.lists(st.text() | override_texts, max_size=3))
def test_no_override_raises_anything_but_a_config_error(overrides):
    path = Path(__file__).parent.parent / "site.toml"
    try:
        load_site(path, overrides)
    except ConfigError as error:
        problems = error.problems
        assert problems


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_no_file_raises_anything_but_a_config_error(tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_bytes(data)
    with pytest.raises(ConfigError):
        load_site(path)
