"""The theme's templates, ready to render pages of one edition."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from types import CodeType

from jinja2 import (
    BytecodeCache,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateSyntaxError,
)
from jinja2.bccache import Bucket

from helpgen.errors import ContentError
from helpgen.languages import plural_category
from helpgen.page_context import PageContext
from helpgen.reuse import ReusingEnvironment
from helpgen.template_chain import ChainLoader
from helpgen.theme import Theme

Translate = Callable[..., str]
_MISTAKES = (
    TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What an expression in a template can raise."""

_ENDLESS = (
    "templates extend or include each other without end: a theme's base.html extends that of the "
    'theme below by {% extends "!base.html" %}'
)


def translator(theme: Theme, language: str) -> Translate:
    """`t(key, **values)` of a language: the interface string with its values filled in.

    Its result is plain text that the template escapes. A key that no string file has, or
    a value that a string asks for and doesn't get, raises ContentError.
    """
    strings = theme.strings(language)
    ready = {key: text for key, text in strings.items() if isinstance(text, str) and _whole(text)}

    def t(key: str, /, **values: object) -> str:
        if key in ready:
            return ready[key]
        text = strings.get(key)
        if isinstance(text, dict):
            count = values.get("count", 0)
            category = plural_category(language, count if isinstance(count, int) else 0)
            text = text.get(category) or text.get("other")
        if text is None:
            file = f"strings/{language.partition('-')[0]}.toml"
            raise ContentError(
                f"theme {theme.name}: no string {key!r} for {language}: add it to {file}"
            )
        try:
            return text.format_map(values)
        except (LookupError, AttributeError, ValueError) as error:
            raise ContentError(
                f"theme {theme.name}: string {key!r} for {language} can't be filled in: "
                f"{text!r} with {', '.join(values) or 'no values'}: mend its braces or the template"
            ) from error

    return t


def _whole(text: str) -> bool:
    """Whether there's nothing to fill in, nor a doubled brace that stands for one."""
    return "{" not in text and "}" not in text


class _Compiled(BytecodeCache):
    """Compiled templates of this process, each as long as its source is the same.

    An edition needs some twenty templates, and compiling them takes longer than rendering
    forty answers.
    """

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, CodeType | None]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give Jinja the code of a template whose source is still the same."""
        checksum, code = self._known.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what Jinja compiled."""
        self._known[bucket.key] = (bucket.checksum, bucket.code)


@cache
def _compiled() -> _Compiled:
    return _Compiled()


class Templates:
    """Renders pages with the templates of a theme's chain.

    Args:
        theme: Where the templates are.
        shared: What every page of the edition gets: brand, edition, nav, url, asset, t.
    """

    def __init__(self, theme: Theme, shared: Mapping[str, object]) -> None:
        self._theme = theme
        self._environment = ReusingEnvironment(
            loader=ChainLoader(theme.template_folders),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
            bytecode_cache=_compiled(),
        )
        self._environment.globals.clear()
        self._environment.globals.update(shared)
        self._templates: dict[str, Template] = {}

    def render(self, name: str, page: PageContext) -> bytes:
        """The page as UTF-8.

        Raises:
            ContentError: The template is missing or wrong; names file and line.
        """
        try:
            template = self._templates.get(name)
            if template is None:
                template = self._templates[name] = self._environment.get_template(name)
            return template.render(page=page).encode()
        except TemplateSyntaxError as error:
            place = f"{error.filename or error.name}:{error.lineno}"
            raise ContentError(f"{place}: {error.message}") from error
        except UnicodeDecodeError as error:
            place = self._place(error, name)
            raise ContentError(
                f"{place}: it or a part it includes isn't UTF-8: save both as UTF-8"
            ) from error
        except _MISTAKES as error:
            told = _ENDLESS if isinstance(error, RecursionError) else error
            raise ContentError(f"{self._place(error, name)}: {told} (page {page.url})") from error

    def _place(self, error: Exception, name: str) -> str:
        """File and line of the innermost template in the traceback."""
        place, frame = f"template {name}", error.__traceback__
        folders = tuple(str(folder) for folder in self._theme.template_folders)
        while frame is not None:
            file = frame.tb_frame.f_code.co_filename
            if file.startswith(folders):
                place = f"{file}:{frame.tb_lineno}"
            frame = frame.tb_next
        return place
