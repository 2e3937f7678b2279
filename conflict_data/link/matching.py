"""The rule: when a report belongs to an incident that was reported before."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass, field
from datetime import date, timedelta
from importlib import resources

from conflict_data.link.reports import CASUALTIES, Report

# A toll of this many that rises in a place within so many days is one attack's: smaller ones are the daily toll.
TOLL, TOLL_DAYS = 3, 3
# A longer date ("in December") says too little to join reports by, or to widen an incident's own.
SHORT = timedelta(days=2)
# A report without a place continues the one before it when it stands at most so many sentences behind.
NEAR = 2


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry of rules.toml."""

    by: str
    days: int
    memory: int = 0


@functools.cache
def rules() -> dict[str, Rule]:
    """The rule for each event type."""
    text = resources.files("conflict_data.link").joinpath("rules.toml").read_text(encoding="utf-8")
    return {event_type: Rule(**entry) for event_type, entry in tomllib.loads(text).items()}


@dataclass(slots=True)
class Incident:
    """Reports of one fact, in the order of reporting."""

    reports: list[Report] = field(default_factory=list)

    @property
    def first(self) -> Report:
        """The earliest report; it gives the incident its identifier."""
        return self.reports[0]

    @property
    def last(self) -> Report:
        """The latest report so far."""
        return self.reports[-1]

    @property
    def days(self) -> tuple[date, date]:
        """First and last day on which it may have taken place, by the reports that give a short date if any does."""
        timed = [r for r in self.reports if r.dated and r.end - r.start <= SHORT] or self.reports[:1]
        return min(r.start for r in timed), max(r.end for r in timed)

    def union(self, field: str) -> frozenset[str]:
        """Places, regions, parties or actors of all its reports."""
        return frozenset[str]().union(*(getattr(report, field) for report in self.reports))


def block(report: Report) -> tuple[str, ...]:
    """What two reports must have in common to be compared at all."""
    row = report.row
    rule = rules()[row["event_type"]]
    head = (row["event_type"], report.state)
    if rule.by == "place":
        where = report.places or report.regions
        if where:
            return (*head, *sorted(where), row["mode"] if row["mode"] in ("seize", "intercept") else "")
        return (*head, "nowhere", *sorted(report.targets))
    if rule.by == "parties":
        medium = "phone" if row["mode"] == "phone" else ""
        return (*head, medium)
    source = row["source_actor"] or row["source_country"] or "nobody"
    return (*head, row["mode"] or "", source, *sorted(report.targets))


def belongs(report: Report, incident: Incident) -> bool:
    """Whether a report tells of an incident of its block again.

    The rule, in words. Reports agree in type and in whether the event took place, is foreseen or is denied; then

    - what is known of their **place** or **parties** agrees (`block`; attacks and captures: no other source; meetings:
      two countries in common and at least half of all, and an actor or a place in common where both name some; words
      and aid: the same source and target);
    - their **days** overlap, or lie no further apart than the type allows (rules.toml). A report without a date joins
      what was reported on the same day, or, if it names the place, what was reported within the type's memory. Dates
      of more than three days join nothing but the same article;
    - their **tolls** may be one: where an article names no town, two different totals are two events; a later article's
      is not below half of what was known;
    - a toll of three or more that rises in the same place within three days is an update, whatever the date.
    """
    rule = rules()[report.row["event_type"]]
    if rule.by == "parties" and not _same_parties(report, incident):
        return False
    if rule.by == "dyad" and not (report.sources and report.targets):
        return False
    if rule.by == "place" and not _same_source(report, incident):
        return False
    if rule.by == "place" and not (report.places or report.regions):
        return _continues(report, incident)
    if _is_update(report, incident):
        return True
    return _same_days(report, incident, rule) and _same_toll(report, incident)


def _same_days(report: Report, incident: Incident, rule: Rule) -> bool:
    same_article = report.row["article_id"] == incident.last.row["article_id"]
    if report.dated and report.end - report.start > SHORT and not same_article:
        return False
    first, last = incident.days
    apart = max((report.start - last).days, (first - report.end).days)
    since = report.row["published"] - incident.last.row["published"]
    if report.dated:
        return apart <= (rule.days if any(r.dated for r in incident.reports) else 0)
    if since == timedelta(0):
        return apart <= 0
    return bool(report.places) and since <= timedelta(days=rule.memory)


def _same_source(report: Report, incident: Incident) -> bool:
    known = incident.union("sources")
    return not report.sources or not known or bool(report.sources & known)


def _same_parties(report: Report, incident: Incident) -> bool:
    places, actors = incident.union("places"), incident.union("actors")
    same_place = bool(report.places & places)
    if report.places and places and not same_place:
        return False
    if not same_place and report.actors and actors and not report.actors & actors:
        return False
    mine, theirs = report.parties, incident.first.parties
    if len(mine) < 2 or len(theirs) < 2:
        return same_place and (mine <= theirs or theirs <= mine)
    common = mine & theirs
    return len(common) >= 2 and 2 * len(common) >= len(mine | theirs)


def _continues(report: Report, incident: Incident) -> bool:
    """Whether a report without a place goes on with the report just before it in the article."""
    last = incident.last.row
    row = report.row
    return (
        last["article_id"] == row["article_id"]
        and 0 <= row["sentence"] - last["sentence"] <= NEAR
        and _same_toll(report, incident)
        and max(report.start, incident.days[0]) <= min(report.end, incident.days[1])
    )


def _same_toll(report: Report, incident: Incident) -> bool:
    for measure in CASUALTIES:
        if measure not in report.casualties:
            continue
        low, high = report.casualties[measure]
        for other in incident.reports:
            if measure not in other.casualties:
                continue
            other_low, other_high = other.casualties[measure]
            if other.row["article_id"] == report.row["article_id"]:
                if not report.places and (high < other_low or other_high < low):
                    return False
            elif 2 * high < other_low:
                return False
    return True


def _is_update(report: Report, incident: Incident) -> bool:
    if report.dated or not report.places or "killed" not in report.casualties:
        return False
    known = [r.casualties["killed"][1] for r in incident.reports if "killed" in r.casualties]
    since = report.row["published"] - incident.last.row["published"]
    return (
        bool(known)
        and timedelta(0) < since <= timedelta(days=TOLL_DAYS)
        and report.casualties["killed"][0] >= max(TOLL, *known)
    )
