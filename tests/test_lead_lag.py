from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from conflict_data.analysis import lead_lag
from conflict_data.errors import UsageError

DAYS = pd.date_range("2026-01-01", periods=150)


def noise(seed: int) -> pd.Series[float]:
    return pd.Series(np.random.default_rng(seed).normal(size=len(DAYS)), index=DAYS)


def test_a_series_that_follows_three_days_later_is_found_at_lag_three() -> None:
    first = noise(1)
    table = lead_lag(first, first.shift(3) + 0.5 * noise(2), permutations=200)
    best = table.sort_values("correlation").iloc[-1]
    assert best["lag"] == 3
    assert best["correlation"] > 0.8
    assert best["band"] < 0.4


def test_unbound_series_seldom_leave_the_band() -> None:
    left = [
        (t["correlation"].abs() > t["band"]).any()
        for t in (lead_lag(noise(n), noise(n + 100), permutations=200) for n in range(40))
    ]
    assert sum(left) <= 6  # 5 of 100, and what chance adds


def test_a_common_trend_is_no_bond() -> None:
    trend = pd.Series(np.linspace(0, 20, len(DAYS)), index=DAYS)
    first, second = noise(3) + trend, noise(4) + trend
    with_trend = lead_lag(first, second, detrend=False, permutations=50)
    assert with_trend["correlation"].min() > 0.9
    without = lead_lag(first, second, permutations=200)
    assert (without["correlation"].abs() < without["band"]).all()


def test_equal_seeds_give_equal_bands() -> None:
    one, two = (lead_lag(noise(1), noise(2), permutations=50, seed=7) for _ in range(2))
    assert one.equals(two)
    assert one["n"].tolist()[:15] == list(range(136, 151))


def test_short_series_give_an_empty_table_and_still_ones_no_correlation() -> None:
    assert lead_lag(noise(1).head(10), noise(2)).empty
    still = lead_lag(noise(1) * 0, noise(2), permutations=5, detrend=False)
    assert still["correlation"].isna().all()


@pytest.mark.parametrize("wrong", [{"confidence": 95}, {"max_lag": -1}, {"block": 0}, {"permutations": 0}])
def test_wrong_arguments_say_what_is_allowed(wrong: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        lead_lag(noise(1), noise(2), **wrong)
