"""The Nu HTML checker, which also knows RELAX NG: what it says about files."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

_JAR = Path(__file__).parents[2] / "node_modules/vnu-jar/build/dist/vnu.jar"


def checked(*paths, schema=None):
    """What the checker says, errors and warnings, by the address of the file.

    With a schema in RELAX NG's compact syntax the files are XML, and it alone counts.
    """
    java = shutil.which("java")
    assert java, "the checker needs Java: install a runtime of version 17 or newer"
    assert _JAR.is_file(), "the checker isn't there: run 'npm ci'"
    options = ["--format", "json", "--stdout", "--exit-zero-always"]
    options += ["--xml", "--schema", schema.as_uri()] if schema else ["--skip-non-html"]
    command = [java, "-Xss8m", "-jar", _JAR, *options, *paths]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    messages = {}
    for message in json.loads(done.stdout)["messages"]:
        kind = message.get("subType", message["type"])
        text = f"{kind}: line {message.get('lastLine', '?')}: {message['message']}"
        messages.setdefault(message.get("url", ""), []).append(text)
    return messages
