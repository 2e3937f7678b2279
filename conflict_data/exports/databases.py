"""SQLite and DuckDB: the tables in one file, with their keys, and the codebook as a table of its own."""

from __future__ import annotations

import contextlib
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa

from conflict_data.errors import UsageError
from conflict_data.exports.text import joined, plain
from conflict_data.schema import Table, codebook, tables

SQLITE_TYPES = {
    "string": "TEXT",
    "int32": "INTEGER",
    "float64": "REAL",
    "bool": "INTEGER",  # 0 or 1
    "date": "TEXT",  # ISO 8601, as SQLite's date functions take it
    "list<string>": "TEXT",  # a JSON array, for json_each
}
CODEBOOK = "codebook"


def write_sqlite(built: dict[str, pa.Table], out: Path) -> None:
    """A SQLite database with primary and foreign keys."""
    with _replacing(out) as path, contextlib.closing(sqlite3.connect(path)) as connection, connection:
        for name, table in built.items():
            connection.execute(_create(tables()[name]))
            columns = [joined(c) if pa.types.is_list(c.type) else c for c in table.columns]
            rows = (plain(row) for row in pa.table(columns, names=table.column_names).to_pylist())
            places = ", ".join("?" * len(columns))
            connection.executemany(
                f"INSERT INTO {_quoted(name)} VALUES ({places})",  # noqa: S608  (a name of the schema)
                (tuple(row.values()) for row in rows),
            )
        described = codebook()
        connection.execute(f"CREATE TABLE {CODEBOOK} ({', '.join(map(_quoted, described.columns))})")
        connection.executemany(
            f"INSERT INTO {CODEBOOK} VALUES ({', '.join('?' * len(described.columns))})",  # noqa: S608
            described.astype(object).where(described.notna(), None).to_numpy().tolist(),
        )


def write_duckdb(built: dict[str, pa.Table], out: Path) -> None:
    """A DuckDB database, lists as lists, with the codebook's words as comments on the columns.

    Raises
    ------
    UsageError
        If DuckDB is not installed.
    """
    try:
        import duckdb  # noqa: PLC0415  (an extra)
    except ImportError as error:
        raise UsageError(
            "format 'duckdb' needs the extra 'duckdb': pip install 'conflict-data[duckdb]'"
        ) from error
    with _replacing(out) as path, contextlib.closing(duckdb.connect(str(path))) as connection:
        for name, table in built.items():
            connection.register("rows", table)
            connection.execute(f"CREATE TABLE {_quoted(name)} AS SELECT * FROM rows")  # noqa: S608
            connection.unregister("rows")
            for field in tables()[name].fields:
                said = field.description.replace("'", "''")
                connection.execute(f"COMMENT ON COLUMN {_quoted(name)}.{_quoted(field.name)} IS '{said}'")


def _create(table: Table) -> str:
    columns = [
        f"{_quoted(f.name)} {SQLITE_TYPES[f.type]}{'' if f.nullable else ' NOT NULL'}" for f in table.fields
    ]
    columns.append(f"PRIMARY KEY ({', '.join(map(_quoted, table.primary_key))})")
    columns += [
        f"FOREIGN KEY ({_quoted(k.column)}) REFERENCES {_quoted(k.table)} ({_quoted(k.reference)})"
        for k in table.foreign_keys
    ]
    return f"CREATE TABLE {_quoted(table.name)} ({', '.join(columns)})"


def _quoted(name: str) -> str:
    return f'"{name}"'


@contextmanager
def _replacing(out: Path) -> Iterator[Path]:
    """A path to write to, which takes the place of ``out`` when all went well."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".exporting-", dir=out.parent) as temporary:
        path = Path(temporary) / out.name
        yield path
        path.replace(out)
