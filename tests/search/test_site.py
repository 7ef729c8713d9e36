"""What the endpoint reads of the site."""

from __future__ import annotations

import pytest

from helpgen.errors import SearchError
from helpgen.search.site import SearchBrand, SearchSite, load_site, save_site

SITE = SearchSite(
    "org",
    (
        SearchBrand("alpha", "Älpha", "audience", ("en-us", "fr-ca"), "https://a.example", ("x",)),
        SearchBrand("beta", "Beta", None, ("ja",), "https://b.example/help"),
    ),
)


def test_a_site_is_written_and_read_back(tmp_path):
    save_site(tmp_path / "new", SITE)
    assert load_site(tmp_path / "new") == SITE


def test_the_same_site_isnt_written_again(tmp_path):
    save_site(tmp_path, SITE)
    before = (tmp_path / "site.json").stat().st_ino
    save_site(tmp_path, SITE)
    assert (tmp_path / "site.json").stat().st_ino == before


def test_a_site_without_any_index_has_no_file(tmp_path):
    save_site(tmp_path, SearchSite("org", ()))
    save_site(tmp_path, SITE)
    save_site(tmp_path, SearchSite("org", ()))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", "null", '{"org_id": "o", "brands": [{}]}', '{"brands": []}', "\udcff"]
)
def test_a_file_that_isnt_one_is_told(tmp_path, text):
    (tmp_path / "site.json").write_text(text, errors="surrogateescape")
    with pytest.raises(SearchError, match="isn't there or of another version: run 'helpgen build'"):
        load_site(tmp_path)


def test_a_folder_that_cant_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(SearchError, match="can't be written"):
        save_site(tmp_path / "file", SITE)
