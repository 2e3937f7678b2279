"""Exports: what is written can be read back as it was, and nothing in it runs in a spreadsheet."""

from __future__ import annotations

import builtins
import csv
import json
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from conflict_data.cli import app
from conflict_data.errors import DatasetError, UnknownNameError, UsageError
from conflict_data.exports import FORMATS, export
from conflict_data.exports.icews import COLUMNS
from conflict_data.exports.text import FORMULA, neutralised
from conflict_data.reference.ontology import event_types
from conflict_data.schema import Table, codebook, tables


def rows(dataset: Path, name: str) -> list[dict[str, Any]]:
    return list(pq.read_table(dataset / f"{name}.parquet").to_pylist())


def restored(text: str | None) -> str | None:
    """Take off the apostrophe that the export put in front."""
    return text[1:] if text is not None and text.startswith("'") and re.match(FORMULA, text) else text


def from_csv(path: Path, table: Table) -> list[dict[str, Any]]:
    lists = {f.name for f in table.fields if f.type == "list<string>"}
    schema = table.arrow_schema()
    types = {f.name: pa.string() if f.name in lists else schema.field(f.name).type for f in table.fields}
    options = pyarrow.csv.ConvertOptions(
        column_types=types, strings_can_be_null=True, quoted_strings_can_be_null=False, null_values=[""]
    )
    parsing = pyarrow.csv.ParseOptions(newlines_in_values=True)
    read = pyarrow.csv.read_csv(path, convert_options=options, parse_options=parsing).to_pylist()
    texts = {f.name for f in table.fields if f.type == "string"}
    return [
        {
            k: json.loads(v) if k in lists and v is not None else restored(v) if k in texts else v
            for k, v in row.items()
        }
        for row in read
    ]


def from_json(row: dict[str, Any], table: Table) -> dict[str, Any]:
    days = {f.name for f in table.fields if f.type == "date"}
    return {k: date.fromisoformat(v) if k in days and v is not None else v for k, v in row.items()}


@pytest.fixture
def risky(broken: Callable[[str, Callable[[pa.Table], pa.Table]], Path]) -> Path:
    """Return a dataset whose titles would be formulas."""

    def change(table: pa.Table) -> pa.Table:
        titles = ["=HYPERLINK(1)", "'=1+1", 'a "quoted", line\nand more', "-5 degrees"][: table.num_rows]
        return table.set_column(
            table.schema.get_field_index("title"), table.schema.field("title"), pa.array(titles, pa.string())
        )

    return broken("articles", change)


@pytest.mark.parametrize("name", list(tables()))
def test_csv_round_trip(risky: Path, tmp_path: Path, name: str) -> None:
    export(risky, format="csv", out=tmp_path / "csv")
    assert from_csv(tmp_path / "csv" / f"{name}.csv", tables()[name]) == rows(risky, name)


def test_nothing_in_csv_is_a_formula(risky: Path, tmp_path: Path) -> None:
    export(risky, format="csv", out=tmp_path / "csv")
    numbers = re.compile(r"-?\d+(\.\d+)?(e-?\d+)?")
    for file in (tmp_path / "csv").iterdir():
        with file.open(encoding="utf-8", newline="") as stream:
            cells = [cell for line in csv.reader(stream) for cell in line]
        assert not [cell for cell in cells if cell[:1] in set("=+-@\t\r") and not numbers.fullmatch(cell)], (
            file.name
        )
    with (tmp_path / "csv" / "articles.csv").open(encoding="utf-8", newline="") as stream:
        assert [row["title"] for row in csv.DictReader(stream)][:2] == ["'=HYPERLINK(1)", "''=1+1"]


@given(st.lists(st.text(alphabet=st.sampled_from("'=+-@\t\r\nab"), max_size=5)))
def test_neutralised_texts_are_safe_and_can_be_restored(texts: list[str]) -> None:
    safe = neutralised(pa.chunked_array([pa.array(texts, pa.string())])).to_pylist()
    assert not [text for text in safe if text[:1] in set("=+-@\t\r\n") - {""} and text]
    assert [restored(text) for text in safe] == texts


@pytest.mark.parametrize("name", list(tables()))
def test_jsonl_round_trip(dataset: Path, tmp_path: Path, name: str) -> None:
    export(dataset, format="jsonl", out=tmp_path)
    read = [
        json.loads(line) for line in (tmp_path / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert [from_json(row, tables()[name]) for row in read] == rows(dataset, name)


def test_geojson_round_trip(dataset: Path, tmp_path: Path) -> None:
    export(dataset, format="geojson", out=tmp_path)
    located = {name for name, table in tables().items() if {"latitude", "longitude"} <= set(table.columns)}
    assert {file.stem for file in tmp_path.iterdir()} == located
    features = json.loads((tmp_path / "events.geojson").read_text(encoding="utf-8"))["features"]
    read = []
    for feature in features:
        point = feature["geometry"]["coordinates"] if feature["geometry"] else (None, None)
        read.append(
            from_json(feature["properties"], tables()["events"])
            | {"longitude": point[0], "latitude": point[1]}
        )
    assert read == rows(dataset, "events")
    assert any(feature["geometry"] for feature in features)


def test_sqlite_round_trip_with_keys(dataset: Path, tmp_path: Path) -> None:
    out = export(dataset, format="sqlite", out=tmp_path / "new" / "data.sqlite")
    with closing(sqlite3.connect(out)) as connection:
        connection.row_factory = sqlite3.Row
        for name, table in tables().items():
            lists = {f.name for f in table.fields if f.type == "list<string>"}
            flags = {f.name for f in table.fields if f.type == "bool"}
            read = [
                {
                    k: json.loads(v)
                    if k in lists and v is not None
                    else bool(v)
                    if k in flags and v is not None
                    else v
                    for k, v in from_json(dict(row), table).items()
                }
                for row in connection.execute(f"SELECT * FROM {name}")  # noqa: S608
            ]
            assert read == rows(dataset, name)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        (n,) = connection.execute("SELECT count(*) FROM codebook").fetchone()
        assert n == len(codebook())
        (joined,) = connection.execute(
            "SELECT count(*) FROM events JOIN articles USING (article_id) WHERE date(events.published) IS NOT NULL"
        ).fetchone()
        assert joined == len(rows(dataset, "events"))


def test_duckdb_round_trip_with_comments(dataset: Path, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    out = export(dataset, format="duckdb", out=tmp_path / "data.duckdb")
    with closing(duckdb.connect(str(out), read_only=True)) as connection:
        for name in tables():
            result = connection.execute(f"SELECT * FROM {name}")  # noqa: S608
            names = [column[0] for column in result.description]
            assert [dict(zip(names, row, strict=True)) for row in result.fetchall()] == rows(dataset, name)
        comments = connection.execute(
            "SELECT count(comment) FROM duckdb_columns() WHERE table_name = 'events'"
        )
        assert comments.fetchone() == (len(tables()["events"].columns),)


def test_duckdb_that_is_not_installed_is_named(
    dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def without(name: str, *args: Any, **kwargs: Any) -> Any:
        if name == "duckdb":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(UsageError, match=r"conflict-data\[duckdb\]"):
        export(dataset, format="duckdb", out=tmp_path / "data.duckdb")


def test_icews_has_what_happened_in_its_columns(dataset: Path, tmp_path: Path) -> None:
    out = export(dataset, format="icews", out=tmp_path / "events.tab")
    with out.open(encoding="utf-8", newline="") as stream:
        read = list(csv.DictReader(stream, delimiter="\t"))
    assert tuple(read[0]) == COLUMNS
    happened = {e["event_id"]: e for e in rows(dataset, "events") if e["factuality"] == "actual"}
    assert [row["Event ID"] for row in read] == list(happened)
    for row in read:
        event = happened[row["Event ID"]]
        assert row["CAMEO Code"] == event_types()[event["event_type"]].cameo_root
        assert date.fromisoformat(row["Event Date"]) == (event["date_start"] or event["published"])
        assert int(row["Sentence Number"]) >= 1
    assert "Ukraine" in {row["Source Country"] for row in read}
    assert any(row["City"] for row in read)


def test_unknown_format_lists_those_there_are(dataset: Path, tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="geojson"):
        export(dataset, format="xlsx", out=tmp_path)


@pytest.mark.parametrize("format_", list(FORMATS))
def test_a_place_that_cannot_be_written_is_an_error(dataset: Path, tmp_path: Path, format_: str) -> None:
    if format_ == "duckdb":
        pytest.importorskip("duckdb")
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(DatasetError, match="cannot be written"):
        export(dataset, format=format_, out=tmp_path / "file" / "out")


@pytest.mark.parametrize("format_", ["csv", "jsonl", "geojson", "icews"])
def test_exports_come_out_the_same(dataset: Path, tmp_path: Path, format_: str) -> None:
    first, second = (export(dataset, format=format_, out=tmp_path / n) for n in ("1", "2"))
    files = [list(p.iterdir()) if p.is_dir() else [p] for p in (first, second)]
    assert sorted(f.read_bytes() for f in files[0]) == sorted(f.read_bytes() for f in files[1])


def test_command(dataset: Path, tmp_path: Path) -> None:
    arguments = ["export", str(dataset), "--format", "sqlite", "--out", str(tmp_path / "d.sqlite"), "--json"]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0
    assert Path(json.loads(result.stdout)["out"]).stat().st_size > 10_000
