"""Put the reports of one fact together: the column ``incident_id`` and the table of incidents."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from conflict_data.link.matching import Incident, belongs, block
from conflict_data.link.reports import CASUALTIES, Report, Row, reports

LINKED = {
    "articles": ["article_id", "outlet"],
    "events": [
        *("event_id", "article_id", "published", "sentence", "trigger_start"),
        *("event_type", "mode", "domain", "quad_class", "factuality"),
        *("source_actor", "source_country", "target_actor", "target_country"),
        *("date_start", "date_end", "date_precision"),
        *("place_id", "latitude", "longitude", "admin1", "country"),
    ],
    "event_actors": ["event_id", "role", "actor_id", "country"],
    "event_places": ["event_id", "place_id", "kind", "status"],
    "figures": ["event_id", "measure", "value_low", "value_high"],
}
"""The columns that the linking looks at, by table."""

# Incidents of a block that were last reported longer ago take no more reports; this keeps the linking near-linear.
OPEN = timedelta(days=14)
# Of each block, the latest so many are compared.
CANDIDATES = 20


def link(tables: Mapping[str, Sequence[Row]]) -> list[Row]:
    """Give each event its ``incident_id``; rows of the table of incidents.

    Reports are taken in the order of publication; each joins the latest incident of its block that it `belongs` to, or
    opens one. The result depends on the reports alone, not on the order of the rows.

    Parameters
    ----------
    tables : dict of str to list of dict
        Rows with the columns of `LINKED`. ``incident_id`` is written into the rows of
        events.

    Returns
    -------
    list of dict
    """
    incidents: list[Incident] = []
    blocks: dict[tuple[str, ...], list[Incident]] = {}
    for report in reports(tables):
        candidates = blocks.setdefault(block(report), [])
        published = report.row["published"]
        candidates[:] = [c for c in candidates[-CANDIDATES:] if published - c.last.row["published"] <= OPEN]
        incident = next((c for c in reversed(candidates) if belongs(report, c)), None)
        if incident is None:
            incident = Incident()
            incidents.append(incident)
            candidates.append(incident)
        incident.reports.append(report)
    outlets = {row["article_id"]: row["outlet"] for row in tables["articles"]}
    return [_row(incident, outlets) for incident in incidents]


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


def _commonest(rows: Iterable[Row], name: str) -> Any:
    """The value that most reports give; of equally many, the first."""
    counts = Counter(row[name] for row in rows if row[name] is not None)
    return counts.most_common(1)[0][0] if counts else None


def _together(rows: Sequence[Row], names: tuple[str, ...]) -> Row:
    """Values that stand in one report together: the commonest set, of equally many the first and fullest."""
    counts = Counter(tuple(row[name] for name in names) for row in rows)
    full = max(counts, key=lambda values: (sum(v is not None for v in values), counts[values]))
    return dict(zip(names, full, strict=True))


def _best(reports: Sequence[Report], narrowness: Callable[[Row], Any], column: str) -> Row | None:
    rows = [report.row for report in reports if report.row[column] is not None]
    if not rows:
        return None
    counts = Counter(row[column] for row in rows)
    return min(rows, key=lambda row: (narrowness(row), -counts[row[column]]))


def _best_dated(reports: Sequence[Report]) -> Row | None:
    """The report with the narrowest date; of equally narrow ones, what most say."""
    return _best(
        reports, lambda row: (row["date_end"] or row["date_start"]) - row["date_start"], "date_start"
    )


def _best_placed(reports: Sequence[Report]) -> Row | None:
    """The report with the most specific place; of equally specific ones, what most say."""
    specific = {report.row["event_id"]: not report.places for report in reports}
    return _best(reports, lambda row: specific[row["event_id"]], "place_id")


def _tolls(reports: Sequence[Report]) -> Row:
    tolls: Row = {}
    for measure in CASUALTIES:
        counts = [report.casualties[measure] for report in reports if measure in report.casualties]
        tolls[f"{measure}_low"] = min((low for low, _ in counts), default=None)
        tolls[f"{measure}_high"] = max((high for _, high in counts), default=None)
    return tolls
