"""The only way from extracted rows to a table: what does not fit the schema is an error here, not in the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import pyarrow as pa

from conflict_data.errors import SchemaError
from conflict_data.schema import Table


def to_arrow(table: Table, rows: Sequence[Mapping[str, object]]) -> pa.Table:
    """Rows as an Arrow table of exactly the declared columns, in the declared order.

    Parameters
    ----------
    table : Table
    rows : sequence of mapping
        Column name to value; every column must be present.

    Returns
    -------
    pyarrow.Table
        One chunk a column.

    Raises
    ------
    SchemaError
        For missing or surplus columns, wrong types, values outside a closed list, nulls where none may be, and
        doubled keys, with the first offending keys.
    """
    declared = set(table.columns)
    for row in rows:
        if row.keys() != declared:
            different = sorted(row.keys() ^ declared)
            raise SchemaError(
                f"table {table.name!r}: columns missing or not declared: {', '.join(different)}"
            )
    key = table.primary_key
    by = (*table.order, *key)
    try:
        ordered = sorted(rows, key=lambda row: tuple(row[column] for column in by))
    except TypeError:  # a null where none may be, which is reported below
        ordered = list(rows)
    counts = Counter(tuple(row[k] for k in key) for row in ordered)
    doubled = [k for k, n in counts.items() if n > 1]
    if doubled:
        raise SchemaError(f"table {table.name!r}: {len(doubled)} doubled keys, first {doubled[:3]}")
    for field in table.fields:
        nulls = [tuple(row[k] for k in key) for row in ordered if row[field.name] is None]
        if nulls and not field.nullable:
            raise SchemaError(f"table {table.name!r}: null in column {field.name!r} at keys {nulls[:3]}")
        if field.values:
            wrong = sorted({str(row[field.name]) for row in ordered} - {*field.values, "None"})
            if wrong:
                raise SchemaError(
                    f"table {table.name!r}: column {field.name!r} has values not allowed: {wrong[:3]}"
                )
    schema = table.arrow_schema()
    try:
        columns = [
            pa.array([row[f.name] for row in ordered], type=schema.field(f.name).type) for f in table.fields
        ]
    except (pa.ArrowInvalid, pa.ArrowTypeError, OverflowError) as error:
        raise SchemaError(f"table {table.name!r}: {error}") from error
    return pa.Table.from_arrays(columns, schema=schema)
