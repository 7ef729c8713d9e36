"""What machines read keeps to its schema: JSON-LD, sitemaps and feeds of the whole sample.

Each schema must also refuse files that are wrong in one place, made from the sample's own.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from nu_checker import checked

pytestmark = pytest.mark.slow

SCHEMAS = Path(__file__).parents[1] / "support/schemas"
XML = {
    "atom": (
        "*/*/feed.xml",
        [
            ("</updated>", "x</updated>"),
            ("Z</updated>", "</updated>"),
            ("<id>", "<id>no address "),
            ("</title>", "</title><title>again</title>"),
            ('rel="self"', 'rel="own"'),
            ("<author>", "<author><email>a@b.example</email>"),
        ],
    ),
    "sitemap": (
        "**/sitemap*.xml",
        [
            ("<loc>https:", "<loc>"),
            ("<lastmod>", "<lastmod>on "),
            ('hreflang="x-default"', 'hreflang="x default"'),
            ("<url><loc>", "<url><priority>1</priority><loc>"),
            ("</urlset>", "<url/></urlset>"),
        ],
    ),
}


@pytest.mark.parametrize("name", XML)
def test_every_file_keeps_to_its_schema_which_tells_what_is_wrong(sample_dist, tmp_path, name):
    pattern, mistakes = XML[name]
    files = sorted(sample_dist.glob(pattern))
    assert len(files) >= 6
    sound = next(f for f in files if f.parent.name == "en-us").read_text("utf-8")
    wrong = [tmp_path / f"{number}.xml" for number in range(len(mistakes))]
    for path, (right, mistake) in zip(wrong, mistakes, strict=True):
        assert right in sound
        path.write_text(sound.replace(right, mistake, 1), encoding="utf-8")
    messages = checked(*files, *wrong, schema=SCHEMAS / f"{name}.rnc")
    assert messages.keys() == {f"file:{path}" for path in wrong}


@pytest.fixture(scope="module")
def validator():
    schema = json.loads((SCHEMAS / "json-ld.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def json_ld(page):
    (script,) = page.tree.css('script[type="application/ld+json"]')
    return json.loads(script.text())


def test_the_json_ld_of_every_page_keeps_to_its_schema(read_pages, validator):
    told = {
        str(page): [error.message for error in validator.iter_errors(json_ld(page))]
        for page in read_pages
    }
    assert {page: errors for page, errors in told.items() if errors} == {}
    assert len(told) > 200


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("headline", ""),
        ("dateModified", "2026-05-14"),
        ("author", "B"),
        ("mainEntityOfPage", "/en-us/"),
        ("@type", "FAQPage"),
        ("stars", 5),
    ],
)
def test_the_schema_would_tell(read_pages, validator, key, value):
    page = next(page for page in read_pages if "/answers/" in page.path)
    data = json_ld(page)
    assert validator.is_valid(data)
    data["@graph"][-1][key] = value
    assert not validator.is_valid(data)
