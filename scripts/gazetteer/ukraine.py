"""Ukraine: the codifier of its units, joined with the points of GeoNames."""

from __future__ import annotations

import re
import statistics
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from gazetteer.sources import KINDS, SETTLEMENTS, Place, Unit, centroid, distance_km, read_codifier, read_csv
from gazetteer.spelling import (
    Schemes,
    cyrillic_alternates,
    fold,
    letters_of,
    other_spellings,
    romanisation,
    romanise,
    ukrainian_spellings,
)


def match_geonames(units: list[Unit], geonames: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Codifier code to place of GeoNames.

    GeoNames' extract has no raion, so a name that is unique within its oblast in both is taken first; then each of
    the others goes to the bearer of the name whose hromada (or raion) lies nearest by the places already matched.
    A match far from all the others of its raion is another place and is dropped.
    """
    candidates = bearers_by_place(units, geonames)
    claims: dict[str, int] = defaultdict(int)
    for _, bearers in candidates:
        for unit in bearers:
            claims[unit.code] += 1
    matched = {b[0].code: place for place, b in candidates if len(b) == 1 and claims[b[0].code] == 1}
    matched = without_outliers(units, matched)
    centres = unit_points(units, matched)
    pairs = []
    for place, bearers in candidates:
        for unit in bearers:
            point = next((centres[code] for code in reversed(unit.parents) if code in centres), None)
            if unit.code not in matched and point is not None:
                away = distance_km(point[0], (place["latitude"], place["longitude"]))
                pairs.append((away, unit.code, place["geonameid"], place))
    used = {place["geonameid"] for place in matched.values()}
    for away, code, geonameid, place in sorted(pairs, key=lambda pair: pair[:3]):
        if code not in matched and geonameid not in used and away < 60:
            matched[code] = place
            used.add(geonameid)
    return without_outliers(units, matched)


def bearers_by_place(
    units: list[Unit], geonames: list[dict[str, Any]]
) -> list[tuple[dict[str, Any], list[Unit]]]:
    """Each place of GeoNames with the settlements of its oblast that bear its name and may be of its size."""
    codes = {row["katottg"]: row["geonames"] for row in read_csv("admin1.csv") if row["katottg"]}
    schemes = {scheme: romanisation(scheme) for scheme in ("kmu55", "bgn")}
    by_name: dict[tuple[str, str], list[Unit]] = defaultdict(list)
    by_latin: dict[tuple[str, str], set[str]] = defaultdict(set)
    for unit in units:
        if unit.category in SETTLEMENTS:
            admin1 = codes[(unit.parents or (unit.code,))[0]]
            by_name[admin1, letters_of(unit.name)].append(unit)
            for form in ukrainian_spellings(unit.name, schemes):
                by_latin[admin1, form.lower()].add(letters_of(unit.name))
    out = []
    for place in geonames:
        admin1 = place["admin1code"]
        keys = by_latin.get((admin1, fold(place["name"]).lower()), set())
        keys = keys or {letters_of(name) for name in cyrillic_alternates(place)}
        bearers = [unit for key in sorted(keys) for unit in by_name.get((admin1, key), ())]
        if place["population"] >= 5_000:
            bearers = [unit for unit in bearers if unit.category != "C"] or bearers
        if place["population"] >= 15_000:  # a quarter of a city that is called like a village elsewhere
            bearers = [unit for unit in bearers if unit.category != "C"]
        if bearers:
            out.append((place, bearers))
    return out


def without_outliers(units: list[Unit], matched: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The matches that lie by the others of their raion and hromada."""
    inside: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for unit in units:
        if unit.code in matched:
            for parent in unit.parents[1:]:
                inside[parent].append((matched[unit.code]["latitude"], matched[unit.code]["longitude"]))
    middles = {
        code: (statistics.median(p[0] for p in points), statistics.median(p[1] for p in points))
        for code, points in inside.items()
        if len(points) > 3
    }
    far = {
        unit.code
        for unit in units
        if unit.code in matched and unit.category != "M"
        for parent, limit in zip(unit.parents[1:], (80.0, 45.0), strict=False)
        if parent in middles
        and distance_km(middles[parent], (matched[unit.code]["latitude"], matched[unit.code]["longitude"]))
        > limit
    }
    return {code: place for code, place in matched.items() if code not in far}


def unit_points(
    units: Iterable[Unit], matched: dict[str, dict[str, Any]]
) -> dict[str, tuple[tuple[float, float], float]]:
    """Mean point and spread of each oblast, raion and hromada by the settlements matched so far."""
    inside: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for unit in units:
        if unit.code in matched:
            for parent in unit.parents:
                inside[parent].append((matched[unit.code]["latitude"], matched[unit.code]["longitude"]))
    return {code: centroid(points) for code, points in inside.items()}


def seat_of(unit: Unit, members: list[Unit]) -> Unit:
    """The settlement that a raion or hromada is named after: a city sooner than a village spelt more like it."""
    stem = re.sub(r"(?:[сцз]ь?к(?:ий|а))$", "", letters_of(unit.name))

    def shared(member: Unit) -> int:
        name = letters_of(member.name)
        pairs = zip(name, stem, strict=False)
        return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(name), len(stem)))

    best = max(map(shared, members))
    near = [member for member in members if shared(member) >= best - 1]
    return min(near, key=lambda m: (SETTLEMENTS.index(m.category), -shared(m), len(m.name), m.code))


@dataclass(frozen=True)
class Codifier:
    """The codifier joined with GeoNames."""

    matched: dict[str, dict[str, Any]]
    centres: dict[str, tuple[tuple[float, float], float]]
    names: dict[str, str]
    seats: dict[str, Unit]
    schemes: Schemes


def ukraine(geonames: list[dict[str, Any]], admin1: dict[str, Place]) -> list[Place]:
    """Raions, hromadas, settlements and city districts."""
    units = read_codifier()
    matched = match_geonames(units, geonames)
    kmu55 = romanisation("kmu55")
    members: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        if unit.category in SETTLEMENTS:
            for parent in unit.parents:
                members[parent].append(unit)
    codifier = Codifier(
        matched,
        unit_points(units, matched),
        {unit.code: romanise(unit.name, kmu55) for unit in units},
        {u.code: seat_of(u, members[u.code]) for u in units if u.category in ("P", "H") and members[u.code]},
        {scheme: romanisation(scheme) for scheme in ("kmu55", "bgn", "russian")},
    )
    oblasts = {row["katottg"]: admin1[row["code"]] for row in read_csv("admin1.csv") if row["katottg"]}
    return [
        place_of(unit, codifier, oblasts[(unit.parents or (unit.code,))[0]])
        for unit in units
        if unit.category != "O"
    ]


def place_of(unit: Unit, codifier: Codifier, oblast: Place) -> Place:
    """The place that a unit of the codifier is."""
    place = Place(unit.code, codifier.names[unit.code], KINDS[unit.category], "UKR")
    place.admin1, place.admin1_code = oblast.admin1, oblast.admin1_code
    if unit.category == "K" and place.name == "Kyiv":
        place.kind = "capital"
    parents = [codifier.seats.get(code) for code in unit.parents[1:3]]
    if parents and parents[0] is not None:
        place.admin2 = codifier.names[parents[0].code]
    if unit.category in SETTLEMENTS and len(parents) > 1 and parents[1] is not None:
        place.hromada = codifier.names[parents[1].code]
    seat = codifier.seats.get(unit.code)
    if seat is not None:
        place.alternates.add(place.name)
        place.name = codifier.names[seat.code]
    bearer = seat.code if seat is not None and unit.category == "H" else unit.code
    found = codifier.matched.get(unit.parents[-1] if unit.category == "B" else bearer)
    if found is None:
        locate_roughly(place, unit, codifier.centres)
    elif unit.category in SETTLEMENTS:
        place.locate((found["latitude"], found["longitude"]), "geonames", 2.0)
        place.population = found["population"] or None
        place.alternates.add(fold(found["name"]))
        place.other_names.update(other_spellings(found, codifier.schemes))
    else:
        place.locate((found["latitude"], found["longitude"]), "geonames", 10.0)
    if unit.category in SETTLEMENTS:
        place.alternates.update(ukrainian_spellings(unit.name, codifier.schemes))
    if unit.category in SETTLEMENTS and re.search("[ь’]", unit.name):
        apostrophe = {"'": ("'", "'")}
        for scheme in ("kmu55", "bgn"):
            place.alternates.add(romanise(unit.name, codifier.schemes[scheme] | apostrophe))
        place.alternates.add(romanise(unit.name, codifier.schemes["kmu55"] | apostrophe | {"ь": ("'", "'")}))
    return place


def locate_roughly(place: Place, unit: Unit, centres: dict[str, tuple[tuple[float, float], float]]) -> None:
    """Set the middle of the smallest unit around a place as its point."""
    around = [*unit.parents[1:], unit.code] if unit.category in ("P", "H") else unit.parents[1:]
    for code in reversed(around):
        if code in centres:
            point, spread = centres[code]
            if code[6:9] == "000":
                place.locate(point, "raion-centroid", max(spread, 25.0))
            else:
                place.locate(point, "hromada-centroid", max(spread, 8.0))
            return
