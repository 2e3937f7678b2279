from __future__ import annotations

import pyarrow as pa
import pytest

from conflict_data.errors import Reason, UnknownNameError
from conflict_data.reference.ontology import event_types
from conflict_data.schema import codebook, table, tables


@pytest.mark.parametrize("name", tables())
def test_every_table_has_its_key_and_points_at_columns_that_exist(name: str) -> None:
    declared = table(name)
    assert set(declared.primary_key) <= set(declared.columns)
    assert not any(declared.field(column).nullable for column in declared.primary_key)
    for key in declared.foreign_keys:
        assert declared.field(key.column).type == table(key.table).field(key.reference).type
    assert len(set(declared.columns)) == len(declared.columns)


def test_arrow_schema_carries_types_nulls_and_descriptions() -> None:
    schema = table("events").arrow_schema()
    assert schema.field("date_start").type == pa.date32()
    assert schema.field("mode").nullable
    assert not schema.field("event_type").nullable
    assert b"PLOVER" in schema.field("event_type").metadata[b"description"]


def test_pandas_dtypes_are_those_that_loading_gives() -> None:
    dtypes = table("statements").pandas_dtypes()
    assert str(dtypes["start"]) == "int32"
    assert str(dtypes["speaker_start"]) == "float64"
    assert str(dtypes["published"]).startswith("datetime64")


def test_codebook_describes_every_column_of_every_table() -> None:
    book = codebook()
    assert list(book["table"].unique()) == list(tables())
    assert book["description"].str.len().min() > 4
    assert "ASSAULT" in str(codebook("events").set_index("column").loc["event_type", "allowed"])


def test_unknown_names_list_what_is_allowed() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'events'"):
        table("event")
    with pytest.raises(UnknownNameError, match="event_type"):
        table("events").field("type")


def test_closed_lists_are_those_of_the_code() -> None:
    assert table("rejects").field("reason").values == tuple(reason.value for reason in Reason)
    assert table("events").field("event_type").values == tuple(event_types())
    assert {t.quad_class for t in event_types().values()} == set(table("events").field("quad_class").values)
