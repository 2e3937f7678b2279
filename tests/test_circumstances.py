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


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Russian troops were fighting around Kupiansk. Three people were killed in the city.", "Kupiansk"),
        (
            "Governor Ivan Fedorov spoke of Zaporizhzhia region. Russia fired artillery there.",
            "Zaporizhzhia region",
        ),
        ("Kyiv is cold. Drones hit a power station in the capital on Monday.", "Kyiv"),
        ("Drones hit a power station in the Ukrainian capital on Monday.", "Ukrainian capital"),
        ("Putin restated his demand for the whole of the Donbas.", None),
        ("Kyiv hopes to arrange a visit by Zelenskyy to Turkey.", "Turkey"),
        ("Kyiv rejected the plan. Russian troops fired artillery there.", None),
    ],
)
def test_place_of_an_event(text: str, place: str | None) -> None:
    events = cd.parse(text, published=dt.date(2026, 2, 25)).events
    assert events["place_text"].astype(object).where(events["place_text"].notna(), None).iloc[-1] == place


def test_both_are_the_two_named_before() -> None:
    text = "Hungary and Slovakia stopped their deliveries. Both accuse Kyiv of delaying repairs."
    tables = cd.parse(text, published=dt.date(2026, 2, 25))
    actors = tables.event_actors
    last = actors[actors["event_id"] == tables.events["event_id"].iloc[-1]]
    assert set(last.loc[last["role"] == "source", "country"]) == {"HUN", "SVK"}
