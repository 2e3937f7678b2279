"""GeoJSON (RFC 7946): a file for each table with coordinates, which every geographic information system opens."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa

from conflict_data.exports.text import plain

COORDINATES = ("longitude", "latitude")


def write_geojson(built: dict[str, pa.Table], out: Path) -> None:
    """Points in WGS 84, longitude first; a row without coordinates has no geometry; other columns are properties."""
    out.mkdir(parents=True, exist_ok=True)
    for name, table in built.items():
        if not set(COORDINATES) <= set(table.column_names):
            continue
        features = [_feature(plain(row)) for row in table.to_pylist()]
        # One feature a line: tools that compare or cut lines can work with it.
        lines = ",\n".join(json.dumps(feature, ensure_ascii=False, allow_nan=False) for feature in features)
        text = '{"type": "FeatureCollection", "features": [\n' + lines + "\n]}\n"
        (out / f"{name}.geojson").write_text(text, encoding="utf-8", newline="\n")


def _feature(row: dict[str, Any]) -> dict[str, Any]:
    point = [row.pop(name) for name in COORDINATES]
    geometry = None if None in point else {"type": "Point", "coordinates": point}
    return {"type": "Feature", "geometry": geometry, "properties": row}
