"""Fields and tables of the dataset, declared once in schema.toml and projected from here.

The projections are an Arrow schema (what is written), pandas dtypes (what is loaded) and the codebook (what is read).
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib import resources
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from conflict_data.errors import UnknownNameError

ARROW_TYPES: dict[str, pa.DataType] = {
    "string": pa.string(),
    "int32": pa.int32(),
    "float64": pa.float64(),
    "bool": pa.bool_(),
    "date": pa.date32(),
    "list<string>": pa.list_(pa.string()),
}


@dataclass(frozen=True, slots=True)
class Field:
    """One column of one table.

    Parameters
    ----------
    name : str
    type : str
        One of the keys of `ARROW_TYPES`.
    description : str
    unit : str, optional
    nullable : bool
    values : tuple of str
        Closed list of allowed values; empty where any value of the type is.
    pattern : str, optional
        Regular expression that a string must match.
    minimum, maximum : int, float or str, optional
        Bounds, inclusive; ISO 8601 for dates.
    """

    name: str
    type: str
    description: str
    unit: str | None = None
    nullable: bool = False
    values: tuple[str, ...] = ()
    pattern: str | None = None
    minimum: float | str | None = None
    maximum: float | str | None = None


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """A column whose values must stand in a column of another table."""

    column: str
    table: str
    reference: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its columns, its key, what its rows are sorted by before the key, and what it points at."""

    name: str
    description: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    order: tuple[str, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns in order."""
        return tuple(field.name for field in self.fields)

    def field(self, name: str) -> Field:
        """The field of that name.

        Raises
        ------
        UnknownNameError
            If the table has no such column; the message lists those it has.
        """
        for field in self.fields:
            if field.name == name:
                return field
        raise UnknownNameError(f"column of table {self.name!r}", name, self.columns)

    def arrow_schema(self) -> pa.Schema:
        """Arrow schema with descriptions as field metadata."""
        return pa.schema(
            [
                pa.field(
                    f.name, ARROW_TYPES[f.type], nullable=f.nullable, metadata={"description": f.description}
                )
                for f in self.fields
            ],
            metadata={"description": self.description},
        )

    def to_pandas(self, table: pa.Table) -> pd.DataFrame:
        """An Arrow table of (some of) these columns as a DataFrame.

        Dates become ``datetime64``, integers with nulls ``float64``: the types that pandas, matplotlib and
        statistics packages all take without surprises.
        """
        frame: pd.DataFrame = table.to_pandas(date_as_object=False)
        return frame

    def pandas_dtypes(self) -> dict[str, Any]:
        """Column name to the dtype that `to_pandas` gives it."""
        dtypes = dict(self.to_pandas(self.arrow_schema().empty_table()).dtypes)
        return {
            field.name: np.dtype("float64")
            if field.type == "int32" and field.nullable
            else dtypes[field.name]
            for field in self.fields
        }


@functools.cache
def tables() -> dict[str, Table]:
    """All tables by name, in the order of schema.toml."""
    document = tomllib.loads(
        resources.files("conflict_data").joinpath("schema.toml").read_text(encoding="utf-8")
    )
    fields = {name: _field(name, spec) for name, spec in document["fields"].items()}
    return {name: _table(name, spec, fields) for name, spec in document["tables"].items()}


def table(name: str) -> Table:
    """The table of that name.

    Raises
    ------
    UnknownNameError
        If there is no such table; the message lists those there are.
    """
    if name not in tables():
        raise UnknownNameError("table", name, tuple(tables()))
    return tables()[name]


def codebook(name: str | None = None) -> pd.DataFrame:
    """What each column means.

    Parameters
    ----------
    name : str, optional
        A table; all tables when omitted.

    Returns
    -------
    pandas.DataFrame
        One row a column: table, column, type, unit, nullable, allowed values, description.

    Raises
    ------
    UnknownNameError
        If there is no such table.
    """
    chosen = [table(name)] if name is not None else list(tables().values())
    return pd.DataFrame(
        [
            {
                "table": t.name,
                "column": f.name,
                "type": f.type,
                "unit": f.unit,
                "nullable": f.nullable,
                "allowed": _allowed(f),
                "description": f.description,
            }
            for t in chosen
            for f in t.fields
        ]
    )


def _allowed(field: Field) -> str | None:
    if field.values:
        return " | ".join(field.values)
    if field.minimum is not None or field.maximum is not None:
        low = "" if field.minimum is None else field.minimum
        high = "" if field.maximum is None else field.maximum
        return f"{low} .. {high}".strip()
    return field.pattern


def _field(name: str, spec: Mapping[str, Any]) -> Field:
    return Field(name=name, **{**spec, "values": tuple(spec.get("values", ()))})


def _table(name: str, spec: Mapping[str, Any], fields: Mapping[str, Field]) -> Table:
    overrides = spec.get("fields", {})
    columns = []
    for column in spec["columns"]:
        bare = column.removesuffix("?")
        changes: dict[str, Any] = {
            k: tuple(v) if k == "values" else v for k, v in overrides.get(bare, {}).items()
        }
        columns.append(replace(fields[bare], nullable=column.endswith("?"), **changes))
    keys = []
    for text in spec.get("foreign_keys", ()):
        column, _, reference = text.partition(" -> ")
        other, _, other_column = reference.partition(".")
        keys.append(ForeignKey(column, other, other_column))
    return Table(
        name,
        spec["description"],
        tuple(columns),
        tuple(spec["primary_key"]),
        tuple(spec.get("order", ())),
        tuple(keys),
    )
