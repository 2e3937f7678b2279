from __future__ import annotations

import inspect
import subprocess
import sys
from pathlib import Path
from typing import Any, get_args

import pandas as pd
import pytest

import conflict_data as cd
from conflict_data import datasets
from conflict_data.errors import DatasetError, FilterError, UnknownNameError
from conflict_data.schema import table, tables


@pytest.fixture(autouse=True)
def _use(dataset: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(datasets.ENVIRONMENT_VARIABLE, str(dataset))


@pytest.mark.parametrize("name", tables())
def test_every_table_loads_with_its_columns(name: Any) -> None:
    frame = cd.load(name)
    assert tuple(frame.columns) == table(name).columns


def test_every_public_loader_returns_its_table() -> None:
    loaders = [name for name in cd.__all__ if name.startswith("load_")]
    assert len(loaders) >= 6
    for name in loaders:
        assert tuple(getattr(cd, name)().columns) == table(name.removeprefix("load_")).columns
        assert inspect.getdoc(getattr(cd, name))


def test_table_names_of_the_annotation_are_those_of_the_schema() -> None:
    assert get_args(datasets.TableName) == tuple(tables()) or set(get_args(datasets.TableName)) == set(
        tables()
    )


def test_columns_come_in_the_order_asked_for() -> None:
    frame = cd.load_events(columns=["trigger", "event_id"])
    assert list(frame.columns) == ["trigger", "event_id"]


@pytest.mark.parametrize(
    ("filters", "holds"),
    [
        ([("event_type", "==", "ASSAULT")], lambda f: (f["event_type"] == "ASSAULT").all()),
        (
            [("event_type", "in", ["ASSAULT", "AID"])],
            lambda f: f["event_type"].isin(["ASSAULT", "AID"]).all(),
        ),
        ([("published", ">=", "2026-02-01")], lambda f: (f["published"] >= "2026-02-01").all()),
        (
            [("hedged", "==", False), ("domain", "!=", "military")],
            lambda f: (f["domain"] != "military").all(),
        ),
    ],
)
def test_filters_keep_the_rows_they_name(filters: Any, holds: Any) -> None:
    frame = cd.load_events(filters=filters)
    assert 0 < len(frame) < len(cd.load_events())
    assert holds(frame)


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"columns": ["date"]}, UnknownNameError, "date_start"),
        ({"filters": [("type", "==", "ASSAULT")]}, UnknownNameError, "event_type"),
        ({"filters": [("event_type", "~", "ASSAULT")]}, UnknownNameError, "not in"),
        ({"filters": [("event_type", "==", "ATTACK")]}, UnknownNameError, "ASSAULT"),
        ({"filters": [("event_type", "in", "ASSAULT")]}, FilterError, "list of values"),
        ({"filters": [("published", ">", "yesterday-ish")]}, FilterError, "published"),
        ({"filters": [("start", ">", "a")]}, FilterError, "start"),
        ({"filters": [("start", ">")]}, FilterError, "triple"),
    ],
)
def test_wrong_arguments_say_what_is_allowed(arguments: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        cd.load_events(**arguments)


def test_unknown_table_lists_the_tables() -> None:
    with pytest.raises(UnknownNameError, match="statements"):
        cd.load("evnets")  # type: ignore[arg-type]


def test_no_dataset_says_where_it_looked(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=str(tmp_path)):
        cd.load_events(path=tmp_path)


def test_data_info_says_version_coverage_and_licence() -> None:
    info = cd.data_info()
    assert info["coverage_start"] == "2025-11-04"
    assert info["data_version"].endswith(info["coverage_end"])
    assert info["tables"]["articles"]["rows"] == 4
    assert info["license"] == "CC-BY-4.0"
    assert info["data_version"] in info["citation"]


def test_dates_are_datetimes_and_missing_text_is_not_a_number() -> None:
    events = cd.load_events()
    assert pd.api.types.is_datetime64_dtype(events["date_start"])
    assert not any(value is pd.NA for value in events["mode"])


def test_loading_imports_neither_parser_nor_validator_nor_plots() -> None:
    code = (
        "import sys, conflict_data as cd; cd.load_events(); cd.codebook(); cd.data_info();"
        "print([m for m in ('spacy', 'great_expectations', 'matplotlib', 'typer') if m in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_unknown_attribute_names_what_there_is() -> None:
    with pytest.raises(AttributeError, match="load_events"):
        _ = cd.load_event
