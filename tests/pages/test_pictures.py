"""The sample's pictures are its own: there, in the size and the versions that the page says."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from drawn import opened

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def shown(pages):
    """Page and attributes of every mirrored picture."""
    return [
        (page, node.attributes)
        for page in pages
        for node in page.tree.css("main img")
        if "/pictures/" in (node.attributes.get("src") or "")
    ]


def file_of(sample_dist, page, address):
    return sample_dist / page.brand / urlsplit(address).path.lstrip("/")


def versions(attributes):
    """Address by the width that srcset names."""
    return {
        int(width): address
        for address, width in re.findall(r"(\S+) (\d+)w", attributes.get("srcset") or "")
    }


def test_both_brands_show_pictures_some_in_several_versions(shown):
    assert {page.brand for page, _ in shown} == {"fjell", "sorbet"}
    assert any(len(versions(attributes)) > 1 for _, attributes in shown)


def test_width_and_height_are_in_the_pictures_proportion(shown, sample_dist):
    for page, attributes in shown:
        real = opened(file_of(sample_dist, page, attributes["src"]).read_bytes())
        width, height = int(attributes["width"]), int(attributes["height"])
        assert abs(height - width * real.height / real.width) <= 1, page


def test_every_version_is_there_and_as_wide_as_it_says(shown, sample_dist):
    for page, attributes in shown:
        for width, address in versions(attributes).items():
            assert opened(file_of(sample_dist, page, address).read_bytes()).width == width


def test_every_picture_has_a_description(shown):
    assert all(attributes["alt"] for _, attributes in shown)
