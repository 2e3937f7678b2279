from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from conflict_data.analysis import change_points
from conflict_data.errors import UsageError

DAYS = pd.date_range("2026-01-01", periods=90)


def series(seed: int, *levels: float) -> pd.Series[float]:
    steps = np.repeat(levels, len(DAYS) // len(levels))
    return pd.Series(np.random.default_rng(seed).normal(size=len(DAYS)) + steps, index=DAYS)


def test_a_step_is_found_where_it_is() -> None:
    (row,) = change_points(series(1, 0, 4)).to_dict("records")
    assert abs(row["period"] - DAYS[45]) <= pd.Timedelta(days=1)
    assert abs(row["before"]) < 0.5
    assert abs(row["after"] - 4) < 0.5
    assert row["p_value"] <= 0.01
    assert row["n_before"] + row["n_after"] == 90


def test_up_and_down_are_two_changes() -> None:
    table = change_points(series(2, 0, 5, 0))
    assert [day.strftime("%m-%d") for day in table["period"]] == ["01-31", "03-02"]
    assert (table["p_value"] < 0.05).all()


def test_noise_seldom_changes_and_then_without_weight() -> None:
    found = pd.concat([change_points(series(n, 0), permutations=199) for n in range(20)])
    assert (found["p_value"] < 0.05).sum() <= 3


def test_still_short_and_empty_series_do_not_change() -> None:
    for still in (series(1, 0) * 0, series(1, 0, 9).head(10), series(1, 0).head(0)):
        table = change_points(still)
        assert table.empty
        assert table.columns.tolist()[:3] == ["period", "before", "after"]


def test_equal_seeds_give_equal_tables() -> None:
    assert change_points(series(5, 0, 2)).equals(change_points(series(5, 0, 2)))


@pytest.mark.parametrize("wrong", [{"min_size": 0}, {"block": 0}, {"permutations": 0}])
def test_wrong_arguments_say_what_is_allowed(wrong: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        change_points(series(1, 0), **wrong)
