"""What the linking looks at in one reported event."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, field
from datetime import date
from typing import Any

import pyarrow as pa

from conflict_data.link.rules import rules
from conflict_data.schema import table

Row = dict[str, Any]

Kind = tuple[str, bool, str]
"""Type, whether it is an interception, and standing: reports that differ in it are never one incident's."""

ORDER = ("published", "article_id", "trigger_start", "event_id")
"""Columns by which reports are in the order of reporting; that of the table of events."""

_OF_EVENT = (
    *("event_id", "article_id", "published", "sentence", "sentence_start", "sentence_end"),
    "trigger_start",
    *("event_type", "mode", "domain", "quad_class", "factuality"),
    *("source_actor", "source_country", "target_actor", "target_country"),
    *("date_start", "date_end", "date_precision"),
    *("place_id", "latitude", "longitude", "admin1", "country"),
)
_SEPARATOR = "\x1f"
_COUNT = pa.struct([("measure", pa.string()), ("value", pa.float64())])

REPORTS = pa.schema(
    [
        *(table("events").arrow_schema().field(name) for name in _OF_EVENT),
        ("outlet", pa.string()),
        ("sources", pa.list_(pa.string())),
        ("targets", pa.list_(pa.string())),
        ("actors", pa.list_(pa.string())),
        ("places", pa.list_(pa.string())),
        ("counts", pa.list_(_COUNT)),
    ]
)
"""What the linking looks at: columns of the events, and of their rows in other tables what `Report` tells.

Actors and places are one string each, since a corpus names few of them many times.
"""


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer where a fact is said to have happened."""

    place_id: str
    kind: str
    admin1: str | None
    country: str | None

    @property
    def is_point(self) -> bool:
        """Whether it is one spot, not a region or a country."""
        return self.kind in rules().points


@dataclass(slots=True, eq=False)
class Report:
    """One event as the linking sees it.

    Parameters
    ----------
    row : dict
        Its row of the table of events.
    kind : Kind
    days : (datetime.date, datetime.date) or None
        First and last day that the text gives; None where it leaves one open.
    places : tuple of Place
        Without regions that merely hold another of them.
    sources, targets : frozenset of str
        Countries on either side.
    actors : frozenset of (str, str)
        Country and identifier of persons and bodies among the parties; a country's state as such is none.
    counts : dict of str to float
        By measure the largest number that it gives, since the others are parts of it.

    Attributes
    ----------
    mode : str or None
        Group of modes: reports of different groups are never one incident's.
    is_summary : bool
        Whether it tells of many facts at once: of a long time, or of attacks by the dozen.
    is_pinned : bool
        Whether one of its places is a spot, not a region or a country.
    is_telling : bool
        Whether one of its counts is so large that an equal one tells of the same fact.
    by_place : dict of str to Place
        Its places by their identifiers.
    """

    row: Row
    kind: Kind
    days: tuple[date, date] | None
    places: tuple[Place, ...]
    sources: frozenset[str]
    targets: frozenset[str]
    actors: frozenset[tuple[str, str]]
    counts: Mapping[str, float]

    mode: str | None = field(init=False)
    is_summary: bool = field(init=False)
    is_pinned: bool = field(init=False)
    is_telling: bool = field(init=False)
    by_place: dict[str, Place] = field(init=False)

    def __post_init__(self) -> None:
        self.mode = rules().modes.get(self.row["mode"])
        self.is_summary = self._is_long() or any(
            self.counts.get(measure, 0) >= rules().telling_fixed for measure in rules().summing
        )
        self.is_pinned = any(place.is_point for place in self.places)
        self.is_telling = any(
            number >= rules().tolls.get(measure, rules().telling_fixed)
            for measure, number in self.counts.items()
            if measure in rules().tolls or measure in rules().fixed
        )
        self.by_place = {place.place_id: place for place in self.places}

    def _is_long(self) -> bool:
        if self.days is None:
            return False
        return (self.days[1] - self.days[0]).days >= rules().types[self.kind[0]].longest


def report_rows(tables: Mapping[str, Iterable[Row]]) -> list[Row]:
    """What the linking looks at, one row an event, so that it need not be looked up in the whole corpus.

    Parameters
    ----------
    tables : dict of str to iterable of dict
        Rows of articles, events, event_actors, event_places and figures, the events with their articles.

    Returns
    -------
    list of dict
        Rows of `REPORTS`, in the order in which the events were reported.
    """
    sides: dict[tuple[str, str], set[str]] = {}
    actors: dict[str, set[tuple[str, str]]] = {}
    for row in tables["event_actors"]:
        if row["country"]:
            sides.setdefault((row["event_id"], row["role"]), set()).add(row["country"])
            # Identifiers of states and their organs start with the country's code.
            if row["actor_id"] and not row["actor_id"].startswith(f"{row['country'].lower()}-"):
                actors.setdefault(row["event_id"], set()).add((row["country"], row["actor_id"]))
    places: dict[str, list[tuple[int, Place]]] = {}
    for row in tables["event_places"]:
        if row["place_id"] and row["kind"]:
            place = Place(row["place_id"], row["kind"], row["admin1"], row["country"])
            places.setdefault(row["event_id"], []).append((row["position"], place))
    counts = _counts(tables["figures"])
    outlets = {row["article_id"]: row["outlet"] for row in tables["articles"]}
    rows = []
    for event in tables["events"]:
        name = event["event_id"]
        row = {column: event[column] for column in _OF_EVENT}
        row["outlet"] = outlets[event["article_id"]]
        row["sources"] = sorted(sides.get((name, "source"), ()))
        row["targets"] = sorted(sides.get((name, "target"), ()))
        row["actors"] = [_SEPARATOR.join(actor) for actor in sorted(actors.get(name, ()))]
        row["places"] = [_written(place) for place in _finest(places.get(name, []))]
        row["counts"] = [{"measure": m, "value": n} for m, n in sorted(counts.get(name, {}).items())]
        rows.append(row)
    return sorted(rows, key=lambda row: tuple(row[column] for column in ORDER))


def reports(rows: Iterable[Row]) -> Iterator[Report]:
    """Reports of rows of `REPORTS`, in their order."""
    for row in rows:
        begins, ends = row["date_start"], row["date_end"]
        yield Report(
            row=row,
            kind=kind(row),
            days=(begins, ends) if begins and ends else None,
            places=tuple(map(_place, row.pop("places"))),
            sources=frozenset(row.pop("sources")),
            targets=frozenset(row.pop("targets")),
            actors=frozenset(map(_actor, row.pop("actors"))),
            counts={count["measure"]: count["value"] for count in row.pop("counts")},
        )


def _written(place: Place) -> str:
    return _SEPARATOR.join(value or "" for value in astuple(place))


@functools.lru_cache(maxsize=1 << 16)
def _place(written: str) -> Place:
    place_id, place_kind, admin1, country = written.split(_SEPARATOR)
    return Place(place_id, place_kind, admin1 or None, country or None)


@functools.lru_cache(maxsize=1 << 16)
def _actor(written: str) -> tuple[str, str]:
    country, actor_id = written.split(_SEPARATOR)
    return country, actor_id


def lies_in(place: Place, area: Place) -> bool:
    """Whether a place lies in a region or country."""
    if area.is_point or area.country != place.country or area.place_id == place.place_id:
        return False
    if area.kind == "country":
        return True
    return place.is_point and area.admin1 is not None and area.admin1 == place.admin1


def kind(row: Row) -> Kind:
    """Kind of an event, or of an incident."""
    standing = rules().standing[row["factuality"]]
    if standing == "denied" and rules().types[row["event_type"]].tie == "place":
        standing = "told"
    return row["event_type"], row["mode"] == "intercept", standing


def _finest(named: list[tuple[int, Place]]) -> tuple[Place, ...]:
    """Places in their order, each once, without regions in which another of them lies."""
    if len(named) < 2:
        return tuple(place for _, place in named)
    places = {place.place_id: place for _, place in sorted(named, key=lambda pair: pair[0])}
    return tuple(p for p in places.values() if not any(lies_in(other, p) for other in places.values()))


def _counts(figures: Iterable[Row]) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for row in figures:
        value = row["value_high"] if row["value_low"] is None else row["value_low"]
        if row["event_id"] is not None and row["measure"] in rules().measures and value is not None:
            counts = found.setdefault(row["event_id"], {})
            counts[row["measure"]] = max(value, counts.get(row["measure"], value))
    return found
