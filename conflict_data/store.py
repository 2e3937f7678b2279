"""Tables on disk: Parquet that comes out the same byte for byte, and a manifest of hashes beside it."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Mapping
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
    directory: Path, built: Mapping[str, pa.Table], *, package_version: str, model: str
) -> Manifest:
    """Write all tables and the manifest, each file replaced at once, the manifest last.

    Parameters
    ----------
    directory : pathlib.Path
        Made if it does not exist. Files of other names in it are left alone.
    built : mapping of str to pyarrow.Table
    package_version, model : str
        What built them.

    Raises
    ------
    DatasetError
        If the directory cannot be written to. What stood there before is then still whole.
    """
    try:
        directory.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".building-", dir=directory) as temporary:
            entries = {
                name: _write_table(Path(temporary) / f"{name}.parquet", built[name], declared)
                for name, declared in tables().items()
            }
            manifest = _manifest(built, entries, package_version, model)
            text = json.dumps(asdict(manifest), indent=2, ensure_ascii=False) + "\n"
            (Path(temporary) / MANIFEST).write_text(text, encoding="utf-8")
            for file in (*(f"{name}.parquet" for name in built), MANIFEST):
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


def file_sha256(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def content_sha256(table: pa.Table) -> str:
    """SHA-256 of the rows as CSV, which does not depend on how Parquet encodes them."""
    columns = [
        pc.binary_join(column, "\x1f") if pa.types.is_list(column.type) else column
        for column in table.columns
    ]
    sink = pa.BufferOutputStream()
    pyarrow.csv.write_csv(pa.table(columns, names=table.column_names), sink)
    return hashlib.sha256(sink.getvalue()).hexdigest()


def _write_table(path: Path, rows: pa.Table, declared: Table) -> TableEntry:
    # A table that was read from Parquet has more metadata in its schema, which would be written again.
    table = rows.combine_chunks().cast(declared.arrow_schema())
    # Every option that changes bytes is pinned here rather than left to the library's defaults.
    pq.write_table(
        table,
        path,
        version="2.6",
        compression="zstd",
        compression_level=9,
        use_dictionary=True,
        write_statistics=True,
        row_group_size=1 << 17,
        data_page_version="1.0",
        store_schema=True,
    )
    return TableEntry(table.num_rows, file_sha256(path), content_sha256(table))


def _manifest(
    built: Mapping[str, pa.Table], entries: dict[str, TableEntry], package_version: str, model: str
) -> Manifest:
    articles = built["articles"]
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
