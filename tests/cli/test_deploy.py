"""`helpgen deploy` and `helpgen build --exit-code` as a person runs them."""

from __future__ import annotations

import json
import os
from types import SimpleNamespace

import pytest

pytestmark = pytest.mark.slow


@pytest.fixture
def helpgen(starter):
    """`helpgen(site, *arguments, **environment)` runs the command line."""
    return lambda site, *arguments, **environment: starter.run(
        arguments, site.root, {**os.environ, **environment}
    )


@pytest.fixture
def site(small_site):
    made = small_site({"alpha": ["en-us"], "beta": ["en-us"]})
    text = (made.root / "site.toml").read_text()
    table = '[deploy.live]\nurl = "./srv/{brand}"\n'
    (made.root / "site.toml").write_text(f"{table}{text}")
    return made


def test_build_and_deploy_tell_by_their_exit_codes_whether_anything_changed(site, helpgen):
    build = ("build", "--offline", "--exit-code")
    assert [helpgen(site, *build).returncode for _ in range(2)] == [4, 0]
    deploy = ("deploy", "live", "--exit-code")
    first = helpgen(site, *deploy)
    assert first.returncode == 4, first.stderr
    assert first.stdout.startswith("alpha to ")
    assert "/srv/beta: " in first.stdout
    assert not list((site.root / "srv").rglob(".helpgen"))
    assert helpgen(site, *deploy).returncode == 0
    site.save("beta/en-us", {"one": "<p>Two.</p>", "two": "<p>Two.</p>"})
    assert not site.build().failed
    again = helpgen(site, *deploy, "--purge-list", "urls.txt", "--json")
    assert again.returncode == 4
    sent = {one["brand"]: one["sent"] for one in json.loads(again.stdout)["brands"]}
    assert sent["alpha"] == []
    assert "en-us/answers/about-one/index.html" in sent["beta"]
    urls = (site.root / "urls.txt").read_text().splitlines()
    assert "https://beta.example/en-us/answers/about-one/" in urls
    assert not any("alpha" in url for url in urls)


def test_what_cant_be_deployed_is_told(site, helpgen):
    nothing = helpgen(site, "deploy", "live")
    assert nothing.returncode == 1
    assert "nothing was built there: run 'helpgen build'" in nothing.stderr
    assert not site.build("alpha").failed
    half = helpgen(site, "deploy", "live")
    assert half.returncode == 1
    assert half.stdout.startswith("alpha to ")
    assert "error: beta: " in half.stderr
    wrong = helpgen(site, "deploy", "life")
    assert wrong.returncode == 2
    assert "did you mean 'live'?" in wrong.stderr


def test_a_dry_run_shows_what_would_be_done(site, helpgen):
    assert not site.build().failed
    shown = helpgen(site, "deploy", "live", "--brand", "alpha", "--dry-run")
    assert "  send 404.html\n" in shown.stdout
    assert "more (see all with --verbose)" in shown.stdout
    assert "files would be sent, 0 would be deleted, 0 unchanged" in shown.stdout
    assert not (site.root / "srv").exists()


def test_indexes_go_through_a_store_to_a_replica_without_a_configuration(site, tmp_path, helpgen):
    assert not site.build().failed
    pushed = helpgen(site, "search", "push", "./store", "--exit-code")
    assert pushed.returncode == 4, pushed.stderr
    replica = SimpleNamespace(root=tmp_path / "replica")
    replica.root.mkdir()
    pull = ("search", "pull", str(site.root / "store"), "--index", "index")
    pulled = helpgen(replica, *pull)
    assert pulled.stdout == "new: alpha/en-us, beta/en-us; 0 unchanged, 0 removed\n"
    assert (replica.root / "index/site.json").is_file()
    short = helpgen(replica, *pull, HELPGEN_INDEX_KEY="short")
    assert short.returncode == 2
    assert "HELPGEN_INDEX_KEY: has 5 characters, and 32 are needed" in short.stderr
    signed = helpgen(replica, *pull, HELPGEN_INDEX_KEY="k" * 32)
    assert signed.returncode == 1
    assert "isn't signed with this HELPGEN_INDEX_KEY" in signed.stderr
