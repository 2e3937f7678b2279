"""Fixtures that several tests share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from conflict_data.articles import read_articles
from conflict_data.builder import build

ROOT = Path(__file__).parents[1]
RAW = ROOT / "data" / "raw"
DAYS = ("2025-11-04", "2026-01-15", "2026-02-10", "2026-02-12")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `--faults 15` try fifteen times as many kills and mutations."""
    parser.addoption("--faults", type=int, default=1, help="how many times as many faults to try")


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
def faults(request: pytest.FixtureRequest) -> int:
    """Return how many times as much as usual is tried."""
    return int(request.config.getoption("--faults"))


@pytest.fixture
def news(articles: list[Path], tmp_path: Path) -> Path:
    """Return a folder of 33 short articles."""
    folder = tmp_path / "news"
    folder.mkdir()
    paragraphs = [part for article in read_articles(articles) for part in article.text.split("\n\n")]
    for i, paragraph in enumerate(paragraphs[:33]):
        text = f"---\nid: short-{i}\npublished: 2026-01-{i % 20 + 1:02}\n---\n{paragraph}\n"
        (folder / f"{i}.md").write_text(text, "utf-8")
    return folder


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


@pytest.fixture
def make_events() -> Callable[..., pd.DataFrame]:
    """Return a function that makes a table of events from what matters, a dictionary a row."""
    usual: dict[str, Any] = {
        "article_id": "a",
        "published": "2026-01-12",
        "event_type": "ASSAULT",
        "quad_class": "material conflict",
        "domain": "military",
        "intensity": -9.0,
        "factuality": "actual",
        "hedged": False,
        "attribution_actor": None,
        "attribution_text": None,
        "source_country": None,
        "target_country": None,
        "date_start": None,
        "date_end": None,
        "place_id": None,
        "place_text": None,
        "latitude": None,
        "longitude": None,
    }

    def make(rows: Sequence[dict[str, Any]]) -> pd.DataFrame:
        full = []
        for n, row in enumerate(rows):
            # One day is told as its start alone.
            days = {"date_end": row["date_start"]} if "date_start" in row else {}
            full.append({"event_id": f"e{n}", "incident_id": f"i{n}", **usual, **days, **row})
        table = pd.DataFrame(full, columns=["event_id", "incident_id", *usual])
        dates = ["published", "date_start", "date_end"]
        numbers = ["intensity", "latitude", "longitude"]
        words = [c for c in table.columns if c not in {*dates, *numbers, "hedged"}]
        kinds = dict.fromkeys(dates, "datetime64[s]") | dict.fromkeys(numbers, "float64")
        return table.astype(kinds | dict.fromkeys(words, "str") | {"hedged": "bool"})

    return make
