"""The dataset in the formats of other programs: each module is one format, and reads its columns from the schema."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa

from conflict_data.datasets import data_dir
from conflict_data.errors import DatasetError, UnknownNameError
from conflict_data.exports.databases import write_duckdb, write_sqlite
from conflict_data.exports.geojson import write_geojson
from conflict_data.exports.icews import write_icews
from conflict_data.exports.text import write_csv, write_jsonl
from conflict_data.schema import tables
from conflict_data.store import read_table

Writer = Callable[[dict[str, pa.Table], Path], None]
# The first three write a directory with a file a table, the others one file.
FORMATS: dict[str, Writer] = {
    "csv": write_csv,
    "jsonl": write_jsonl,
    "geojson": write_geojson,
    "sqlite": write_sqlite,
    "duckdb": write_duckdb,
    "icews": write_icews,
}

__all__ = ["FORMATS", "export"]


def export(
    path: str | os.PathLike[str] | None = None,
    *,
    format: str,  # noqa: A002
    out: str | os.PathLike[str],
) -> Path:
    """Write the dataset in another format.

    Parameters
    ----------
    path : path-like, optional
        A built dataset; the one that the loaders read when omitted.
    format : str
        csv, jsonl (one file a table), geojson (one file for each table with coordinates), sqlite, duckdb (one
        database) or icews (one table of events in the columns of ICEWS).
    out : path-like
        Directory of csv, jsonl and geojson; otherwise the file. Files of the same names are replaced.

    Returns
    -------
    pathlib.Path
        ``out``.

    Raises
    ------
    UnknownNameError
        If there is no such format.
    UsageError
        If a format needs a package that is not installed.
    DatasetError
        If there is no dataset, or ``out`` cannot be written.
    """
    if format not in FORMATS:
        raise UnknownNameError("format", format, FORMATS)
    directory = data_dir(path)
    built = {name: read_table(directory / f"{name}.parquet") for name in tables()}
    target = Path(out)
    try:
        FORMATS[format](built, target)
    except OSError as error:
        raise DatasetError(f"{target}: cannot be written: {error.strerror or error}") from error
    return target
