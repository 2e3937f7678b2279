"""The incidents of the whole corpus.

Only reports of one kind are compared with each other. What became of a kind's reports is kept beside the shards, under
a hash of the articles that they are in, and a kind is linked anew only when one of these came, went or changed.
"""

from __future__ import annotations

import functools
import gc
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa

from conflict_data.builder.merge import merge_sorted
from conflict_data.builder.shards import Shard
from conflict_data.enforce import to_arrow
from conflict_data.link import ORDER, Kind, Linking, incident_row, kind, reports
from conflict_data.schema import table
from conflict_data.store import write_whole

_PREFIX = "kind-"
_DIGEST = 64  # hexadecimal digits before what is kept
_OF_KIND = ("event_type", "mode", "factuality")
_IDS = pa.schema([("incident_id", pa.string())])


def linked(directory: Path, shards: Sequence[Shard], wanted: set[str]) -> tuple[pa.Table, pa.ChunkedArray]:
    """Link the events of a corpus.

    Parameters
    ----------
    directory : pathlib.Path
        Where what became of each kind is kept.
    shards : sequence of Shard
        Those that hold the articles.
    wanted : set of str
        Keys of the articles of the dataset.

    Returns
    -------
    pyarrow.Table
        The incidents.
    pyarrow.ChunkedArray
        ``incident_id`` of each event, in the order of the table of events.
    """
    kept = _kept(directory, shards, wanted)
    incidents = [table("incidents").arrow_schema().empty_table()]
    incidents += [one.incidents for one in kept.values() if one.incidents is not None]
    new = {k: Linking() for k, one in kept.items() if one.incidents is None}
    ids = []
    settled = []
    with _no_cycles():
        for block in merge_sorted([shard.blocks("reports", wanted) for shard in shards], ORDER):
            kinds = _kinds(block)
            chosen = [i for i, k in enumerate(kinds) if k in new]
            rows = block.take(pa.array(chosen, pa.int32())).to_pylist()
            for i, report in zip(chosen, reports(rows), strict=True):
                kept[kinds[i]].ids.append(new[kinds[i]].add(report))
            ids.append(pa.array([kept[k].next_id() for k in kinds], pa.string()))
            settled.append(_rows([new[k] for k in dict.fromkeys(kinds) if k in new]))
        settled.append(_rows(list(new.values()), close=True))
    found = pa.concat_tables(settled)
    kinds = _kinds(found)
    for k in new:
        kept[k].keep(found.filter(pa.array([other == k for other in kinds], pa.bool_())))
    for path in set(directory.glob(f"*{_PREFIX}*")) - {one.path for one in kept.values()}:
        path.unlink()
    declared = table("incidents")
    by = [(column, "ascending") for column in (*declared.order, *declared.primary_key)]
    return pa.concat_tables([*incidents, found]).sort_by(by), pa.chunked_array(ids, pa.string())


class _Kept:
    """What became of the reports of one kind, on disk between builds.

    Parameters
    ----------
    path : pathlib.Path
    n_reports : int

    Attributes
    ----------
    ids : list of str
        Incident of each report, in the order of reporting.
    incidents : pyarrow.Table or None
        None where nothing was kept, or it is not whole.
    """

    def __init__(self, path: Path, n_reports: int) -> None:
        self.path = path
        self.ids: list[str] = []
        self.incidents: pa.Table | None = None
        self._given = 0
        data = path.read_bytes() if path.exists() else b""
        if not data or hashlib.sha256(data[_DIGEST:]).hexdigest().encode() != data[:_DIGEST]:
            return
        stream = pa.BufferReader(data[_DIGEST:])
        ids = pa.ipc.open_stream(stream).read_all()["incident_id"].to_pylist()
        if len(ids) == n_reports:
            self.ids, self.incidents = ids, pa.ipc.open_stream(stream).read_all()

    def next_id(self) -> str:
        """Incident of the next report."""
        self._given += 1
        return self.ids[self._given - 1]

    def keep(self, incidents: pa.Table) -> None:
        """Keep the incidents, and those of the reports, for later builds."""
        sink = pa.BufferOutputStream()
        for rows in (pa.table([pa.array(self.ids, pa.string())], schema=_IDS), incidents):
            with pa.ipc.new_stream(sink, rows.schema) as writer:
                writer.write_table(rows)
        data = sink.getvalue().to_pybytes()
        write_whole(self.path, hashlib.sha256(data).hexdigest().encode() + data)


def _kept(directory: Path, shards: Sequence[Shard], wanted: set[str]) -> dict[Kind, _Kept]:
    """What is kept of each kind of report that the articles hold."""
    articles: defaultdict[Kind, set[str]] = defaultdict(set)
    n_reports: Counter[Kind] = Counter()
    for shard in shards:
        keys = {article_id: key for key, article_id in shard.articles.items()}
        for block in shard.blocks("reports", wanted, ("article_id", *_OF_KIND)):
            for k, article_id in zip(_kinds(block), block["article_id"].to_pylist(), strict=True):
                articles[k].add(keys[article_id])
                n_reports[k] += 1
    digests = {
        k: hashlib.sha256("\n".join([repr(k), *sorted(keys)]).encode()) for k, keys in articles.items()
    }
    return {k: _Kept(directory / f"{_PREFIX}{d.hexdigest()[:16]}", n_reports[k]) for k, d in digests.items()}


def _kinds(block: pa.Table) -> list[Kind]:
    """Kind of each report, or incident."""
    return list(map(_kind, *(block[column].to_pylist() for column in _OF_KIND)))


@functools.cache
def _kind(*values: str | None) -> Kind:
    return kind(dict(zip(_OF_KIND, values, strict=True)))


def _rows(linkings: Sequence[Linking], *, close: bool = False) -> pa.Table:
    """The incidents that are settled."""
    incidents = [incident for linking in linkings for incident in linking.settled(close=close)]
    return to_arrow(table("incidents"), list(map(incident_row, incidents)))


@contextmanager
def _no_cycles() -> Iterator[None]:
    """Keep the collector of cycles from walking, again and again, through a model and rows that hold none."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
