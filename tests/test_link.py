"""Incidents: which reports of the dispatches are one fact, and which are not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given as given_
from hypothesis import strategies as st

from conflict_data.articles import read_article
from conflict_data.link import Linking, incidents, link
from conflict_data.link.matching import Incident, agreement
from conflict_data.link.reports import Place, Report, kind
from conflict_data.link.rules import rules
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
        "2026-02-18",
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
        # What follows in the same paragraph.
        ("ASSAULT", ("2026-01-04", "rose to four"), ("2026-01-04", "The missile had hit")),
        # A second day of talks, and talks that are mentioned again without a date.
        ("CONSULT", ("2026-02-17", "convened in Geneva"), ("2026-02-18", "third round of negotiations")),
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
        # Another attack in the region.
        ("ASSAULT", ("2026-01-04", "rose to four"), ("2026-01-04", "elsewhere in Kharkiv region")),
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
    assert set(rules().types) == set(event_types())


def test_comparisons_grow_with_the_number_of_events(
    dispatches: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = 0

    def counting(*args: Any) -> int:
        nonlocal calls
        calls += 1
        return agreement(*args)

    monkeypatch.setattr(incidents, "agreement", counting)

    def compared(copies: int) -> int:
        nonlocal calls
        calls = 0
        link(_replicated(dispatches, copies))
        return calls

    assert compared(8) <= 5 * compared(2)

    def crowded(n: int) -> int:
        """Reports of one region and day that stay apart, the worst there is."""
        nonlocal calls
        calls = 0
        apart = (report(i, places=(REGION,), counts={"killed": float(n - i)}) for i in range(n))
        assert len(gather(apart)) == n
        return calls

    assert crowded(400) < 2.2 * crowded(200) < 2.2 * 200 * incidents.CANDIDATES


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


DAY = date(2026, 1, 10)
KYIV = Place("kyiv", "capital", "Kyiv", "UKR")
KHARKIV = Place("kharkiv", "city", "Kharkiv", "UKR")
IZIUM = Place("izium", "city", "Kharkiv", "UKR")
REGION = Place("region", "admin1", "Kharkiv", "UKR")
GENEVA = Place("geneva", "city", "Geneva", "CHE")


def report(n: int, later: int = 0, **changed: Any) -> Report:
    """Make the n-th report, of an attack on Kharkiv, from an article of its own so many days later."""
    row: dict[str, Any] = {
        "published": DAY + timedelta(days=later),
        "article_id": f"a{later}-{n}",
        "trigger_start": n,
        "event_id": f"e{n:03}",
        "sentence": 0,
        "event_type": "ASSAULT",
        "mode": None,
        "factuality": "actual",
        "source_actor": None,
    }
    row |= {name: changed.pop(name) for name in list(changed) if name in row}
    row |= {"sentence_start": 100 * row["sentence"], "sentence_end": 100 * row["sentence"] + 99}
    if "day" in changed:
        day = changed.pop("day")
        changed["days"] = None if day is None else (day, day)
    given: dict[str, Any] = {"places": (KHARKIV,), "sources": ("RUS",), "targets": ("UKR",), "counts": {}}
    given = {"days": None, "actors": frozenset()} | given | changed
    for side in ("sources", "targets"):
        given[side] = frozenset(given[side])
    return Report(row=row, kind=kind(row), **given)


def gather(made: Iterable[Report]) -> list[Incident]:
    linking = Linking()
    for one in made:
        linking.add(one)
    return linking.settled(close=True)


def killed(number: float) -> dict[str, float]:
    return {"killed": number}


TALKS: dict[str, Any] = {
    "event_type": "CONSULT",
    "targets": ("UKR", "RUS", "USA"),
    "sources": ("UKR", "RUS", "USA"),
}

TOGETHER = {
    "two articles of one day": (report(1), report(2)),
    "a later article names the day": (report(1), report(2, 3, day=DAY)),
    "attacker not named": (report(1), report(2, sources=())),
    "drones and missiles": (report(1, mode="drone"), report(2, mode="missile")),
    "one side denies it": (report(1), report(2, factuality="negated")),
    "a large toll grows": (report(1, counts=killed(20)), report(2, 2, counts=killed(26))),
    "the region next, then the town": (
        report(1, article_id="a", places=(REGION,)),
        report(2, article_id="a", sentence=1, places=(IZIUM,)),
    ),
    "the next sentence names no place": (
        report(1, article_id="a"),
        report(2, article_id="a", sentence=1, places=()),
    ),
    "one region with one toll": (
        report(1, places=(REGION,), counts=killed(3)),
        report(2, places=(REGION,), counts=killed(3)),
    ),
    "the second day of talks": (
        report(1, places=(GENEVA,), day=DAY, **TALKS),
        report(2, 1, places=(GENEVA,), day=DAY + timedelta(days=1), **TALKS),
    ),
    "talks of which the parties are not named": (
        report(1, places=(GENEVA,), day=DAY, **TALKS),
        report(2, 2, places=(GENEVA,), day=DAY, event_type="CONSULT", sources=(), targets=()),
    ),
    "one call, two readouts": (
        report(
            1, event_type="CONSULT", mode="phone", sources=("RUS", "USA"), targets=("RUS", "USA"), places=()
        ),
        report(
            2, event_type="CONSULT", mode="phone", sources=("RUS", "USA"), targets=("RUS", "USA"), places=()
        ),
    ),
}

APART = {
    "consecutive nights": (report(1, day=DAY), report(2, 1, day=DAY + timedelta(days=1))),
    "the next day's news": (report(1), report(2, 1)),
    "two cities in one night": (report(1, day=DAY), report(2, day=DAY, places=(KYIV,))),
    "two attackers": (report(1), report(2, sources=("UKR",))),
    "an attack and the downing of drones": (report(1), report(2, mode="intercept")),
    "shells and drones": (report(1, mode="artillery"), report(2, mode="drone")),
    "another type": (report(1), report(2, event_type="COERCE")),
    "small tolls of two days": (report(1, counts=killed(2)), report(2, 1, counts=killed(3))),
    "a toll too large": (report(1, day=DAY, counts=killed(2)), report(2, 1, day=DAY, counts=killed(28))),
    "a toll that shrinks": (report(1, day=DAY, counts=killed(20)), report(2, 1, day=DAY, counts=killed(9))),
    "two places in one region": (report(1, day=DAY), report(2, day=DAY, places=(IZIUM,))),
    "one region": (report(1, places=(REGION,)), report(2, places=(REGION,))),
    "a week's summary": (report(1, day=DAY), report(2, days=(DAY - timedelta(days=7), DAY))),
    "planned talks and the talks": (
        report(1, places=(GENEVA,), factuality="planned", day=DAY, **TALKS),
        report(2, places=(GENEVA,), day=DAY, **TALKS),
    ),
    "two rounds": (
        report(1, places=(GENEVA,), day=DAY, **TALKS),
        report(2, 10, places=(GENEVA,), day=DAY + timedelta(days=10), **TALKS),
    ),
    "the envoy and the president": (
        report(1, **TALKS, actors=frozenset({("USA", "steve-witkoff")})),
        report(2, **TALKS, actors=frozenset({("USA", "donald-trump")})),
    ),
    "other talks of one party": (
        report(1, event_type="CONSULT", sources=("UKR",), targets=("FRA",), places=(KYIV,)),
        report(2, event_type="CONSULT", sources=("UKR",), targets=("DEU",), places=(KYIV,)),
    ),
    "two demands in one article": (
        report(1, article_id="a", event_type="REQUEST", source_actor="volodymyr-zelenskyy", places=()),
        report(2, article_id="a", sentence=1, event_type="REQUEST", source_actor="volodymyr-zelenskyy", places=()),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", TOGETHER)
def test_made_up_reports_of_one_fact(case: str) -> None:
    assert len(gather(TOGETHER[case])) == 1


@pytest.mark.parametrize("case", APART)
def test_made_up_reports_of_two_facts(case: str) -> None:
    assert len(gather(APART[case])) == 2


_reports = st.builds(
    report,
    st.integers(1, 40),
    st.integers(0, 4),
    event_type=st.sampled_from(["ASSAULT", "CONSULT", "REQUEST"]),
    factuality=st.sampled_from(["actual", "planned", "negated"]),
    sources=st.sampled_from([(), ("RUS",), ("RUS", "USA"), ("UKR",)]),
    places=st.sampled_from([(), (KYIV,), (KHARKIV,), (REGION,), (IZIUM, KYIV)]),
    article_id=st.sampled_from(["a", "b", "c"]),
    sentence=st.integers(0, 5),
    day=st.sampled_from([None, DAY, DAY + timedelta(days=1)]),
    counts=st.sampled_from([{}, killed(1), killed(12), killed(14)]),
)


@given_(st.lists(_reports, max_size=25, unique_by=lambda r: str(r.row["event_id"])))
def test_each_report_is_in_one_incident_of_its_kind(made: list[Report]) -> None:
    ordered = sorted(made, key=lambda r: (r.row["published"], r.row["article_id"], r.row["event_id"]))
    found = gather(ordered)
    ids = [r.row["event_id"] for incident in found for r in incident.reports]
    assert sorted(ids) == sorted(r.row["event_id"] for r in made)
    assert all(len({r.kind for r in incident.reports}) == 1 for incident in found)
    assert all(i.first.row["published"] <= i.last.row["published"] for i in found)
