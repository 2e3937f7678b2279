"""Incidents: which reports of the dispatches are one fact, and which are not."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from conflict_data.articles import read_article
from conflict_data.link import incidents, link
from conflict_data.link.matching import belongs, rules
from conflict_data.link.reports import reports
from conflict_data.parsing import parse_to_rows
from conflict_data.reference.ontology import event_types

RAW = Path(__file__).parents[1] / "data" / "raw"
DAYS = (
    *("2025-12-27", "2025-12-28", "2026-01-02", "2026-01-03", "2026-01-04", "2026-01-05"),
    *(
        "2026-01-06",
        "2026-01-09",
        "2026-01-11",
        "2026-01-23",
        "2026-01-26",
        "2026-02-02",
        "2026-02-04",
        "2026-02-17",
    ),
)
Tables = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def dispatches() -> Tables:
    articles = [read_article(next(RAW.rglob(f"*{day}*.md"))) for day in DAYS]
    tables: Tables = {}
    for rows in parse_to_rows(articles):
        for name, more in rows.tables.items():
            tables.setdefault(name, []).extend(more)
    tables["incidents"] = link(tables)
    return tables


def incident(tables: Tables, day: str, words: str, event_type: str) -> str:
    """The incident of the event that a sentence of a day's dispatch reports."""
    (found,) = {
        row["incident_id"]
        for row in tables["events"]
        if str(row["published"]) == day and words in row["evidence"] and row["event_type"] == event_type
    }
    return str(found)


@pytest.mark.parametrize(
    ("event_type", "first", "second"),
    [
        # A strike and its toll, a day, two and three days later.
        (
            "ASSAULT",
            ("2026-01-02", "residential building in central Kharkiv"),
            ("2026-01-03", "destroyed on Friday"),
        ),
        ("ASSAULT", ("2026-01-03", "destroyed on Friday"), ("2026-01-04", "rose to four")),
        (
            "ASSAULT",
            ("2026-01-02", "residential building in central Kharkiv"),
            ("2026-01-05", "went up to five"),
        ),
        ("ASSAULT", ("2025-12-27", "pounded Kyiv"), ("2025-12-28", "Saturday's bombardment")),
        ("ASSAULT", ("2026-01-05", "private clinic"), ("2026-01-06", "Monday's raid")),
        # Talks that are mentioned again without a date.
        (
            "CONSULT",
            ("2026-01-23", "met in the Emirati capital"),
            ("2026-01-26", "first round of three-way talks"),
        ),
    ],
)
def test_one_fact_is_one_incident(
    dispatches: Tables, event_type: str, first: tuple[str, str], second: tuple[str, str]
) -> None:
    assert incident(dispatches, *first, event_type) == incident(dispatches, *second, event_type)


@pytest.mark.parametrize(
    ("event_type", "first", "second"),
    [
        # Raids on one city, days apart.
        ("ASSAULT", ("2025-12-27", "pounded Kyiv"), ("2026-01-05", "private clinic")),
        ("ASSAULT", ("2026-01-05", "private clinic"), ("2026-01-11", "bombardment of January 9")),
        # Two cities.
        ("ASSAULT", ("2026-01-05", "private clinic"), ("2026-01-05", "went up to five")),
        # Two rounds of the same talks, one of them elsewhere.
        ("CONSULT", ("2026-01-23", "met in the Emirati capital"), ("2026-02-17", "convened in Geneva")),
        # Talks that took place and those that are announced.
        (
            "CONSULT",
            ("2026-01-23", "met in the Emirati capital"),
            ("2026-02-02", "would gather in Abu Dhabi"),
        ),
    ],
)
def test_two_facts_are_two_incidents(
    dispatches: Tables, event_type: str, first: tuple[str, str], second: tuple[str, str]
) -> None:
    assert incident(dispatches, *first, event_type) != incident(dispatches, *second, event_type)


def test_rows_of_incidents_sum_up_their_events(dispatches: Tables) -> None:
    counts = Counter(row["incident_id"] for row in dispatches["events"])
    assert {row["incident_id"]: row["n_events"] for row in dispatches["incidents"]} == counts
    kharkiv = incident(dispatches, "2026-01-02", "residential building in central Kharkiv", "ASSAULT")
    (row,) = (row for row in dispatches["incidents"] if row["incident_id"] == kharkiv)
    assert (row["first_report"], row["last_report"]) == (date(2026, 1, 2), date(2026, 1, 5))
    assert (row["date_start"], row["n_articles"], row["target_country"]) == (date(2026, 1, 2), 4, "UKR")


def test_the_order_of_the_rows_does_not_matter(dispatches: Tables) -> None:
    shuffled = {name: [dict(row) for row in rows] for name, rows in dispatches.items()}
    for rows in shuffled.values():
        rows.reverse()
    assert link(shuffled) == dispatches["incidents"]
    ids = {row["event_id"]: row["incident_id"] for row in dispatches["events"]}
    assert {row["event_id"]: row["incident_id"] for row in shuffled["events"]} == ids


def test_later_reports_leave_the_earlier_incidents_their_identifiers(dispatches: Tables) -> None:
    early = {name: [dict(row) for row in rows] for name, rows in dispatches.items()}
    early["events"] = [row for row in early["events"] if row["published"] <= date(2026, 1, 4)]
    link(early)
    ids = {row["event_id"]: row["incident_id"] for row in dispatches["events"]}
    assert all(row["incident_id"] == ids[row["event_id"]] for row in early["events"])


def test_every_event_type_has_a_rule() -> None:
    assert set(rules()) == set(event_types())


def test_comparisons_grow_with_the_number_of_events(
    dispatches: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = 0

    def counting(*args: Any) -> bool:
        nonlocal calls
        calls += 1
        return belongs(*args)

    monkeypatch.setattr(incidents, "belongs", counting)

    def compared(copies: int) -> int:
        nonlocal calls
        calls = 0
        link(_replicated(dispatches, copies))
        return calls

    assert compared(8) <= 5 * compared(2)


def _replicated(tables: Tables, copies: int) -> Tables:
    """The same reports again and again, a year apart."""
    more: Tables = {name: [] for name in tables}
    for name, rows in tables.items():
        for copy in range(copies):
            for row in rows:
                new = dict(row)
                for column in ("event_id", "article_id"):
                    if new.get(column):
                        new[column] = f"{new[column]}-{copy}"
                for column in ("published", "date_start", "date_end"):
                    if new.get(column):
                        new[column] += timedelta(days=365 * copy)
                more[name].append(new)
    return more


def test_a_report_without_a_date_is_news_of_its_day_or_the_night_before(dispatches: Tables) -> None:
    undated = [r for r in reports(dispatches) if not r.dated and r.state == "actual"]
    assert undated
    assert all((r.start, r.end) == (r.row["published"] - timedelta(1), r.row["published"]) for r in undated)
