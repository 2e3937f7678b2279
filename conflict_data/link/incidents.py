"""Put the reports of one fact together: the column ``incident_id`` and the table of incidents."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import combinations
from typing import Any

from conflict_data.link.matching import Incident, add, agreement
from conflict_data.link.reports import Report, Row, reports
from conflict_data.link.rules import rules

LINKED = {
    "articles": ["article_id", "outlet"],
    "events": [
        *("event_id", "article_id", "published", "sentence", "sentence_start", "sentence_end"),
        "trigger_start",
        *("event_type", "mode", "domain", "quad_class", "factuality"),
        *("source_actor", "source_country", "target_actor", "target_country"),
        *("date_start", "date_end", "date_precision"),
        *("place_id", "latitude", "longitude", "admin1", "country"),
    ],
    "event_actors": ["event_id", "role", "actor_id", "country"],
    "event_places": ["event_id", "position", "place_id", "kind", "admin1", "country"],
    "figures": ["event_id", "measure", "value_low", "value_high"],
}
"""The columns that the linking looks at, by table."""

# Of the incidents with one mark, the latest so many are compared, so that the time grows with the number of events.
CANDIDATES = 32
MOST_PARTIES = 6
CASUALTIES = ("killed", "injured")


def link(tables: Mapping[str, Iterable[Row]]) -> list[Row]:
    """Give each event its ``incident_id``; rows of the table of incidents.

    Reports are taken in the order of publication; each joins the incident that shares a mark with
    it (a place, two parties, a large count, the sentence before) and agrees with it best, of equals the latest, or
    opens one. The result depends on the reports alone, not on the order of the rows.

    Parameters
    ----------
    tables : dict of str to iterable of dict
        Rows with the columns of `LINKED`, each table read once. ``incident_id`` is written into the rows of events.

    Returns
    -------
    list of dict
    """
    incidents = gather(reports(tables))
    outlets = {row["article_id"]: row["outlet"] for row in tables["articles"]}
    return [_row(incident, outlets) for incident in incidents]


def gather(ordered: Iterable[Report]) -> list[Incident]:
    """Incidents of reports that come in the order of reporting, in the order of their first reports."""
    incidents: list[Incident] = []
    marked: dict[Hashable, list[int]] = {}
    for report in ordered:
        marks = list(_marks(report))
        best = _closest(report, marks, incidents, marked)
        if best is None:
            best = len(incidents)
            incidents.append(Incident())
        add(incidents[best], report)
        for mark in marks:
            having = marked.setdefault(mark, [])
            if best in having:
                having.remove(best)
            having.append(best)
            del having[:-CANDIDATES]
    return incidents


def _closest(
    report: Report,
    marks: Sequence[Hashable],
    incidents: Sequence[Incident],
    marked: Mapping[Hashable, list[int]],
) -> int | None:
    """The incident that a report agrees with best."""
    earliest = report.row["published"] - timedelta(days=rules().types[report.kind[0]].window)
    row = report.row
    before = [
        (report.kind, "sentence", row["article_id"], row["sentence"] - back)
        for back in range(1, rules().near + 1)
    ]
    candidates = {i for mark in (*marks, *before) for i in marked.get(mark, ())}
    scored = [
        (agreement(incidents[i], report), i)
        for i in candidates
        if incidents[i].last.row["published"] >= earliest
    ]
    score, best = max(scored, default=(0, -1))
    return best if score else None


def _marks(report: Report) -> Iterator[Hashable]:
    """What a report has in common with others of its fact, one thing at least."""
    kind, row = report.kind, report.row
    yield kind, "sentence", row["article_id"], row["sentence"]
    for place in report.places:
        yield kind, "place", place.place_id
    for measure, number in report.counts.items():
        if measure in rules().tolls:
            yield from ((kind, measure, place.country, place.admin1) for place in report.places)
        elif measure in rules().fixed:
            yield kind, measure, number
    tie = rules().types[kind[0]].tie
    if tie == "parties":
        countries = sorted(report.sources | report.targets)[:MOST_PARTIES]
        yield from ((kind, "parties", pair) for pair in combinations(countries, 2))
        yield from ((kind, "country", place.country) for place in report.places)
    if tie == "actors" and row["source_actor"] is not None:
        yield kind, "actors", row["source_actor"], report.targets


def _row(incident: Incident, outlets: Mapping[str, str | None]) -> Row:
    rows = [report.row for report in incident.reports]
    incident_id = _identifier(incident.first)
    for row in rows:
        row["incident_id"] = incident_id
    articles = {row["article_id"] for row in rows}
    dated = _best_dated(incident.reports)
    placed = _best_placed(incident.reports)
    return {
        "incident_id": incident_id,
        **{
            name: _commonest(rows, name)
            for name in ("event_type", "mode", "domain", "quad_class", "factuality")
        },
        **_together(rows, ("source_actor", "source_country")),
        **_together(rows, ("target_actor", "target_country")),
        **{name: dated[name] if dated else None for name in ("date_start", "date_end")},
        "date_precision": dated["date_precision"] if dated else "none",
        **{
            name: placed[name] if placed else None
            for name in ("place_id", "latitude", "longitude", "admin1", "country")
        },
        "first_report": rows[0]["published"],
        "last_report": rows[-1]["published"],
        "n_events": len(rows),
        "n_articles": len(articles),
        "n_outlets": len({outlets.get(article) for article in articles} - {None}),
        **_tolls(incident.reports),
    }


def _identifier(first: Report) -> str:
    """Made of the first report, so that later reports do not change it."""
    return "i" + hashlib.sha256(first.row["event_id"].encode()).hexdigest()[:16]


def _commonest(rows: Sequence[Row], name: str) -> Any:
    """The value that most reports give; of equally many, the first."""
    if len(rows) == 1:  # as most often
        return rows[0][name]
    counts = Counter(row[name] for row in rows if row[name] is not None)
    return counts.most_common(1)[0][0] if counts else None


def _together(rows: Sequence[Row], names: tuple[str, ...]) -> Row:
    """Values that stand in one report together: the commonest set, of equally many the first and fullest."""
    if len(rows) == 1:
        return {name: rows[0][name] for name in names}
    counts = Counter(tuple(row[name] for name in names) for row in rows)
    full = max(counts, key=lambda values: (sum(v is not None for v in values), counts[values]))
    return dict(zip(names, full, strict=True))


def _best(reports: Sequence[Report], narrowness: Callable[[Row], Any], column: str) -> Row | None:
    rows = [report.row for report in reports if report.row[column] is not None]
    if len(rows) < 2:
        return rows[0] if rows else None
    counts = Counter(row[column] for row in rows)
    return min(rows, key=lambda row: (narrowness(row), -counts[row[column]]))


def _best_dated(reports: Sequence[Report]) -> Row | None:
    """The report with the narrowest date; of equally narrow ones, what most say."""
    return _best(
        reports, lambda row: (row["date_end"] or row["date_start"]) - row["date_start"], "date_start"
    )


def _best_placed(reports: Sequence[Report]) -> Row | None:
    """The report with the most specific place; of equally specific ones, what most say."""
    vague = {report.row["event_id"]: not report.is_pinned for report in reports}
    return _best(reports, lambda row: vague[row["event_id"]], "place_id")


def _tolls(reports: Sequence[Report]) -> Row:
    tolls: Row = {}
    for measure in CASUALTIES:
        numbers = [report.counts[measure] for report in reports if measure in report.counts]
        tolls[f"{measure}_low"] = min(numbers, default=None)
        tolls[f"{measure}_high"] = max(numbers, default=None)
    return tolls
