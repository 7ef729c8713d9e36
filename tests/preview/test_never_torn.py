"""Random edits, renames, deletions and breakages at speed, while pages are read over HTTP.

The suite makes a few; `HELPGEN_EDITS=1000` makes as many as it says, `HELPGEN_SEED` others.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import sys
import threading
import time

import httpx
import pytest

from helpgen.preview.documents import without_script

pytestmark = pytest.mark.slow

EDITS = int(os.environ.get("HELPGEN_EDITS", "60"))
SEED = int(os.environ.get("HELPGEN_SEED", "5"))
PAGES = ["", "answers/about-one/", "answers/about-two/", "contact/", "a-z/", "search/", "404.html"]
FILLER = "".join(f"Line {n} of it.\n\n" for n in range(300))
NUMBERS = re.compile(r'data-n="(\w+)"|(?:Start|End) (\d+)\.|(?:Begin|Finish) (\d+)\.')
SLOW_WRITE = 0.01  # seconds: beyond them a file may have been looked at between its halves


def written(title, first, last):
    """A page in Markdown, long enough to be seen half."""
    return f'+++\ntitle = "{title}"\n+++\n{first} NUMBER.\n\n{FILLER}{last} NUMBER.\n'


def sources(site):
    """Text of every kind of file, with a place for a number at its start and at its end."""
    theme, content = site.theme, site.root / "content"
    answer = (theme / "templates/answer.html").read_text("utf-8")
    mark = '<i data-n="NUMBER"></i>'
    first = answer.replace("{{ page.title }}", "{{ page.title }}" + mark, 1)
    head, _, tail = first.rpartition("{% endblock %}")
    files = {
        theme / "templates/answer.html": head + mark + "{% endblock %}" + tail,
        content / "alpha/en-us/contact.md": written("Contact", "Start", "End"),
        content / "answers/two/en-us.md": written("About two", "Begin", "Finish"),
        content / "answers/two/answer.toml": 'id = "two"\nname = "Two"\n# NUMBER\n',
    }
    for path, comment in {
        theme / "templates/base.html": "{# NUMBER #}",
        theme / "assets/base.css": "\n.n-NUMBER { color: red }\n",
        theme / "strings/en.toml": "\n# NUMBER\n",
        theme / "theme.toml": "\n# NUMBER\n",
        site.root / "site.toml": "\n# NUMBER\n",
        site.root / "build/snapshots/alpha/en-us.json": " " * 6 + "\n",
    }.items():
        files[path] = path.read_text("utf-8") + comment
    return files


class Editor:
    """Does one random deed after the other."""

    def __init__(self, files):
        self.files = files
        self.chance = random.Random(SEED)
        self.number = 1000
        self.slow = 0.0

    def text(self, path):
        self.number += 1
        return self.files[path].replace("NUMBER", str(self.number)).encode()

    def deed(self):
        path = self.chance.choice(list(self.files))
        deeds = [self.save, self.save, self.save, self.rename_over, self.halves]
        deeds += [self.cut, self.garbage, self.delete, self.away, self.folder, self.beside]
        path.parent.mkdir(parents=True, exist_ok=True)
        self.chance.choice(deeds)(path)

    def save(self, path):
        path.write_bytes(self.text(path))

    def rename_over(self, path):
        beside = path.with_name(f".{path.name}.new")
        beside.write_bytes(self.text(path))
        beside.replace(path)

    def halves(self, path):
        data = self.text(path)
        start = time.monotonic()
        with path.open("wb", buffering=0) as file:
            file.write(data[: len(data) // 2])
            file.write(data[len(data) // 2 :])
        self.slow = max(self.slow, time.monotonic() - start)

    def cut(self, path):
        data = self.text(path)
        path.write_bytes(data[: self.chance.randrange(len(data) // 3)])

    def garbage(self, path):
        path.write_bytes(self.text(path) + b"\xff{% [[ = {{")

    def delete(self, path):
        path.unlink(missing_ok=True)

    def away(self, path):
        if path.exists():
            path.replace(path.with_name(f"{path.name}~"))

    def folder(self, path):
        if path.suffix == ".md":
            shutil.rmtree(path.parent)

    def beside(self, path):
        path.with_name(f"new-{path.name}").write_bytes(self.text(path))
        path.with_name(f"new-{path.name}").unlink()

    def mend(self, whole):
        for path, data in whole.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.with_name(f"{path.name}~").unlink(missing_ok=True)
            path.write_bytes(data)


class Reader(threading.Thread):
    """Reads random pages until it's told to end, and notes what must not be."""

    def __init__(self, url, seed):
        super().__init__(daemon=True)
        self.url, self.chance = url, random.Random(seed)
        self.ended = threading.Event()
        self.read, self.faults, self.torn = 0, [], []

    def run(self):
        with httpx.Client(base_url=self.url, timeout=30) as client:
            while not self.ended.is_set():
                try:
                    self.look(client, f"/alpha/en-us/{self.chance.choice(PAGES)}")
                except httpx.HTTPError as error:
                    self.faults.append(repr(error))

    def look(self, client, path):
        page = client.get(path)
        self.read += 1
        text = page.text
        if page.status_code not in {200, 404, 500} or "/__helpgen__/reload.js" not in text:
            self.faults.append((path, page.status_code, text[-200:]))
        if "mistake of helpgen" in text or "error in helpgen" in text:
            self.faults.append((path, text[-2000:]))
        for sheet in re.findall(r'href="(/alpha/assets/style\.\w+\.css)"', text):
            if client.get(sheet).status_code != 200:
                self.faults.append((path, sheet))
        if "about-one" in path or "contact" in path or "about-two" in path:
            for found in zip(*NUMBERS.findall(text), strict=True):
                if len({number for number in found if number}) > 1:
                    self.torn.append((path, found))


def test_after_edits_at_speed_the_server_is_up_no_page_was_torn_and_pages_are_a_clean_builds(
    site_in, tmp_path, preview
):
    site = site_in(tmp_path, {"alpha": ["en-us", "fr-ca"]})
    site.save("alpha/en-us", {"one": "<p>One.</p>", "two": "<p>Two.</p>"})
    files = sources(site)
    editor = Editor(files)
    running = preview(site.root, "--no-checks")
    whole = {
        path: text.replace("NUMBER", "1").encode()
        for path, text in files.items()
        if path.parts[-2] != "two"
    }
    readers = [Reader(running.url, SEED + n) for n in range(2)]
    for reader in readers:
        reader.start()
    for _ in range(EDITS):
        editor.deed()
        time.sleep(editor.chance.choice([0, 0.002, 0.01, 0.03, 0.06]))
    for reader in readers:
        reader.ended.set()
        reader.join(60)
    torn = [one for reader in readers for one in reader.torn]
    pages = sum(reader.read for reader in readers)
    sys.stdout.write(f"{EDITS} edits, {pages} pages, slowest {editor.slow:.3f} s, torn: {torn}\n")
    assert [one for reader in readers for one in reader.faults] == []
    assert torn == [] or editor.slow > SLOW_WRITE
    assert running.process.poll() is None
    shutil.rmtree(site.root / "content/answers")
    editor.mend(whole)
    clean = site.clean()
    host = {"Host": f"alpha.localhost:{running.port}"}
    with httpx.Client(base_url=running.url, headers=host, timeout=30) as client:
        for path, data in clean.items():
            page = client.get(path.removeprefix("alpha"))
            assert data == without_script(page.content), path
    code, said = running.stop()
    assert (code, "Traceback" in said) == (0, False)
