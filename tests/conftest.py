"""Fixtures that several tests share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from conflict_data.builder import build

ROOT = Path(__file__).parents[1]
RAW = ROOT / "data" / "raw"
DAYS = ("2025-11-04", "2026-01-15", "2026-02-10", "2026-02-12")


@pytest.fixture(scope="session")
def articles() -> list[Path]:
    """Return four dispatches that hold rows of every table."""
    return [RAW / day[:7] / f"dispatch-{day}.md" for day in DAYS]


@pytest.fixture(scope="session")
def dataset(articles: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a dataset built from them; tests must not change it."""
    out = tmp_path_factory.mktemp("dataset")
    build(articles, out)
    return out


@pytest.fixture
def broken(dataset: Path, tmp_path: Path) -> Callable[[str, Callable[[pa.Table], pa.Table]], Path]:
    """Return a function that copies the dataset and changes one table of the copy."""

    def change(name: str, how: Callable[[pa.Table], pa.Table]) -> Path:
        for file in dataset.iterdir():
            (tmp_path / file.name).write_bytes(file.read_bytes())
        path = tmp_path / f"{name}.parquet"
        pq.write_table(how(pq.read_table(path)), path)
        return tmp_path

    return change
