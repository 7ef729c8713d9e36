"""What tests of pictures share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from picture_host import PictureHost, picture_host


@pytest.fixture
def host() -> Iterator[PictureHost]:
    """A host of pictures on loopback."""
    with picture_host() as running:
        yield running
