"""Load the tables: from a directory you name, from ``CONFLICT_DATA_DIR``, or as they come with the package."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Literal, TypedDict, Unpack

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from conflict_data.errors import DatasetError, FilterError, UnknownNameError
from conflict_data.schema import Table, table
from conflict_data.store import MANIFEST, Manifest, read_columns, read_manifest, read_table

ENVIRONMENT_VARIABLE = "CONFLICT_DATA_DIR"
TITLE = "conflict-data: events, statements and figures from news on the Russia-Ukraine war"
LICENSE = "CC-BY-4.0"
OPERATORS = ("==", "=", "!=", "<", "<=", ">", ">=", "in", "not in")

TableName = Literal[
    "articles",
    "events",
    "event_actors",
    "event_places",
    "incidents",
    "statements",
    "figures",
    "actors",
    "actor_roles",
    "places",
    "rejects",
]
Condition = tuple[str, str, Any]


class LoadOptions(TypedDict, total=False):
    """Options that all loaders share."""

    columns: Sequence[str] | None
    filters: Sequence[Condition] | None
    path: str | os.PathLike[str] | None


def data_dir(path: str | os.PathLike[str] | None = None) -> Path:
    """The directory that the loaders read.

    Parameters
    ----------
    path : path-like, optional
        A built dataset. When omitted, the directory named by the environment variable ``CONFLICT_DATA_DIR``, else the
        dataset inside the installed package, else ``data/processed`` of a checkout.

    Raises
    ------
    DatasetError
        If there is no dataset; the message lists where it was looked for.
    """
    package = Path(__file__).parent
    named = path if path is not None else os.environ.get(ENVIRONMENT_VARIABLE)
    candidates = [Path(named)] if named else [package / "data", package.parent / "data" / "processed"]
    for candidate in candidates:
        if (candidate / MANIFEST).is_file():
            return candidate
    looked = ", ".join(str(candidate) for candidate in candidates)
    raise DatasetError(
        f"no dataset found (looked for {MANIFEST} in: {looked}); 'conflict-data build' makes one"
    )


def load(
    name: TableName,
    *,
    columns: Sequence[str] | None = None,
    filters: Sequence[Condition] | None = None,
    path: str | os.PathLike[str] | None = None,
) -> pd.DataFrame:
    """Load one table.

    Parameters
    ----------
    name : str
        articles, events, event_actors, event_places, incidents, statements, figures, actors,
        actor_roles, places or rejects.
    columns : sequence of str, optional
        Columns to read, in this order; all when omitted.
    filters : sequence of (column, operator, value), optional
        Rows to read: all conditions must hold. Operators are ==, !=, <, <=, >, >=, in and not in. Dates may be given
        as ISO 8601 strings.
    path : path-like, optional
        A built dataset, see `data_dir`.

    Returns
    -------
    pandas.DataFrame
        In the order of publication and text. `conflict_data.codebook` says what the columns mean.

    Raises
    ------
    UnknownNameError
        For a table, column or operator that does not exist; the message lists those that do.
    FilterError
        For a condition whose form or value does not fit its column.
    DatasetError
        If there is no dataset, or a file of it is missing or broken.

    Examples
    --------
    >>> import conflict_data as cd
    >>> attacks = cd.load("events", columns=["event_type", "place_text"], filters=[("event_type", "==", "ASSAULT")])
    >>> set(attacks["event_type"])
    {'ASSAULT'}
    """
    declared = table(name)
    chosen = list(declared.columns) if columns is None else list(columns)
    for column in chosen:
        declared.field(column)
    expression = _expression(declared, filters) if filters else None
    file = data_dir(path) / f"{name}.parquet"
    try:
        arrow = _read_declared(file, declared, chosen, expression)
    except (pa.ArrowNotImplementedError, pa.ArrowTypeError) as error:
        raise FilterError(f"filters do not fit the columns of {name!r}: {error}") from error
    return declared.to_pandas(arrow)


def load_articles(**options: Unpack[LoadOptions]) -> pd.DataFrame:
    """Articles: one row each, with outlet, date, licence, text hash and, where its licence allows, the text.

    Parameters
    ----------
    **options
        ``columns``, ``filters`` and ``path`` as for `load`.
    """
    return load("articles", **options)


def load_events(**options: Unpack[LoadOptions]) -> pd.DataFrame:
    """Events: who did what to whom, where and when, and whether it happened.

    Parameters
    ----------
    **options
        ``columns``, ``filters`` and ``path`` as for `load`.
    """
    return load("events", **options)


def load_event_actors(**options: Unpack[LoadOptions]) -> pd.DataFrame:
    """Every party of every event, in long form.

    Parameters
    ----------
    **options
        ``columns``, ``filters`` and ``path`` as for `load`.
    """
    return load("event_actors", **options)


def load_event_places(**options: Unpack[LoadOptions]) -> pd.DataFrame:
    """Every place of every event, in long form.

    Parameters
    ----------
    **options
        ``columns``, ``filters`` and ``path`` as for `load`.
    """
    return load("event_places", **options)


def load_incidents(**options: Unpack[LoadOptions]) -> pd.DataFrame:
    """Incidents: one row a fact that one or several events report.

    Parameters
    ----------
    **options
        ``columns``, ``filters`` and ``path`` as for `load`.
    """
    return load("incidents", **options)


def load_statements(**options: Unpack[LoadOptions]) -> pd.DataFrame:
    """Statements: who said what.

    Parameters
    ----------
    **options
        ``columns``, ``filters`` and ``path`` as for `load`.
    """
    return load("statements", **options)


def load_figures(**options: Unpack[LoadOptions]) -> pd.DataFrame:
    """Figures: how much, of what, said by whom.

    Parameters
    ----------
    **options
        ``columns``, ``filters`` and ``path`` as for `load`.
    """
    return load("figures", **options)


def load_actors(**options: Unpack[LoadOptions]) -> pd.DataFrame:
    """Actors that the articles mention.

    Parameters
    ----------
    **options
        ``columns``, ``filters`` and ``path`` as for `load`.
    """
    return load("actors", **options)


def load_places(**options: Unpack[LoadOptions]) -> pd.DataFrame:
    """Places that the rows point at.

    Parameters
    ----------
    **options
        ``columns``, ``filters`` and ``path`` as for `load`.
    """
    return load("places", **options)


def data_info(path: str | os.PathLike[str] | None = None) -> dict[str, Any]:
    """What dataset this is.

    Parameters
    ----------
    path : path-like, optional
        A built dataset, see `data_dir`.

    Returns
    -------
    dict
        data_version, package_version, model, coverage_start, coverage_end, sources_sha256, tables (rows and hashes of
        each), license and citation.
    """
    manifest = read_manifest(data_dir(path))
    return asdict(manifest) | {"license": LICENSE, "citation": citation(manifest)}


def citation(manifest: Manifest) -> str:
    """How to cite a dataset, in one line."""
    return f"The conflict-data authors. {TITLE}. Version {manifest.data_version}."


def _read_declared(file: Path, declared: Table, chosen: Sequence[str], expression: Any) -> pa.Table:
    """The columns chosen; one that the file does not have, being of an older release, holds nulls."""
    stored = set(read_columns(file))
    if stored.issuperset(chosen):
        return read_table(file, columns=list(chosen), filters=expression)
    # A table of which no column was asked for would have no rows.
    kept = [c for c in declared.columns if c in stored] if stored.isdisjoint(chosen) else chosen
    arrow = read_table(file, columns=[c for c in kept if c in stored], filters=expression)
    types = declared.arrow_schema()
    columns = [arrow[c] if c in stored else pa.nulls(len(arrow), types.field(c).type) for c in chosen]
    return pa.table(columns, names=list(chosen))


def _expression(declared: Table, filters: Sequence[Condition]) -> Any:
    conditions = []
    for condition in filters:
        if len(condition) != 3:
            raise FilterError(f"a filter is a triple (column, operator, value), not {condition!r}")
        column, operator, value = condition
        field = declared.field(column)
        if operator not in OPERATORS:
            raise UnknownNameError("filter operator", operator, OPERATORS)
        several = operator in ("in", "not in")
        if several and (isinstance(value, str) or not hasattr(value, "__iter__")):
            raise FilterError(f"operator {operator!r} takes a list of values, not {value!r}")
        values = list(value) if several else [value]
        if field.values:
            for v in values:
                if v not in field.values:
                    raise UnknownNameError(f"value of column {column!r}", str(v), field.values)
        try:
            typed = [_scalar(declared, column, v) for v in values]
        except (pa.ArrowInvalid, pa.ArrowTypeError, ValueError, TypeError, OverflowError) as error:
            raise FilterError(
                f"{value!r} does not fit column {column!r} of type {field.type}: {error}"
            ) from error
        conditions.append((column, operator, typed if several else typed[0]))
    return pq.filters_to_expression(conditions)


def _scalar(declared: Table, column: str, value: Any) -> Any:
    """A value as the column's type, so that '2026-01-31' can be compared with a date."""
    kind = declared.arrow_schema().field(column).type
    if pa.types.is_date(kind):
        return pd.Timestamp(value).date()
    return pa.scalar(value, type=kind).as_py()
