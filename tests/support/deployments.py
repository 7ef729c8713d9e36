"""Deploying a small site in this process, and what has to hold of the place meanwhile."""

from __future__ import annotations

import hashlib
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from obstore.store import S3Store
from s3_server import Proxy

from helpgen.deploy import Options, deploy_site, target_of
from helpgen.deploy.ledger import LEDGER
from helpgen.site_file import load_whole_site

BUCKET = "sites"
REFERENCE = re.compile(r"""(?:href|src)="/((?:assets|pictures)/[^"?#]+)""")


@dataclass
class Bucket:
    """A place in a bucket and the proxy before it.

    Attributes:
        name: Of the bucket, and the prefix.
    """

    name: str
    proxy: Proxy

    @property
    def settings(self):
        return (
            f'deploy.t.url="s3://{self.name}"',
            f'deploy.t.endpoint="{self.proxy.url}"',
            "deploy.t.attempts=1",
        )

    def store(self):
        """Past the proxy."""
        return S3Store(
            BUCKET,
            prefix=self.name.removeprefix(f"{BUCKET}/"),
            endpoint=self.proxy.server.url,
            client_options={"allow_http": True},
        )

    def sums(self):
        """MD5 of what's really there, which this server has as ETags, but for the ledger."""
        found = [meta for batch in self.store().list() for meta in batch]
        return {m["path"]: m["e_tag"].strip('"') for m in found if m["path"] != LEDGER}

    def files(self):
        """What's really there, but for the ledger."""
        store = self.store()
        paths = [meta["path"] for batch in store.list() for meta in batch]
        with ThreadPoolExecutor(8) as pool:
            contents = pool.map(lambda path: bytes(store.get(path).bytes()), paths)
            return {p: data for p, data in zip(paths, contents, strict=True) if p != LEDGER}


@dataclass
class Versions:
    """A site that was built twice: other answers, another theme."""

    root: Path
    files: list[dict[str, bytes]] = field(default_factory=list)
    output: Path = Path()
    urls: list[str] = field(default_factory=list)

    def put(self, number):
        """Take that version from now on; returns its files."""
        self.output = self.root / f"dist-{number}"
        return self.files[number]

    def site(self, *settings):
        settings = (f"site.output={self.output}", *settings)
        return load_whole_site(self.root / "site.toml", settings)

    def deploy(self, *settings, **options):
        """Deploy in this process; the outcome of the brand."""
        site = self.site(*settings)
        self.urls = []
        (outcome,) = deploy_site(
            site,
            site.brands,
            target_of(site, "t"),
            Options(**{"max_deletes": 256, **options}),
            on_progress=lambda _brand: lambda _done, _total: None,
            on_purge=self.urls.extend,
        )
        return outcome


def check_references(objects):
    """Every page leads to assets and pictures that are there."""
    for path, data in objects.items():
        if path.endswith(".html"):
            lost = references(data) - objects.keys()
            assert not lost, (path, lost)


def sums_of(files):
    """The same of files by path."""
    return {path: hashlib.md5(data).hexdigest() for path, data in files.items()}


@cache
def references(page):
    return frozenset(REFERENCE.findall(page.decode()))


def objects_of(bucket):
    """What should be in the bucket by what went through the proxy, by path."""
    start = f"{bucket.name}/"
    objects = bucket.proxy.objects.items()
    return {key.removeprefix(start): data for key, data in objects if key.startswith(start)}


def files_in(place):
    """What's in a folder, but for the ledger, by path."""
    return {
        path.relative_to(place).as_posix(): path.read_bytes()
        for path in place.rglob("*")
        if path.is_file() and path.name != LEDGER
    }
