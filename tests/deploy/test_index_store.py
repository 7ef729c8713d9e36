"""Search indexes go through a store: whole, checked, signed, one build or the other."""

from __future__ import annotations

import json
import shutil
import zlib
from contextlib import closing

import pytest
from deployments import Versions

from helpgen.deploy import (
    Options,
    follow,
    open_store,
    pull_indexes,
    push_indexes,
    target_of,
)
from helpgen.deploy.folder import Folder
from helpgen.deploy.index_store import MANIFEST
from helpgen.errors import ConfigError, DeployError, SearchError
from helpgen.model import EditionKey
from helpgen.search.generations import current, edition_folder
from helpgen.search.library import Library
from helpgen.search.reader import OpenIndex

KEY, OTHER = "k" * 32, "o" * 32
ALPHA = EditionKey("alpha", "en-us")


class World:
    """A site with indexes, a store in a folder, a replica's folder."""

    def __init__(self, site, folder):
        self.site, self.store = site, Folder(folder / "store")
        self.index, self.replica = site.root / "build/search", folder / "replica"
        self.stored = folder / "store"

    def build(self, text):
        self.site.save("alpha/en-us", {"one": f"<p>{text}</p>", "two": "<p>Two.</p>"})
        assert not self.site.build().failed

    def push(self, key="", **options):
        return push_indexes(self.index, self.store, key, Options(99, **options))

    def pull(self, key=""):
        return pull_indexes(self.store, self.replica, key)

    def found(self, word):
        """Whether the replica finds an answer by a word."""
        searcher = Library(self.replica).searcher("alpha", "en-us")
        return bool(searcher.search(word).hits)


@pytest.fixture
def world(small_site, tmp_path):
    world = World(small_site({"alpha": ["en-us", "fr-ca"]}), tmp_path)
    world.build("Zebras")
    return world


def opened(folder):
    name = current(edition_folder(folder, ALPHA))
    with closing(OpenIndex(edition_folder(folder, ALPHA) / name)) as index:
        return name, len(list(index.numbers))


def test_a_replica_gets_what_was_pushed_and_follows_what_changes(world):
    world.push()
    first = world.pull()
    assert (len(first.taken), first.unchanged, first.removed) == (2, 0, ())
    assert opened(world.replica) == opened(world.index)
    assert not world.pull().changed
    assert world.push().sent == ()

    world.build("Giraffes")
    assert len(world.push().sent) > 1
    second = world.pull()
    assert second.taken == (ALPHA,)
    assert opened(world.replica) == opened(world.index)
    assert world.found("giraffes")

    world.site.languages = {"alpha": ["en-us"]}
    world.site.configure()
    assert not world.site.build().failed
    world.push()
    assert (EditionKey("alpha", "fr-ca"),) == world.pull().removed
    assert list(Library(world.replica).editions) == [ALPHA]


def test_what_is_damaged_in_the_store_is_never_opened(world):
    world.push()
    world.pull()
    before = opened(world.replica)
    world.build("Giraffes")
    world.push()
    known = set(world.replica.rglob("*"))
    manifest = json.loads(json.loads((world.stored / MANIFEST).read_text())["index"])
    for sha256 in manifest["editions"]["alpha/en-us"][1].values():
        path = world.stored / "files" / sha256
        whole = path.read_bytes()
        for data in (b"cos\nsystem\n(S'true'\ntR.", whole[:-1] or b"x", whole + b" "):
            path.write_bytes(data)
            with pytest.raises(DeployError, match="isn't what was pushed"):
                world.pull()
            assert opened(world.replica) == before
        path.unlink()
        with pytest.raises(DeployError, match="isn't there"):
            world.pull()
        path.write_bytes(whole)
    assert known == set(world.replica.rglob("*")), "something half was left"
    world.push(everything=True)
    assert world.pull().changed


def test_only_what_the_key_signed_is_taken(world):
    world.push(KEY)
    assert world.pull(KEY).changed
    assert not world.pull().changed
    with pytest.raises(DeployError, match="isn't signed with this HELPGEN_INDEX_KEY"):
        world.pull(OTHER)
    world.build("Giraffes")
    world.push()
    with pytest.raises(DeployError, match="isn't signed"):
        world.pull(KEY)
    assert world.found("zebras")
    assert not world.found("giraffes")


def test_a_list_with_other_names_is_refused(world):
    """What stands in it becomes a path here."""
    world.push()
    path = world.stored / MANIFEST
    stored = json.loads(path.read_text())
    for old, new in (
        ("alpha/en-us", "../../en-us"),
        ("alpha/en-us", "alpha/.."),
        ("meta.json", "../meta.json"),
        ("meta.json", ".hidden"),
        ('"format": 1', '"format": 2'),
        ('"editions"', '"other"'),
    ):
        assert old in stored["index"]
        path.write_text(json.dumps({**stored, "index": stored["index"].replace(old, new)}))
        with pytest.raises(DeployError, match="isn't a list of search indexes"):
            world.pull()
    assert not world.replica.exists()


def test_an_index_for_another_helpgen_is_never_made_current(world):
    world.push()
    world.pull()
    before = opened(world.replica)
    world.build("Giraffes")
    folder = edition_folder(world.index, ALPHA)
    generation = folder / current(folder)
    meta = (generation / "meta.json").read_bytes().replace(b'"format":', b'"format":9')
    (generation / "meta.json").write_bytes(meta)
    sums = json.loads((generation / "checksums.json").read_text())
    sums["meta.json"] = [len(meta), zlib.crc32(meta)]
    (generation / "checksums.json").write_text(json.dumps(sums))
    world.push()
    with pytest.raises(SearchError, match="this helpgen reads"):
        world.pull()
    assert opened(world.replica) == before


def test_a_damaged_index_isnt_pushed(world):
    name = current(edition_folder(world.index, ALPHA))
    (edition_folder(world.index, ALPHA) / name / "meta.json").write_text("{}")
    with pytest.raises(SearchError, match="is damaged"):
        world.push()
    assert not world.stored.exists()


def test_an_empty_store_and_a_missing_index_are_told(world):
    with pytest.raises(DeployError, match="run 'helpgen search push' first"):
        world.pull()
    shutil.rmtree(world.index)
    with pytest.raises(SearchError, match="run 'helpgen build'"):
        world.push()


def test_a_site_isnt_deployed_over_a_store(world):
    world.push()
    site = Versions(world.site.root, output=world.site.output)
    error = site.deploy(f'deploy.t.url="{world.stored}"').error
    assert "holds the files of 'search indexes', not of 'alpha'" in error


def test_a_replica_that_follows_tells_a_failure_once_and_goes_on(world):
    told, pulled, turns = [], [], iter(range(8))

    def wait():
        turn = next(turns)
        if turn == 3:
            world.push()
        return turn == 7

    follow(world.pull, wait, pulled.append, told.append)
    assert 1 == len(told) == len(pulled)


def test_what_cant_be_a_store_is_told():
    for url, told in (("s3://b/{brand}", "all brands go together"), ("web:/srv", "of rsync")):
        with pytest.raises(ConfigError, match=told):
            open_store(target_of(None, url))
    with pytest.raises(ConfigError, match="isn't a target"):
        target_of(None, "live")
