"""Descriptions of several pages."""

from __future__ import annotations

from looked_at import told

from helpgen.checks import double_description


def page(text):
    return f'<head><meta name="description" content="{text}"></head>'


def test_a_description_of_an_earlier_page_is_told_in_its_first_words():
    text = "Your parcel is on its way. " * 5
    pages = {"/x/": page(text), "/y/": page(text.upper())}
    ((where, what),) = told(double_description, {}, pages)
    assert where == "alpha/en-us page /y/"
    assert what.startswith("its description, 'YOUR PARCEL IS ON ITS WAY.")
    assert what.endswith("…', is that of alpha/en-us page /x/ too")


def test_pages_without_one_and_others_that_begin_alike_are_fine():
    pages = {"/x/": page("Ships today."), "/y/": page("Ships today, or not."), "/z/": page("")}
    pages["/zz/"] = page("")
    assert told(double_description, {}, pages) == []
