from __future__ import annotations

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpgen.errors import ConfigError
from helpgen.gladly.hosts import is_segment, origin, same_origin, segment


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://acme.us-1.gladly.com", "https://acme.us-1.gladly.com"),
        ("https://acme.gladly.com/", "https://acme.gladly.com"),
        ("HTTPS://Acme.Gladly.com:443/", "https://acme.gladly.com"),
        ("https://acme.gladly.com:8443", "https://acme.gladly.com:8443"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://127.1.2.3", "http://127.1.2.3"),
        ("http://localhost:8000/", "http://localhost:8000"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_an_origin_is_scheme_host_and_port(url, expected):
    assert origin(url, "url") == expected


@pytest.mark.parametrize(
    ("url", "complaint"),
    [
        ("http://acme.gladly.com", "not https"),
        ("http://localhost.evil.example", "not https"),
        ("http://127.0.0.1.evil.example", "not https"),
        ("http://192.168.0.1", "not https"),
        ("ftp://127.0.0.1", "not https"),
        ("https://acme.gladly.com/api/v1", "not just a host"),
        ("https://acme.gladly.com?x=1", "not just a host"),
        ("https://acme.gladly.com#x", "not just a host"),
        ("acme.gladly.com", "not just a host"),
        ("https://", "not just a host"),
        ("", "not just a host"),
        ("https://acme.gladly.com:many", "is no URL"),
        ("https://[::1", "is no URL"),
        ("https://acme\x00.gladly.com", "is no URL"),
    ],
)
def test_what_is_no_safe_origin_is_refused_with_its_setting_and_a_remedy(url, complaint):
    with pytest.raises(ConfigError, match=complaint) as refused:
        origin(url, "site.toml: gladly.url")
    (problem,) = refused.value.problems
    assert problem.where.startswith("site.toml: gladly.url")
    assert problem.hint


def test_credentials_in_a_url_are_refused_and_not_shown():
    with pytest.raises(ConfigError, match="holds credentials") as refused:
        origin("https://agent:s3cret@acme.gladly.com", "url")
    assert "s3cret" not in str(refused.value)


@given(st.text())
def test_any_text_is_an_origin_or_a_configuration_error(url):
    try:
        found = origin(url, "url")
    except ConfigError:
        return
    assert found.startswith(("https://", "http://"))


@pytest.mark.parametrize(
    "value", ["1grfSzATQLa334VDLCWc4A", "-x", "_", "tula.com-en-us", "...", "a"]
)
def test_ids_of_every_known_form_are_segments(value):
    assert segment(value, "answer id") == value


@pytest.mark.parametrize(
    "value", ["", ".", "..", "a/b", "a%2Fb", "a b", "é", "a\n", "a\x00", "a?b", "a#b", "x" * 201]
)
def test_what_could_leave_its_place_in_a_path_is_refused(value):
    assert not is_segment(value)
    with pytest.raises(ConfigError, match="answer id"):
        segment(value, "answer id")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://a/x", "https://a:443/y?z", True),
        ("https://a/", "http://a/", False),
        ("https://a/", "https://a:8443/", False),
        ("https://a/", "https://a.b/", False),
        ("https://A/", "https://a/", True),
    ],
)
def test_an_origin_is_the_same_only_if_scheme_host_and_port_are(one, other, same):
    assert same_origin(httpx.URL(one), httpx.URL(other)) is same
