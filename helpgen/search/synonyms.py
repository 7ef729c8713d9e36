"""`content/<brand>/<language>/synonyms.toml`: words that mean the same to those who search."""

from __future__ import annotations

from pathlib import Path

from helpgen.content_files import synonyms_file
from helpgen.errors import ContentError
from helpgen.files import read_toml
from helpgen.model import EditionKey
from helpgen.search.analysis import Analyzer


def load_synonyms(content: Path, edition: EditionKey) -> dict[str, tuple[str, ...]]:
    """Other words for a phrase, both folded, words between single blanks.

    The file holds `groups`, a list of lists; the phrases of each stand for one another.

    Raises:
        ContentError: The file can't be used; the message names it.
    """
    path = synonyms_file(content, edition)
    if not path.is_file():
        return {}
    stored = read_toml(path)
    unknown = sorted(set(stored) - {"groups"})
    if unknown:
        raise ContentError(f"{path}: has {', '.join(unknown)}; known: groups")
    analyzer = Analyzer(edition.language)
    synonyms: dict[str, tuple[str, ...]] = {}
    for number, group in enumerate(_groups(stored.get("groups", []), path)):
        phrases = [" ".join(word.text for word in analyzer.words(phrase)) for phrase in group]
        if not all(phrases):
            raise ContentError(f"{path}: groups[{number}] has a phrase without any word")
        if len(set(phrases)) == 1:
            raise ContentError(
                f"{path}: groups[{number}] has phrases that all mean the same already"
            )
        for phrase in dict.fromkeys(phrases):
            others = (*synonyms.get(phrase, ()), *(p for p in phrases if p != phrase))
            synonyms[phrase] = tuple(dict.fromkeys(others))
    return synonyms


def _groups(value: object, path: Path) -> list[list[str]]:
    if not isinstance(value, list):
        raise ContentError(f'{path}: groups must be a list of lists, as [["refund", "money back"]]')
    for number, group in enumerate(value):
        words = isinstance(group, list) and all(isinstance(phrase, str) for phrase in group)
        if not words or len(set(group)) < 2:  # noqa: PLR2004 - one word has no other
            raise ContentError(f"{path}: groups[{number}] must be two phrases or more")
    return value
