from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from conflict_data.analysis import activity
from conflict_data.errors import UnknownNameError

Make = Callable[..., pd.DataFrame]


@pytest.fixture
def events(make_events: Make) -> pd.DataFrame:
    """Return five events in three weeks, one of them planned, one without a date of its own."""
    return make_events(
        [
            {"date_start": "2026-01-05", "source_country": "RUS", "target_country": "UKR"},
            {"date_start": "2026-01-11", "domain": "diplomatic", "intensity": 2},
            {"date_start": "2026-01-12", "article_id": "b", "source_country": "UKR"},
            {"published": "2026-01-20", "article_id": "b"},
            {"date_start": "2026-01-25", "domain": "diplomatic", "factuality": "planned"},
        ]
    )


def wide(counts: pd.DataFrame) -> dict[str, list[float]]:
    table = counts.pivot_table(index="period", columns="domain", values="value")
    return {str(domain): values.tolist() for domain, values in table.items()}


def test_events_are_counted_by_week(events: pd.DataFrame) -> None:
    counts = activity(events)
    assert counts.columns.tolist() == ["period", "domain", "value"]
    assert counts["period"].drop_duplicates().dt.strftime("%m-%d").tolist() == ["01-05", "01-12", "01-19"]
    assert wide(counts) == {"diplomatic": [1, 0, 0], "military": [1, 1, 1]}
    assert counts["value"].dtype == "int64"


def test_plans_count_only_when_asked_for(events: pd.DataFrame) -> None:
    assert wide(activity(events, factuality=["planned"])) == {"diplomatic": [1]}


def test_periods_without_events_are_zero(events: pd.DataFrame) -> None:
    counts = activity(events, every="day", by=[])
    assert len(counts) == 16
    assert counts["value"].sum() == 4


def test_dyads_keep_what_has_no_party_apart(events: pd.DataFrame) -> None:
    counts = activity(events, by=["source_country", "target_country"], every="month")
    assert counts.fillna("-").to_numpy()[:, 1:].tolist() == [
        ["RUS", "UKR", 1],
        ["UKR", "-", 1],
        ["-", "-", 2],
    ]


def test_each_article_can_count_the_same(events: pd.DataFrame) -> None:
    assert wide(activity(events, weight="article")) == {
        "diplomatic": [0.5, 0, 0],
        "military": [0.5, 0.5, 0.5],
    }


def test_intensity_is_summed(events: pd.DataFrame) -> None:
    assert wide(activity(events, weight="intensity"))["diplomatic"] == [2, 0, 0]


def test_an_incident_counts_once(events: pd.DataFrame) -> None:
    events.loc[[0, 2], "incident_id"] = "x"
    assert wide(activity(events, unit="incident"))["military"] == [1, 0, 1]


def test_nothing_gives_an_empty_tidy_table(events: pd.DataFrame) -> None:
    nothing = activity(events.head(0), by=["domain", "event_type"])
    assert nothing.columns.tolist() == ["period", "domain", "event_type", "value"]
    assert nothing.empty


@pytest.mark.parametrize(
    "wrong", [{"every": "fortnight"}, {"by": "colour"}, {"unit": "story"}, {"weight": "gold"}]
)
def test_unknown_names_list_what_is_allowed(events: pd.DataFrame, wrong: dict[str, Any]) -> None:
    with pytest.raises(UnknownNameError, match="allowed"):
        activity(events, **wrong)
