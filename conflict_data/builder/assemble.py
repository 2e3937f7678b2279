"""All tables of the dataset as streams: those of the articles merged, and those that only the whole corpus tells."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from conflict_data.builder.merge import merge_sorted
from conflict_data.builder.shards import Shard, Shards
from conflict_data.enforce import to_arrow
from conflict_data.link import LINKED, link
from conflict_data.near_duplicates import near_duplicates
from conflict_data.reference.partial_dates import first_day, last_day
from conflict_data.reference.tables import roles
from conflict_data.rows import ActorKey, ArticleRows, Row
from conflict_data.schema import table, tables


def assemble(shards: Shards, wanted: set[str], rejects: list[Row]) -> dict[str, Iterable[pa.Table]]:
    """Put the tables together.

    Parameters
    ----------
    shards : Shards
    wanted : set of str
        Keys of the articles of the dataset.
    rejects : list of dict
        Rows of the table of rejects.

    Returns
    -------
    dict of str to iterable of pyarrow.Table
        By table, its rows in order, in blocks that are made when they are asked for.
    """
    some = shards.holding(wanted)
    actors = _actors(some, wanted)
    whole = {
        "actors": actors,
        "actor_roles": _actor_roles({row["actor_id"] for row in actors}),
        "rejects": rejects,
        "places": _places(some, wanted),
    }
    incidents, incident_of = _incidents(some, wanted)
    whole["incidents"] = incidents
    changed = {
        "articles": _setting("near_duplicate_of", "article_id", _near_duplicates(some, wanted)),
        "events": _setting("incident_id", "event_id", incident_of),
    }
    return {
        name: [to_arrow(table(name), whole[name])]
        if name in whole
        else _merged(name, some, wanted, changed.get(name, _same))
        for name in tables()
    }


def _merged(
    name: str, shards: list[Shard], wanted: set[str], change: Callable[[pa.Table], pa.Table]
) -> Iterator[pa.Table]:
    declared = table(name)
    streams = [shard.blocks(name, wanted) for shard in shards]
    return map(change, merge_sorted(streams, (*declared.order, *declared.primary_key)))


def _same(block: pa.Table) -> pa.Table:
    return block


def _near_duplicates(shards: list[Shard], wanted: set[str]) -> dict[str, str]:
    blocks = [block for shard in shards for block in shard.blocks("signatures", wanted)]
    everyone = pa.concat_tables(blocks).sort_by([("published", "ascending"), ("article_id", "ascending")])
    ids = everyone["article_id"].to_pylist()
    return {ids[i]: ids[j] for i, j in near_duplicates(everyone["signature"].to_pylist()).items()}


def _incidents(shards: list[Shard], wanted: set[str]) -> tuple[list[Row], dict[str, str]]:
    """The table of incidents, and the incident of each event."""
    with _no_cycles():
        events = list(_rows("events", shards, wanted))
        others = {name: _rows(name, shards, wanted) for name in LINKED if name != "events"}
        incidents = link({**others, "events": events})
        return incidents, {row["event_id"]: row["incident_id"] for row in events}


def _rows(name: str, shards: list[Shard], wanted: set[str]) -> Iterator[Row]:
    """Rows that the linking looks at, one by one, so that they are not all in memory."""
    for shard in shards:
        for block in shard.blocks(name, wanted):
            yield from block.select(LINKED[name]).to_pylist()


@contextmanager
def _no_cycles() -> Iterator[None]:
    """Keep the collector of cycles from walking, again and again, through a million rows that hold none."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _setting(column: str, key: str, values: dict[str, str]) -> Callable[[pa.Table], pa.Table]:
    """A change of blocks that fills a column, by another, with what only the whole corpus tells."""

    def change(block: pa.Table) -> pa.Table:
        new = [values.get(name) for name in block[key].to_pylist()]
        at = block.schema.get_field_index(column)
        return block.set_column(at, block.schema.field(at), pa.array(new, pa.string()))

    return change


def _places(shards: list[Shard], wanted: set[str]) -> list[Row]:
    """What the gazetteer says of every place that a row points at."""
    pointing = [name for name in ArticleRows.TABLES if "place_id" in table(name).columns and name != "places"]
    used: set[Any] = set()
    for name in pointing:
        for shard in shards:
            for block in shard.blocks(name, wanted):
                used.update(pc.unique(block["place_id"]).to_pylist())
    known = {
        row["place_id"]: row
        for shard in shards
        for block in shard.blocks("places", wanted)
        for row in block.to_pylist()
    }
    return [row for place_id, row in known.items() if place_id in used]


def _actors(shards: list[Shard], wanted: set[str]) -> list[Row]:
    """One row an actor; where mentions differ (an office changed hands, a sector was told once) the commonest holds."""
    seen: dict[str, Counter[ActorKey]] = {}
    in_articles: Counter[str] = Counter()
    for shard in shards:
        articles: dict[str, set[str]] = {}
        for block in shard.blocks("mentions", wanted):
            for row in block.to_pylist():
                n, article = row.pop("n"), row.pop("article_id")
                seen.setdefault(row["actor_id"], Counter())[ActorKey(**row)] += n
                articles.setdefault(row["actor_id"], set()).add(article)
        in_articles.update({actor_id: len(names) for actor_id, names in articles.items()})
    rows = []
    for actor_id, counts in seen.items():
        usual = max(counts, key=lambda actor: (counts[actor], repr(actor)))
        rows.append(asdict(usual) | {"n_mentions": counts.total(), "n_articles": in_articles[actor_id]})
    return rows


def _actor_roles(actor_ids: set[str]) -> list[Row]:
    return [
        {
            "actor_id": actor_id,
            "position": position,
            "title": role.title,
            "country": role.country,
            "sector": role.sector,
            "valid_from": first_day(role.valid_from),
            "valid_to": last_day(role.valid_to),
        }
        for actor_id in sorted(actor_ids)
        for position, role in enumerate(roles().get(actor_id, ()))
    ]
