"""A new site."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from helpgen.answer_files import load_answers
from helpgen.errors import ConfigError
from helpgen.model import EditionKey
from helpgen.pages import load_pages
from helpgen.scaffold import new_site
from helpgen.site_file import load_whole_site


def test_a_new_site_is_sound(tmp_path):
    files = new_site(tmp_path / "new", "Fjell & Fjord")
    assert all(path.is_file() for path in files)
    site = load_whole_site(tmp_path / "new" / "site.toml")
    (brand,) = site.brands
    assert (brand.slug, brand.name, site.gladly.url) == ("fjell-fjord", "Fjell & Fjord", "emulator")
    answers = load_answers(site.content / "answers")
    assert {answer.id for answer in answers} == set(brand.sections[0].answers)
    (page,) = load_pages(site.content, EditionKey(brand.slug, brand.languages[0]))
    assert page.title == "Contact"


def test_ids_are_new_each_time(tmp_path):
    new_site(tmp_path / "a", "A")
    new_site(tmp_path / "b", "A")
    one, other = ((tmp_path / name / "site.toml").read_text() for name in "ab")
    assert one != other


def test_nothing_that_exists_is_overwritten_and_then_nothing_is_written(tmp_path):
    (tmp_path / "site.toml").write_text("mine")
    with pytest.raises(ConfigError) as raised:
        new_site(tmp_path, "A")
    assert str(raised.value) == (
        f"{tmp_path}/site.toml: is there already: choose an empty folder, or delete it"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["site.toml"]
    assert (tmp_path / "site.toml").read_text() == "mine"


@pytest.mark.parametrize("name", ["", "  "])
def test_a_brand_needs_a_name(tmp_path, name):
    with pytest.raises(ConfigError, match="name: is empty: give the brand a name"):
        new_site(tmp_path, name)
    assert not list(tmp_path.iterdir())


@settings(max_examples=30)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip))
@example("answers")
@example("Help Centers")
@example('"\\ \n\t\x00\U000e0001')
@example("返品" * 80)
def test_any_name_makes_a_sound_site(tmp_path_factory, name):
    folder = tmp_path_factory.mktemp("new")
    new_site(folder, name)
    assert load_whole_site(folder / "site.toml").brands[0].name == name
    for path in (folder / "content" / "answers").glob("*/answer.toml"):
        assert tomllib.loads(path.read_text("utf-8"))["audiences"] == [name]


def test_a_folder_that_is_a_file_is_told(tmp_path):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(ConfigError, match=r"site\.toml: can't be written: Not a directory"):
        new_site(tmp_path / "file", "Acme")
