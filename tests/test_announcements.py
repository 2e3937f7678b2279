from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from conflict_data.analysis import announced
from conflict_data.errors import UsageError

Make = Callable[..., pd.DataFrame]
PLAN = {"published": "2026-01-05", "date_start": "2026-01-10", "factuality": "planned"}
NEWS_GOES_ON = {"published": "2026-02-28", "event_type": "AID"}


def follow(
    make_events: Make, *rows: dict[str, Any], parties: str = "UKR USA", **options: Any
) -> dict[str, Any]:
    """Return what came of the first row; all rows have the same parties."""
    events = make_events([{"event_type": "CONSULT", **row} for row in (*rows, NEWS_GOES_ON)])
    countries = [
        (e, role, c) for e in events["event_id"] for role in ("source", "target") for c in parties.split()
    ]
    event_actors = pd.DataFrame(countries, columns=["event_id", "role", "country"])
    (row, *_) = announced(events, event_actors, **options).to_dict("records")
    return {str(key): value for key, value in row.items()}


@pytest.mark.parametrize(
    ("later", "outcome", "delay"),
    [
        ({"published": "2026-01-11", "date_start": "2026-01-10"}, "held", 0),
        ({"published": "2026-01-11"}, "held", 1),  # told the day after, without a date
        ({"published": "2026-01-15"}, "slipped", 5),
        ({"published": "2026-01-30"}, "vanished", None),
        ({"published": "2026-01-11", "event_type": "AGREE"}, "vanished", None),
        ({"published": "2026-01-11", "factuality": "planned"}, "vanished", None),
        ({"published": "2026-01-09", "factuality": "negated"}, "called off", None),
        ({"published": "2026-01-05", "date_start": "2026-01-05"}, "vanished", None),  # an earlier meeting
    ],
)
def test_outcome(make_events: Make, later: dict[str, Any], outcome: str, delay: float | None) -> None:
    row = follow(make_events, PLAN, later)
    assert row["outcome"] == outcome
    assert row["delay"] == delay if delay is not None else pd.isna(row["delay"])
    assert row["followed_by"] == "e1" if outcome in ("held", "slipped") else pd.isna(row["followed_by"])
    assert row["parties"] == "UKR, USA"


def test_a_meeting_on_the_day_of_the_announcement_has_to_be_told_later(make_events: Make) -> None:
    today = PLAN | {"date_start": "2026-01-05"}
    before = {"published": "2026-01-05", "date_start": "2026-01-05"}
    assert follow(make_events, today, before)["outcome"] == "vanished"
    assert follow(make_events, today, before | {"published": "2026-01-06"})["outcome"] == "held"


def test_without_a_second_party_the_place_will_do(make_events: Make) -> None:
    there, elsewhere = ({"published": "2026-01-11", "place_id": place} for place in ("g1", "g2"))
    assert follow(make_events, PLAN | {"place_id": "g1"}, there, parties="UKR")["outcome"] == "held"
    assert follow(make_events, PLAN | {"place_id": "g1"}, elsewhere, parties="UKR")["outcome"] == "vanished"


def test_a_plan_for_the_past_is_a_misreading(make_events: Make) -> None:
    assert follow(make_events, PLAN | {"date_start": "2026-01-01"})["outcome"] == "untraceable"


def test_without_a_date_or_a_second_party_nothing_can_be_followed(make_events: Make) -> None:
    later = {"published": "2026-01-10"}
    assert follow(make_events, {"factuality": "planned"}, later)["outcome"] == "untraceable"
    assert follow(make_events, PLAN, later, parties="UKR")["outcome"] == "untraceable"
    month = {"date_start": "2026-01-01", "date_end": "2026-01-31"}
    assert follow(make_events, PLAN | month, later)["outcome"] == "untraceable"


def test_an_announcement_near_the_end_of_the_articles_is_open(make_events: Make) -> None:
    assert follow(make_events, PLAN | {"date_start": "2026-02-20"})["outcome"] == "open"
    assert follow(make_events, PLAN | {"date_start": "2026-02-20"}, horizon=7)["outcome"] == "vanished"


def test_nothing_gives_an_empty_tidy_table(make_events: Make) -> None:
    event_actors = pd.DataFrame({"event_id": [], "role": [], "country": []}, dtype="str")
    for events in (make_events([]), make_events([{}])):
        table = announced(events, event_actors)
        assert table.empty
        assert table.columns.tolist()[:2] == ["event_id", "published"]


def test_wrong_arguments_say_what_is_allowed(make_events: Make) -> None:
    with pytest.raises(UsageError, match="tolerance < horizon"):
        follow(make_events, PLAN, tolerance=5, horizon=5)
