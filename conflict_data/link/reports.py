"""What the linking looks at in one reported event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

Row = dict[str, Any]

# Kinds of place that are too wide to tell two events apart by.
WIDE = frozenset({"country", "area", "admin1"})
HAPPENED = {"actual": "actual", "negated": "negated"}
CASUALTIES = ("killed", "injured")
# An undated report tells news: of its day or the night before.
NEWS = timedelta(days=1)
# An undated plan looks ahead.
AHEAD = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Report:
    """One event as the linking sees it.

    Parameters
    ----------
    row : dict
        Its row of the table of events.
    state : str
        actual, negated or planned: what was announced and what took place are two incidents.
    start, end : datetime.date
        Days on which it may have taken place.
    dated : bool
        Whether the text gives them.
    places : frozenset of str
        Identifiers of its specific places.
    regions : frozenset of str
        First-level divisions and areas that it names.
    sources, targets : frozenset of str
        Countries on either side.
    actors : frozenset of str
        Identifiers of its parties, as far as they are known.
    casualties : dict of str to (float, float)
        Lowest and highest number killed and injured.
    """

    row: Row
    state: str
    start: date
    end: date
    dated: bool
    places: frozenset[str]
    regions: frozenset[str]
    sources: frozenset[str]
    targets: frozenset[str]
    actors: frozenset[str]
    casualties: Mapping[str, tuple[float, float]]

    @property
    def parties(self) -> frozenset[str]:
        """Countries on both sides together."""
        return self.sources | self.targets


def reports(tables: Mapping[str, Sequence[Row]]) -> list[Report]:
    """The events of a dataset in the order in which they were reported, whatever the order of the rows.

    Parameters
    ----------
    tables : dict of str to list of dict
        Rows of events, event_actors, event_places and figures.
    """
    parties: dict[tuple[str, str], set[str]] = {}
    actors: dict[str, set[str]] = {}
    for row in tables["event_actors"]:
        if row["actor_id"]:
            actors.setdefault(row["event_id"], set()).add(row["actor_id"])
        if row["country"]:
            parties.setdefault((row["event_id"], row["role"]), set()).add(row["country"])
    specific: dict[str, set[str]] = {}
    wide: dict[str, set[str]] = {}
    for row in tables["event_places"]:
        if row["place_id"] and row["status"] != "ambiguous":
            into = wide if row["kind"] in WIDE else specific
            into.setdefault(row["event_id"], set()).add(row["place_id"])
    casualties = _casualties(tables["figures"])
    found = []
    for row in tables["events"]:
        event_id = row["event_id"]
        start, end = _window(row)
        found.append(
            Report(
                row=row,
                state=HAPPENED.get(row["factuality"], "planned"),
                start=start,
                end=end,
                dated=row["date_start"] is not None,
                places=frozenset(specific.get(event_id, ())),
                regions=frozenset(wide.get(event_id, ())),
                sources=frozenset(parties.get((event_id, "source"), ())),
                targets=frozenset(parties.get((event_id, "target"), ())),
                actors=frozenset(actors.get(event_id, ())),
                casualties=casualties.get(event_id, {}),
            )
        )
    return sorted(found, key=_order)


def _order(report: Report) -> tuple[date, str, int, str]:
    row = report.row
    return row["published"], row["article_id"], row["trigger_start"], row["event_id"]


def _window(row: Row) -> tuple[date, date]:
    """Days on which an event may have taken place; of one without a date, those that news is about."""
    published: date = row["published"]
    if row["date_start"] is not None:
        return row["date_start"], row["date_end"] or row["date_start"]
    if row["factuality"] in HAPPENED:
        return published - NEWS, published
    return published, published + AHEAD


def _casualties(figures: Sequence[Row]) -> dict[str, dict[str, tuple[float, float]]]:
    """Number killed and injured by event: the largest that it is given, since the others are parts of it."""
    found: dict[str, dict[str, tuple[float, float]]] = {}
    for row in figures:
        low, high, measure = row["value_low"], row["value_high"], row["measure"]
        if row["event_id"] is None or measure not in CASUALTIES or (low is None and high is None):
            continue
        low, high = (high if low is None else low), (low if high is None else high)
        counts = found.setdefault(row["event_id"], {})
        before = counts.get(measure, (0.0, 0.0))
        counts[measure] = max(before, (low, high))
    return found
