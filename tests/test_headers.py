"""Headers: one list of rules, the same in every host's words."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from helpgen.config import Brand
from helpgen.headers import (
    ASK_AGAIN,
    FOR_EVER,
    MOST_HOSTS,
    content_security_policy,
    header_rules,
    headers_file,
    headers_of,
    nginx_snippet,
    read_headers_file,
)

PATHS = [
    "/",
    "/robots.txt",
    "/404.html",
    "/llms.txt",
    "/en-us/",
    "/en-us/answers/a/",
    "/en-us/answers/a/index.md",
    "/en-us/feed.xml",
    "/en-us/llms.txt",
    "/en-us/search/index.json",
    "/fr-ca/site.webmanifest",
    "/assets/style.1a2b3c4d.css",
    "/assets/search/engine.1a2b3c4d.js",
    "/elsewhere/deep/file",
]


def brand(**changes):
    given = {"slug": "b", "name": "B", "base_url": "https://help.b.example"}
    return Brand(**{**given, "languages": ["en-us", "fr-ca"], **changes})


def policy(one):
    """The directives of the policy with their sources."""
    parts = content_security_policy(one).split("; ")
    return {name: sources for name, *sources in (part.split() for part in parts)}


def test_nothing_inline_and_no_other_host_is_allowed():
    sources = {source for found in policy(brand()).values() for source in found}
    assert sources == {"'self'", "'none'"}
    assert policy(brand())["default-src"] == ["'none'"]
    assert policy(brand())["frame-ancestors"] == ["'none'"]


def test_a_configured_search_endpoint_may_be_asked():
    found = policy(brand(search_endpoint="https://search.b.example:8443/help"))
    assert found["connect-src"] == ["'self'", "https://search.b.example:8443"]
    assert found["form-action"] == ["'self'", "https://search.b.example:8443"]


def test_what_the_brand_configures_is_added_to_its_directive():
    extra = {"img-src": ["https://*.b.example", "data:"], "frame-src": ["https://v.example"]}
    found = policy(brand(policy=extra))
    assert found["img-src"] == ["'self'", "https://*.b.example", "data:"]
    assert found["frame-src"] == ["https://v.example"]
    assert found["script-src"] == ["'self'"]


def test_hosts_of_pictures_are_allowed_for_pictures_alone():
    hosts = {"https://b.example", "https://a.example"}
    text = content_security_policy(brand(policy={"img-src": ["data:"]}), hosts)
    assert "; img-src 'self' https://a.example https://b.example data:; " in text
    assert text.count("a.example") == 1


def test_very_many_hosts_of_pictures_become_their_schemes():
    """Cloudflare leaves out a line that is longer than 2000 signs, the policy and all."""
    hosts = [f"https://{'long-name-' * 5}{number}.example" for number in range(MOST_HOSTS)]
    assert f" {hosts[7]} " in content_security_policy(brand(), hosts)
    assert len(content_security_policy(brand(), hosts)) < 2000 - len("  Content-Security-Policy: ")
    found = content_security_policy(brand(), [*hosts, "https://one.example"])
    assert "; img-src 'self' https:; " in found


@pytest.mark.parametrize("base", ["", "/help"])
@pytest.mark.parametrize("path", PATHS)
def test_no_header_is_named_twice_for_an_address(path, base):
    """Cloudflare would join the values."""
    rules = header_rules(brand(base_url=f"https://b.example{base}"))
    names = [name for rule in rules if rule.fits(base + path) for name, _ in rule.headers]
    assert [name for name, count in Counter(names).items() if count > 1] == []
    assert "Content-Security-Policy" in names


@pytest.mark.parametrize("path", PATHS)
def test_hashed_files_are_kept_and_all_others_asked_for_again(path):
    found = headers_of(header_rules(brand()), path).get("Cache-Control")
    if path == "/elsewhere/deep/file":
        assert found is None, "nothing of ours"
    else:
        assert found == (FOR_EVER if path.startswith("/assets/") else ASK_AGAIN)


def test_a_markdown_version_stays_out_of_search_results():
    found = headers_of(header_rules(brand()), "/en-us/answers/a/index.md")
    assert found["X-Robots-Tag"] == "noindex"
    assert found["Content-Type"] == "text/markdown; charset=utf-8"
    assert "X-Robots-Tag" not in headers_of(header_rules(brand()), "/en-us/answers/a/")


def test_the_file_reads_back_as_the_rules():
    rules = header_rules(brand(policy={"img-src": ["https://p.example"]}))
    assert read_headers_file(headers_file(rules)) == rules


def test_the_file_fits_the_limits_of_cloudflare():
    """https://developers.cloudflare.com/pages/configuration/headers/: 100 rules, 2000 signs."""
    many = [f"x{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(80)]
    text = headers_file(header_rules(brand(languages=many)))
    assert len(read_headers_file(text)) <= 100
    assert max(map(len, text.splitlines())) <= 2000


@pytest.mark.parametrize("path", PATHS)
def test_nginx_chooses_a_location_with_the_same_headers(path):
    one = brand()
    rules = header_rules(one, ["https://pictures.example"])
    chosen = location(nginx_snippet(one, rules), path)
    expected = headers_of(rules, path)
    found = dict(re.findall(r'add_header (\S+) "([^"]*)"', chosen))
    if kind := re.search(r'default_type "([^"]*)"', chosen):
        found["Content-Type"] = kind[1]
    assert found == expected


def test_nginx_keeps_no_missing_file():
    text = nginx_snippet(brand(), header_rules(brand()))
    assert "Cache-Control" in text
    assert not re.search(r"Cache-Control .* always", text)
    assert len(re.findall(r"nosniff\" always;", text)) == text.count("location ")


def location(snippet, path):
    """The location that nginx takes: exact, else the first pattern, else the longest prefix.

    https://nginx.org/en/docs/http/ngx_http_core_module.html#location
    """
    blocks = re.findall(r"^location (.*?) \{\n(.*?)^\}", snippet, re.MULTILINE | re.DOTALL)
    exact = [body for place, body in blocks if place == f"= {path}"]
    patterns = [
        body for place, body in blocks if place.startswith("~ ") and re.search(place[2:], path)
    ]
    prefixes = sorted((place, body) for place, body in blocks if path.startswith(place))
    return (exact + patterns or [body for _, body in reversed(prefixes)])[0]
