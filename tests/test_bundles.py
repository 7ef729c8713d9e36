"""Modules that one script alone needs become a part of it; what that could change stays a file."""

from __future__ import annotations

import pytest

from helpgen.bundles import as_constant, parts_of_scripts, with_constants

USE_B = 'import { b } from "./b.js";'


def parts(codes, *entries):
    return parts_of_scripts(codes, entries or ("a.js",))


def test_a_part_comes_after_those_that_it_needs():
    codes = {
        "d.js": "export const d = 4;",
        "c.js": 'import { d } from "./d.js";\nexport const c = d;',
        "b.js": 'import { d } from "./d.js";\nexport const b = d;',
        "a.js": f'{USE_B}\nimport {{ c }} from "./c.js";',
    }
    assert parts(codes) == {"a.js": ("d.js", "b.js", "c.js")}


def test_what_two_scripts_need_stays_a_file_as_they_may_share_its_state():
    codes = {"b.js": "export const b = [];", "a.js": USE_B, "c.js": USE_B}
    assert parts(codes, "a.js", "c.js") == {"b.js": (), "a.js": (), "c.js": ()}


def test_what_needs_a_file_stays_one():
    codes = {
        "c.js": "export const c = [];",
        "b.js": 'import { c } from "./c.js";\nexport const b = c;',
        "a.js": USE_B,
        "d.js": 'import { c } from "./c.js";',
    }
    assert parts(codes, "a.js", "d.js") == dict.fromkeys(codes, ())


def test_what_is_loaded_by_itself_stays_a_file():
    codes = {"b.js": "export const b = 1;", "a.js": USE_B}
    assert parts(codes, "a.js", "b.js") == {"b.js": (), "a.js": ()}


@pytest.mark.parametrize(
    "code",
    [
        "export default 1;",
        "export let b = 1;",
        "export { b };",
        'export * from "https://a.example/b.js";',
        'import "https://a.example/b.js";',
        'import * as c from "https://a.example/b.js";',
        "export const b = import.meta.url;",
        "export const b = await 1;",
        "export const b = `\n`;",
        "export const other = 1;",
    ],
)
def test_what_means_something_else_within_a_function_stays_a_file(code):
    assert parts({"b.js": code, "a.js": USE_B}) == {"b.js": (), "a.js": ()}


def test_parts_are_constants_with_what_they_export():
    code = "export async function* one() {}\nexport class Two {}\nconst three = 3;"
    assert as_constant("lib/b.js", code) == (
        "const $lib_b_js = (() => {\n"
        "async function* one() {}\nclass Two {}\nconst three = 3;\n"
        "return { one, Two };\n})();"
    )


def test_imports_of_parts_are_taken_from_their_constants():
    code = 'import { b, c as d } from "../b.js";\nimport { e } from "./e.js";'
    assert with_constants("lib/a.js", code, ["b.js"]) == (
        'const { b, c: d } = $b_js;\nimport { e } from "./e.js";'
    )
