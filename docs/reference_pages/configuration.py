"""The keys of site.toml."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from helpgen.config_file import TABLES
from helpgen.connection import TOKEN_VARIABLE, USER_VARIABLE
from reference_pages.markdown import page, table

_SHAPE = """\
```toml
[site]                                    # where things are read and written
output = "dist"

[gladly]                                  # the organization that is asked
url = "https://acme.us-1.gladly.com"      # or "emulator"
org_id = "ihKsWxiZCDVtXg1iwVmT9Q"

[[brands]]                                # one table for each help center
slug = "fjell"
name = "Fjell & Fjord"
audience_id = "3cIEsaYcQTSFfECpBhGL6Q"
base_url = "https://help.fjell.example"
theme = "fjell"
languages = ["en-us", "fr-ca"]            # the first is the default

[brands.help_centers]                     # sections and their order, from Gladly
en-us = "1HMgRNORQb-uRkDSc5uTyg"

[[brands.sections]]                       # or here, where there's no help center
header = "First steps"
answers = ["ZVuxPl3xQcKlGlbaLcoZSg"]

[brands.options]                          # options of the theme
accent = "#2f5f4b"
```"""
_SET = """\
`--set KEY=VALUE` changes a key for one run, before anything is checked. The key is written
with dots; a brand is named by its slug or its place, other lists by the place of their items,
counted from 0. The value is TOML, or text as it stands where it isn't TOML:

```sh
helpgen build --set site.output=public
helpgen build --set brands.fjell.base_url=https://staging.fjell.example
helpgen build --set 'brands.fjell.languages=["en-us"]'
helpgen build --set 'brands.fjell.name="2026"'   # text that would be a number"""


def configuration() -> str:
    """The keys of site.toml, from the models in helpgen/config.py."""
    tables = [part for name, model in TABLES.items() for part in _table_part(name, model)]
    return page(
        "Configuration",
        "`site.toml` says what is built. Paths in it start from the folder it lies in. A key that "
        "helpgen doesn't know is a mistake, and all mistakes are told in one go.",
        _SHAPE,
        *tables,
        "## Changing keys on the command line",
        f"{_SET}\n```",
        "## Environment variables",
        table(
            ["variable", "what it holds"],
            [
                [f"`{USER_VARIABLE}`", "The address of the API user that the token belongs to."],
                [f"`{TOKEN_VARIABLE}`", "The API token."],
                [
                    "`AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`",
                    "Credentials of a bucket, for `helpgen deploy`; Amazon's others work too.",
                ],
                [
                    "`HELPGEN_INDEX_KEY`",
                    "Signs search indexes in a store: [a key](../how-to/scale.md#a-key).",
                ],
                ["`RSYNC_PASSWORD`", "Password of an rsync daemon, for `helpgen deploy`."],
            ],
        ),
        "Set both of Gladly's or neither. They are read from the environment only, never from a "
        "file, and are sent to no host but `gladly.url`. Reading published answers needs none; "
        "`helpgen audiences` does. The emulator has credentials of its own.",
    )


def _table_part(name: str, model: type[BaseModel]) -> tuple[str, str, str]:
    heading = f"[[{name}]]" if name.startswith("brands") else f"[{name}]"
    about = (model.__doc__ or "").partition(": ")[2].splitlines()[0]
    schema = model.model_json_schema()
    rows = [
        [
            f"`{key}`",
            _type_words(schema["properties"][key]),
            _default(model, key),
            _described(field),
        ]
        for key, field in model.model_fields.items()
    ]
    about = f"{about[0].upper()}{about[1:]}"
    return f"## `{heading}`", about, table(["key", "type", "default", "what it does"], rows)


def _described(field: Any) -> str:
    return str(field.description)


_FORMATS = {
    "action": "web address, or a path of the brand's host",
    "deploy": "address, see [Deploy](../how-to/deploy.md#targets)",
    "uri": "web address",
    "id": "id of Gladly's",
    "language": "language code",
}


def _type_words(schema: Mapping[str, Any]) -> str:
    """A JSON schema in words: what a person writes there."""
    if "anyOf" in schema:
        return _type_words(schema["anyOf"][0])  # the other one is null, for what isn't given
    if "enum" in schema:
        return " or ".join(f"`{json.dumps(value)}`" for value in schema["enum"])
    return _TYPES[schema.get("type", "object")](schema)


def _array_words(schema: Mapping[str, Any]) -> str:
    return f"list: {_type_words(schema['items'])}"


def _object_words(schema: Mapping[str, Any]) -> str:
    inner = schema.get("additionalProperties")
    if not isinstance(inner, dict):
        return "table"
    return f"table: {_type_words(inner)} by {schema.get('keys', 'language code')}"


def _number_words(schema: Mapping[str, Any]) -> str:
    end = f" to {schema['maximum']:g}" if "maximum" in schema else ""
    return f"number from {schema['minimum']:g}{end}"


def _text_words(schema: Mapping[str, Any]) -> str:
    return _FORMATS.get(schema.get("format", ""), "text")


_TYPES = {
    "array": _array_words,
    "boolean": lambda _: "`true` or `false`",
    "object": _object_words,
    "number": _number_words,
    "integer": lambda schema: f"whole {_number_words(schema)}",
    "string": _text_words,
}


def _default(model: type[BaseModel], key: str) -> str:
    field = model.model_fields[key]
    if field.is_required():
        return "required"
    value = field.get_default(call_default_factory=True)
    return f"`{json.dumps(value)}`" if value not in (None, (), {}) else "none"
