"""docs/reference/emulator.md tells what there is."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import get_args

import pytest

import helpgen.emulator
from helpgen.emulator.app import OPERATIONS
from helpgen.emulator.faults import Fault, FaultKind

DOCS = Path(__file__).parent.parent.parent / "docs" / "reference" / "emulator.md"


@pytest.fixture(scope="module")
def text():
    return DOCS.read_text(encoding="utf-8")


def rows(text):
    """First and second cell of every table row whose first cell is code."""
    return dict(re.findall(r"^\| `([^`|]+)` \| (.*?) \|", text, flags=re.MULTILINE))


def test_every_operation_is_told_with_its_method(text):
    told = rows(text)
    for operation in OPERATIONS:
        path = re.sub(r"_(\w)", lambda match: match[1].upper(), operation.path)
        assert told[operation.id].strip("`").partition("?")[0] == f"{operation.method} {path}"


def test_every_kind_of_fault_is_told(text):
    assert set(get_args(FaultKind)) <= rows(text).keys()


def test_every_key_of_a_fault_is_told_with_its_default(text):
    told = rows(text.split("| key | default |")[1])
    for name, field in Fault.model_fields.items():
        default = "none" if field.is_required() else f"`{json.dumps(field.default)}`"
        assert told[name] == default


def test_the_public_face_is_told():
    told = DOCS.read_text(encoding="utf-8")
    functions = ["create_app", "running", "seed_from_content", "seed_from_jsonl", "serve"]
    assert {*functions, "Organization", "Seed"} <= set(helpgen.emulator.__all__)
    assert all(f"`{name}(" in told for name in functions)
