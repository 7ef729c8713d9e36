"""What language models read: `llms.txt` of an edition (https://llmstxt.org), Markdown answers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from urllib.parse import unquote

from helpgen.articles import Articles
from helpgen.config import Brand
from helpgen.languages import language_tag, native_name
from helpgen.model import Answer
from helpgen.templates import Translate
from helpgen.transform import escaped
from helpgen.tree import PageLink, Routes
from helpgen.visible import json_visible

_encode = json.JSONEncoder(ensure_ascii=False).encode


def edition_llms(
    brand: Brand, language: str, siblings: Mapping[str, Routes], articles: Articles, t: Translate
) -> dict[str, bytes]:
    """`llms.txt` of an edition by its path below the brand's folder.

    The sections with their answers, but for those that have no translation, the content pages,
    and the files of other languages.
    Answers are linked as Markdown where they have such a version.
    """
    routes = siblings[language]
    listed = [
        (s.title, [i for i in s.answer_ids if i not in routes.foreign]) for s in routes.sections
    ]
    titles = ", ".join(title for title, ids in listed if ids)
    parts = [f"# {_line(t('site_name', brand=brand.name))}", f"> {_line(titles)}"]
    for title, ids in listed:
        parts.append(_part(title, (_answer_item(brand, routes, articles, i) for i in ids)))
    parts.append(
        _part(
            t("more_pages"),
            (
                _item(brand, page, articles.content_pages[stem].description)
                for stem, page in routes.content_pages.items()
            ),
        )
    )
    others = [code for code in siblings if code != language]
    parts.append(_part(t("language"), (_language_item(brand, siblings[c]) for c in others)))
    text = "\n\n".join(part for part in parts if part)
    return {f"{language}/llms.txt": f"{text}\n".encode()}


def markdown_twins(
    brand: Brand, routes: Routes, answers: Iterable[Answer], articles: Articles
) -> dict[str, bytes]:
    """The answers' Markdown versions by path; nothing where the articles have none.

    Each begins with YAML front matter: title, url, language, and updated where it's known.
    """
    lang = language_tag(routes.edition.language)
    files = {}
    for answer in answers:
        if not articles.has_markdown:
            break
        link = routes.answers[answer.id]
        facts = {"title": answer.name, "url": brand.origin + link.url, "language": lang}
        if answer.updated_at:
            facts["updated"] = answer.updated_at
        # A JSON text is a YAML one too.
        matter = "".join(f"{key}: {_json(value)}\n" for key, value in facts.items())
        text = (
            f"---\n{matter}---\n\n# {_line(answer.name)}\n\n{articles.answers[answer.id].markdown}"
        )
        path = unquote(twin_url(link)).removeprefix(f"{brand.base_path}/")
        files[path] = f"{text.rstrip()}\n".encode()
    return files


def twin_url(link: PageLink) -> str:
    """Site path of an answer's Markdown version."""
    return f"{link.url}index.md"


def _answer_item(brand: Brand, routes: Routes, articles: Articles, answer_id: str) -> str:
    link = routes.answers[answer_id]
    if articles.has_markdown:
        link = PageLink(link.title, twin_url(link))
    return _item(brand, link, articles.answers[answer_id].description)


def _language_item(brand: Brand, routes: Routes) -> str:
    name = native_name(routes.edition.language)
    return _item(brand, PageLink(name, f"{routes.home}llms.txt"), "")


def _item(brand: Brand, link: PageLink, description: str) -> str:
    told = f": {_line(description)}" if description else ""
    return f"- [{_line(link.title)}]({brand.origin}{link.url}){told}"


def _part(title: str, items: Iterable[str]) -> str:
    listed = "\n".join(items)
    return f"## {_line(title)}\n\n{listed}" if listed else ""


def _line(text: str) -> str:
    return escaped(" ".join(text.split()))


def _json(text: str) -> str:
    """For YAML, to which a separator of lines within a string is a break."""
    return json_visible(_encode(text))
