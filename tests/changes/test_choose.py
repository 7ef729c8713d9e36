"""Which record a person means."""

from __future__ import annotations

import pytest

from helpgen.changes.choose import chosen_records
from helpgen.errors import ContentError

IDS = (
    "2026-11-28T080000Z",
    "2026-11-29T080000Z",
    "2026-11-29T120000Z",
    "2026-12-01T080000Z",
)


def records(folder, ids=IDS):
    for name in ids:
        (folder / name).mkdir(parents=True)
        (folder / name / "build.json").write_text("{}")
    return folder


@pytest.fixture
def builds(tmp_path):
    return records(tmp_path / "builds")


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("", "", (2, 3)),
        (IDS[0], "", (0, 3)),
        ("", IDS[1], (0, 1)),
        ("2026-12", "2026-11-28T", (3, 0)),
        ("2026-11-29T0", "2026-11-29T1", (1, 2)),
        ("2026-11-29", "2026-11-29", (0, 2)),  # what changed on that day
        ("2026-11-28", "", (0, 3)),  # there's none before
        ("2026-11-30", "", (2, 3)),
        ("2026-12-24", "", (3, 3)),
    ],
)
def test_by_id_beginning_and_day(builds, since, until, expected):
    older, newer = chosen_records(builds, since, until)
    assert (IDS.index(older.name), IDS.index(newer.name)) == expected


@pytest.mark.parametrize("what", ["", "2026-11-20T080000Z", "2026-11-20T080000Z/build.json"])
def test_by_the_path_of_a_folder_of_records_or_of_one(builds, tmp_path, what):
    """As an artifact of another job."""
    other = records(tmp_path / "main", ["2026-11-20T080000Z"])
    older, newer = chosen_records(builds, str(other / what), "")
    assert older == other / "2026-11-20T080000Z"
    assert newer == builds / IDS[-1]
    older, newer = chosen_records(builds, IDS[0], str(other / what))
    assert newer == other / "2026-11-20T080000Z"


@pytest.mark.parametrize(
    ("since", "until", "told"),
    [
        ("2026-11-29T", "", "may be 2026-11-29T080000Z or 2026-11-29T120000Z: name more of it"),
        ("2025", "", "2025: there's no such record"),
        ("", "2025-01-01", "has no record of 2025-01-01 or before"),
        ("", IDS[0], "holds no record before 2026-11-28T080000Z"),
        ("..", "", "holds no record of a build"),
    ],
)
def test_what_nobody_can_mean_is_told_with_what_to_do(builds, since, until, told, monkeypatch):
    monkeypatch.chdir(builds)
    with pytest.raises(ContentError, match=told):
        chosen_records(builds, since, until)


def test_without_any_record(tmp_path):
    with pytest.raises(ContentError, match="a build that changes something makes one"):
        chosen_records(tmp_path / "none", "", "")
    one = records(tmp_path / "one", IDS[:1])
    with pytest.raises(ContentError, match="holds no record before"):
        chosen_records(one, "", "")
