from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from conflict_data.analysis import smooth
from conflict_data.errors import UsageError

COUNTS = pd.DataFrame({"side": ["a", "b"] * 3, "value": [0, 10, 3, 10, 6, 40]})


def test_mean_of_neighbours_by_group() -> None:
    table = smooth(COUNTS, by="side", window=3)
    assert table["smoothed"].tolist() == [1.5, 10, 3, 20, 4.5, 25]
    assert table["value"].tolist() == COUNTS["value"].tolist()


def test_median_ignores_a_peak() -> None:
    assert smooth(COUNTS, by="side", window=3, method="median")["smoothed"].iloc[3] == 10


def test_exponential_knows_only_the_past() -> None:
    head = smooth(COUNTS.head(4), by="side", method="exponential")["smoothed"]
    assert smooth(COUNTS, by="side", method="exponential")["smoothed"].head(4).tolist() == head.tolist()


def test_nothing_stays_nothing() -> None:
    assert smooth(COUNTS.head(0), by="side").columns.tolist() == ["side", "value", "smoothed"]


@pytest.mark.parametrize(
    "wrong", [{"column": "height"}, {"by": "colour"}, {"method": "magic"}, {"window": 0}]
)
def test_wrong_arguments_say_what_is_allowed(wrong: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        smooth(COUNTS, **wrong)
