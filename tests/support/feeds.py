"""What RFC 4287 asks of an Atom feed, as far as helpgen's need it."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from urllib.parse import urlsplit

ATOM = "{http://www.w3.org/2005/Atom}"
_ONE = {"feed": {"id", "title", "updated"}, "entry": {"id", "title", "updated"}}
_KNOWN = {
    "feed": {"id", "title", "updated", "author", "link", "entry"},
    "entry": {"id", "title", "updated", "link", "summary"},
}


def entries(root):
    """Each entry's texts and where its link leads, by element."""
    return [
        {child.tag.removeprefix(ATOM): child.get("href") or child.text for child in entry}
        for entry in root.findall(f"{ATOM}entry")
    ]


def problems_of(root):
    """What's wrong with a parsed feed: sections 4.1.1, 4.1.2, 3.3 and 4.2.7 of the RFC."""
    told = [] if root.tag == f"{ATOM}feed" else [f"the root is {root.tag}"]
    told += _parts(root, "feed")
    if not root.findtext(f"{ATOM}author/{ATOM}name"):
        told.append("no author with a name: the feed's stands for all entries")
    if [link.get("rel") for link in root.findall(f"{ATOM}link")].count("self") != 1:
        told.append("no single link to itself")
    for entry in root.findall(f"{ATOM}entry"):
        told += _parts(entry, "entry")
    ids = Counter(entry.findtext(f"{ATOM}id") for entry in root.findall(f"{ATOM}entry"))
    told += [f"{id_} is used {count} times" for id_, count in ids.items() if count > 1]
    moments = [_moment(entry) for entry in root.findall(f"{ATOM}entry")]
    if moments and _moment(root) != max(moments):
        told.append("the feed isn't as new as its newest entry")
    return told


def _parts(element, kind):
    counts = Counter(child.tag.removeprefix(ATOM) for child in element)
    told = [f"{kind}: {name} {counts[name]} times" for name in _ONE[kind] if counts[name] != 1]
    told += [f"{kind}: unknown {name}" for name in counts if name not in _KNOWN[kind]]
    if not urlsplit(element.findtext(f"{ATOM}id") or "").scheme:
        told.append(f"{kind}: the id isn't an absolute IRI")
    if not (element.findtext(f"{ATOM}title") or "").strip():
        told.append(f"{kind}: the title is empty")
    if _moment(element).tzinfo is None:
        told.append(f"{kind}: updated has no zone")
    for link in element.findall(f"{ATOM}link"):
        if urlsplit(link.get("href", "")).scheme not in {"http", "https"}:
            told.append(f"{kind}: a link to {link.get('href')!r}")
    return told


def _moment(element):
    return datetime.fromisoformat(element.findtext(f"{ATOM}updated") or "")
