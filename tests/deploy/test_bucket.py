"""A bucket of a real server of S3's protocol, through obstore."""

from __future__ import annotations

import shutil

import pytest
from s3_server import Fault

from helpgen.deploy.ledger import LEDGER

pytestmark = pytest.mark.slow


def test_a_deploy_makes_the_bucket_equal_to_dist_and_the_next_one_sends_nothing(versions, bucket):
    files = versions.put(0)
    outcome = versions.deploy(*bucket.settings)
    assert outcome.error == ""
    assert bucket.files() == files
    bucket.proxy.begin()
    again = versions.deploy(*bucket.settings).deployed
    assert ((), (), len(files)) == (again.sent, again.deleted, again.unchanged)
    assert bucket.proxy.writes == []
    assert len(bucket.proxy.requests) == 2  # the ledger and a listing


def test_only_what_changed_is_sent_and_what_is_gone_is_deleted(versions, bucket):
    old, new = versions.put(0), None
    versions.deploy(*bucket.settings)
    new = versions.put(1)
    done = versions.deploy(*bucket.settings).deployed
    assert {path for path in new if old.get(path) != new[path]} == set(done.sent)
    assert old.keys() - new.keys() == set(done.deleted)
    assert bucket.files() == new


def test_objects_have_their_type_and_how_long_they_are_kept(versions, bucket):
    files = versions.put(0)
    versions.deploy(*bucket.settings)
    store = bucket.store()
    sheet = next(path for path in files if path.startswith("assets/style."))
    expected = {
        "en-us/index.html": ("text/html; charset=utf-8", "public, max-age=0, must-revalidate"),
        sheet: ("text/css; charset=utf-8", "public, max-age=31536000, immutable"),
        "en-us/feed.xml": (
            "application/atom+xml; charset=utf-8",
            "public, max-age=0, must-revalidate",
        ),
        "en-us/search/index.json": ("application/json", "public, max-age=0, must-revalidate"),
        "en-us/answers/about-n1/index.md": (
            "text/markdown; charset=utf-8",
            "public, max-age=0, must-revalidate",
        ),
        LEDGER: ("application/json", "no-store"),
    }
    found = {path: store.get(path).attributes for path in expected}
    assert expected == {
        path: (values["Content-Type"], values["Cache-Control"]) for path, values in found.items()
    }


def test_another_header_is_sent_with_the_same_content(versions, bucket, tmp_path):
    versions.put(0)
    versions.deploy(*bucket.settings)
    versions.output = shutil.copytree(versions.output, tmp_path / "copy")
    headers = versions.output / "alpha/_headers"
    # Of the same length: what a build left is known by its size.
    headers.write_text(headers.read_text().replace("max-age=31536000", "max-age=31535999"))
    done = versions.deploy(*bucket.settings).deployed
    assert all(path.startswith("assets/") for path in set(done.sent) - {"_headers"})
    assert len(done.sent) > 5


def test_a_lost_ledger_costs_sending_everything_and_deletes_nothing(versions, bucket):
    versions.put(0)
    versions.deploy(*bucket.settings)
    bucket.store().delete([LEDGER])
    old, new = versions.files[0], versions.put(1)
    done = versions.deploy(*bucket.settings).deployed
    assert set(new) == set(done.sent)
    assert {**old, **new} == bucket.files()


def test_an_old_ledger_never_leads_to_wrong_content(versions, bucket):
    """As when a bucket is restored, or another program writes to it."""
    versions.put(0)
    versions.deploy(*bucket.settings)
    old = bytes(bucket.store().get(LEDGER).bytes())
    new = versions.put(1)
    versions.deploy(*bucket.settings)
    bucket.store().put(LEDGER, old)
    bucket.store().put("en-us/index.html", b"somebody else's")
    assert versions.deploy(*bucket.settings).error == ""
    assert bucket.files() == new
    versions.put(0)
    assert versions.deploy(*bucket.settings).error == ""
    assert bucket.files() == versions.files[0]


def test_objects_of_others_stay(versions, bucket):
    versions.put(0)
    bucket.store().put("en-us/answers/theirs.html", b"theirs")
    versions.deploy(*bucket.settings)
    new = versions.put(1)
    versions.deploy(*bucket.settings)
    assert {**new, "en-us/answers/theirs.html": b"theirs"} == bucket.files()


def test_a_broken_connection_is_tried_again(versions, bucket):
    files = versions.put(0)
    for number, effect, status in ((9, True, 0), (9, False, 0), (12, True, 503), (12, False, 500)):
        bucket.proxy.begin(Fault(number, effect=effect, status=status, lasts=False))
        done = versions.deploy(*bucket.settings, "deploy.t.attempts=3", everything=True)
        assert done.error == ""
    assert bucket.files() == files


def test_two_brands_share_a_bucket_below_their_slugs(versions, bucket, small_site):
    versions.put(0)
    url = f'deploy.t.url="s3://{bucket.name}/sites/{{brand}}"'
    versions.deploy(*bucket.settings, url)
    assert {f"sites/alpha/{path}" for path in versions.files[0]} == {
        path for path in bucket.files() if not path.endswith(LEDGER)
    }


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        (('deploy.t.url="s3://no-such-bucket"',), "(NoSuchBucket): make the bucket"),
        (('deploy.t.endpoint="http://127.0.0.1:9"',), "run it again: it goes on where it was"),
    ],
)
def test_what_fails_is_told_in_a_line(versions, bucket, settings, told):
    versions.put(0)
    error = versions.deploy(*bucket.settings, *settings).error
    assert told in error
    assert "\n" not in error


def test_wrong_credentials_are_told_without_the_secret(versions, bucket, monkeypatch):
    versions.put(0)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "not-the-secret")
    error = versions.deploy(*bucket.settings).error
    assert error.endswith("check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY")
    assert "not-the-secret" not in error
