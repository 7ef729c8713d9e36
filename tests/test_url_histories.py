"""Whatever becomes of answers, sections, pages and languages, every address leads somewhere.

The suite tries a few random histories; `HELPGEN_HISTORIES=500` tries as many as it says.
"""

from __future__ import annotations

import os
import random
import re
import shutil
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import unquote

import pytest

from helpgen.model import Answer, EditionKey, Layout, LayoutSection, Snapshot
from helpgen.snapshot import save_snapshot

pytestmark = pytest.mark.slow

HISTORIES = int(os.environ.get("HELPGEN_HISTORIES", "3"))
SEED = int(os.environ.get("HELPGEN_SEED", "20261124"))
STEPS = 8
IDS = ["a1", "B2", "b2", "-c", "d_4", "e5"]
NAMES = ["Sizes", "sizes?", "Größen", "返品", "Returns", "???", "Track it"]
TITLES = ["Orders", "Money", "Help", "注文", "orders!"]
STEMS = ["terms", "contact", "about"]
LANGUAGES = ["en-us", "fr-ca", "ja"]


@dataclass
class History:
    """A site whose editors change their minds, and every address that it ever had."""

    site: object
    rng: random.Random
    names: dict[tuple[str, str], str] = field(default_factory=dict)
    sections: list[tuple[str, list[str]]] = field(default_factory=list)
    pages: set[tuple[str, str]] = field(default_factory=set)
    languages: list[str] = field(default_factory=lambda: LANGUAGES[:2])
    ever: dict[str, tuple[str, str, str]] = field(default_factory=dict)

    def change(self) -> None:
        """One thing that editors do."""
        language = self.rng.choice(LANGUAGES)
        act = self.rng.choice([self._name, self._name, self._name, self._delete, self._place])
        self.rng.choice([act, act, act, self._page, self._language])(language)

    def _name(self, language: str) -> None:
        self.names[language, self.rng.choice(IDS)] = self.rng.choice(NAMES)

    def _delete(self, language: str) -> None:
        self.names.pop((language, self.rng.choice(IDS)), None)

    def _place(self, _: str) -> None:
        titles = self.rng.sample(TITLES, self.rng.randint(1, 3))
        self.sections = [(title, self.rng.sample(IDS, 3)) for title in titles]

    def _page(self, language: str) -> None:
        self.pages ^= {(language, self.rng.choice(STEMS))}

    def _language(self, language: str) -> None:
        if language != LANGUAGES[0]:  # there's always a default
            others = [code for code in self.languages if code != language]
            self.languages = others if language in self.languages else [*others, language]

    def write(self) -> None:
        """The site as files."""
        root = self.site.root
        self.site.languages["alpha"] = self.languages
        self.site.configure()
        for language in LANGUAGES:
            named = {i: name for (code, i), name in self.names.items() if code == language}
            answers = tuple(Answer(i, named[i], f"<p>{i}</p>", language) for i in sorted(named))
            layout = Layout(tuple(LayoutSection(t, tuple(ids)) for t, ids in self.sections))
            edition = EditionKey("alpha", language)
            moment = "2026-05-15T00:00:00Z"
            snapshot = Snapshot(edition, self.site.gladly, moment, answers, layout)
            save_snapshot(root / "build/snapshots", snapshot)
            for stem in STEMS:
                path = root / "content/alpha" / language / f"{stem}.md"
                path.parent.mkdir(parents=True, exist_ok=True)
                path.unlink(missing_ok=True)
                if (language, stem) in self.pages:
                    path.write_text(f'+++\ntitle = "{stem}"\n+++\nText.\n')

    def publish(self) -> None:
        """Build, and note what stands where."""
        self.write()
        report = self.site.build()
        assert not report.failed, [result.error for result in report.editions]
        for language in self.languages:
            for answer_id in IDS:
                if (language, answer_id) in self.names:
                    place = self.target(f"/{language}/a/{answer_id}/")
                    self.ever[place] = ("answer", language, answer_id)
                    self.ever[f"/{language}/a/{answer_id}/"] = ("answer", language, answer_id)
            for link in re.findall(r'href="([^"]+)"', self.page(f"/{language}/")):
                if re.fullmatch(rf"/{language}/[^/#?]+/", link) and "a-z" not in link:
                    kind = "page" if unquote(link).split("/")[2] in STEMS else "section"
                    self.ever[link] = (kind, language, unquote(link).split("/")[2])

    def page(self, url: str) -> str:
        """The published page of a site path."""
        path = self.site.output / "alpha" / unquote(url).lstrip("/") / "index.html"
        return path.read_text("utf-8")

    def target(self, url: str) -> str:
        """Where a page leads; empty if it's a page of its own."""
        found = re.search(r'data-to="([^"]*)"', self.page(url))
        return found[1] if found else ""

    def check(self) -> None:
        """Every address leads in one hop to the right page, or says that it's gone."""
        for url, (kind, language, name) in self.ever.items():
            there = self.target(url) or url
            html = self.page(there)
            assert not self.target(there), f"{url} leads to {there}, which leads on"
            gone = 'class="kind-gone' in html
            if kind == "answer":
                wanted = self.names.get((language, name)) if language in self.languages else None
                wanted = wanted or self.names.get((LANGUAGES[0], name))
                assert gone is (wanted is None), f"{url} leads to {there}"
                assert gone or f"<h1>{wanted}</h1>" in unescape(html), f"{url}: not {wanted}"
            elif kind == "page":
                codes = {code for code, stem in self.pages if stem == name}
                assert gone is not bool(codes & {language, LANGUAGES[0]} & set(self.languages))


@pytest.mark.parametrize("number", range(HISTORIES))
def test_every_address_that_was_ever_published_leads_somewhere(small_site, number):
    history = History(small_site({"alpha": LANGUAGES[:2]}), random.Random(f"{SEED} {number}"))
    for _ in range(4):
        history._name("en-us")
    for _ in range(STEPS):
        for _ in range(history.rng.randint(1, 4)):
            history.change()
        history.publish()
        history.check()
    before = history.site.files()
    history.publish()
    assert history.site.files() == before
    shutil.rmtree(history.site.output)
    history.publish()
    assert history.site.files() == before, "the file of addresses alone makes the same site"
