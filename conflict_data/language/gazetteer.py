"""The gazetteer: names found in a text in one pass, and the places that bear them."""

from __future__ import annotations

import functools
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import resources

import pyarrow as pa
import pyarrow.parquet as pq
from ahocorasick_rs import AhoCorasick, MatchKind

from conflict_data.reference.tables import countries

COLUMNS = [
    "place_id",
    "name",
    "kind",
    "latitude",
    "longitude",
    "admin1",
    "admin1_code",
    "admin2",
    "hromada",
    "country",
    "population",
    "coordinate_source",
    "other_names",
]


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """A row of the gazetteer.

    Parameters
    ----------
    place_id : str
        KATOTTG code for Ukraine, ISO 3166-2 code for regions, ISO 3166-1 alpha-3 for countries, GeoNames number else.
    name : str
        Current name as the news write it.
    kind : str
        capital, city, settlement, village, district (of a city), hromada, raion, admin1, country, facility or area.
    latitude, longitude : float or None
        WGS 84, in degrees; none for areas.
    admin1, admin1_code : str or None
        First-level division by name and ISO 3166-2 code (Ukraine, Russia and the United States only).
    admin2, hromada : str or None
        Ukrainian raion and hromada by their English names.
    country : str or None
        ISO 3166-1 alpha-3.
    population : int or None
    coordinate_source : str or None
        Where the coordinates are from; "hromada-centroid" and the like are approximate.
    other_names : list of str
        Names that GeoNames knows besides, which are weak evidence for the place.
    """

    place_id: str
    name: str
    kind: str
    latitude: float | None
    longitude: float | None
    admin1: str | None
    admin1_code: str | None
    admin2: str | None
    hromada: str | None
    country: str | None
    population: int | None
    coordinate_source: str | None
    other_names: list[str]


@dataclass(frozen=True)
class Gazetteer:
    """Places and an automaton over all their names."""

    table: pa.Table
    names: dict[str, list[int]]
    demonyms: frozenset[str]
    automaton: AhoCorasick
    places: dict[int, Place] = field(default_factory=dict)

    def place(self, row: int) -> Place:
        """The place in a row of the table."""
        place = self.places.get(row)
        if place is None:
            values = [self.table.column(name)[row].as_py() for name in COLUMNS]
            place = self.places[row] = Place(*values)
        return place

    def named(self, name: str) -> list[Place]:
        """Every place that bears a name, now or as an alternate."""
        return [self.place(row) for row in self.names.get(name, ())]

    def capital(self, iso3: str) -> Place | None:
        """The capital of a country."""
        country = countries().get(iso3)
        cities = self.named(country.capital) if country else []
        return next((city for city in cities if city.kind == "capital" and city.country == iso3), None)

    def find(self, folded: str) -> Iterator[tuple[int, int]]:
        """Spans of a folded text that are a name, whole words only, the longest where several begin together."""
        for _, start, end in self.automaton.find_matches_as_indexes(folded):
            if cut(folded, start):
                continue
            stop = end
            while stop > start and (cut(folded, stop) or folded[start:stop] not in self.names):
                stop = max(folded.rfind(" ", start, stop), start)
            if stop > start:
                yield start, stop


def cut(text: str, at: int) -> bool:
    """Whether a position lies within a word."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


@functools.cache
def load_gazetteer() -> Gazetteer:
    """Read the gazetteer once."""
    with resources.files("conflict_data.reference").joinpath("places.parquet").open("rb") as file:
        table = pq.ParquetFile(file).read(
            columns=[*COLUMNS, "alternates"]
        )  # read_table would import much more
    names: dict[str, list[int]] = defaultdict(list)
    for row, name in enumerate(table.column("name").to_pylist()):
        names[name].append(row)
    for column in ("alternates", "other_names"):
        for row, forms in enumerate(table.column(column).to_pylist()):
            for name in forms:
                names[name].append(row)
    demonyms = {
        adjective: c.iso3 for c in countries().values() for adjective in c.demonyms if adjective not in names
    }
    rows = {
        place_id: row
        for row, place_id in enumerate(table.column("place_id").to_pylist())
        if len(place_id) == 3
    }
    for adjective, iso3 in demonyms.items():
        names[adjective].append(rows[iso3])
    usable = {
        name: at for name, at in names.items() if name[:1].isupper() and (len(name) > 2 or name.isupper())
    }
    automaton = AhoCorasick(usable, matchkind=MatchKind.LeftmostLongest, store_patterns=False)
    return Gazetteer(table.select(COLUMNS), usable, frozenset(demonyms), automaton)


@functools.cache
def folding() -> dict[int, str]:
    """Characters that are written otherwise in the gazetteer, each for exactly one, so that offsets hold."""
    table = dict.fromkeys(map(ord, "’‘ʼ`´ʹ"), "'") | dict.fromkeys(map(ord, "‐‑"), "-")
    table |= dict.fromkeys(map(ord, "\u00a0\u2009\u202f\t"), " ")
    table |= dict.fromkeys(range(0xD800, 0xE000), "\ufffd")  # lone surrogates cannot be encoded
    for code in (*range(0x00C0, 0x0250), *range(0x1E00, 0x1F00)):
        decomposed = unicodedata.normalize("NFD", chr(code))
        if len(decomposed) > 1 and decomposed[0].isascii():
            table[code] = decomposed[0]
    return table | dict(zip(map(ord, "łŁøØđĐı"), "lLoOdDi", strict=True))


def fold_text(text: str) -> str:
    """The text without diacritics, of the same length."""
    return text if text.isascii() else text.translate(folding())
