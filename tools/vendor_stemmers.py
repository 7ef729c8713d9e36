"""Make the page's stemmers: `python tools/vendor_stemmers.py sphinx-9.0.4-py3-none-any.whl`.

Sphinx ships Snowball's own JavaScript, of the release that PyStemmer 3.0.0 has in C, so that
both give the same stems. Each becomes a module without imports: one request for a language.
The wheel comes from `pip download --no-deps sphinx==9.0.4`; tests compare every stemmer.
"""

from __future__ import annotations

import re
import sys
import zipfile
from importlib.metadata import files
from pathlib import Path

from helpgen.search.analysis import SNOWBALL

FOLDER = Path(__file__).parents[1] / "themes/base/assets/search/stemmers"
SOURCE = "sphinx/search/minified-js/{}-stemmer.js"
HEAD = "/*! Snowball 3.0.1, {}; see LICENSE.txt. Made by tools/vendor_stemmers.py. */"


def module(name: str, base: str, script: str) -> str:
    """A stemmer as a module that exports `stem`."""
    (maker,) = re.findall(r"^var (\w+)=function", script)
    stem = f"const stemmer=new {maker};export const stem=(word)=>stemmer.stemWord(word);"
    return f"{HEAD.format(name)}\nconst {base}\n{script}\n{stem}\n"


def snowball_licence() -> str:
    """Snowball's part of PyStemmer's licence file."""
    (path,) = (path for path in files("pystemmer") or () if path.name == "LICENSE")
    return path.read_text(encoding="utf-8").partition("License for Snowball")[2].lstrip("=\n")


def main(wheel: Path) -> None:
    """Write a module for each of Snowball's algorithms that helpgen uses."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(wheel) as archive:

        def source(name: str) -> str:
            return archive.read(SOURCE.format(name)).decode()

        for name in sorted(set(SNOWBALL.values())):
            text = module(name, source("base"), source(name))
            (FOLDER / f"{name}.js").write_text(text, encoding="utf-8")
    (FOLDER / "LICENSE.txt").write_text(snowball_licence(), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
