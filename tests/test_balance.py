from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from conflict_data.analysis import balance
from conflict_data.errors import UnknownNameError, UsageError

Make = Callable[..., pd.DataFrame]


def week(make_events: Make, articles: int, diplomatic: int, military: int) -> pd.DataFrame:
    """Return articles with so many events of both domains each."""
    domains = ["diplomatic"] * diplomatic + ["military"] * military
    return make_events([{"article_id": f"a{n}", "domain": d} for n in range(articles) for d in domains])


def test_balance_is_the_difference_over_the_sum(make_events: Make) -> None:
    table = balance(week(make_events, 4, 1, 3))
    (row,) = table.to_dict("records")
    assert (row["diplomatic"], row["military"], row["articles"]) == (4, 12, 4)
    assert row["balance"] == -0.5


def test_equal_articles_leave_no_doubt(make_events: Make) -> None:
    table = balance(week(make_events, 4, 1, 3))
    assert table[["low", "high"]].to_numpy().tolist() == [[-0.5, -0.5]]


def test_articles_that_differ_leave_doubt_the_same_at_each_run(make_events: Make) -> None:
    events = pd.concat(
        [week(make_events, 5, 1, 0), week(make_events, 5, 0, 1).assign(article_id=list("vwxyz"))]
    )
    (row,) = balance(events).to_dict("records")
    assert row["balance"] == 0
    assert -0.8 <= row["low"] <= -0.4 < 0.4 <= row["high"] <= 0.8
    assert balance(events).equals(balance(events))
    assert not balance(events, resamples=99).equals(balance(events, resamples=99, seed=5))


def test_one_article_has_no_interval_and_no_event_no_balance(make_events: Make) -> None:
    events = make_events([{"published": "2026-01-05"}, {"published": "2026-01-19"}])
    table = balance(events)
    assert table["balance"].fillna(9).tolist() == [-1, 9, -1]
    assert table[["low", "high"]].isna().all(axis=None)
    assert table["military"].tolist() == [1, 0, 1]


def test_plans_and_other_domains_do_not_count(make_events: Make) -> None:
    events = make_events([{"factuality": "planned"}, {"domain": "aid"}])
    assert balance(events).empty
    assert balance(events).columns.tolist()[-3:] == ["balance", "low", "high"]


def test_interval_covers_the_truth_as_often_as_it_says(make_events: Make) -> None:
    random = np.random.default_rng(1)
    covered = 0
    for _ in range(60):
        d = random.poisson(3, 30)
        rows = [{"article_id": f"a{n}", "domain": "diplomatic"} for n in range(30) for _ in range(d[n])]
        rows += [{"article_id": f"a{n}"} for n in range(30) for _ in range(3)]
        (row,) = balance(make_events(rows), resamples=200).to_dict("records")
        covered += row["low"] <= 0 <= row["high"]
    assert covered >= 52  # 95 of 100, less what chance allows


def test_wrong_arguments_say_what_is_allowed(make_events: Make) -> None:
    with pytest.raises(UnknownNameError, match="day, week, month"):
        balance(make_events([{}]), every="year")
    with pytest.raises(UsageError, match="between 0 and 1"):
        balance(make_events([{}]), confidence=95)
