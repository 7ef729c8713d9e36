"""The models of site.toml."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from helpgen.config import Brand, GladlySettings, Site, SiteSettings
from helpgen.config_values import SiteUrl, WebUrl, is_loopback

BRAND = {
    "slug": "fjell",
    "name": "Fjell & Fjord",
    "base_url": "https://help.fjell.example/faq/",
    "languages": ["en-us", "ja"],
}


def brand(**changes):
    return Brand.model_validate({**BRAND, **changes})


def told(model, raw):
    """What's said about the only mistake in a table: what it is, and what to do."""
    with pytest.raises(ValidationError) as raised:
        model.model_validate(raw)
    (mistake,) = raised.value.errors()
    return mistake["ctx"]["what"], mistake["ctx"]["hint"]


def test_only_what_a_brand_needs_must_be_given():
    made = brand()
    assert made.theme == "base"
    assert made.audience_id is None
    assert made.help_centers == {}
    assert made.sections == ()
    assert made.options == {}


def test_a_base_url_is_told_apart_into_origin_and_path():
    made = brand(base_url="https://help.example:8443/faq/en/")
    assert made.base_url == "https://help.example:8443/faq/en"
    assert made.origin == "https://help.example:8443"
    assert made.base_path == "/faq/en"


def test_a_base_url_at_the_root_has_no_path():
    assert brand(base_url="https://help.example/").base_path == ""


def test_models_are_frozen():
    with pytest.raises(ValidationError, match="frozen"):
        brand().slug = "other"


@pytest.mark.parametrize(
    ("url", "what", "hint"),
    [
        ("help.example", "isn't a web address", "write it as https://host"),
        ("ftp://help.example", "isn't a web address", "write it as https://host"),
        ("https://", "isn't a web address", "write it as https://host"),
        ("https://[", "isn't a web address", "write it as https://host"),
        ("https://host:port", "isn't a web address", "write it as https://host"),
        ("https://host:99999", "isn't a web address", "write it as https://host"),
        ("https://ho st", "isn't a web address", "write it as https://host"),
        (" https://host", "isn't a web address", "write it as https://host"),
        ("https://host\n", "isn't a web address", "write it as https://host"),
        ('https://host/"><script>', "isn't a web address", "write it as https://host"),
        ("http://help.example", "is plain http", "use https:// (http is for this machine only)"),
        ("https://host?a=1", "has a query or a fragment", "end it after host and path"),
        ("https://host/?", "has a query or a fragment", "end it after host and path"),
        ("https://host/#", "has a query or a fragment", "end it after host and path"),
    ],
)
def test_an_address_that_isnt_one_is_told_with_its_remedy(url, what, hint):
    assert told(Brand, {**BRAND, "base_url": url}) == (f"{url!r} {what}", hint)


def test_credentials_in_an_address_are_refused_and_not_repeated():
    what, hint = told(Brand, {**BRAND, "base_url": "https://agent:secret@host"})
    assert "secret" not in what + hint
    assert "GLADLY_API_TOKEN" in hint


@pytest.mark.parametrize("path", ["//x", "/a//b", "/a%20b", "/..", "/a/../b", "/hilfe/ü"])
def test_a_base_path_that_cant_be_a_folder_is_refused(path):
    what, hint = told(Brand, {**BRAND, "base_url": f"https://host{path}"})
    assert "has a path that can't be a folder" in what
    assert "single slashes" in hint


@given(st.text() | st.text("/:?#[]@.a0 ").map(lambda text: f"https://{text}"))
def test_an_address_is_taken_or_refused_with_a_sentence(url):
    for kind in (WebUrl, SiteUrl):
        try:
            taken = TypeAdapter(kind).validate_python(url)
        except ValidationError as error:
            kinds = {mistake["type"] for mistake in error.errors()}
            assert kinds == {"helpgen"}
        else:
            assert url.startswith(taken)
            assert not taken.endswith("/")
            assert TypeAdapter(kind).validate_python(taken) == taken


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://localhost:8701", True),
        ("http://127.0.0.1", True),
        ("http://[::1]:1", True),
        ("https://localhost.example", False),
        ("https://acme.us-1.gladly.com", False),
    ],
)
def test_loopback_is_this_machine_by_name_or_number(url, expected):
    assert is_loopback(url) == expected


@pytest.mark.parametrize("slug", ["answers", "help-centers"])
def test_a_slug_that_content_needs_is_reserved(slug):
    what, hint = told(Brand, {**BRAND, "slug": slug})
    assert (what, hint) == (f"{slug!r} is the name of a folder under content/", "choose another")


def test_languages_are_given_once_and_there_is_one():
    assert told(Brand, {**BRAND, "languages": []})[0] == "is empty"
    what, hint = told(Brand, {**BRAND, "languages": ["ja", "fr", "ja"]})
    assert (what, hint) == ("names ja more than once", "name each once")


def test_help_centers_are_of_the_brands_languages():
    what, hint = told(Brand, {**BRAND, "help_centers": {"fr": "abc", "ja": "def"}})
    assert what == "has fr, which isn't among the brand's languages"
    assert hint == "add it to languages or use one of en-us, ja"


@pytest.mark.parametrize("code", ["en_US", "en-US", "english", "e", "", "fr-", "../x"])
def test_languages_are_gladlys_codes(code):
    with pytest.raises(ValidationError, match="languages"):
        brand(languages=[code])


@pytest.mark.parametrize("slug", ["", "-a", "a--b", "a_b", "A", "a/b", "..", "a" * 61])
def test_a_slug_is_a_safe_folder_name(slug):
    with pytest.raises(ValidationError, match="slug"):
        brand(slug=slug)


@pytest.mark.parametrize("theme", ["", "../x", "a/b", "a b", "a" * 300])
def test_a_theme_is_the_name_of_a_folder(theme):
    with pytest.raises(ValidationError, match="theme"):
        brand(theme=theme)


@pytest.mark.parametrize("key", ["", ".", "..", "a/b", "a b", "ä", "a" * 201])
def test_an_id_can_stand_in_a_path(key):
    with pytest.raises(ValidationError, match="audience_id"):
        brand(audience_id=key)


@pytest.mark.parametrize("key", ["ihKsWxiZCDVtXg1iwVmT9Q", "-a_B.1", "..a", "demo-organization"])
def test_an_id_may_have_what_gladlys_have(key):
    assert brand(audience_id=key).audience_id == key


@pytest.mark.parametrize("value", [0, 0.3, 1])
def test_max_shrink_is_a_share(value):
    assert SiteSettings.model_validate({"max_shrink": value}).max_shrink == value


@pytest.mark.parametrize("value", [-0.1, 1.1, float("nan"), float("inf"), "0.5", True])
def test_max_shrink_is_nothing_but_a_share(value):
    with pytest.raises(ValidationError, match="max_shrink"):
        SiteSettings.model_validate({"max_shrink": value})


@pytest.mark.parametrize(
    ("settings", "layouts"),
    [
        ({"url": "https://acme.us-1.gladly.com"}, "https://cdn.gladly.com"),
        ({"url": "emulator"}, None),
        ({"url": "http://127.0.0.1:8701"}, None),
        ({"url": "http://localhost:1", "cdn_url": "http://localhost:2"}, "http://localhost:2"),
        (
            {"url": "https://acme.us-1.gladly.com", "cdn_url": "https://cdn.example"},
            "https://cdn.example",
        ),
    ],
)
def test_layouts_come_from_the_cdn_unless_gladly_is_local(settings, layouts):
    made = GladlySettings.model_validate({**settings, "org_id": "x"})
    assert made.layouts_url == layouts


def test_gladlys_address_is_a_host_alone():
    what, hint = told(GladlySettings, {"url": "https://acme.gladly.com/api", "org_id": "x"})
    assert what == "'https://acme.gladly.com/api' has a path"
    assert hint == "give scheme and host only, as https://host"


def test_folders_start_from_the_files_own(tmp_path):
    raw = {
        "root": tmp_path,
        "site": {"output": "public", "themes": "/srv/themes"},
        "gladly": {"url": "emulator", "org_id": "x"},
        "brands": [BRAND],
    }
    site = Site.model_validate(raw)
    assert site.output == tmp_path / "public"
    assert site.snapshots == tmp_path / "build" / "snapshots"
    assert site.content == tmp_path / "content"
    assert str(site.themes) == "/srv/themes"


@pytest.mark.parametrize(
    "sources",
    [["https://cdn.b.example"], ["https://*.b.example:8443"], ["data:", "http://localhost:8000"]],
)
def test_the_policy_takes_origins(sources):
    made = Brand.model_validate({**BRAND, "policy": {"img-src": sources}})
    assert made.policy == {"img-src": tuple(sources)}


@pytest.mark.parametrize(
    "source",
    ["'unsafe-inline'", "*", "https:", "https://b.example/path", "http://b.example", "x; y"],
)
def test_the_policy_takes_nothing_that_opens_it(source):
    with pytest.raises(ValidationError):
        Brand.model_validate({**BRAND, "policy": {"script-src": [source]}})


def test_the_policy_knows_its_directives():
    with pytest.raises(ValidationError):
        Brand.model_validate({**BRAND, "policy": {"default-src": ["https://b.example"]}})


@pytest.mark.parametrize("model", [Brand, GladlySettings, SiteSettings])
def test_every_key_is_described(model):
    assert all(field.description for field in model.model_fields.values())


@pytest.mark.parametrize(
    "url",
    ["/feedback", "/api/feedback/?from=help", "https://votes.example/in/", "http://[::1]:9/x"],
)
def test_feedback_goes_to_a_path_or_a_web_address_as_it_stands(url):
    assert brand(feedback_url=url).feedback_url == url


@pytest.mark.parametrize(
    ("url", "what", "hint"),
    [
        (
            "//other.example/x",
            "'//other.example/x' isn't a path",
            "write it as /feedback, or as https://host/feedback",
        ),
        (
            '/x"><script>',
            "'/x\"><script>' isn't a path",
            "write it as /feedback, or as https://host/feedback",
        ),
        ("feedback", "'feedback' isn't a web address", "write it as https://host"),
        (
            "http://votes.example",
            "'http://votes.example' is plain http",
            "use https:// (http is for this machine only)",
        ),
    ],
)
def test_an_address_that_feedback_cant_go_to_is_told(url, what, hint):
    assert told(Brand, {**BRAND, "feedback_url": url}) == (what, hint)


@pytest.mark.parametrize("key", ["featured", "popular"])
def test_an_answer_can_be_promoted_once(key):
    assert getattr(brand(**{key: ["-a", "b"]}), key) == ("-a", "b")
    assert told(Brand, {**BRAND, key: ["a", "b", "a"]}) == (
        "names a more than once",
        "name each once",
    )
