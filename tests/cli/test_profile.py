"""`helpgen build --profile` tells where the time went."""

from __future__ import annotations

import json

import pytest

pytestmark = pytest.mark.slow

STAGES = ["read", "transform", "related", "other files", "render", "check", "publish", "index"]


@pytest.fixture(scope="module")
def site(tmp_path_factory, site_in):
    """Two languages, not built yet."""
    return site_in(tmp_path_factory.mktemp("profile"), {"alpha": ["en-us", "fr-ca"]})


def test_it_tells_the_time_of_each_stage_template_and_answer(site):
    done = site.run("--profile")
    assert done.returncode == 0, done.stderr
    lines = [" ".join(line.split()) for line in done.stdout.splitlines()]
    assert "Edition Read Transform Related Other files Render Check Publish Index All" in lines
    assert [line.split()[0] for line in lines if line.startswith("alpha/")][:2] == sorted(
        ["alpha/en-us", "alpha/fr-ca"]
    )
    assert any(line.startswith("answer.html 4 ") for line in lines)
    assert any(line.startswith("alpha/en-us one ") for line in lines)


def test_the_same_for_machines(site):
    """Nothing was made the second time, but for what is asked for again."""
    whole = site.run("--profile", "--json", "--output", "other")
    for edition in json.loads(whole.stdout)["build"]["editions"]:
        profile = edition["profile"]
        assert list(profile["stages"]) == STAGES
        assert all(seconds >= 0 for seconds in profile["stages"].values())
        assert profile["templates"]["answer.html"]["pages"] == 2
        assert set(profile["slowest_answers"]) == {"one", "two"}
    again = site.run("--profile", "--json", "--output", "other")
    profiles = [one["profile"] for one in json.loads(again.stdout)["build"]["editions"]]
    assert profiles == [None, None]


def test_without_it_no_time_is_told_but_that_of_editions(site):
    done = site.run("--json")
    assert all("profile" not in one for one in json.loads(done.stdout)["build"]["editions"])


def test_nothing_is_made_again_by_another_process(site, monkeypatch):
    """Sets have another order in each process; what an edition is made of has none."""
    toml = site.root / "site.toml"
    toml.write_text(toml.read_text(encoding="utf-8") + 'fallback = "default"\n', encoding="utf-8")
    site.save("alpha/en-us", {f"a{number}": "<p>Text.</p>" for number in range(9)})
    made = []
    for seed in ("1", "2", "3"):
        monkeypatch.setenv("PYTHONHASHSEED", seed)
        done = site.run("--profile", "--json", "--output", "seeds")
        editions = json.loads(done.stdout)["build"]["editions"]
        made.append(sum(one["profile"] is not None for one in editions))
    assert made == [2, 0, 0]
