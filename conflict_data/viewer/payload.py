"""What the viewer's pages are given: an overview, the events in chunks, and a document for each article.

Which tables have words to highlight, which belong to a row of another and what points where is read from the schema.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

import pyarrow as pa

from conflict_data.datasets import citation
from conflict_data.reference.tables import countries
from conflict_data.schema import Table, tables
from conflict_data.store import Manifest

Row = dict[str, Any]

# Events that a browser loads at a time: few at first, so that the first page is there at once; then about a megabyte.
FIRST_CHUNK = 200
CHUNK = 4000
FACETS = ("domain", "event_type", "factuality")
# Names that the filters suggest.
SUGGESTED = 400


@dataclass(frozen=True, slots=True)
class Site:
    """The dataset as the viewer needs it: rows of each table, dates in ISO 8601, and articles by position."""

    manifest: Manifest
    rows: Mapping[str, list[Row]]
    positions: Mapping[str, int]
    names: Mapping[str, str]


def read_site(manifest: Manifest, built: Mapping[str, pa.Table]) -> Site:
    """Rows of the tables as plain values."""
    rows = {
        name: [{k: _plain(v) for k, v in row.items()} for row in table.to_pylist()]
        for name, table in built.items()
    }
    return Site(
        manifest,
        rows,
        {row["article_id"]: position for position, row in enumerate(rows["articles"])},
        {row["actor_id"]: row["name"] for row in rows["actors"]}
        | {row["place_id"]: row["name"] for row in rows["places"]},
    )


def marked_span(table: Table) -> tuple[str, str] | None:
    """Which columns say where the words of a row stand; None for a table that does not point at an article."""
    for start, end in (("trigger_start", "trigger_end"), ("start", "end")):
        if {"article_id", start, end} <= set(table.columns):
            return start, end
    return None


def parent(table: Table) -> str | None:
    """The table with words that each row of this one belongs to, such as events for the parties of events."""
    for key in table.foreign_keys:
        if key.column == table.primary_key[0] and marked_span(tables()[key.table]):
            return key.table
    return None


def overview(site: Site, chunks: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """What the first page needs: counts by day and by facet, the codebook, and the list of articles."""
    events = site.rows["events"]
    days = Counter((row["published"], row["domain"]) for row in events)
    counts = {name: Counter(row["article_id"] for row in site.rows[name]) for name in _marked()}
    return {
        "version": site.manifest.data_version,
        "package": site.manifest.package_version,
        "start": site.manifest.coverage_start,
        "end": site.manifest.coverage_end,
        "citation": citation(site.manifest),
        "days": [[day, domain, n] for (day, domain), n in sorted(days.items())],
        "facets": [[name, Counter(row[name] for row in events).most_common()] for name in FACETS],
        "tables": [_described(table, len(site.rows[table.name])) for table in tables().values()],
        "chunks": [[chunk["first"], chunk["last"]] for chunk in chunks],
        "actors": _most(row["name"] for row in _by_mentions(site.rows["actors"])),
        "places": _most(
            place for place, _ in Counter(r["place_text"] for r in events if r["place_text"]).most_common()
        ),
        "articles": [
            [
                row["article_id"],
                row["published"],
                row["title"],
                row["outlet"],
                [counts[name][row["article_id"]] for name in _marked()],
            ]
            for row in site.rows["articles"]
        ],
    }


def event_chunks(site: Site) -> Iterator[dict[str, Any]]:
    """Events from the newest to the oldest report, in chunks; strings are numbers into a list of each chunk."""
    parties: dict[str, list[Row]] = _grouped(site.rows["event_actors"], "event_id")
    places: dict[str, list[Row]] = _grouped(site.rows["event_places"], "event_id")
    order = sorted(
        site.rows["events"],
        key=lambda r: (r["published"], -site.positions[r["article_id"]], -r["trigger_start"]),
        reverse=True,
    )
    remaining = iter(order)
    size = FIRST_CHUNK
    while rows := list(islice(remaining, size)):
        size = CHUNK
        strings: dict[str, int] = {}
        records = [
            _record(site, row, parties.get(row["event_id"], []), places.get(row["event_id"], []), strings)
            for row in rows
        ]
        yield {
            "first": rows[-1]["published"],
            "last": rows[0]["published"],
            "strings": list(strings),
            "events": records,
        }


def article_documents(site: Site) -> Iterator[dict[str, Any]]:
    """For each article its fields and, by table, the rows that point at its words."""
    by_table = {name: _grouped(site.rows[name], "article_id") for name in _marked()}
    children = {
        child.name: (owner, _grouped(site.rows[child.name], child.primary_key[0]))
        for child in tables().values()
        if (owner := parent(child))
    }
    for article in site.rows["articles"]:
        rows = {name: grouped.get(article["article_id"], []) for name, grouped in by_table.items()}
        for name, (owner, grouped) in children.items():
            key = tables()[owner].primary_key[0]
            rows[name] = [child for row in rows[owner] for child in grouped.get(row[key], [])]
        names = {v: site.names[v] for group in rows.values() for r in group for v in _ids(r, site.names)}
        yield {
            "article": [article[c] for c in tables()["articles"].columns],
            "rows": [[name, [list(row.values()) for row in group]] for name, group in rows.items()],
            "names": sorted(names.items()),
        }


def _marked() -> list[str]:
    return [name for name, table in tables().items() if marked_span(table)]


def _described(table: Table, rows: int) -> dict[str, Any]:
    return {
        "name": table.name,
        "description": table.description,
        "rows": rows,
        "key": table.primary_key[0],
        "span": marked_span(table),
        "parent": parent(table),
        "references": [[key.column, key.table] for key in table.foreign_keys],
        "fields": [[f.name, f.description, f.unit] for f in table.fields],
    }


def _record(
    site: Site, row: Row, parties: list[Row], places: list[Row], strings: dict[str, int]
) -> list[Any]:
    """One event; keep the order in step with ``decode`` in data.js."""

    def number(text: str | None) -> int:
        return -1 if text is None else strings.setdefault(text, len(strings))

    def party(role: str) -> list[list[int]]:
        found = []
        for p in parties:
            if p["role"] == role:
                known = site.names.get(p["actor_id"] or "")
                country = _country(p["country"])
                found.append([number(p["text"] or known or country), number(known), number(country)])
        return found

    shift = row["sentence_start"]
    references = [row[k.column] for k in tables()["events"].foreign_keys if k.column != "article_id"]
    references += [p["actor_id"] for p in parties] + [p["place_id"] for p in places]
    where = [places[0]["text"], places[0]["admin1"], _country(places[0]["country"])] if places else []
    return [
        number(row["event_id"]),
        site.positions[row["article_id"]],
        *(
            number(row[c])
            for c in ("published", "event_type", "mode", "domain", "factuality", "date_start", "date_end")
        ),
        number(row["attribution_text"]),
        number(row["evidence"]),
        row["trigger_start"] - shift,
        row["trigger_end"] - shift,
        party("source"),
        party("target"),
        [number(part) for part in dict.fromkeys(where) if part],
        [number(reference) for reference in dict.fromkeys(references) if reference],
    ]


def _country(code: str | None) -> str | None:
    return countries()[code].name if code in countries() else code


def _by_mentions(actors: list[Row]) -> list[Row]:
    return sorted(actors, key=lambda row: (-row["n_mentions"], row["actor_id"]))


def _most(names: Iterable[str]) -> list[str]:
    return list(islice(dict.fromkeys(names), SUGGESTED))


def _grouped(rows: list[Row], column: str) -> dict[str, list[Row]]:
    grouped = defaultdict(list)
    for row in rows:
        grouped[row[column]].append(row)
    return grouped


def _ids(row: Row, names: Mapping[str, str]) -> list[str]:
    return [v for v in row.values() if isinstance(v, str) and v in names]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
