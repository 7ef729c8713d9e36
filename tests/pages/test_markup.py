"""The Nu HTML checker finds nothing to say about any page of the sample."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

CHECKER = Path(__file__).parents[2] / "node_modules/vnu-jar/build/dist/vnu.jar"
WRONG = "<!doctype html>\n<html lang=en><title>x</title><p id=a><p id=a>"


def test_every_page_is_valid_and_the_checker_would_tell(sample_dist, tmp_path):
    """A wrong page beside them shows that the checker looked."""
    wrong = tmp_path / "wrong.html"
    wrong.write_text(WRONG, encoding="utf-8")
    messages = checked(sample_dist, wrong)
    assert any("Duplicate ID" in text for text in messages.pop(f"file:{wrong}"))
    assert not messages


def checked(*paths):
    """What the checker says, errors and warnings, by the address of the file."""
    java = shutil.which("java")
    assert java, "the checker needs Java: install a runtime of version 17 or newer"
    assert CHECKER.is_file(), "the checker isn't there: run 'npm ci'"
    options = ["--format", "json", "--stdout", "--exit-zero-always", "--skip-non-html"]
    command = [java, "-Xss8m", "-jar", CHECKER, *options, *paths]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    messages = {}
    for message in json.loads(done.stdout)["messages"]:
        kind = message.get("subType", message["type"])
        text = f"{kind}: line {message.get('lastLine', '?')}: {message['message']}"
        messages.setdefault(message.get("url", ""), []).append(text)
    return messages
