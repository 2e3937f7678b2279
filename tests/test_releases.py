"""What former releases wrote, this one loads. ``scripts/keep_release.py`` keeps the first rows of each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import cast

import pandas as pd
import pyarrow.parquet as pq
import pytest

from conflict_data.datasets import TableName, data_info, load
from conflict_data.schema import tables

RELEASES = Path(__file__).parent / "releases"
KEPT = [
    (release, file.stem)
    for release in sorted(RELEASES.iterdir())
    for file in sorted(release.glob("*.parquet"))
]


@pytest.mark.parametrize(("release", "name"), KEPT, ids=lambda value: getattr(value, "name", value))
def test_tables_of_former_releases_load(release: Path, name: str) -> None:
    then = json.loads((release / "schema.json").read_text(encoding="utf-8"))[name]
    assert set(then) <= set(tables()[name].columns), "a column was taken away: that is a new major version"
    frame = load(cast("TableName", name), path=release)
    assert tuple(frame) == tables()[name].columns
    stored = pq.read_table(release / f"{name}.parquet").to_pandas(date_as_object=False)
    pd.testing.assert_frame_equal(frame[list(then)], stored[list(then)])
    assert frame[[c for c in frame if c not in then]].isna().all(axis=None)
    if added := [c for c in tables()[name].columns if c not in then]:
        assert len(load(cast("TableName", name), columns=added, path=release)) == len(stored)


def test_former_releases_say_what_they_are() -> None:
    for release in RELEASES.iterdir():
        assert data_info(release)["data_version"]
