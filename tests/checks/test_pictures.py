"""Pictures from hosts that the site's policy doesn't allow."""

from __future__ import annotations

import pytest

from helpgen.checks.pictures import check_pictures
from helpgen.config import Brand
from helpgen.model import EditionKey
from helpgen.transform import Context, transform

BRAND = Brand(
    slug="b",
    name="B",
    base_url="https://help.b.example/faq",
    languages=["en-us"],
    policy={"img-src": ["https://*.cdn.example", "http://localhost:8000", "data:"]},
)


def told(**sources):
    """The problems of answers that each have one picture, as place, text and hint."""
    bodies = {
        id_: transform(f'<p><img src="{source}" alt="x"></p>', Context("w")).html
        for id_, source in sources.items()
    }
    found = check_pictures(EditionKey("b", "en-us"), BRAND, bodies)
    assert {problem.kind for problem in found} <= {"blocked-picture"}
    return [(problem.where, problem.what, problem.hint) for problem in found]


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
def test_a_picture_of_an_allowed_host_is_no_problem(source):
    assert told(one=source) == []


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
    ((where, what, hint),) = told(one=source)
    assert where == "b/en-us answer one"
    assert what.startswith(f"pictures from {origin} will not show: ")
    assert hint == f'add it to site.toml: [brands.policy] img-src = ["{origin}"]'


def test_a_host_is_told_once_however_many_answers_use_it():
    host = "https://pictures.example"
    ((where, what, _),) = told(one=f"{host}/1.png", two=f"{host}/2.png", three=f"{host}/3.png")
    assert where == "b/en-us answer one"
    assert "(nor in 2 other answers)" in what


def test_text_about_pictures_is_none():
    body = '<p>&lt;img src="https://pictures.example/a.png"&gt;</p>'
    assert check_pictures(EditionKey("b", "en-us"), BRAND, {"one": body}) == []
