"""The files of an edition beside its pages, each kind made by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from helpgen.config import Site
from helpgen.edition_input import EditionInput
from helpgen.feed import edition_feed
from helpgen.llms import edition_llms, markdown_twins
from helpgen.search.analyses import Analyses
from helpgen.search.results import Document
from helpgen.search_documents import page_files
from helpgen.sitemap import edition_sitemap
from helpgen.web_manifest import NAME, web_manifest

Maker = Callable[[], Mapping[str, bytes]]


def other_files(
    site: Site,
    given: EditionInput,
    documents: Callable[[], Sequence[Document]],
    analyses: Analyses | None = None,
) -> dict[str, Maker]:
    """What makes each kind of file, by a pattern of its paths below the brand's folder.

    The patterns are those of `fnmatch`. A maker gives content by path; a path that fits its
    pattern may not be among them.

    Args:
        site: The configuration.
        given: What the edition's pages are made of.
        documents: Gives what search sees of them.
        analyses: The words of those, as far as they are counted already.
    """
    brand, articles, siblings, t = given.brand, given.articles, given.siblings, given.t
    snapshot = given.snapshot
    language = snapshot.edition.language
    routes = siblings[language]
    name = t("site_name", brand=brand.name)

    def feed() -> Mapping[str, bytes]:
        title = t("feed_title", site=name)
        return edition_feed(brand, routes, snapshot.answers, articles, title)

    return {
        f"{language}/sitemap*.xml": lambda: edition_sitemap(brand, snapshot, siblings),
        f"{language}/feed.xml": feed,
        f"{language}/llms.txt": lambda: edition_llms(brand, language, siblings, articles, t),
        f"{language}/answers/*.md": lambda: markdown_twins(
            brand, routes, snapshot.answers, articles
        ),
        f"{language}/{NAME}": lambda: web_manifest(
            brand, routes, name, given.options, given.assets
        ),
        f"{language}/search/index.json": lambda: page_files(site, routes, documents(), analyses),
    }
