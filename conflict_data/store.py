"""Tables on disk: Parquet that comes out the same byte for byte, and a manifest of hashes beside it."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq

from conflict_data.errors import DatasetError
from conflict_data.schema import Table, tables

MANIFEST = "MANIFEST.json"
ROW_GROUP = 1 << 15
"""Rows that stand together in a Parquet file, and in memory while it is written."""

TEXTS = 1 << 11
"""The same for rows that hold whole texts."""


@dataclass(frozen=True, slots=True)
class TableEntry:
    """What the manifest says of one table.

    Parameters
    ----------
    rows : int
    sha256 : str
        Of the file; equal for equal versions of pyarrow.
    content_sha256 : str
        Of the sorted rows as CSV; equal across versions of pyarrow.
    """

    rows: int
    sha256: str
    content_sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a dataset is made of: versions, coverage and a pair of hashes a table; no times and no paths.

    Parameters
    ----------
    data_version : str
        First eight characters of the content hash of all tables, then the last day of coverage.
    package_version, model : str
    coverage_start, coverage_end : str or None
        First and last day of publication, ISO 8601; None for a dataset without articles.
    sources_sha256 : str
        Over the identifiers and text hashes of all articles.
    tables : dict of str to TableEntry
    """

    data_version: str
    package_version: str
    model: str
    coverage_start: str | None
    coverage_end: str | None
    sources_sha256: str
    tables: dict[str, TableEntry]


def write_dataset(
    directory: Path,
    built: Mapping[str, Iterable[pa.Table]],
    *,
    package_version: str,
    model: str,
    work: Path | None = None,
) -> Manifest:
    """Write all tables and the manifest, each file replaced at once, the manifest last.

    Parameters
    ----------
    directory : pathlib.Path
        Made if it does not exist. Files of other names in it are left alone.
    built : mapping of str to iterable of pyarrow.Table
        The rows of each table in order, in blocks; how they are cut does not change a byte of what is written.
    package_version, model : str
        What built them.
    work : pathlib.Path, optional
        Folder on the same file system for files that are not ready; by default in `directory`.

    Raises
    ------
    DatasetError
        If the directory cannot be written to. What stood there before is then still whole.
    """
    try:
        directory.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".tables-", dir=work or directory) as temporary:
            entries = {
                name: _write_table(Path(temporary) / f"{name}.parquet", built[name], declared)
                for name, declared in tables().items()
            }
            manifest = _manifest(Path(temporary), entries, package_version, model)
            text = json.dumps(asdict(manifest), indent=2, ensure_ascii=False) + "\n"
            (Path(temporary) / MANIFEST).write_text(text, encoding="utf-8")
            for file in (*(f"{name}.parquet" for name in tables()), MANIFEST):
                (Path(temporary) / file).replace(directory / file)
    except OSError as error:
        raise DatasetError(f"{directory}: cannot write the dataset: {error.strerror or error}") from error
    return manifest


def read_manifest(directory: Path) -> Manifest:
    """The manifest of a dataset.

    Raises
    ------
    DatasetError
        If there is none or it cannot be read.
    """
    path = directory / MANIFEST
    try:
        document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        entries = {name: TableEntry(**entry) for name, entry in document.pop("tables").items()}
        return Manifest(**document, tables=entries)
    except FileNotFoundError as error:
        raise DatasetError(f"{directory}: no dataset here (no {MANIFEST})") from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DatasetError(f"{path}: not a manifest of conflict-data: {error}") from error


def read_columns(path: Path) -> list[str]:
    """Names of the columns of one Parquet file.

    Raises
    ------
    DatasetError
        If the file is missing or is not readable Parquet.
    """
    try:
        return list(pq.read_schema(path).names)
    except FileNotFoundError as error:
        raise DatasetError(f"{path}: no such table file") from error
    except (OSError, pa.ArrowInvalid) as error:
        raise DatasetError(f"{path}: not a readable Parquet file: {error}") from error


def read_table(path: Path, **options: Any) -> pa.Table:
    """One Parquet file; ``options`` go to `pyarrow.parquet.read_table`.

    Raises
    ------
    DatasetError
        If the file is missing or is not readable Parquet.
    """
    try:
        # One thread and no memory map: small files, and a file may be replaced while it is open.
        return pq.read_table(path, partitioning=None, **options)
    except FileNotFoundError as error:
        raise DatasetError(f"{path}: no such table file") from error
    except (OSError, pa.ArrowInvalid) as error:
        raise DatasetError(f"{path}: not a readable Parquet file: {error}") from error


def write_whole(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    temporary = path.with_name(f".{path.name}.part")
    with temporary.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    temporary.replace(path)


def file_sha256(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def content_sha256(table: pa.Table) -> str:
    """SHA-256 of the rows as CSV, which does not depend on how Parquet encodes them."""
    digest = _ContentDigest(table.schema)
    digest.update(table)
    return digest.hexdigest()


class _ContentDigest:
    """`content_sha256` of rows that come in blocks."""

    def __init__(self, schema: pa.Schema) -> None:
        self._sha256 = hashlib.sha256()
        self._schema = pa.schema(
            [(field.name, pa.string() if pa.types.is_list(field.type) else field.type) for field in schema]
        )
        self._write(self._schema.empty_table(), header=True)

    def _write(self, rows: pa.Table, *, header: bool) -> None:
        sink = pa.BufferOutputStream()
        pyarrow.csv.write_csv(rows, sink, pyarrow.csv.WriteOptions(include_header=header))
        self._sha256.update(sink.getvalue())

    def update(self, block: pa.Table) -> None:
        columns = [
            pc.binary_join(column, "\x1f") if pa.types.is_list(column.type) else column
            for column in block.columns
        ]
        self._write(pa.table(columns, schema=self._schema), header=False)

    def hexdigest(self) -> str:
        return self._sha256.hexdigest()


def _write_table(path: Path, blocks: Iterable[pa.Table], declared: Table) -> TableEntry:
    schema = declared.arrow_schema()
    digest = _ContentDigest(schema)
    n_rows = 0
    size = TEXTS if "text" in declared.columns else ROW_GROUP
    # Every option that changes bytes is pinned here rather than left to the library's defaults.
    with pq.ParquetWriter(
        path,
        schema,
        version="2.6",
        compression="zstd",
        compression_level=9,
        use_dictionary=True,
        write_statistics=True,
        data_page_version="1.0",
        store_schema=True,
    ) as writer:
        for group in _groups(blocks, schema, size):
            writer.write_table(group, row_group_size=size)
            digest.update(group)
            n_rows += group.num_rows
    return TableEntry(n_rows, file_sha256(path), digest.hexdigest())


def _groups(blocks: Iterable[pa.Table], schema: pa.Schema, size: int) -> Iterator[pa.Table]:
    """Rows in groups of `size`, of one chunk each, however they came; at least one, if an empty one."""
    waiting: list[pa.Table] = []
    n_waiting = 0
    for block in blocks:
        # A table that was read from Parquet has more metadata in its schema, which would be written again.
        waiting.append(block.cast(schema))
        n_waiting += block.num_rows
        while n_waiting > size:
            together = pa.concat_tables(waiting)
            yield together.slice(0, size).combine_chunks()
            waiting, n_waiting = [together.slice(size)], n_waiting - size
    yield pa.concat_tables(waiting).combine_chunks() if waiting else schema.empty_table()


def _manifest(directory: Path, entries: dict[str, TableEntry], package_version: str, model: str) -> Manifest:
    articles = read_table(directory / "articles.parquet", columns=["article_id", "published", "text_sha256"])
    published = pc.min_max(articles["published"]).as_py()
    start, end = (day.isoformat() if day else None for day in (published["min"], published["max"]))
    whole = hashlib.sha256("".join(entry.content_sha256 for entry in entries.values()).encode()).hexdigest()
    sources = "\n".join(
        f"{article} {digest}"
        for article, digest in zip(
            articles["article_id"].to_pylist(), articles["text_sha256"].to_pylist(), strict=True
        )
    )
    return Manifest(
        data_version=f"{whole[:8]}-{end}" if end else whole[:8],
        package_version=package_version,
        model=model,
        coverage_start=start,
        coverage_end=end,
        sources_sha256=hashlib.sha256(sources.encode()).hexdigest(),
        tables=entries,
    )
