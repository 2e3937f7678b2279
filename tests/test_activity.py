from __future__ import annotations

import pandas as pd
import pytest
from matplotlib.patches import Rectangle

from conflict_data.analysis import activity
from conflict_data.errors import UnknownNameError
from conflict_data.plotting import activity_timeline


@pytest.fixture
def events() -> pd.DataFrame:
    """Return five events in three weeks, one of them planned, one without a date of its own."""
    days = pd.to_datetime(["2026-01-05", "2026-01-11", "2026-01-12", "", "2026-01-25"])
    return pd.DataFrame(
        {
            "article_id": list("aabbc"),
            "published": pd.to_datetime(["2026-01-12"] * 3 + ["2026-01-20", "2026-01-12"]),
            "date_start": days,
            "date_end": days,
            "domain": ["military", "diplomatic", "military", "military", "diplomatic"],
            "factuality": ["actual", "actual", "actual", "actual", "planned"],
        }
    )


def test_events_are_counted_by_week_of_their_own_day_or_of_publication(events: pd.DataFrame) -> None:
    counts = activity(events)
    assert [str(day)[:10] for day in counts.index] == ["2026-01-05", "2026-01-12", "2026-01-19"]
    assert counts["military"].tolist() == [1, 1, 1]
    assert counts["diplomatic"].tolist() == [1, 0, 0]


def test_an_event_of_a_long_time_has_no_day(events: pd.DataFrame) -> None:
    events.loc[0, "date_end"] = pd.Timestamp("2026-02-05")
    assert activity(events)["military"].tolist() == [0, 1, 1]


def test_plans_count_only_when_asked_for(events: pd.DataFrame) -> None:
    assert activity(events, factuality=["planned"])["diplomatic"].tolist() == [1]


def test_periods_without_events_are_zero(events: pd.DataFrame) -> None:
    counts = activity(events, every="day")
    assert len(counts) == 16
    assert counts.loc["2026-01-08"].sum() == 0


def test_nothing_gives_nothing(events: pd.DataFrame) -> None:
    assert activity(events.head(0)).empty


@pytest.mark.parametrize("wrong", [{"every": "fortnight"}, {"by": "colour"}, {"factuality": ["certain"]}])
def test_unknown_names_list_what_is_allowed(events: pd.DataFrame, wrong: dict[str, str]) -> None:
    with pytest.raises(UnknownNameError, match="allowed"):
        activity(events, **wrong)


def test_timeline_draws_one_bar_a_week_and_domain(events: pd.DataFrame) -> None:
    axes = activity_timeline(events)
    heights = [bar.get_height() for bar in axes.patches if isinstance(bar, Rectangle)]
    assert heights == [0, 0, -1, -1]  # the week before the first publication is not shown
    assert "1 article;" in axes.get_xlabel()


def test_timeline_of_nothing_says_so(events: pd.DataFrame) -> None:
    axes = activity_timeline(events.head(0))
    assert axes.texts[0].get_text() == "no events in this selection"
