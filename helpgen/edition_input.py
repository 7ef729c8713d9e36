"""What an edition's pages are made of, as one value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from helpgen.articles import Articles
from helpgen.config import Brand
from helpgen.model import Answer, Snapshot
from helpgen.moves import Moves
from helpgen.pages import ContentPage
from helpgen.templates import Translate
from helpgen.theme import Theme
from helpgen.theme_option import OptionValue
from helpgen.tree import Routes


@dataclass(frozen=True, slots=True)
class EditionInput:
    """All that an edition's pages are made of.

    Attributes:
        brand: From site.toml.
        snapshot: The answers.
        pages: The content pages.
        articles: Both, transformed.
        siblings: Routes of every edition of the brand, the default language first.
        theme: Where templates are.
        options: Values of the theme's options.
        assets: Path of each asset below the brand's folder by its name.
        t: The edition's interface strings.
        search: Whether the page searches by itself.
        foreign: What stands in for answers without translation, in the default language.
        related: Ids of the answers that are like each one, by its id, the nearest first.
        moves: Where addresses lead that pages had.
    """

    brand: Brand
    snapshot: Snapshot
    pages: tuple[ContentPage, ...]
    articles: Articles
    siblings: Mapping[str, Routes]
    theme: Theme
    options: Mapping[str, OptionValue]
    assets: Mapping[str, str]
    t: Translate
    search: bool
    foreign: tuple[Answer, ...] = ()
    related: Mapping[str, Sequence[str]] = field(default_factory=dict)
    moves: Moves = field(default_factory=Moves)

    def page_options(self) -> dict[str, OptionValue]:
        """Theme options as pages have them: a URL that starts with / is below the edition."""
        home = self.siblings[self.snapshot.edition.language].home
        values = dict(self.options)
        for name, option in self.theme.options.items():
            value = values[name]
            if option.type == "url" and isinstance(value, str) and value.startswith("/"):
                values[name] = home + value.lstrip("/")
        return values
