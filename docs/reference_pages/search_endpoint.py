"""The search endpoint: its routes, its parameters, its settings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from helpgen.search.endpoint.settings import PREFIX, Settings
from reference_pages.markdown import page, table

_START = """\
```sh
helpgen build                                  # writes build/search/
helpgen search serve --index build/search --workers 2
```

It needs the folder of the indexes and nothing else of the site: copy `build/search/` to the
machine that serves. The endpoint only reads it; what it writes are the two files that
`--query-log` and `--feedback` name. A newer index is taken up within a second while
requests go on with the one before; copy an edition's files before its `current`."""
_PROXY = """\
It speaks plain HTTP and listens on this machine only, unless `--host` says otherwise. Put a web
server with TLS before it. All addresses in its answers are absolute ones of the help center, or
relative, so it may stand under any path.

`uvicorn --factory helpgen.search.app:create_app` serves it as well; settings then come from the
environment. Add `--no-proxy-headers`: uvicorn believes `X-Forwarded-For` of this machine by
itself, and a client's address should be believed by `HELPGEN_SEARCH_CLIENT_HEADER` only."""
_RULES = """\
- **Refusals** have Gladly's form: `{"errors": [{"attr": "limit", "code": "not_a_number",
  "detail": "limit must be a whole number"}]}`. All mistakes are told at once; where something
  doesn't exist (404), `errors` is one object, as Gladly has it. `/search.html` tells them in HTML.
- **Parameters** that aren't listed are ignored. `lng` may be written in capitals.
- **Too much:** a query has a time budget (`partial` is true if it ended the search, and the answer
  isn't kept). A worker that holds too many queries answers 503 with `Retry-After: 1`; a client
  that asks too often gets 429. Each worker counts by itself.
- **Caching:** answers have a weak `ETag` that changes with the index, the site and helpgen, and
  `Cache-Control: public`. A request whose `If-None-Match` still holds gets 304 without a search.
- **Feedback** is a form and is answered when it's on the disk: with 204, or with 303 to a page
  that thanks where `Accept` has `text/html`. A page of another origin than the brand's own and
  its `search_origins` gets 403. Forms of more than 20 000 bytes get 413, those that take more
  than 10 s get 408. More in [ask whether an answer helped](../how-to/feedback.md).
- **Other sites:** a brand's own pages may ask from the browser, and those of its `search_origins`
  in `site.toml`. Nothing needs cookies, and none are set.
- **Answers of all brands together** (`answers-search` without `audienceId`) keep each brand's
  order; of the next ones, the higher score comes first. Scores of two brands are only roughly
  comparable: pass `audienceId` where you can."""
_LOGS = """\
The access log on standard error has a line a request: time, method, path, status, milliseconds. It
never holds an address; what was searched for only with `--access-log-queries`.

`--query-log FILE` counts searches in an SQLite file: day, brand, language, query, answers found,
and how often. No address, no cookie, no time of day; what looks like an e-mail address or a long
number becomes `[email]` or `[number]`. Suggestions, further pages of results and answers that a
browser had already (304) aren't counted. A thread writes; if searches come more quickly than it
can write, they are dropped, and the report says how many. Several workers share one file, on a
local disk. `helpgen search report FILE` shows top queries, queries without results and the
trend."""


def search_endpoint() -> str:
    """The search endpoint, from openapi.json and the settings."""
    described = json.loads(
        files("helpgen.search.endpoint").joinpath("openapi.json").read_text("utf-8")
    )
    routes = [
        part
        for path, item in described["paths"].items()
        for method, operation in item.items()
        for part in _told(path, method, operation, described)
    ]
    return page(
        "Search endpoint",
        "Answers searches over HTTP: for chat widgets, for apps, and for help centers that are "
        "read without JavaScript. How to use it: "
        "[ask from a chat widget](../how-to/ask-from-a-chat-widget.md).",
        _START,
        "## Routes",
        "All but `/feedback` answer `GET` and `HEAD`. `/openapi.json` describes them for machines.",
        *routes,
        "## Rules",
        _RULES,
        "## Settings",
        "Options of `helpgen search serve`, or environment variables.",
        table(["variable", "default", "what it does"], _settings()),
        "## Behind a web server",
        _PROXY,
        "## Logs",
        _LOGS,
    )


def _told(
    path: str, method: str, operation: Mapping[str, Any], described: Mapping[str, Any]
) -> list[str]:
    about = " ".join(
        f"{operation[key].rstrip('.')}." for key in ("summary", "description") if key in operation
    )
    rows = [_parameter(given, described) for given in operation.get("parameters", [])]
    parts = [f"### `{path}`" if method == "get" else f"### `{method.upper()} {path}`", about]
    if "requestBody" in operation:
        return [*parts, table(["field", "default", "what it is"], _fields(operation))]
    return [*parts, table(["parameter", "default", "what it is"], rows)] if rows else parts


def _fields(operation: Mapping[str, Any]) -> list[list[str]]:
    """The fields of the form that an operation takes."""
    (body,) = operation["requestBody"]["content"].values()
    schema = body["schema"]
    return [
        [
            f"`{name}`",
            "required" if name in schema["required"] else _default(field.get("default")),
            field["description"] + _limits(field),
        ]
        for name, field in schema["properties"].items()
    ]


def _parameter(given: Mapping[str, Any], described: Mapping[str, Any]) -> list[str]:
    if "$ref" in given:
        given = described["components"]["parameters"][given["$ref"].rpartition("/")[2]]
    schema = given["schema"]
    default = "required" if given.get("required") else _default(schema.get("default"))
    return [f"`{given['name']}`", default, given["description"] + _limits(schema)]


def _limits(schema: Mapping[str, Any]) -> str:
    if "maxLength" in schema:
        return f" At most {schema['maxLength']} characters."
    if "maximum" in schema:
        return f" {schema['minimum']} to {schema['maximum']}."
    return ""


def _settings() -> list[list[str]]:
    return [
        [f"`{PREFIX}{name.upper()}`", _default(field.default), str(field.description)]
        for name, field in Settings.model_fields.items()
    ]


def _default(value: object) -> str:
    if value is None or value == "":
        return "none"
    return f"`{str(value).lower()}`" if isinstance(value, bool) else f"`{value}`"
