"""Rules within real builds: what themes break, and what a rebuild tells again."""

from __future__ import annotations

import pytest

from helpgen.build import build_site
from helpgen.checking import check_site
from helpgen.site_file import load_whole_site

HEAD = """\
<link rel="alternate" hreflang="{{ edition.lang }}" href="{{ brand.base_url }}{{ page.url }}">
<link rel="alternate" hreflang="en" href="{{ brand.base_url }}/en/">
"""


def kinds(report):
    return sorted({problem.kind for problem in report.found()})


def built(site, *settings, look=False):
    loaded = load_whole_site(site.root / "site.toml", list(settings))
    run = check_site if look else build_site
    return run(loaded, loaded.brands, processes=1)


@pytest.fixture
def site(small_site):
    """Two languages of two answers each that nothing is wrong with, and a second brand."""
    return small_site({"alpha": ["en-us", "fr"], "beta": ["en-us"]})


def test_nothing_is_told_of_a_sound_site(site):
    assert (kinds(built(site, look=True)), kinds(built(site)), kinds(built(site))) == ([], [], [])


def test_what_a_theme_breaks_is_told(site):
    site.child_theme(
        "odd",
        {
            "templates/partials/head-meta.html": HEAD,
            "templates/answer.html": '{% extends "!answer.html" %}{% block title %}{% endblock %}',
            "templates/partials/answer-list.html": "",
            "templates/a-z.html": '{% extends "base.html" %}',
        },
    )
    site.themes["alpha"] = "odd"
    site.configure()
    expected = {"missing-description", "missing-title", "one-way-alternate"}
    assert expected <= set(kinds(built(site, look=True)))
    assert kinds(built(site)) == kinds(built(site)), "told again, though nothing was built anew"


def test_a_severity_builds_nothing_anew_and_the_name_of_another_brand_does(site):
    site.save("alpha/fr", {"one": "<p>Gamma ou Beta.</p>", "two": "<p>Deux.</p>"})
    assert kinds(built(site)) == ["other-brand"]
    again = built(site, 'checks.severities={ other-brand = "off" }')
    assert [(r.written, r.unchanged > 0, r.seconds) for r in again.editions] == [(0, True, 0.0)] * 3
    other = built(site, "brands.beta.name=Delta")
    assert kinds(other) == []


def test_answers_grow_old_without_a_build(site):
    for path in site.root.glob("build/snapshots/*/*.json"):
        path.write_text(path.read_text("utf-8").replace("2026-05-14T", "2001-05-14T"), "utf-8")
    stale = "checks.stale_after=365"
    first = built(site, stale)
    assert kinds(first) == ["stale-answer"]
    again = built(site, stale)
    assert {result.seconds for result in again.editions} == {0.0}
    assert [p.where for p in again.problems] == [p.where for p in first.problems]
    assert len(again.problems) == 6


def test_a_check_gathers_addresses_of_other_hosts_with_their_places(site):
    own = '<a href="https://alpha.example/">B</a>'
    body = f'<p><a href="https://x.example/a?b&amp;c#d">A</a> {own}</p>'
    site.save("alpha/en-us", {"one": body, "two": body})
    loaded = load_whole_site(site.root / "site.toml")
    report = check_site(loaded, loaded.brands, processes=1, external=True)
    assert dict(report.editions[0].urls) == {
        "https://x.example/a?b&c#d": ("alpha/en-us answer one", "alpha/en-us answer two")
    }
