"""A crawl of a brand in several languages: what its pages say beside what its answers are.

Also a command, for any corpus that was built as docs/how-to/try-a-corpus.md says:
`python tests/support/language_crawl.py corpus.jsonl dist/corpus site.toml`.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit
from xml.etree import ElementTree as ET

from selectolax.lexbor import LexborHTMLParser, LexborNode

_SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_XHTML = "{http://www.w3.org/1999/xhtml}"


def tag(language: str) -> str:
    """A code as the pages of the corpora write it: `pt-br` is `pt-BR`."""
    first, *rest = language.split("-")
    return "-".join([first, *(part.upper() for part in rest)])


@dataclass(frozen=True)
class Crawl:
    """The output of one brand.

    Attributes:
        folder: `dist/<brand>`.
        origin: Scheme and host of the brand.
        languages: The default one first.
        answers: Ids that each language has.
        fallback: Whether missing answers are shown in the default language.
    """

    folder: Path
    origin: str
    languages: tuple[str, ...]
    answers: Mapping[str, frozenset[str]]
    fallback: bool

    @property
    def default(self) -> str:
        return self.languages[0]

    @cached_property
    def pages(self) -> dict[str, LexborHTMLParser]:
        """Every page by its site path."""
        return {
            "/" + quote(path.relative_to(self.folder).as_posix().removesuffix("index.html")): (
                LexborHTMLParser(path.read_text("utf-8"))
            )
            for path in sorted(self.folder.rglob("*.html"))
        }

    @cached_property
    def places(self) -> dict[tuple[str, str], str]:
        """Site path of each answer that's shown, by language and id, from its permanent address."""
        found = {}
        for language in self.languages:
            for answer_id in frozenset().union(*self.answers.values()):
                redirect = self.pages.get(f"/{language}/a/{quote(answer_id)}/")
                if redirect:
                    found[language, answer_id] = attribute(redirect, "body a", "href")
        return found

    def shown(self, language: str) -> frozenset[str]:
        """Ids that a language should show."""
        more = self.answers[self.default] if self.fallback else frozenset()
        return self.answers[language] | more

    def foreign(self, language: str) -> frozenset[str]:
        """Ids that it should show in the default language."""
        return self.shown(language) - self.answers[language]

    @cached_property
    def foreign_places(self) -> frozenset[str]:
        return frozenset(
            self.places[language, answer_id]
            for language in self.languages
            for answer_id in self.foreign(language)
            if (language, answer_id) in self.places
        )

    def findings(self) -> list[str]:
        """All that isn't as it should be."""
        return [
            *self._wrong_answers(),
            *self._unanswered_alternates(),
            *self._wrong_sitemaps(),
            *self._wrong_lists(),
            *self._wrong_links(),
            *self._wrong_search(),
        ]

    def _wrong_answers(self) -> Iterator[str]:
        for language in self.languages:
            prefix = f"/{language}/answers/"
            there = {
                path
                for path, page in self.pages.items()
                if path.startswith(prefix) and not attribute(page, "script", "data-to")
            }
            expected = {p for (code, _), p in self.places.items() if code == language}
            yield from (f"{path}: answer and permanent address differ" for path in there ^ expected)
            extra = {one for code, one in self.places if code == language} - self.shown(language)
            yield from (f"{language}: there should be no answer {one}" for one in sorted(extra))
            for answer_id in sorted(self.shown(language)):
                if (language, answer_id) in self.places:
                    yield from self._wrong_answer(language, answer_id)
                else:
                    yield f"{language}: there's no answer {answer_id}"

    def _wrong_answer(self, language: str, answer_id: str) -> Iterator[str]:
        path = self.places[language, answer_id]
        page, foreign = self.pages[path], answer_id in self.foreign(language)
        text = self.default if foreign else language
        told = {
            "html lang": (page.css_first("html").attributes["lang"], tag(language)),
            "canonical": (
                attribute(page, 'link[rel="canonical"]', "href"),
                self.origin + self.places[text, answer_id],
            ),
            "h1 lang": (attribute(page, "h1", "lang"), tag(text) if foreign else ""),
            "body lang": (attribute(page, ".prose", "lang"), tag(text) if foreign else ""),
            "body dir": (bool(attribute(page, ".prose", "dir")), foreign),
            "notice": (len(page.css(".notice")), int(foreign)),
            "alternates": (alternates(page), self._versions(language, answer_id)),
            "switcher": (switcher(page), self._switcher(answer_id)),
            "JSON-LD": (bool(page.css('script[type="application/ld+json"]')), not foreign),
            "Markdown version": (
                attribute(page, 'link[type="text/markdown"]', "href"),
                "" if foreign else f"{path}index.md",
            ),
        }
        for name, (found, wanted) in told.items():
            if found != wanted:
                yield f"{path}: {name} is {found!r}, not {wanted!r}"

    def _versions(self, language: str, answer_id: str) -> dict[str, str]:
        having = [code for code in self.languages if answer_id in self.answers[code]]
        if language not in having or len(having) == 1:
            return {}
        found = {tag(code): self.origin + self.places[code, answer_id] for code in having}
        default = {"x-default": found[tag(self.default)]} if self.default in having else {}
        return found | default

    def _switcher(self, answer_id: str) -> dict[str, str]:
        return {
            tag(code): self.places.get((code, answer_id), f"/{code}/") for code in self.languages
        }

    def _unanswered_alternates(self) -> Iterator[str]:
        for path, page in self.pages.items():
            for address in alternates(page).values():
                other = self.pages.get(address.removeprefix(self.origin))
                if other is None or self.origin + path not in alternates(other).values():
                    yield f"{path}: {address} doesn't answer its hreflang"

    def _wrong_sitemaps(self) -> Iterator[str]:
        for language in self.languages:
            root = ET.parse(self.folder / language / "sitemap.xml").getroot()
            listed = {
                url.findtext(f"{_SITEMAP}loc", "").removeprefix(self.origin): {
                    link.attrib["hreflang"]: link.attrib["href"]
                    for link in url.findall(f"{_XHTML}link")
                }
                for url in root
            }
            answers = {path for path in listed if path.startswith(f"/{language}/answers/")}
            own = {self.places.get((language, one), one) for one in self.answers[language]}
            yield from (f"{path}: wrongly in or out of the sitemap" for path in answers ^ own)
            for path, versions in listed.items():
                if versions != alternates(self.pages[path]):
                    yield f"{path}: the sitemap's alternates aren't the page's"

    def _wrong_lists(self) -> Iterator[str]:
        """Markdown versions and what stands in llms.txt and the feed: a language's own answers."""
        for language in self.languages:
            folder = self.folder / language
            own = {self.places.get((language, one), one) for one in self.answers[language]}
            start = re.escape(f"{self.origin}/{language}/answers/")
            twins = {
                "/" + quote(file.parent.relative_to(self.folder).as_posix()) + "/"
                for file in folder.rglob("index.md")
            }
            listed, fed = (
                {
                    address.removeprefix(self.origin)
                    for address in re.findall(f"{start}[^/]+/", (folder / name).read_text("utf-8"))
                }
                for name in ("llms.txt", "feed.xml")
            )
            yield from (f"{path}: wrongly in or out of llms.txt" for path in listed ^ own)
            yield from (f"{path}: wrongly with or without index.md" for path in twins ^ own)
            yield from (f"{path}: wrongly in the feed" for path in fed - own)
            if own and not fed:
                yield f"/{language}/feed.xml: is empty"

    def _wrong_links(self) -> Iterator[str]:
        for path, page in self.pages.items():
            language = path.split("/")[1]
            for link in page.css("a[href]"):
                href = str(link.attributes["href"])
                if not href.startswith("/"):
                    continue
                target = urlsplit(href).path
                if target not in self.pages and not (self.folder / unquote(target[1:])).is_file():
                    yield f"{path}: {href} leads nowhere"
                if self.fallback and "/answers/" in target and not within(link, "languages"):
                    yield from self._wrong_answer_link(path, language, link, target)

    def _wrong_answer_link(
        self, path: str, language: str, link: LexborNode, target: str
    ) -> Iterator[str]:
        if target.split("/")[1] != language:
            yield f"{path}: {target} is in another language"
        if within(link, "prose") or path.startswith(f"/{language}/a/"):
            return
        marked = attribute(link, "bdi", "lang") == tag(self.default)
        if marked != (target in self.foreign_places):
            yield f"{path}: the link to {target} should{'' if not marked else ' not'} be marked"

    def _wrong_search(self) -> Iterator[str]:
        for language in self.languages:
            index = json.loads((self.folder / language / "search/index.json").read_text("utf-8"))
            rows = [line.split("\t") for line in index["answers"].split("\n")]
            found = {f"/{language}/{url}" for _, url, *_ in rows}
            own = {self.places.get((language, one), one) for one in self.answers[language]}
            yield from (f"{path}: wrongly in or out of the search index" for path in found ^ own)

    def counts(self) -> dict[str, Counter[str]]:
        """How many answers of each language are its own and foreign."""
        return {
            code: Counter(own=len(self.answers[code]), foreign=len(self.foreign(code)))
            for code in self.languages
        }


def attribute(node: LexborHTMLParser | LexborNode, selector: str, name: str) -> str:
    """An attribute of the first element that matches; empty if there's none."""
    found = node.css_first(selector)
    return str(found.attributes.get(name) or "") if found else ""


def alternates(page: LexborHTMLParser) -> dict[str, str]:
    """Addresses of the language versions by `hreflang`."""
    links = page.css('link[rel="alternate"][hreflang]')
    return {str(n.attributes["hreflang"]): str(n.attributes["href"]) for n in links}


def switcher(page: LexborHTMLParser) -> dict[str, str]:
    """Where the language switcher leads, by the language of each link."""
    links = page.css(".languages a")
    return {str(n.attributes["lang"]): str(n.attributes["href"]) for n in links}


def within(node: LexborNode, name: str) -> bool:
    """Whether an ancestor has a class."""
    parent = node.parent
    while parent is not None:
        if name in str(parent.attributes.get("class") or "").split():
            return True
        parent = parent.parent
    return False


def answers_of(corpus: Path, languages: tuple[str, ...]) -> dict[str, frozenset[str]]:
    """Ids that each language has in a JSON Lines file."""
    rows = [json.loads(line) for line in corpus.read_text("utf-8").splitlines() if line.strip()]
    return {
        language: frozenset(row["id"] for row in rows if row["language"] == language)
        for language in languages
    }


def main(corpus: str, folder: str, site: str) -> None:
    """Crawl the first brand of a site and print what's found."""
    brand = tomllib.loads(Path(site).read_text("utf-8"))["brands"][0]
    languages = tuple(brand["languages"])
    crawl = Crawl(
        Path(folder),
        brand["base_url"],
        languages,
        answers_of(Path(corpus), languages),
        brand.get("fallback") == "default",
    )
    findings = crawl.findings()
    counts = [f"{code}: {dict(count)}" for code, count in crawl.counts().items()]
    summary = f"{len(crawl.pages)} pages, {len(findings)} findings"
    sys.stdout.write("\n".join([*findings, summary, *counts, ""]))


if __name__ == "__main__":
    main(*sys.argv[1:])
