from __future__ import annotations

import pandas as pd
import pytest

from conflict_data.analysis import sides, statement_activity
from conflict_data.errors import UnknownNameError

STATEMENTS = pd.DataFrame(
    {
        "published": pd.to_datetime(["2026-01-05", "2026-01-06", "2026-01-19", "2026-01-19"]),
        "speaker_country": pd.Series(["UKR", "UKR", "RUS", None], dtype="str"),
        "cue_class": ["say", "say", "deny", "say"],
    }
)


def test_sides_of_countries() -> None:
    codes = pd.Series(["UKR", "RUS", "USA", "POL", "EUR", "UNO", "TUR", None], dtype="str")
    europe = ["Europe", "Europe"]
    expected = ["Ukraine", "Russia", "United States", *europe, "international bodies", "others", "unknown"]
    assert sides(codes).tolist() == expected


def test_statements_are_counted_by_week_side_and_cue() -> None:
    table = statement_activity(STATEMENTS)
    assert len(table) == 3 * 3  # weeks and groups that occur
    said = table[(table["side"] == "Ukraine") & (table["cue_class"] == "say")]
    assert said["value"].tolist() == [2, 0, 0]


def test_nothing_gives_an_empty_tidy_table() -> None:
    table = statement_activity(STATEMENTS.head(0))
    assert table.empty
    assert table.columns.tolist() == ["period", "side", "cue_class", "value"]


def test_unknown_column_lists_what_is_allowed() -> None:
    with pytest.raises(UnknownNameError, match="side, published"):
        statement_activity(STATEMENTS, by="colour")
