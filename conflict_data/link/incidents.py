"""Put the reports of one fact together: the column ``incident_id`` and the table of incidents."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations
from typing import Any

from conflict_data.link.matching import Incident, add, agreement, ceiling
from conflict_data.link.reports import Report, Row, report_rows, reports
from conflict_data.link.rules import rules

# Of the incidents with one mark, the latest so many are compared, so that the time grows with the number of events.
CANDIDATES = 32
MOST_PARTIES = 6
CASUALTIES = ("killed", "injured")


class Linking:
    """Puts reports together that come in the order of reporting; holds none longer than another may join it.

    Each report joins the incident that shares a mark with it (a place, two parties, a large count, the sentence
    before) and agrees with it best, of equals the latest, or opens one.
    """

    def __init__(self) -> None:
        self._today = date.min
        self._article = ""
        self._n_incidents = 0
        self._open: dict[int, Incident] = {}
        self._lasting: dict[
            date, set[int]
        ] = {}  # open incidents by the last day on which a report may join them
        self._settled: list[Incident] = []
        self._marked: dict[Hashable, list[int]] = {}
        self._told: dict[Hashable, list[int]] = {}  # in the article at hand, by kind and sentence

    def add(self, report: Report) -> str:
        """Take the next report.

        Returns
        -------
        str
            ``incident_id`` of its incident.
        """
        if report.row["published"] != self._today:
            self._begin_day(report.row["published"])
        if report.row["article_id"] != self._article:
            self._article = report.row["article_id"]
            self._told = {}
        marks = list(_marks(report))
        best = self._closest(report, marks)
        if best is None:
            best = self._n_incidents
            self._n_incidents += 1
            self._open[best] = Incident(_identifier(report), is_summary=report.is_summary)
        incident = self._open[best]
        window = timedelta(days=rules().types[report.kind[0]].window)
        if incident.reports:
            self._lasting[incident.last.row["published"] + window].discard(best)
        self._lasting.setdefault(self._today + window, set()).add(best)
        add(incident, report)
        having = [self._told.setdefault((report.kind, report.row["sentence"]), [])]
        having += [self._marked.setdefault(mark, []) for mark in marks]
        for numbers in having:
            if best in numbers:
                numbers.remove(best)
            numbers.append(best)
            del numbers[:-CANDIDATES]
        return incident.incident_id

    def settled(self, *, close: bool = False) -> list[Incident]:
        """Incidents that no later report can join, each given once.

        Parameters
        ----------
        close : bool
            Whether no report is to come, so that all are settled.
        """
        if close:
            self._settled += self._open.values()
            self._open = {}
        settled, self._settled = self._settled, []
        return settled

    def _begin_day(self, day: date) -> None:
        self._today = day
        for last in sorted(last for last in self._lasting if last < day):
            self._settled += [self._open.pop(number) for number in sorted(self._lasting.pop(last))]

    def _closest(self, report: Report, marks: Sequence[Hashable]) -> int | None:
        """The incident that a report agrees with best."""
        sentence, told = report.row["sentence"], set[int]()
        for back in range(rules().near + 1):
            told.update(self._told.get((report.kind, sentence - back), ()))
        marked = {number for mark in marks for number in self._marked.get(mark, ())} - told
        best = max(((agreement(self._open[number], report), number) for number in told), default=(0, -1))
        highest = ceiling(report)
        # The latest first, until none can agree better.
        for number in sorted(marked & self._open.keys(), reverse=True) if highest else ():
            if (highest, number) < best:
                break
            best = max(best, (agreement(self._open[number], report), number))
        score, number = best
        return number if score else None


def link(tables: Mapping[str, Sequence[Row]]) -> list[Row]:
    """Give each event its ``incident_id``; rows of the table of incidents.

    The result depends on the reports alone, not on the order of the rows.

    Parameters
    ----------
    tables : dict of str to sequence of dict
        Rows of articles, events, event_actors, event_places and figures. ``incident_id`` is written into the rows of
        events.

    Returns
    -------
    list of dict
    """
    linking = Linking()
    incident_of = {report.row["event_id"]: linking.add(report) for report in reports(report_rows(tables))}
    for row in tables["events"]:
        row["incident_id"] = incident_of[row["event_id"]]
    return [incident_row(incident) for incident in linking.settled(close=True)]


def _marks(report: Report) -> Iterator[Hashable]:
    """What a report has in common with others of its fact, one thing at least, unless they stand side by side."""
    kind, row = report.kind, report.row
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


def incident_row(incident: Incident) -> Row:
    """Row of the table of incidents."""
    rows = [report.row for report in incident.reports]
    dated = _best_dated(incident.reports)
    placed = _best_placed(incident.reports)
    return {
        "incident_id": incident.incident_id,
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
        "n_articles": len({row["article_id"] for row in rows}),
        "n_outlets": len({row["outlet"] for row in rows} - {None}),
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
