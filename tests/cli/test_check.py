"""`helpgen check` as a person and as CI runs it."""

from __future__ import annotations

import json

import pytest

pytestmark = pytest.mark.slow

BODY = '<p>Read <a href="https://x.example/">here</a> and <a href="/en-us/nowhere/">there</a>.</p>'


@pytest.fixture(scope="module")
def site(tmp_path_factory, site_in):
    """A site of two languages with a note, a warning and an untranslated answer; not built."""
    made = site_in(tmp_path_factory.mktemp("check"), {"alpha": ["en-us", "fr-ca"]})
    made.save("alpha/en-us", {"one": BODY, "two": "<p>Two.</p>"})
    made.save("alpha/fr-ca", {"one": "<p>Un.</p>"})
    return made


@pytest.fixture(scope="module")
def run(site, helpgen):
    def of(*arguments):
        return helpgen("check", *arguments, cwd=site.root)

    return of


EXPECTED = [
    ("relative-link", "warning", "en-us", "one"),
    ("vague-link", "note", "en-us", "one"),
    ("missing-translation", "note", "fr-ca", "two"),
]


def rows(done):
    return [
        (one["rule"], one["severity"], one["language"], one["answer"])
        for one in json.loads(done.stdout)["findings"]
    ]


def test_a_check_tells_what_a_build_would_and_writes_nothing(site, run):
    before = {path for path in site.root.rglob("*") if path.is_file()}
    done = run("--format", "json")
    assert (done.returncode, rows(done)) == (0, EXPECTED)
    assert {path for path in site.root.rglob("*") if path.is_file()} == before


def test_after_a_build_it_tells_the_same_from_what_stands_there(site, run):
    built = site.run("--json")
    told = [problem["kind"] for problem in json.loads(built.stdout)["problems"]]
    assert told == [rule for rule, *_ in EXPECTED]
    files = site.stamps()
    done = run("--format", "json")
    assert (done.returncode, rows(done), site.stamps()) == (0, EXPECTED, files)


def test_a_person_reads_lines_and_a_count(run):
    done = run("--rule", "vague-link")
    assert done.stderr.splitlines()[-1] == (
        "note: alpha/en-us answer one: the text of a link, 'here', doesn't say that it leads to "
        "https://x.example/: name in it what stands there [vague-link]"
    )
    assert done.stdout == "found: 1 note\n"


def test_warnings_fail_under_strict_and_errors_always(run):
    assert run("--strict").returncode == 3
    strict = ("--set", 'checks.severities={ relative-link = "off", vague-link = "error" }')
    done = run(*strict)
    assert done.returncode == 3
    assert "relative-link" not in done.stderr


def test_a_baseline_lets_a_site_start_strict_for_what_is_new(site, run):
    done = run("--write-baseline", "--strict")
    assert done.returncode == 0, done.stderr
    assert "checks-baseline.json: 3 known findings" in done.stderr
    assert site.run("--strict").returncode == 0
    assert run("--strict", "--baseline", "none.json").returncode == 3
    site.save("alpha/en-us", {"one": BODY.replace(">here<", ">more<"), "two": "<p>Two.</p>"})
    done = run()
    assert "vague-link" in done.stderr
    assert "2 known findings aren't told" in done.stderr
    assert "1 finding of the baseline is there no more" in done.stderr
    (site.root / "checks-baseline.json").unlink()


def test_sarif_is_one_document_with_all_rules(run):
    document = json.loads(run("--format", "sarif").stdout)
    (one,) = document["runs"]
    assert {result["ruleId"] for result in one["results"]} <= {
        rule["id"] for rule in one["tool"]["driver"]["rules"]
    }


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--rule", "vage-link"], "did you mean 'vague-link'?"),
        (["--set", 'checks.severities={ "vage-link" = "off" }'], "did you mean 'vague-link'?"),
        (["--write-baseline", "--brand", "alpha"], "a baseline is of the whole site"),
    ],
)
def test_a_wrong_word_is_told(run, arguments, told):
    done = run(*arguments)
    assert done.returncode == 2
    assert told in " ".join(done.stderr.replace("│", " ").split())


def test_other_hosts_are_asked_when_that_is_wanted_and_no_private_ones(site, run):
    link = '<p><a href="http://127.0.0.1:8080/">It</a> <a href="https://x.example/">X</a></p>'
    site.save("alpha/en-us", {"one": link, "two": "<p>Two.</p>"})
    alone = ("--set", 'checks.unasked_urls=["https://x."]', "--rule", "dead-url")
    done = run("--external", "--strict", *alone)
    assert done.returncode == 3
    assert "addresses of other hosts: 1, asked in this run: 1, unsure: 0" in done.stderr
    assert (
        "alpha/en-us answer one: http://127.0.0.1:8080/ leads to 127.0.0.1, which isn't a public "
        "address"
    ) in done.stderr
    assert "asked in this run: 0" in run("--external", *alone).stderr


def test_an_edition_that_fails_is_told_and_the_others_are_checked(site, run):
    site.save("alpha/en-us", {"one": BODY, "two": "<p>Two.</p>"})
    (site.root / "build/snapshots/alpha/fr-ca.json").unlink()
    done = run("--format", "json")
    assert done.returncode == 1
    assert "error: alpha/fr-ca: " in done.stderr
    assert json.loads(done.stdout)["findings"]
