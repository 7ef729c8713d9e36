"""A server of S3's protocol for all tests of a process, and a site with two versions."""

from __future__ import annotations

import itertools
import shutil
import tempfile

import pytest
from deployments import BUCKET, Bucket, Versions
from s3_server import CREDENTIALS, Proxy, running_server

NUMBERS = itertools.count()


@pytest.fixture(scope="session")
def s3_server():
    with running_server(tempfile.mkdtemp()) as server:
        server.new_bucket(BUCKET)
        yield server


@pytest.fixture
def bucket(s3_server, monkeypatch):
    """A place of its own in the bucket, behind a proxy."""
    for name, value in CREDENTIALS.items():
        monkeypatch.setenv(name, value)
    proxy = Proxy(s3_server)
    yield Bucket(f"{BUCKET}/place-{next(NUMBERS)}", proxy)
    proxy.end()


@pytest.fixture(scope="session")
def built():
    """The versions, which the first test builds that asks; none may change them."""
    return []


@pytest.fixture
def versions(small_site, built):
    if not built:
        built.append(build_versions(small_site()))
    return Versions(built[0].root, built[0].files)


def build_versions(site):
    for number in (0, 1):
        ids = [f"n{i}" if i % 3 else f"v{number}-{i}" for i in range(9)]
        body = f'<p style="color: #00{number}">{number}</p>'
        site.save("alpha/en-us", dict.fromkeys(ids, body), sections=2)
        with (site.theme / "assets/base.css").open("a") as sheet:
            sheet.write(f":root {{ --version: {number}; }}\n")
        assert not site.build().failed
        odd = site.output / f"alpha/ja/{number} 質問 ~ + 100% & [x] #1/index.html"
        odd.parent.mkdir(parents=True)
        odd.write_text(f"{number}")
        shutil.copytree(site.output, site.root / f"dist-{number}")
        # Else pages that are gone would stay as pages that say so.
        (site.root / "content/urls.json").unlink()
    made = Versions(site.root)
    made.files = [
        {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file()
        }
        for folder in (site.root / f"dist-{number}/alpha" for number in (0, 1))
    ]
    return made
