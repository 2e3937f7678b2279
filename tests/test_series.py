from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from conflict_data.analysis import figure_days, figure_series
from conflict_data.errors import UnknownNameError

_DEFAULTS: dict[str, Any] = {
    "measure": "drones_launched",
    "published": "2026-02-03",
    "date_start": None,
    "date_end": None,
    "actor_country": "RUS",
    "place_id": None,
    "attribution_actor": "ukr-air-force",
    "part_of": None,
    "context_date": None,
}


def table(*rows: dict[str, Any]) -> pd.DataFrame:
    """Figures with the values given, the rest by default; ``value`` stands for both bounds."""
    filled = []
    for i, row in enumerate(rows):
        given = _DEFAULTS | {"figure_id": f"f{i}", "article_id": f"a{i}", "start": 10 * i} | row
        given |= {bound: given.get(bound, given.get("value")) for bound in ("value_low", "value_high")}
        filled.append(given | {"date_basis": "relative" if given["date_end"] else "none"})
    frame = pd.DataFrame(filled)
    for column in ("published", "date_start", "date_end", "context_date"):
        frame[column] = pd.to_datetime(frame[column])
    return frame


def test_a_figure_without_a_time_is_of_the_day_of_publication() -> None:
    assert figure_days(table({"value": 5})).dt.strftime("%m-%d").tolist() == ["02-03"]


def test_a_figure_without_a_time_is_of_the_day_that_its_paragraph_tells() -> None:
    assert figure_days(table({"value": 5, "context_date": "2026-02-01"})).dt.day.tolist() == [1]


def test_a_night_counts_for_the_day_it_ends_on() -> None:
    night = {"value": 71, "date_start": "2026-02-02", "date_end": "2026-02-03"}
    assert figure_days(table(night)).dt.strftime("%m-%d").tolist() == ["02-03"]


def test_what_is_told_of_an_earlier_day_counts_there() -> None:
    earlier = {"value": 653, "date_start": "2026-01-30", "date_end": "2026-01-30"}
    assert figure_days(table(earlier)).dt.strftime("%m-%d").tolist() == ["01-30"]


@pytest.mark.parametrize("start", ["2026-01-01", None])
def test_the_total_of_a_longer_time_is_of_no_day(start: str | None) -> None:
    total = {"value": 5000, "date_start": start, "date_end": "2026-01-31"}
    assert figure_days(table(total)).isna().all()
    assert figure_series(table(total), "drones_launched").empty


def test_claimants_stand_side_by_side() -> None:
    rows = ({"value": 450}, {"value": 420, "attribution_actor": "rus-defence-ministry"})
    series = figure_series(table(*rows), "drones_launched")
    assert list(zip(series["claimant"], series["value"], strict=True)) == [
        ("rus-defence-ministry", 420),
        ("ukr-air-force", 450),
    ]


def test_what_nobody_is_credited_with_has_a_row_of_its_own() -> None:
    series = figure_series(table({"value": 450}, {"value": 3, "attribution_actor": None}), "drones_launched")
    assert series["value"].tolist() == [450, 3]
    assert series["claimant"].isna().tolist() == [False, True]


def test_reports_that_differ_give_bounds_and_the_last_one_the_value() -> None:
    day = {"date_start": "2026-02-03", "date_end": "2026-02-03"}
    last = {"value": 455, "published": "2026-02-05", **day}
    series = figure_series(table(last, {"value": 450, **day}), "drones_launched")
    row = series.iloc[0]
    assert (row["low"], row["high"], row["value"], row["n_reports"], row["n_articles"]) == (
        450,
        455,
        455,
        2,
        2,
    )
    assert row["figure_ids"] == ("f1", "f0")


def test_an_open_bound_stays_open() -> None:
    rows = ({"value_low": 600, "value_high": None}, {"value": 620})
    row = figure_series(table(*rows), "drones_launched").iloc[0]
    assert row["low"] == 600
    assert pd.isna(row["high"])
    upper = {"value_low": None, "value_high": 50}
    assert figure_series(table(upper), "drones_launched").iloc[0]["value"] == 50


def test_parts_do_not_count_beside_their_total() -> None:
    rows = ({"value": 135, "attribution_actor": None}, {"value": 27, "part_of": "f0"})
    assert figure_series(table(*rows), "drones_launched")["value"].tolist() == [135]


def test_a_part_counts_where_its_total_is_of_another_measure() -> None:
    rows = ({"value": 100}, {"value": 80, "measure": "drones_downed", "part_of": "f0"})
    assert figure_series(table(*rows), "drones_downed")["value"].tolist() == [80]


def test_of_one_article_the_largest_counts() -> None:
    rows = ({"value": 75, "article_id": "a"}, {"value": 49, "article_id": "a"})
    row = figure_series(table(*rows), "drones_launched").iloc[0]
    assert (row["low"], row["high"], row["figure_ids"]) == (75, 75, ("f0",))


def test_rows_are_chosen_by_measure_actor_place_and_claimant() -> None:
    rows = (
        {"value": 1},
        {"value": 2, "measure": "drones_downed"},
        {"value": 3, "actor_country": "UKR"},
        {"value": 4, "place_id": "kyiv"},
        {"value": 5, "attribution_actor": "volodymyr-zelenskyy"},
    )
    figures = table(*rows)
    assert figure_series(figures, "drones_downed")["value"].tolist() == [2]
    assert figure_series(figures, "drones_launched", actor="UKR")["value"].tolist() == [3]
    assert figure_series(figures, "drones_launched", place=["kyiv"])["value"].tolist() == [4]
    claims = figure_series(figures, "drones_launched", claimant=["volodymyr-zelenskyy", "nobody"])
    assert claims["value"].tolist() == [5]


def test_nothing_gives_an_empty_series_with_its_columns() -> None:
    empty = figure_series(table({"value": 1}).head(0), "killed")
    assert empty.empty
    assert empty.columns[0] == "day"


def test_an_unknown_measure_lists_those_that_exist() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'drones_launched'"):
        figure_series(table({"value": 1}), "drones_launch")
