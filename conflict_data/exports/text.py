"""CSV and JSON Lines: a file for each table.

A spreadsheet takes a cell that starts with ``=``, ``+``, ``-`` or ``@`` for a formula, and so might run what somebody
wrote into a news text. In CSV such a text gets an apostrophe in front, as does one that starts with apostrophes and
then such a sign, so that taking one apostrophe off again gives every text back. Numbers are left alone.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

# Full-width signs count too in spreadsheets of East Asian languages; a tab or line end in front is dropped by some.
FORMULA = "^'*[=+\\-@\t\r\n＝＋－＠]"


def neutralised(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Texts that a spreadsheet would take for a formula, with an apostrophe in front."""
    dangerous = pc.match_substring_regex(column, FORMULA)
    return pc.if_else(dangerous, pc.binary_join_element_wise("'", column, ""), column)


def joined(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Lists as JSON arrays."""
    texts = [None if v is None else json.dumps(v, ensure_ascii=False) for v in column.to_pylist()]
    return pa.chunked_array([pa.array(texts, pa.string())])


def flat(table: pa.Table) -> pa.Table:
    """A table whose lists are JSON and whose texts are safe in a spreadsheet."""
    columns = []
    for column in table.columns:
        texts = joined(column) if pa.types.is_list(column.type) else column
        columns.append(neutralised(texts) if pa.types.is_string(texts.type) else texts)
    return pa.table(columns, names=table.column_names)


def write_csv(built: dict[str, pa.Table], out: Path) -> None:
    """UTF-8, comma, line feed; texts in quotes, so that no value (nothing) and an empty text ("") differ."""
    out.mkdir(parents=True, exist_ok=True)
    for name, table in built.items():
        pyarrow.csv.write_csv(flat(table), out / f"{name}.csv")


def write_jsonl(built: dict[str, pa.Table], out: Path) -> None:
    """UTF-8, one object a line with all columns in the order of the schema; dates in ISO 8601."""
    out.mkdir(parents=True, exist_ok=True)
    for name, table in built.items():
        with (out / f"{name}.jsonl").open("w", encoding="utf-8", newline="\n") as stream:
            for batch in table.to_batches():
                stream.writelines(
                    json.dumps(plain(row), ensure_ascii=False, allow_nan=False) + "\n"
                    for row in batch.to_pylist()
                )


def plain(row: dict[str, Any]) -> dict[str, Any]:
    """A row with its dates in ISO 8601."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}
