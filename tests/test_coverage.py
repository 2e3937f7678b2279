from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from conflict_data.analysis import coverage
from conflict_data.errors import UnknownNameError

Make = Callable[..., pd.DataFrame]
ARTICLES = pd.DataFrame(
    {
        "article_id": ["a", "b", "c"],
        "published": pd.to_datetime(["2026-01-05", "2026-01-05", "2026-01-07"]),
        "outlet": pd.Series(["One", None, "Two"], dtype="str"),
        "n_tokens": [100, 50, 10],
        "source_urls": [["https://www.example.org/x", "https://example.org/y"], ["http://example.com"], []],
    }
)


def test_what_was_read_each_day(make_events: Make) -> None:
    events = make_events(
        [
            {
                "published": "2026-01-05",
                "hedged": True,
                "attribution_text": "officials",
                "date_start": "2026-01-05",
            },
            {"published": "2026-01-05", "factuality": "planned", "place_text": "Kyiv"},
        ]
    )
    table = coverage(ARTICLES, events)
    numbers = ["articles", "outlets", "sources", "tokens", "events"]
    assert table[numbers].to_numpy().tolist() == [[2, 1, 2, 150, 2], [0] * 5, [1, 1, 0, 10, 0]]
    shares = ["hedged", "attributed", "undated", "unplaced", "not_actual"]
    assert table[shares].fillna(9).to_numpy().tolist() == [[0.5] * 5, [9] * 5, [9] * 5]


def test_nothing_gives_an_empty_tidy_table(make_events: Make) -> None:
    table = coverage(ARTICLES.head(0), make_events([]))
    assert table.empty
    assert table.columns.tolist()[:3] == ["period", "articles", "outlets"]


def test_unknown_period_lists_what_is_allowed(make_events: Make) -> None:
    with pytest.raises(UnknownNameError, match="day, week, month"):
        coverage(ARTICLES, make_events([]), every="year")
