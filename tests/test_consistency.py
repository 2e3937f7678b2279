from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest

from conflict_data.consistency import inconsistent_figures

_DEFAULTS: dict[str, Any] = {
    "article_id": "a",
    "attribution_actor": "ukr-air-force",
    "date_end": None,
    "measure": "drones_launched",
    "unit": "count",
    "part_of": None,
    "start": 0,
    "end": 3,
    "text": "100",
    "evidence": "Russia launched 100 drones.",
}


def findings(*rows: dict[str, Any]) -> dict[str, list[str]]:
    filled = []
    for i, row in enumerate(rows):
        given = _DEFAULTS | {"figure_id": f"f{i}"} | row
        bounds = {bound: given.pop(bound, given.get("value")) for bound in ("value_low", "value_high")}
        filled.append({k: v for k, v in given.items() if k != "value"} | bounds)
    types = {
        "part_of": pa.string(),
        "date_end": pa.date32(),
        "value_low": pa.float64(),
        "value_high": pa.float64(),
    }
    inferred = pa.Table.from_pylist(filled).schema
    schema = pa.schema([(f.name, types.get(f.name, f.type)) for f in inferred])
    found = inconsistent_figures({"figures": pa.Table.from_pylist(filled, schema=schema)})
    return {expected: keys for expected, reason, keys, words in found if reason and len(keys) == len(words)}


def test_a_part_above_its_total_is_found() -> None:
    part = {"value": 120, "measure": "drones_downed", "part_of": "f0", "attribution_actor": None}
    assert findings({"value": 100}, part)["a part is not more than its total"] == ["f1"]
    assert findings({"value": 100}, part | {"value": 80})["a part is not more than its total"] == []


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, ["f1"]),
        ({"value": 99}, []),
        ({"attribution_actor": "rus-defence-ministry"}, []),
        ({"article_id": "b"}, []),
    ],
)
def test_more_downed_than_launched_in_one_report_is_found(
    changed: dict[str, Any], expected: list[str]
) -> None:
    downed = {"value": 101, "measure": "drones_downed"} | changed
    assert findings({"value": 100}, downed)["downed not above launched in one report"] == expected


def test_an_open_total_contradicts_nothing() -> None:
    launched = {"value_low": 100, "value_high": None}
    downed = {"value": 140, "measure": "drones_downed"}
    assert findings(launched, downed)["downed not above launched in one report"] == []


def test_outliers_are_found_where_there_is_a_usual_range() -> None:
    usual = [{"value": 3 + i % 5, "measure": "killed"} for i in range(30)]
    check = "value within the usual range of its measure"
    assert findings(*usual, {"value": 55_000, "measure": "killed"})[check] == ["f30"]
    assert findings(*usual[:5], {"value": 55_000, "measure": "killed"})[check] == []
