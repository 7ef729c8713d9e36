"""The endpoint deploys without the builder."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow

BUILDER = ["nh3", "selectolax", "jinja2", "markdown_it", "httpx", "typer", "rich"]
BUILDER += [f"helpgen.{name}" for name in ("transform", "render", "build", "gladly", "emulator")]


def test_the_endpoint_imports_nothing_of_the_builder():
    code = "import sys, helpgen.search.app; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "helpgen.search.library" in loaded
    assert loaded.isdisjoint(BUILDER)
