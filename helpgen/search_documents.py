"""An edition's articles -> what search holds of them, and the page's index."""

from __future__ import annotations

from collections.abc import Sequence

from helpgen.articles import Articles
from helpgen.config import Site
from helpgen.search.analyses import Analyses
from helpgen.search.page_index import page_index
from helpgen.search.results import Document
from helpgen.search.synonyms import load_synonyms
from helpgen.tree import Routes


def search_documents(routes: Routes, articles: Articles) -> list[Document]:
    """The answers of an edition as search sees them, in display order, each once.

    Those without translation are left out: an index knows the words of one language only.
    """
    documents: dict[str, Document] = {}
    for section in routes.sections:
        for answer_id in section.answer_ids:
            if answer_id not in documents and answer_id not in routes.foreign:
                link, article = routes.answers[answer_id], articles.answers[answer_id]
                documents[answer_id] = Document(
                    id=answer_id,
                    name=link.title,
                    url=link.url,
                    section=section.title,
                    headings=tuple(heading.text for heading in article.headings),
                    text=article.text,
                    description=article.description,
                )
    return list(documents.values())


def page_files(
    site: Site, routes: Routes, documents: Sequence[Document], analyses: Analyses | None = None
) -> dict[str, bytes]:
    """The page's index by its path below the brand's folder; nothing without search.

    Its address never changes, so that pages don't change when an answer does.

    Args:
        site: Says whether there's search.
        routes: Of the edition.
        documents: Its answers.
        analyses: Their words, as far as they are counted already.
    """
    if not site.search.enabled:
        return {}
    edition = routes.edition
    synonyms = load_synonyms(site.content, edition)
    data = page_index(edition.language, routes.home, documents, synonyms, analyses)
    return {f"{edition.language}/search/index.json": data}
