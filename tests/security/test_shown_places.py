"""Hostile names and bodies in every place where a site shows them; none of them acts."""

from __future__ import annotations

import json
import re
import shutil
import unicodedata
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from hostile import DEVICES, NAMES
from hostile_site import Site, hostile_seed, site_toml
from selectolax.lexbor import LexborHTMLParser

from helpgen.emulator import create_app, running

pytestmark = pytest.mark.slow

SCHEMES = {"", "http", "https", "mailto", "tel"}
ADDRESSES = ("href", "src", "action", "formaction", "data", "poster", "srcset", "cite", "ping")
NEVER = ("iframe", "object", "embed", "base", "applet", "frame", "template", "math", "style")


def files(site, pattern: str) -> list[Path]:
    found = sorted(site.dist.rglob(pattern))
    assert found
    return found


def shown(name: str) -> str:
    """A name as Gladly's client reads it: on one line."""
    return "".join(" " if unicodedata.category(char) == "Cc" else char for char in name)


def is_a_name(name: str) -> bool:
    """Gladly's client refuses a name of which nobody sees anything."""
    return any(char.isprintable() and not char.isspace() for char in name)


def is_ours(script: dict[str, str | None]) -> bool:
    """Data, or a file of the theme."""
    data = script.get("type") == "application/ld+json"
    return data or (script.get("src") or "").startswith("/assets/")


def squeezed(text: str) -> str:
    return " ".join(text.split())


def test_no_page_holds_a_script_a_handler_or_an_address_of_theirs(hostile):
    """Every element and attribute of every page, as a browser parses it."""
    pages, wrong = files(hostile, "*.html"), []
    for path in pages:
        for node in LexborHTMLParser(path.read_text("utf-8")).css("*"):
            attributes = node.attributes
            wrong += [f"{path.name}: <{node.tag}>" for _ in range(node.tag in NEVER)]
            if node.tag == "script" and not is_ours(attributes):
                wrong.append(f"{path}: script {attributes}")
            wrong += [f"{path}: {name}" for name in attributes if name.startswith("on")]
            wrong += [
                f"{path}: {name}={attributes[name]!r}"
                for name in ADDRESSES
                if urlsplit(re.sub(r"[\x00-\x20]", "", attributes.get(name) or "")).scheme.lower()
                not in SCHEMES
            ]
    assert wrong == []
    assert len(pages) > 3 * len(NAMES)


def test_a_name_is_told_as_text_in_title_heading_and_json_ld(hostile):
    """Of every answer, on its own page: letter for letter, nothing more and nothing less."""
    told = Counter[str]()
    for path in files(hostile, "en-us/answers/*/index.html"):
        page = LexborHTMLParser(path.read_text("utf-8"))
        heading = page.css_first("h1").text()
        article = json.loads(page.css_first("script[type='application/ld+json']").text())
        (headline,) = [one["headline"] for one in article["@graph"] if one["@type"] == "Article"]
        assert squeezed(heading) == squeezed(headline)
        assert squeezed(page.css_first("title").text()).startswith(squeezed(heading))
        told[squeezed(heading)] += 1
    assert told == Counter(squeezed(shown(name)) for name in NAMES if is_a_name(name))


def test_feeds_and_sitemaps_are_sound_and_lead_to_the_brand_only(hostile):
    for path in [*files(hostile, "feed.xml"), *files(hostile, "sitemap*.xml")]:
        text = path.read_text("utf-8")
        assert "<!DOCTYPE" not in text
        root = ET.fromstring(text)
        assert not [node for node in root.iter() if node.tag.rpartition("}")[2] == "evil"]
        for node in root.iter():
            if node.tag.endswith("}loc"):
                assert node.text.startswith("https://alpha.example/")
            if node.tag.endswith("}link"):
                assert node.get("href").startswith("https://alpha.example/")
    titles = {
        squeezed(node.text or "")
        for node in ET.parse(hostile.dist / "en-us/feed.xml").iter()
        if node.tag.endswith("}title")
    }
    assert squeezed(NAMES[1]) in titles


def test_json_files_are_json_and_hold_names_as_strings(hostile):
    for path in [*files(hostile, "*.json"), *files(hostile, "site.webmanifest")]:
        json.loads(path.read_bytes())
    manifest = json.loads((hostile.dist / "en-us/site.webmanifest").read_bytes())
    assert NAMES[0] in manifest["name"]
    index = (hostile.dist / "en-us/search/index.json").read_text("utf-8")
    assert "</script><script>" in index.replace("\\/", "/")


def test_markdown_has_names_on_their_lines_and_no_link_of_theirs(hostile):
    """A name can neither begin a line of its own nor end the link that it stands in."""
    for path in files(hostile, "llms.txt"):
        for line in path.read_text("utf-8").splitlines():  # at separators of lines, too
            assert re.match(r"(# |## |> |- \[|$)", line), line
            if line.startswith("- ["):
                links = re.findall(r"(?<!\\)\]\((\S+?)\)", line)
                assert links[0].startswith("https://alpha.example/")
                assert len(links) == 1, line
    twins = files(hostile, "index.md")
    for path in twins:
        head = re.split(r"[\n\x85\u2028\u2029]", path.read_text("utf-8").split("\n---\n")[0])
        keys = [line.partition(":")[0] for line in head[1:]]
        assert head[0] == "---"
        assert sorted(set(keys)) == sorted(keys)
        assert set(keys) <= {"title", "url", "language", "updated"}
    assert len(twins) >= len(NAMES)


def test_no_page_of_theirs_leaves_its_folder_or_takes_an_odd_name(hostile):
    """Every file and folder of the site: names that any file system takes and tells apart."""
    paths = sorted(hostile.dist.rglob("*"))
    for path in paths:
        assert len(path.name.encode()) <= 255
        assert not re.search(r'[\x00-\x1f\x7f<>:"\\|?*\u202a-\u202e\u2066-\u2069]', path.name)
        assert not path.name.endswith((".", " "))
        assert not DEVICES.fullmatch(path.name), path
        assert path.resolve().is_relative_to(hostile.dist)
        assert not path.is_symlink()
    folded = Counter(
        unicodedata.normalize("NFC", str(path).casefold())
        for path in paths
        if "/a/" not in str(path)
    )
    assert [name for name, count in folded.items() if count > 1] == []
    assert {path.name for path in hostile.root.iterdir()} == {
        *("site.toml", "build", "content", "dist"),
    }


def test_redirect_files_hold_paths_only(hostile, tmp_path):
    """Every answer gets another one's name, so every address leads on; no line is another's."""
    shutil.copy(hostile.root / "site.toml", tmp_path)
    shutil.copytree(hostile.root / "content", tmp_path / "content")
    seed, names = hostile_seed(NAMES[::-1])
    with running(create_app(seed, rate_limit=0)) as url:
        (tmp_path / "site.toml").write_text(site_toml(url, NAMES[0]), encoding="utf-8")
        (done,) = Site(tmp_path, names).run("build")
    assert done.code == 0, done.err.decode()
    folder = tmp_path / "dist/alpha"
    lines = (folder / "_redirects").read_text("utf-8").split("\n")[:-1]
    for line in lines:
        source, target, status = line.split(" ")
        assert re.fullmatch(r"/(?!/)[!-~]*", source)
        assert re.fullmatch(r"/(?!/)[!-~]*", target)
        assert status == "301"
    quoted = r'"(?:[^"\\\x00-\x1f]|\\.)*"'
    for line in (folder / "_redirects.nginx").read_text("utf-8").split("\n")[:-1]:
        assert re.fullmatch(rf"{quoted} {quoted};", line), line
    assert len(lines) > len(NAMES) / 2
    for path in folder.rglob("*.html"):
        page = LexborHTMLParser(path.read_text("utf-8"))
        for refresh in page.css("meta[http-equiv=refresh]"):
            assert re.fullmatch(
                r"0; ?url=/(?!/)[!-~]*", refresh.attributes["content"], re.IGNORECASE
            )
