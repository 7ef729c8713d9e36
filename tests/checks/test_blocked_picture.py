"""Pictures from other hosts: what the policy allows by itself, and what it will stop."""

from __future__ import annotations

import pytest

from helpgen.checks.blocked_picture import allowed_hosts, check_pictures, foreign_pictures
from helpgen.config import Brand
from helpgen.transform import Context, transform

LISTED = ["https://*.cdn.example", "http://localhost:8000", "data:"]


def brand(policy=None):
    return Brand(
        slug="b",
        name="B",
        base_url="https://help.b.example/faq",
        languages=["en-us"],
        policy=policy or {},
    )


def places(**sources):
    """Where pictures are, in places that each hold one."""
    bodies = {
        place: transform(f'<p><img src="{source}" alt="x"></p>', Context("w")).html
        for place, source in sources.items()
    }
    return foreign_pictures(brand(), bodies)


def told(policy=None, **sources):
    """The problems of such places, as place, text and hint."""
    found = check_pictures(brand(policy), places(**sources))
    assert {problem.kind for problem in found} <= {"blocked-picture"}
    return [(problem.where, problem.what, problem.hint) for problem in found]


def test_other_hosts_are_found_with_their_places():
    found = places(
        one="https://Pictures.example/a.png",
        two="https://help.b.example/b.png",
        three="https://pictures.example/b.png?x#y",
        four="http://a.example:8080?a",
    )
    assert found == {
        "http://a.example:8080": ["four"],
        "https://pictures.example": ["one", "three"],
    }


def test_without_a_list_of_its_own_the_policy_allows_just_these():
    found = places(one="https://pictures.example/a.png", two="http://other.example/b.png")
    assert allowed_hosts(brand(), found) == ("http://other.example", "https://pictures.example")
    assert check_pictures(brand(), found) == []


@pytest.mark.parametrize("listed", [[], ["https://cdn.example"]])
def test_a_list_of_the_brands_own_counts_alone(listed):
    found = places(one="https://pictures.example/a.png")
    assert allowed_hosts(brand({"img-src": listed}), found) == ()
    assert len(check_pictures(brand({"img-src": listed}), found)) == 1


def test_another_directive_is_no_list_of_pictures():
    other = brand({"script-src": ["https://chat.example"]})
    assert allowed_hosts(other, ["https://pictures.example"]) == ("https://pictures.example",)


@pytest.mark.parametrize(
    "source",
    [
        "https://a.example;script-src",
        "https://a.example' 'unsafe-inline",
        "https://a.example,",
        "https://*",
        "https://user:word@a.example/a.png",
        "https://bücher.example/a.png",
        "https://[::1]/a.png",
        "https://a.example&#10;  X-Header: 1/a.png",
    ],
)
def test_no_address_can_say_more_in_the_policy_than_a_host(source):
    found = places(one=source)
    assert not allowed_hosts(brand(), found) or allowed_hosts(brand(), found) == (
        "https://a.example",
    )
    for _, what, hint in told(one=source):
        assert "will not show" in what
        assert hint == "upload the picture where the host's name is in plain ASCII letters"


@pytest.mark.parametrize(
    "source",
    [
        "https://help.b.example/a.png",
        "https://HELP.b.example/a.png?x#y",
        "https://one.cdn.example/a.png",
        "https://a.b.cdn.example/a.png",
        "http://localhost:8000/a.png",
    ],
)
def test_a_picture_of_a_listed_host_is_no_problem(source):
    assert told({"img-src": LISTED}, one=source) == []


@pytest.mark.parametrize(
    ("source", "origin"),
    [
        ("https://pictures.example/a.png", "https://pictures.example"),
        ("https://cdn.example/a.png", "https://cdn.example"),
        ("http://one.cdn.example/a.png", "http://one.cdn.example"),
        ("https://one.cdn.example:8443/a.png", "https://one.cdn.example:8443"),
        ("https://evilcdn.example?a", "https://evilcdn.example"),
    ],
)
def test_any_other_is_told_with_what_to_add(source, origin):
    ((where, what, hint),) = told({"img-src": LISTED}, one=source)
    assert where == "one"
    assert what.startswith(f"pictures from {origin} will not show: ")
    assert hint == (
        f'add it to site.toml: [brands.policy] img-src = ["{origin}"], or publish pictures '
        'yourself: [site] images = "mirror"'
    )


def test_a_host_is_told_once_however_many_answers_use_it():
    host = "https://pictures.example"
    sources = {"one": f"{host}/1.png", "two": f"{host}/2.png", "three": f"{host}/3.png"}
    ((where, what, _),) = told({"img-src": []}, **sources)
    assert where == "one"
    assert "(nor in 2 other places)" in what


def test_text_about_pictures_is_none():
    body = '<p>&lt;img src="https://pictures.example/a.png"&gt;</p>'
    assert foreign_pictures(brand(), {"one": body}) == {}
