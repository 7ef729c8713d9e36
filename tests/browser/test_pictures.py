"""Mirrored pictures as a browser shows them: the version that fits, in the space that was kept."""

from __future__ import annotations

from urllib.parse import quote

import pytest

pytestmark = pytest.mark.slow

IMAGE = "main img[src*='/pictures/']"
SHIFTS = """() => new Promise((resolve) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) sum += entry.value;
  }).observe({type: "layout-shift", buffered: true});
  setTimeout(() => resolve(sum), 300);
})"""


@pytest.fixture(scope="module")
def path(sample_dist):
    """An answer of fjell with a picture in several versions."""
    folder = sample_dist / "fjell"
    pages = sorted(folder.glob("en-us/answers/*/index.html"))
    page = next(page for page in pages if b"srcset=" in page.read_bytes())
    return "/" + quote(page.parent.relative_to(folder).as_posix()) + "/"


@pytest.mark.parametrize(
    ("width", "density", "chosen"),
    [(375, 1, "-480.webp"), (375, 3, "-1200.webp"), (1440, 1, "-1200.webp")],
)
def test_the_version_that_fits_the_screen_is_loaded_alone(visit, path, width, density, chosen):
    page = visit(
        "fjell", path, viewport={"width": width, "height": 900}, device_scale_factor=density
    )
    image = page.locator(IMAGE)
    image.scroll_into_view_if_needed()
    page.wait_for_function("() => document.querySelector('main img').complete")
    assert image.evaluate("image => image.currentSrc").endswith(chosen)
    assert image.evaluate("image => image.naturalWidth") > 0
    box = image.bounding_box()
    assert box["width"] <= width
    assert abs(box["height"] - box["width"] * 750 / 1200) < 1
    loaded = "() => performance.getEntriesByType('resource').map((entry) => entry.name)"
    assert sum("/pictures/" in name for name in page.evaluate(loaded)) == 1


def test_nothing_moves_when_the_picture_comes(visit, path):
    page = visit("fjell", path, viewport={"width": 375, "height": 900})
    assert page.evaluate(SHIFTS) == 0


def test_the_policy_for_own_files_alone_lets_pictures_through(visit, path):
    page = visit("fjell", path)
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.reload(wait_until="networkidle")
    assert said == []
