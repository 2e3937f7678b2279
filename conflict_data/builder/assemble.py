"""All tables of the dataset as streams: those of the articles merged, and those that only the whole corpus tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from conflict_data.builder.linked import linked
from conflict_data.builder.merge import merge_sorted
from conflict_data.builder.shards import Shard, Shards
from conflict_data.builder.work import ACTOR, MENTIONS
from conflict_data.enforce import to_arrow
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
    whole: dict[str, list[Row]] = {
        "actors": actors,
        "actor_roles": _actor_roles({row["actor_id"] for row in actors}),
        "rejects": rejects,
        "places": _places(some, wanted),
    }
    built: dict[str, Iterable[pa.Table]] = {
        name: [to_arrow(table(name), whole[name])] if name in whole else _merged(name, some, wanted)
        for name in tables()
    }
    built["articles"] = _with_near_duplicates(built["articles"], _near_duplicates(some, wanted))
    incidents, incident_ids = linked(shards.directory, some, wanted)
    built["incidents"] = [incidents]
    built["events"] = _with_incidents(built["events"], incident_ids)
    return built


def _merged(name: str, shards: list[Shard], wanted: set[str]) -> Iterator[pa.Table]:
    declared = table(name)
    streams = [shard.blocks(name, wanted) for shard in shards]
    return merge_sorted(streams, (*declared.order, *declared.primary_key))


def _near_duplicates(shards: list[Shard], wanted: set[str]) -> dict[str, str]:
    blocks = [block for shard in shards for block in shard.blocks("signatures", wanted)]
    everyone = pa.concat_tables(blocks).sort_by([("published", "ascending"), ("article_id", "ascending")])
    ids = everyone["article_id"].to_pylist()
    return {ids[i]: ids[j] for i, j in near_duplicates(everyone["signature"].to_pylist()).items()}


def _with_incidents(events: Iterable[pa.Table], incident_ids: pa.ChunkedArray) -> Iterator[pa.Table]:
    start = 0
    for block in events:
        yield _with(block, "incident_id", incident_ids.slice(start, block.num_rows))
        start += block.num_rows


def _with_near_duplicates(articles: Iterable[pa.Table], first: dict[str, str]) -> Iterator[pa.Table]:
    for block in articles:
        same = [first.get(name) for name in block["article_id"].to_pylist()]
        yield _with(block, "near_duplicate_of", pa.array(same, pa.string()))


def _with(block: pa.Table, column: str, values: pa.Array | pa.ChunkedArray) -> pa.Table:
    """Rows with a column filled that only the whole corpus tells."""
    at = block.schema.get_field_index(column)
    return block.set_column(at, block.schema.field(at), values)


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
        mentions = pa.concat_tables([MENTIONS.empty_table(), *shard.blocks("mentions", wanted)])
        for row in mentions.group_by(ACTOR, use_threads=False).aggregate([("n", "sum")]).to_pylist():
            n = row.pop("n_sum")
            seen.setdefault(row["actor_id"], Counter())[ActorKey(**row)] += n
        articles = mentions.group_by("actor_id", use_threads=False)
        for row in articles.aggregate([("article_id", "count_distinct")]).to_pylist():
            in_articles[row["actor_id"]] += row["article_id_count_distinct"]
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
