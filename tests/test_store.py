from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from conflict_data.errors import DatasetError
from conflict_data.schema import table, tables
from conflict_data.store import (
    MANIFEST,
    content_sha256,
    file_sha256,
    read_manifest,
    read_table,
    write_dataset,
)


def test_written_dataset_holds_every_table_as_the_manifest_says(dataset: Path) -> None:
    manifest = read_manifest(dataset)
    assert list(manifest.tables) == list(tables())
    for name, entry in manifest.tables.items():
        stored = read_table(dataset / f"{name}.parquet")
        assert stored.schema.equals(table(name).arrow_schema())
        assert (stored.num_rows, content_sha256(stored)) == (entry.rows, entry.content_sha256)
        assert file_sha256(dataset / f"{name}.parquet") == entry.sha256


def test_manifest_has_neither_times_nor_paths(dataset: Path) -> None:
    text = (dataset / MANIFEST).read_text(encoding="utf-8")
    assert str(dataset) not in text
    assert json.loads(text)["coverage_end"] == "2026-02-12"


def test_writing_again_gives_the_same_bytes_and_leaves_other_files(dataset: Path, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("kept")
    built = {name: [read_table(dataset / f"{name}.parquet")] for name in tables()}
    manifest = read_manifest(dataset)
    write_dataset(tmp_path, built, package_version=manifest.package_version, model=manifest.model)
    for file in dataset.iterdir():
        assert (tmp_path / file.name).read_bytes() == file.read_bytes()
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(
        [*(p.name for p in dataset.iterdir()), "README.md"]
    )


def test_parquet_has_no_pandas_metadata(dataset: Path) -> None:
    assert b"pandas" not in (pq.read_schema(dataset / "events.parquet").metadata or {})


def test_a_directory_that_cannot_be_written_is_a_named_error(dataset: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    built = {name: [read_table(dataset / f"{name}.parquet")] for name in tables()}
    with pytest.raises(DatasetError, match="cannot write the dataset"):
        write_dataset(tmp_path / "file" / "out", built, package_version="0", model="none")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"tables": {"events": 3}}', '{"tables": {}}'])
def test_a_broken_manifest_is_a_named_error(text: str, tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_text(text)
    with pytest.raises(DatasetError, match="not a manifest"):
        read_manifest(tmp_path)


def test_a_broken_table_file_is_a_named_error(tmp_path: Path) -> None:
    (tmp_path / "events.parquet").write_bytes(b"PAR1 no more")
    with pytest.raises(DatasetError, match=r"events\.parquet: not a readable Parquet file"):
        read_table(tmp_path / "events.parquet")
    with pytest.raises(DatasetError, match="no such table file"):
        read_table(tmp_path / "none.parquet")
