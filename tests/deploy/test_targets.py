"""What a person writes as a target, in site.toml and on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpgen.config import DeploySettings
from helpgen.config_file import parse_site
from helpgen.deploy import brands_of, target_of
from helpgen.deploy.targets import Target, open_place
from helpgen.errors import ConfigError
from helpgen.site_file import load_whole_site


@pytest.fixture
def site(small_site):
    made = small_site({"alpha": ["en-us"], "beta": ["en-us"]})
    return load_whole_site(made.root / "site.toml", ['deploy.live.url="s3://help-{brand}"'])


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("s3://acme-help", "s3://acme-help"),
        ("s3://acme-{brand}/help/", "s3://acme-alpha/help"),
        ("rsync://web.example/site/{brand}", "rsync://web.example/site/alpha"),
        ("deploy@web.example:/srv/{brand}/", "deploy@web.example:/srv/alpha"),
        ("web:help", "web:help"),
        ("./out/{brand}", "out/alpha"),
        ("../out", "../out"),
        ("/srv/help", "/srv/help"),
        ("file:///srv/help", "/srv/help"),
    ],
)
def test_an_address_is_a_place_of_the_brand(tmp_path, url, name):
    place = open_place(Target("t", DeploySettings(url=url), tmp_path), "alpha")
    assert place.name in {name, f"{tmp_path}/{name}"}


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("ftp://web.example/", "is no address to deploy to"),
        ("https://web.example/", "is no address to deploy to"),
        ("-e sh:/x", "is no address to deploy to"),
        ("s3://Bucket", "is no address to deploy to"),
        ("s3://b/{language}", "has a brace that isn't of {brand}"),
        ("rsync://user:secret@web.example/site", "holds a password"),
    ],
)
def test_other_addresses_are_refused_by_the_configuration(url, told):
    raw = {"gladly": {"url": "emulator", "org_id": "o"}, "deploy": {"live": {"url": url}}}
    brand = {"slug": "a", "name": "A", "base_url": "https://a.example", "languages": ["en-us"]}
    site, (problem,) = parse_site({**raw, "brands": [brand]}, Path("site.toml"))
    assert site is None
    assert str(problem).startswith("site.toml: deploy.live.url: ")
    assert told in str(problem)


def test_an_unknown_key_of_a_target_is_told_with_the_one_meant(small_site):
    site = small_site()
    changes = ['deploy.live.url="s3://b"', "deploy.live.max_delete=3"]
    with pytest.raises(ConfigError, match="did you mean 'max_deletes'"):
        load_whole_site(site.root / "site.toml", changes)


def test_a_name_is_looked_up_and_an_unknown_one_told(site):
    assert target_of(site, "live").settings.url == "s3://help-{brand}"
    assert target_of(site, "s3://b").settings.url == "s3://b"
    with pytest.raises(ConfigError, match=r"did you mean 'live'\?; an address is written as"):
        target_of(site, "life")
    with pytest.raises(ConfigError, match="is no address to deploy to"):
        target_of(site, "ftp://web.example/")


def test_several_brands_need_the_placeholder(site):
    one = Target("t", DeploySettings(url="s3://b"), site.root)
    with pytest.raises(ConfigError, match=r"is one place for 2 brands: write \{brand\}"):
        brands_of(one, site.brands, named=False)
    assert [site.brands[1]] == brands_of(one, site.brands[1:], named=True)


def test_a_target_may_be_of_some_brands_only(site):
    one = Target("t", DeploySettings(url="s3://b", brands=("beta",)), site.root)
    assert [site.brands[1]] == brands_of(one, site.brands, named=False)
    with pytest.raises(ConfigError, match=r"isn't a target of alpha: its brands are beta"):
        brands_of(one, site.brands, named=True)
    other = Target("t", DeploySettings(url="s3://b", brands=("gamma",)), site.root)
    with pytest.raises(ConfigError, match="names no brand of the site"):
        brands_of(other, site.brands, named=False)
