"""What is deployed, with which headers; an unfinished build is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from helpgen.config import Brand
from helpgen.deploy.phases import deletions, emptied_folders, phases
from helpgen.deploy.place import File
from helpgen.deploy.purge import purge_urls
from helpgen.deploy.site_files import content_type, site_files, site_path
from helpgen.errors import ContentError, DeployError
from helpgen.headers import FOR_EVER
from helpgen.site_file import load_whole_site


@pytest.fixture
def built(small_site):
    site = small_site({"alpha": ["en-us", "fr-ca"]})
    assert not site.build().failed
    return site


def files(built):
    site = load_whole_site(built.root / "site.toml")
    return site_files(site, site.brands[0])


def refusal(built):
    with pytest.raises(DeployError) as caught:
        files(built)
    return str(caught.value)


def test_all_files_of_the_brand_are_deployed_and_nothing_of_helpgens_own(built):
    (built.output / "alpha/CNAME").write_text("alpha.example")
    expected = [path.removeprefix("alpha/") for path in built.files() if path.startswith("alpha/")]
    assert sorted(expected) == [file.path for file in files(built)]
    assert "CNAME" in expected


def test_an_unfinished_build_is_refused(built, tmp_path):
    """Manifests of a killed build name files whose state isn't known yet."""
    for name in ("en-us", "fr-ca", "_assets", "_root"):
        path = built.output / f".helpgen/alpha/{name}.json"
        whole = path.read_text()
        stored = json.loads(whole)
        stored["files"][next(iter(stored["files"]))] = None
        path.write_text(json.dumps(stored))
        told = refusal(built)
        assert f"alpha/{name}: its last build was interrupted: run 'helpgen build'" in told
        path.write_text(whole)
    page = built.output / "alpha/fr-ca/index.html"
    page.write_bytes(page.read_bytes()[:-1])
    assert "fr-ca/index.html: isn't as the build left it" in refusal(built)
    page.unlink()
    assert "fr-ca/index.html: isn't as the build left it" in refusal(built)
    (built.output / ".helpgen/alpha/fr-ca.json").unlink()
    assert "alpha/fr-ca: was never built" in refusal(built)
    (tmp_path / "secret").write_text("s")
    (built.output / "alpha/secret").symlink_to(tmp_path / "secret")
    (built.output / ".helpgen/alpha/fr-ca.json").write_text(whole)
    with pytest.raises(ContentError, match="leads out of its folder"):
        files(built)


def test_nothing_built_is_refused(small_site):
    assert "alpha: nothing was built there" in refusal(small_site())


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("a/index.html", "text/html; charset=utf-8"),
        ("assets/a.css", "text/css; charset=utf-8"),
        ("assets/a.js", "text/javascript; charset=utf-8"),
        ("a.WEBP", "image/webp"),
        ("a.avif", "image/avif"),
        ("a.jpg", "image/jpeg"),
        ("a.woff2", "font/woff2"),
        ("sitemap.xml", "application/xml; charset=utf-8"),
        ("index.json", "application/json"),
        ("_headers", "application/octet-stream"),
    ],
)
def test_types_are_those_of_names(path, kind):
    assert kind == content_type(path)


def brand(base_url):
    return Brand(slug="a", name="A", base_url=base_url, languages=["en-us"])


def test_a_page_is_asked_for_by_its_folder_below_the_brands_path():
    with_path = brand("https://acme.example/help")
    assert site_path(with_path, "en-us/index.html") == "/help/en-us/"
    assert site_path(with_path, "index.html") == "/help/"
    assert site_path(with_path, "robots.txt") == "/help/robots.txt"


def test_addresses_to_purge_are_whole_and_escaped():
    assert purge_urls(brand("https://acme.example/help"), ["ja/質問/index.html", "robots.txt"]) == [
        "https://acme.example/help/ja/%E8%B3%AA%E5%95%8F/",
        "https://acme.example/help/ja/%E8%B3%AA%E5%95%8F/index.html",
        "https://acme.example/help/robots.txt",
    ]


def file(path, headers=()):
    return File(path, Path(path), "", headers)


def test_what_pages_load_goes_first_and_new_pages_before_those_that_lead_to_them():
    kept = (("Cache-Control", FOR_EVER),)
    sent = [
        *(file(path) for path in ("en/index.html", "en/a/index.html", "index.html", "sitemap.xml")),
        *(file(path) for path in ("en/feed.xml", "en/search/index.json", "fr/feed.xml")),
        file("assets/a.css", kept),
    ]
    groups = phases(sent, {"en/index.html", "en/feed.xml", "en/search/index.json"})
    assert [[one.path for one in group] for group in groups] == [
        ["fr/feed.xml", "assets/a.css"],
        ["en/a/index.html"],
        ["en/index.html"],
        ["index.html", "sitemap.xml", "en/feed.xml", "en/search/index.json"],
    ]


def test_pages_are_deleted_before_what_they_loaded_and_folders_from_within():
    gone = ["assets/a.css", "en/a/b/index.html", "en/a/index.html", "x/feed.xml"]
    assert deletions(gone) == [
        ["en/a/b/index.html", "en/a/index.html"],
        ["assets/a.css", "x/feed.xml"],
    ]
    assert emptied_folders(gone, ["en/index.html", "assets/b.css"]) == ["x", "en/a/b", "en/a"]
