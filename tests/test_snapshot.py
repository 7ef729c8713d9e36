"""Snapshots on disk, and the guard before them."""

from __future__ import annotations

import contextlib
import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpgen.errors import FetchRefused, SnapshotError
from helpgen.model import Answer, EditionKey, Layout, LayoutSection, Snapshot
from helpgen.snapshot import guard, load_snapshot, save_snapshot, snapshot_path

EDITION = EditionKey("fjell", "en-us")
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
ids = st.from_regex(r"[A-Za-z0-9._-]{1,8}", fullmatch=True)
answers = st.builds(Answer, ids, texts, texts, st.just("en-us"), st.none() | texts)
layouts = st.builds(
    Layout,
    st.lists(st.builds(LayoutSection, texts, st.lists(ids, max_size=3).map(tuple)), max_size=3).map(
        tuple
    ),
)
snapshots = st.builds(
    Snapshot,
    edition=st.just(EDITION),
    source=texts,
    fetched_at=texts,
    answers=st.lists(answers, max_size=4, unique_by=lambda answer: answer.id).map(
        lambda found: tuple(sorted(found, key=lambda answer: answer.id))
    ),
    layout=st.none() | layouts,
    may_be_short=st.booleans(),
)


def snapshot(count=3, *, sections=0, **changes):
    """A snapshot of `count` answers and `sections` sections; without a layout by default."""
    return Snapshot(
        EDITION,
        "https://acme.gladly.example",
        "2026-05-14T09:00:00Z",
        tuple(Answer(f"id-{n:02}", f"Name {n}", "<p>Text</p>", "en-us") for n in range(count)),
        Layout(tuple(LayoutSection(f"S{n}", ()) for n in range(sections))) if sections else None,
        **changes,
    )


@given(snapshots)
def test_what_is_saved_is_loaded(tmp_path_factory, given_snapshot):
    folder = tmp_path_factory.mktemp("snapshots")
    assert save_snapshot(folder, given_snapshot)
    assert load_snapshot(folder, EDITION) == given_snapshot
    assert not save_snapshot(folder, given_snapshot)


def test_a_file_stands_for_each_edition(tmp_path):
    assert snapshot_path(tmp_path, EDITION) == tmp_path / "fjell" / "en-us.json"


def test_an_unchanged_snapshot_keeps_its_file_and_time(tmp_path):
    save_snapshot(tmp_path, snapshot())
    before = snapshot_path(tmp_path, EDITION).stat().st_mtime_ns
    assert not save_snapshot(tmp_path, replace(snapshot(), fetched_at="2027-01-01T00:00:00Z"))
    assert snapshot_path(tmp_path, EDITION).stat().st_mtime_ns == before
    assert load_snapshot(tmp_path, EDITION).fetched_at == "2026-05-14T09:00:00Z"


@pytest.mark.parametrize(
    "changed", [snapshot(2), snapshot(sections=1), snapshot(may_be_short=True)]
)
def test_a_changed_snapshot_is_written(tmp_path, changed):
    save_snapshot(tmp_path, snapshot())
    assert save_snapshot(tmp_path, changed)
    assert load_snapshot(tmp_path, EDITION) == changed


def test_a_snapshot_that_cant_be_read_is_replaced(tmp_path):
    save_snapshot(tmp_path, snapshot())
    snapshot_path(tmp_path, EDITION).write_text("{")
    assert save_snapshot(tmp_path, snapshot())
    assert load_snapshot(tmp_path, EDITION) == snapshot()


def test_a_version_control_diff_shows_the_line_that_changed(tmp_path):
    save_snapshot(tmp_path, snapshot())
    before = snapshot_path(tmp_path, EDITION).read_text("utf-8").splitlines()
    first, *rest = snapshot().answers
    changed = replace(snapshot(), answers=(replace(first, name="Größe"), *rest))
    save_snapshot(tmp_path, changed)
    after = snapshot_path(tmp_path, EDITION).read_text("utf-8").splitlines()
    (line,) = [new for old, new in zip(before, after, strict=True) if old != new]
    assert line.strip() == '"name": "Größe",'


def test_no_snapshot_is_told_with_the_command_that_makes_one(tmp_path):
    path = snapshot_path(tmp_path, EDITION)
    told = f"fjell/en-us: there's no snapshot yet ({path}): run 'helpgen fetch'"
    with pytest.raises(SnapshotError, match=f"^{re.escape(told)}$"):
        load_snapshot(tmp_path, EDITION)


def test_a_snapshot_that_is_a_folder_is_told(tmp_path):
    snapshot_path(tmp_path, EDITION).mkdir(parents=True)
    with pytest.raises(SnapshotError, match=r"fjell/en-us: .*en-us\.json can't be read: "):
        load_snapshot(tmp_path, EDITION)


def test_another_format_is_told_with_both_numbers(tmp_path):
    save_snapshot(tmp_path, snapshot())
    path = snapshot_path(tmp_path, EDITION)
    path.write_text(json.dumps({**json.loads(path.read_text()), "format": 9}))
    told = f"{path}: has format 9, this helpgen reads 1: run 'helpgen fetch'"
    with pytest.raises(SnapshotError, match=f"^{re.escape(told)}$"):
        load_snapshot(tmp_path, EDITION)


@given(st.binary(max_size=40) | st.sampled_from([b"{}", b"[]", b'{"format": 1}', b"[" * 5000]))
def test_any_other_file_is_told_with_its_name(tmp_path_factory, data):
    folder = tmp_path_factory.getbasetemp() / "broken"
    path = snapshot_path(folder, EDITION)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    with pytest.raises(SnapshotError) as raised:
        load_snapshot(folder, EDITION)
    assert str(raised.value).startswith(f"{path}: isn't a snapshot of this version (")
    assert str(raised.value).endswith("): run 'helpgen fetch'")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (None, snapshot(1)),
        (snapshot(10), snapshot(7)),
        (snapshot(10), snapshot(20)),
        (snapshot(0), snapshot(1)),
        (snapshot(3, sections=2), snapshot(3, sections=1)),
        (snapshot(3), snapshot(3)),
        (replace(snapshot(10, sections=1), source="emulator"), snapshot(1)),
    ],
)
def test_the_guard_lets_an_ordinary_fetch_through(old, new):
    guard(old, new, 0.3)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            None,
            snapshot(0),
            (
                "fjell/en-us: Gladly returned no answers; there's no older snapshot: check "
                "audience_id and the language in site.toml, or pass --accept-loss fjell if it's "
                "meant to be empty"
            ),
        ),
        (
            snapshot(3, sections=1),
            snapshot(3),
            (
                "fjell/en-us: the help center lost all its sections; the snapshot of "
                "2026-05-14T09:00:00Z was kept: look at it in Gladly, or pass --accept-loss fjell "
                "if that's right"
            ),
        ),
        (
            snapshot(10),
            snapshot(6),
            (
                "fjell/en-us: 4 of 10 answers are gone, more than max_shrink = 0.3 allows; the "
                "snapshot of 2026-05-14T09:00:00Z was kept: pass --accept-loss fjell if that's "
                "right"
            ),
        ),
    ],
)
def test_the_guard_stops_a_loss_and_says_how_to_accept_it(old, new, told):
    with pytest.raises(FetchRefused) as raised:
        guard(old, new, 0.3)
    assert str(raised.value) == told


@pytest.mark.parametrize(("left", "refused"), [(10, False), (7, False), (6, True), (1, True)])
def test_answers_that_fall_out_of_all_sections_are_a_loss_too(left, refused):
    """Half of a layout looks whole; answers that are gone altogether don't count twice."""

    def placed(count, most):
        ids = tuple(f"id-{n:02}" for n in range(most))
        return replace(snapshot(count), layout=Layout((LayoutSection("S", ids),)))

    guard(placed(10, 10), placed(7, 7), 0.3)
    with pytest.raises(FetchRefused) if refused else contextlib.nullcontext() as raised:
        guard(placed(10, 10), placed(10, left), 0.3)
    if raised:
        assert f"{10 - left} of 10 answers are in no section any more" in str(raised.value)


def test_new_answers_dont_make_up_for_lost_ones():
    others = tuple(replace(answer, id=f"x{answer.id}") for answer in snapshot(10).answers)
    with pytest.raises(FetchRefused, match="10 of 10 answers are gone"):
        guard(snapshot(10), replace(snapshot(), answers=others), 0.9)


@pytest.mark.parametrize(("max_shrink", "kept"), [(0, 10), (0.5, 5), (0.9, 1), (1, 1)])
def test_max_shrink_is_the_largest_share_that_may_go(max_shrink, kept):
    guard(snapshot(10), snapshot(kept), max_shrink)
    if kept > 1:
        with pytest.raises(FetchRefused):
            guard(snapshot(10), snapshot(kept - 1), max_shrink)
