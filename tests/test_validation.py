from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from conflict_data.schema import tables
from conflict_data.validation import validate

Broken = Callable[[str, Callable[[pa.Table], pa.Table]], Path]


def change(column: str, value: Any, row: int = 0) -> Callable[[pa.Table], pa.Table]:
    """Return a function that sets one cell."""

    def apply(table: pa.Table) -> pa.Table:
        cells = table[column].to_pylist()
        cells[row] = value(cells[row]) if callable(value) else value
        field = table.schema.field(column)
        field = field.with_nullable(field.nullable or value is None)
        return table.set_column(table.schema.get_field_index(column), field, pa.array(cells, field.type))

    return apply


def failures(path: Path) -> str:
    report = validate(path)
    assert not report.success
    return "\n".join(str(failure) for failure in report.failures)


def key_of(path: Path, name: str) -> str:
    column = tables()[name].primary_key[0]
    return str(pa.parquet.read_table(path / f"{name}.parquet")[column][0])


def test_a_built_dataset_passes_every_check(dataset: Path) -> None:
    report = validate(dataset)
    assert [str(failure) for failure in report.failures] == []
    assert len(report.checks) > 200
    assert set(report.to_frame()["table"]) == set(tables())


# Table, how it is broken, what the failure says.
CASES = [
    ("articles", change("text", lambda text: "X" + text), "evidence = text"),
    ("articles", change("published", None), "published"),
    ("articles", change("text_sha256", "abc"), "text_sha256"),
    ("articles", change("language", "english"), "language"),
    ("articles", change("article_id", "dispatch-elsewhere"), "article_id"),
    ("articles", lambda t: pa.concat_tables([t, t.slice(0, 1)]), "unique"),
    ("events", change("event_type", "ATTACK"), "event_type"),
    ("events", change("factuality", "real"), "factuality"),
    ("events", change("trigger", "nothing"), "trigger = text"),
    ("events", change("evidence", "A sentence that nobody wrote."), "evidence = text"),
    ("events", change("article_id", "dispatch-1999-01-01"), "article_id"),
    ("events", change("source_actor", "nobody-known"), "source_actor"),
    ("events", change("end", 0), "end"),
    ("events", change("intensity", -11.0), "intensity"),
    ("events", change("event_id", "1"), "event_id"),
    ("events", lambda t: pa.concat_tables([t, t.slice(0, 1)]), "unique"),
    ("events", change("incident_id", "i0000000000000000"), "incident_id"),
    ("incidents", change("n_events", 0), "n_events"),
    ("incidents", change("last_report", dt.date(2020, 1, 1)), "last_report"),
    ("incidents", change("killed_high", -1.0), "killed_high"),
    ("statements", change("content", "other words"), "content = text"),
    ("statements", change("kind", "shouted"), "kind"),
    ("statements", change("cue_class", None), "cue_class"),
    ("statements", change("speaker_country", "Ukraine"), "speaker_country"),
    ("statements", change("event_id", "e0000000000000000"), "event_id"),
    ("figures", change("text", "99 balloons"), "text = text"),
    ("figures", change("measure", "balloons"), "measure"),
    ("figures", change("modifier", "sort of"), "modifier"),
    ("figures", change("value_high", -1e9), "value_high"),
    ("figures", change("place_id", "nowhere"), "place_id"),
    ("actors", change("kind", "robot"), "kind"),
    ("actors", change("n_mentions", 0), "n_mentions"),
    ("actors", change("actor_id", "Not An Id"), "actor_id"),
    ("places", change("latitude", 95.0), "latitude"),
    ("places", change("name", None), "name"),
    ("places", change("country", "ukr"), "country"),
    ("event_actors", change("role", "victim"), "role"),
    ("event_actors", change("event_id", "e0000000000000000"), "event_id"),
    ("event_places", change("status", "somewhere"), "status"),
    ("event_places", change("position", -1), "position"),
]


@pytest.mark.parametrize(
    ("name", "how", "message"), CASES, ids=[f"{c[0]}-{c[2]}-{i}" for i, c in enumerate(CASES)]
)
def test_a_broken_table_fails_and_is_named(
    name: str, how: Callable[[pa.Table], pa.Table], message: str, broken: Broken
) -> None:
    said = failures(broken(name, how))
    assert message in said
    assert f"{name}: file is the one in the manifest fails" in said


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("measure", "share", "between: value_high"),
        ("measure", "age", "between: value_low"),
        ("part_of", None, "a part is not more than its total"),
    ],
)
def test_what_is_odd_in_the_world_is_a_warning_with_its_words(
    column: str, value: str | None, message: str, broken: Broken
) -> None:
    def odd(table: pa.Table) -> pa.Table:
        table = change("value_high", 2e5)(change("value_low", 2e5)(table))
        return change(column, value or table["figure_id"][1].as_py())(change("value_high", 1.0, 1)(table))

    report = validate(broken("figures", odd))
    warnings = [str(w) for w in report.warnings if message in w.check]
    assert len(warnings) == 1
    assert "is to be read, 1 rows" in warnings[0]
    assert not any(message in f.check for f in report.failures)


def test_failures_name_the_offending_keys(broken: Broken, dataset: Path) -> None:
    said = failures(broken("events", change("event_type", "ATTACK")))
    assert key_of(dataset, "events") in said


def test_a_foreign_key_failure_names_the_rows_that_point_nowhere(broken: Broken) -> None:
    path = broken("actors", lambda t: t.filter(pc.not_equal(t["actor_id"], "volodymyr-zelenskyy")))
    assert "statements: column values to be in set: speaker_actor fails" in failures(path)


@pytest.mark.parametrize(
    ("how", "message"),
    [
        (lambda t: t.drop_columns(["event_type"]), "column 'event_type' is missing"),
        (lambda t: t.append_column("mood", pa.nulls(len(t), pa.string())), "columns not declared: mood"),
        (
            lambda t: t.set_column(t.schema.get_field_index("start"), "start", t["start"].cast(pa.int64())),
            "column 'start' is int64, not int32",
        ),
    ],
)
def test_another_schema_is_reported(
    how: Callable[[pa.Table], pa.Table], message: str, broken: Broken
) -> None:
    assert message in failures(broken("events", how))


def test_a_file_that_is_no_parquet_is_reported_and_the_rest_is_checked(broken: Broken) -> None:
    path = broken("events", lambda t: t)
    (path / "events.parquet").write_bytes(b"no parquet")
    report = validate(path)
    assert any(c.table == "events" and "not a readable Parquet" in c.detail for c in report.failures)
    assert any(c.table == "figures" and c.success for c in report.checks)
