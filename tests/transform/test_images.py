"""Pictures from hosts that the site's policy doesn't allow."""

from __future__ import annotations

import pytest

from helpgen.transform import Context, transform

ALLOWED = frozenset({"https://help.b.example", "https://*.cdn.example", "http://localhost:8000"})


def told(source, origins):
    """The problems of a body with one picture."""
    context = Context("w", picture_origins=origins)
    problems = transform(f'<p><img src="{source}" alt="x"></p>', context).problems
    return [(problem.kind, problem.hint) for problem in problems]


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
    assert told(source, ALLOWED) == []


@pytest.mark.parametrize(
    ("source", "origin"),
    [
        ("https://pictures.example/a.png", "https://pictures.example"),
        ("https://cdn.example/a.png", "https://cdn.example"),
        ("http://one.cdn.example/a.png", "http://one.cdn.example"),
        ("https://one.cdn.example:8443/a.png", "https://one.cdn.example:8443"),
        ("https://evilcdn.example", "https://evilcdn.example"),
    ],
)
def test_any_other_is_told_with_what_to_add(source, origin):
    ((kind, hint),) = told(source, ALLOWED)
    assert kind == "blocked-picture"
    assert hint == f'add it to site.toml: [brands.policy] img-src = ["{origin}"]'


def test_nothing_is_told_where_no_policy_is_known():
    assert told("https://pictures.example/a.png", None) == []
