from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from conflict_data.analysis import covered, event_days
from conflict_data.analysis.selection import counted, every_period, filled, period_starts
from conflict_data.errors import UnknownNameError

Make = Callable[..., pd.DataFrame]


def test_an_event_counts_on_its_own_day_or_that_of_publication(make_events: Make) -> None:
    events = make_events([{"date_start": "2026-01-05"}, {}])
    assert event_days(events).astype("str").tolist() == ["2026-01-05", "2026-01-12"]


def test_an_event_of_a_long_time_has_no_day(make_events: Make) -> None:
    events = make_events([{"date_start": "2026-01-05", "date_end": "2026-02-05"}])
    assert event_days(events).isna().all()
    assert counted(events, unit="event", factuality=["actual"]).empty


def test_covered_days_are_those_from_first_to_last_publication(make_events: Make) -> None:
    events = make_events(
        [
            {"date_start": "2022-02-24"},
            {"date_start": "2026-01-12"},
            {"published": "2026-01-14"},
            {"date_start": "2026-01-20", "factuality": "planned"},
        ]
    )
    assert covered(events)["event_id"].tolist() == ["e1", "e2"]
    assert covered(events.head(0)).empty


def test_an_incident_counts_once_on_its_first_day(make_events: Make) -> None:
    events = make_events(
        [
            {"incident_id": "x", "published": "2026-01-14"},
            {"incident_id": "x", "date_start": "2026-01-11"},
            {"incident_id": "i2", "factuality": "planned"},
            {"incident_id": "i3"},
            {"incident_id": "i4"},
        ]
    )
    chosen = counted(events, unit="incident", factuality=["actual"])
    assert chosen["event_id"].tolist() == ["e1", "e3", "e4"]


def test_periods_start_on_mondays_and_firsts() -> None:
    days = pd.Series(pd.to_datetime(["2026-01-01", "2026-01-04", "2026-01-05", "2026-02-28"]))
    assert period_starts(days, "week").dt.strftime("%m-%d").tolist() == ["12-29", "12-29", "01-05", "02-23"]
    assert period_starts(days, "month").dt.strftime("%m-%d").tolist() == ["01-01", "01-01", "01-01", "02-01"]
    assert period_starts(days, "day").tolist() == days.tolist()
    assert len(every_period(period_starts(days, "week"), "week")) == 9
    assert len(every_period(days.head(0), "day")) == 0
    with pytest.raises(UnknownNameError, match="day, week, month"):
        period_starts(days, "fortnight")


def test_gaps_are_filled_with_nothing_for_each_group() -> None:
    counts = pd.DataFrame(
        {"period": pd.to_datetime(["2026-01-01", "2026-01-03"]), "side": ["a", None], "value": [2, 1]}
    )
    full = filled(counts, ["side"], "day")
    assert full["value"].tolist() == [2, 0, 0, 0, 0, 1]
    assert full["side"].isna().tolist() == [False, True] * 3


@pytest.mark.parametrize("wrong", [{"unit": "story"}, {"factuality": ["certain"]}])
def test_unknown_names_list_what_is_allowed(make_events: Make, wrong: dict[str, str]) -> None:
    with pytest.raises(UnknownNameError, match="allowed"):
        counted(make_events([{}]), **({"unit": "event", "factuality": ["actual"]} | wrong))  # type: ignore[arg-type]
