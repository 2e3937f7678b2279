"""Shards: rows of some hundred articles on disk, each written whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from conflict_data.builder.work import Batch, merge_batches
from conflict_data.schema import tables
from conflict_data.store import file_sha256

INDEX = "shard.json"
_ROWS = 512  # in a block of a shard's file: the merge holds one block of each shard at a time
_OPTIONS = pa.ipc.IpcWriteOptions(compression="lz4")


@dataclass(frozen=True, slots=True)
class Shard:
    """A shard on disk.

    Parameters
    ----------
    path : pathlib.Path
    articles : dict of str to str
        Key to ``article_id``.
    """

    path: Path
    articles: dict[str, str]

    def blocks(
        self, name: str, wanted: frozenset[str] | set[str], columns: Sequence[str] = ()
    ) -> Iterator[pa.Table]:
        """Rows of a table, of the wanted articles only, some hundred at a time in the table's order.

        Parameters
        ----------
        name : str
        wanted : set of str
            Keys of articles.
        columns : sequence of str
            Those to read; all by default.
        """
        ids = None if self.articles.keys() <= wanted else self._ids(wanted)
        with pa.OSFile(str(self.path / f"{name}.arrow")) as stream:
            whole = pa.ipc.open_file(stream)
            some = pa.ipc.IpcReadOptions(included_fields=list(map(whole.schema.get_field_index, columns)))
            reader = pa.ipc.open_file(stream, options=some) if columns else whole
            column = None
            if ids is not None and reader.schema.names:
                column = "article_id" if "article_id" in reader.schema.names else "event_id"
                allowed = ids if column == "article_id" else self._events(ids)
            for i in range(reader.num_record_batches):
                block = pa.Table.from_batches([reader.get_batch(i)])
                if column is not None and name != "places":
                    block = block.filter(pc.is_in(block[column], allowed))
                if block.num_rows:
                    yield block

    def _ids(self, wanted: frozenset[str] | set[str]) -> pa.Array:
        return pa.array(sorted(name for key, name in self.articles.items() if key in wanted), pa.string())

    def _events(self, ids: pa.Array) -> pa.Array:
        """Events of some articles, for the tables whose rows know their article by its events."""
        with pa.OSFile(str(self.path / "events.arrow")) as stream, pa.ipc.open_file(stream) as reader:
            events = reader.read_all().select(["article_id", "event_id"])
        return events.filter(pc.is_in(events["article_id"], ids))["event_id"].combine_chunks()


class Shards:
    """All shards of a folder, and which articles are in them.

    Parameters
    ----------
    directory : pathlib.Path
        Made if it does not exist. Shards that are not whole are taken away.
    fingerprint : str
        Of the parser; shards of other parsers are not used.
    """

    def __init__(self, directory: Path, fingerprint: str) -> None:
        self.directory = directory
        self.fingerprint = fingerprint
        self._shards: list[Shard] = []
        self._keys: set[str] = set()
        directory.mkdir(parents=True, exist_ok=True)
        for path in sorted(directory.iterdir()):
            if path.is_dir():
                shard = _read(path, fingerprint)
                if shard is None:
                    shutil.rmtree(path, ignore_errors=True)
                else:
                    self._add(shard)

    def __contains__(self, key: str) -> bool:
        return key in self._keys

    @property
    def count(self) -> int:
        """Number of articles in the shards."""
        return len(self._keys)

    def commit(self, batches: Sequence[Batch]) -> None:
        """Write batches as one shard; it is there whole, under its name, or not at all."""
        merged = merge_batches(batches) if batches else None
        if merged is None or not merged.keys:
            return
        name = hashlib.sha256("\n".join(sorted(merged.keys)).encode()).hexdigest()[:16]
        temporary = Path(tempfile.mkdtemp(prefix=".new-", dir=self.directory))
        try:
            files = {
                table: _write(temporary / f"{table}.arrow", table, rows)
                for table, rows in merged.tables.items()
            }
            articles = dict(zip(merged.keys, merged.ids, strict=True))
            index = {"parser": self.fingerprint, "articles": articles, "files": files}
            (temporary / INDEX).write_text(json.dumps(index, indent=1), encoding="utf-8")
            temporary.replace(self.directory / name)
        except BaseException:
            shutil.rmtree(temporary, ignore_errors=True)
            raise
        self._add(Shard(self.directory / name, articles))

    def holding(self, wanted: set[str]) -> list[Shard]:
        """The shards that hold some of the wanted articles; each of these articles is in one of them only."""
        return [shard for shard in self._shards if not shard.articles.keys().isdisjoint(wanted)]

    def keep_only(self, wanted: Iterable[str]) -> None:
        """Delete the shards that hold none of the wanted articles."""
        keys = set(wanted)
        for shard in self._shards:
            if shard.articles.keys().isdisjoint(keys):
                shutil.rmtree(shard.path, ignore_errors=True)

    def _add(self, shard: Shard) -> None:
        # An article may be in two shards after a crash between a commit and the next; the first holds.
        new = {key: name for key, name in shard.articles.items() if key not in self._keys}
        if len(new) < len(shard.articles):
            shutil.rmtree(shard.path, ignore_errors=True)
            return
        self._shards.append(shard)
        self._keys |= new.keys()


def _read(path: Path, fingerprint: str) -> Shard | None:
    """The shard in a folder; None if it is not whole or of another parser."""
    try:
        index = json.loads((path / INDEX).read_text(encoding="utf-8"))
        whole = index["parser"] == fingerprint and all(
            file_sha256(path / f"{name}.arrow") == digest for name, digest in index["files"].items()
        )
        return Shard(path, dict(index["articles"])) if whole else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _write(path: Path, name: str, rows: pa.Table) -> str:
    declared = tables().get("events" if name == "reports" else name)
    if declared is not None:
        rows = rows.sort_by([(column, "ascending") for column in (*declared.order, *declared.primary_key)])
    if name == "places":
        rows = rows.group_by(rows.column_names, use_threads=False).aggregate([])
        rows = rows.sort_by("place_id")
    with (
        pa.OSFile(str(path), "wb") as stream,
        pa.ipc.new_file(stream, rows.schema, options=_OPTIONS) as writer,
    ):
        writer.write_table(rows.combine_chunks(), max_chunksize=_ROWS)
    with path.open("rb") as written:  # on the disk before the shard gets its name
        os.fsync(written.fileno())
    return file_sha256(path)
