"""The client for what site.toml names."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpgen.config_file import load_site
from helpgen.connection import connected, emulated_organization, read_credentials
from helpgen.errors import ConfigError

PROJECT = Path(__file__).parents[1]


@pytest.mark.parametrize("missing", ["GLADLY_API_USER", "GLADLY_API_TOKEN"])
def test_half_a_pair_of_credentials_is_refused(missing):
    environment = {"GLADLY_API_USER": "agent@acme.example", "GLADLY_API_TOKEN": "t"}
    del environment[missing]
    with pytest.raises(ConfigError, match=f"{missing}: isn't set"):
        read_credentials(environment)


def test_no_credentials_are_needed():
    assert read_credentials({}) is None
    assert read_credentials({"GLADLY_API_USER": "", "GLADLY_API_TOKEN": ""}) is None


def test_the_emulated_organization_has_the_brands_audiences_and_languages():
    site = load_site(PROJECT / "site.toml")
    organization = emulated_organization(site)
    assert organization.id == site.gladly.org_id
    assert set(organization.audiences.values()) == {"Fjell & Fjord", "Sorbet Mobile"}
    assert organization.languages == ("en-us", "fr-ca", "ja", "es-419", "ar")


@pytest.mark.slow
def test_the_emulator_answers_the_same_client_over_http():
    site = load_site(PROJECT / "site.toml")
    with connected(site, {}) as client:
        assert client.organization().id == site.gladly.org_id
        listed = client.list_answers("ja", site.brands[0].audience_id)
    assert len(listed.answers) >= 25
    assert not listed.problems
