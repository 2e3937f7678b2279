from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest

from conflict_data.enforce import to_arrow
from conflict_data.errors import SchemaError
from conflict_data.schema import table


def row(**changes: Any) -> dict[str, Any]:
    return {
        "actor_id": "jane-doe",
        "name": "Jane Doe",
        "kind": "person",
        "country": None,
        "sector": None,
        "known": False,
        "n_mentions": 1,
        "n_articles": 1,
    } | changes


def test_rows_are_sorted_by_key_whatever_their_order() -> None:
    rows = [row(actor_id=name) for name in ("c", "a", "b")]
    arrow = to_arrow(table("actors"), rows)
    assert arrow["actor_id"].to_pylist() == ["a", "b", "c"]
    assert arrow.schema == table("actors").arrow_schema()


def test_no_rows_give_an_empty_table_of_the_schema() -> None:
    assert to_arrow(table("actors"), []).schema == table("actors").arrow_schema()


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([row(), row()], "doubled keys, first .*jane-doe"),
        ([row(name=None)], "null in column 'name' at keys .*jane-doe"),
        ([row(kind="robot")], "'kind' has values not allowed: .*robot"),
        ([row(n_mentions="many")], "table 'actors'"),
        ([row(n_mentions=2**40)], "table 'actors'"),
        ([row(surplus=1)], "columns missing or not declared: surplus"),
        ([{k: v for k, v in row().items() if k != "name"}], "columns missing or not declared: name"),
    ],
)
def test_what_does_not_fit_is_an_error_that_names_it(rows: list[dict[str, Any]], message: str) -> None:
    with pytest.raises(SchemaError, match=message):
        to_arrow(table("actors"), rows)


def test_dates_and_lists_keep_their_types() -> None:
    schema = table("articles").arrow_schema()
    assert schema.field("source_urls").type == pa.list_(pa.string())
