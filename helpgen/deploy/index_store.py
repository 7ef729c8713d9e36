"""Search indexes in a store, from which any number of replicas take theirs.

    index.json        the brands, and of each edition the generation with its files
    files/<SHA-256>   a file of an index; many generations may share it

`index.json` is put last and read first, so a replica sees one build or the other. A file's name is
its hash, so it's checked before Whoosh may read it.

Whoosh reads pickles: whoever can write to the store could run code on the replicas. A key that
builder and replicas share closes that: `index.json` is signed with it, and a replica that has
it takes nothing else.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from helpgen.deploy.place import Place
from helpgen.errors import DeployError
from helpgen.model import EditionKey

MANIFEST, FILES = "index.json", "files"
KEY_VARIABLE = "HELPGEN_INDEX_KEY"
SHORTEST_KEY = 32
_FORMAT = 1
_SHA256, _GENERATION = re.compile(r"[0-9a-f]{64}"), re.compile(r"[0-9a-f]{16}")
_EDITION = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*)/([a-z]{2,3}(?:-[a-z0-9]{2,8})*)")
_FILE = re.compile(r"\w[\w.-]{0,200}", re.ASCII)


@dataclass(frozen=True, slots=True)
class StoredGeneration:
    """A generation in a store.

    Attributes:
        name: 16 hexadecimal digits.
        files: Hex SHA-256 of each file by its name.
    """

    name: str
    files: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class StoredIndex:
    """What a store holds.

    Attributes:
        site: Text of `site.json`, for the endpoint.
        editions: The current generation of each edition.
    """

    site: str
    editions: Mapping[EditionKey, StoredGeneration]


def manifest_bytes(index: StoredIndex, key: str) -> bytes:
    """What stands in `index.json`; signed if there's a key."""
    editions = {
        str(edition): [generation.name, dict(generation.files)]
        for edition, generation in sorted(index.editions.items())
    }
    text = json.dumps({"format": _FORMAT, "site": index.site, "editions": editions})
    return json.dumps({"signature": _signature(text, key), "index": text}).encode()


def read_manifest(place: Place, key: str) -> StoredIndex:
    """What a store holds.

    Args:
        place: The store.
        key: That it must be signed with; empty to believe the store.

    Raises:
        DeployError: Nothing was put there yet, or it isn't what a push wrote.
    """
    data = place.read(MANIFEST)
    if data is None:
        raise DeployError(f"{place.name}: holds no search index: run 'helpgen search push' first")
    try:
        stored = json.loads(data)
        text = str(stored["index"])
        if key and not hmac.compare_digest(str(stored["signature"]), _signature(text, key)):
            raise DeployError(
                f"{place.name}/{MANIFEST}: isn't signed with this {KEY_VARIABLE}: give the builder "
                "and its replicas the same, and find out who else writes there"
            )
        return _parsed(json.loads(text))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DeployError(
            f"{place.name}/{MANIFEST}: isn't a list of search indexes ({error}): run 'helpgen "
            "search push' again"
        ) from error


def _signature(text: str, key: str) -> str:
    return hmac.new(key.encode(), text.encode(), hashlib.sha256).hexdigest() if key else ""


def _parsed(stored: Any) -> StoredIndex:
    if stored["format"] != _FORMAT:
        raise ValueError(f"format {stored['format']}, this helpgen reads {_FORMAT}")
    editions = {
        _edition(edition): StoredGeneration(
            _matched(_GENERATION, name),
            {_matched(_FILE, file): _matched(_SHA256, sha256) for file, sha256 in files.items()},
        )
        for edition, (name, files) in stored["editions"].items()
    }
    return StoredIndex(str(stored["site"]), editions)


def _edition(text: str) -> EditionKey:
    brand, _, language = _matched(_EDITION, text).partition("/")
    return EditionKey(brand, language)


def _matched(pattern: re.Pattern[str], text: str) -> str:
    """The text, which becomes part of a path."""
    if not pattern.fullmatch(text):
        raise ValueError(f"{text!r} can't be a name there")
    return text
