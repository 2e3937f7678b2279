"""A weekday of something to come is the next one, of something that happened the last one."""

from __future__ import annotations

import datetime as dt

import pytest

import conflict_data as cd


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Rustem Umerov is to see Steve Witkoff in Geneva on Thursday.", 26),
        ("Negotiators are preparing for another round of talks in Abu Dhabi on Sunday.", 1),
        ("Zelenskyy met Macron in Paris on Thursday.", 19),
        ("Zelenskyy will meet Macron in Paris on February 20.", 20),
    ],
)
def test_day_of_an_event(text: str, day: int) -> None:
    tables = cd.parse(text, published=dt.date(2026, 2, 25))
    assert tables.events["date_start"].dt.day.tolist() == [day]
