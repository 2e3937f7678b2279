"""The rule: whether a report tells the fact of an incident, by parties, places, days and counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from conflict_data.link.reports import Place, Report, lies_in
from conflict_data.link.rules import rules

DAY = timedelta(days=1)
# A toll that is more than this many times the last one, and this many above it, is that of another fact.
GROWTH = 5
LEAP = 10
TOLERANCE = 0.05
# Days between an article and a fact that it tells as its own news, without naming the day.
FRESH = 2
# Days within which a toll is updated without the day of the attack.
UPDATED = 3
# Days for which talks are spoken of by their place alone; rounds are further apart.
MEMORY = 5


@dataclass(slots=True)
class Incident:
    """What the reports of one fact tell, in the order of reporting.

    Parameters
    ----------
    incident_id : str
    is_summary : bool
        Whether it is what summaries tell, many facts at once.
    reports : list of Report
    sources, targets : set of str
    actors : set of (str, str)
    places : dict of str to Place
        Of the first report that names one, or of the first that is finer.
    days : (datetime.date, datetime.date) or None
        The days that all dated reports allow.
    counts : dict of str to float
        The last of each measure.
    mode : str or None
        Group of modes.
    published : set of datetime.date
    ends : dict of str to (int, int)
        By article, number and end of the last sentence that reports it.
    """

    incident_id: str
    is_summary: bool = False
    reports: list[Report] = field(default_factory=list)
    sources: set[str] = field(default_factory=set)
    targets: set[str] = field(default_factory=set)
    actors: set[tuple[str, str]] = field(default_factory=set)
    places: dict[str, Place] = field(default_factory=dict)
    days: tuple[date, date] | None = None
    counts: dict[str, float] = field(default_factory=dict)
    mode: str | None = None
    published: set[date] = field(default_factory=set)
    ends: dict[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def first(self) -> Report:
        """The earliest report."""
        return self.reports[0]

    @property
    def last(self) -> Report:
        """The latest report so far."""
        return self.reports[-1]


@dataclass(slots=True)
class Likeness:
    """How a report compares with an incident.

    Parameters
    ----------
    place : str
        point or area (the same), within (one in the other) or none (not known of both).
    day : str
        same, open (one article leaves it open) or later (may be a new fact of a later day).
    near : bool
        Told of in one paragraph, one right after the other.
    equal : bool
        A count is the same.
    telling : bool
        A large count is the same, or a large toll grew.
    """

    place: str
    day: str
    near: bool
    equal: bool
    telling: bool


def add(incident: Incident, report: Report) -> None:
    """Take a report into an incident."""
    told = report.days
    if incident.days is None or told is None:
        incident.days = incident.days or told
    elif told[0] <= incident.days[1] and incident.days[0] <= told[1]:
        incident.days = max(told[0], incident.days[0]), min(told[1], incident.days[1])
    else:  # the next day of talks
        incident.days = min(told[0], incident.days[0]), max(told[1], incident.days[1])
    vague = not any(place.is_point for place in incident.places.values())
    if report.places and (not incident.places or (vague and report.is_pinned)):
        incident.places = report.by_place
    incident.reports.append(report)
    incident.sources |= report.sources
    incident.targets |= report.targets
    incident.actors |= report.actors
    incident.counts |= report.counts
    incident.mode = incident.mode or report.mode
    incident.published.add(report.row["published"])
    incident.ends[report.row["article_id"]] = report.row["sentence"], report.row["sentence_end"]


def agreement(incident: Incident, report: Report) -> int:
    """How well a report agrees with an incident of its type.

    Returns
    -------
    int
        0 if it tells of something else, or nothing says that it tells of the same; else the higher the better.
    """
    if report.mode and incident.mode and report.mode != incident.mode:
        return 0
    if incident.is_summary != report.is_summary:
        return 0
    tie = rules().types[report.kind[0]].tie
    if tie == "place" and (
        _differ(incident.sources, report.sources) or _differ(incident.targets, report.targets)
    ):
        return 0
    if tie == "actors" and not _same_actors(incident, report):
        return 0
    place = _places(incident, report)
    if place == "apart":
        return 0
    day = _days(incident, report)
    if day == "apart":
        return 0
    near = _is_near(incident, report)
    counts = _counts(incident, report, near=near, point=place == "point")
    if counts == "apart":
        return 0
    alike = Likeness(place, day, near, counts in ("equal", "telling"), counts == "telling")
    if not _TIES[tie](incident, report, alike):
        return 0
    return 1 + 8 * (place == "point") + 4 * (counts == "telling") + 2 * (day == "same") + near


def ceiling(report: Report) -> int:
    """The best agreement that a report can have with an incident of which it is not told right after."""
    if rules().types[report.kind[0]].tie == "place" and not (report.is_pinned or report.counts):
        return 0
    return 3 + 8 * report.is_pinned + 4 * report.is_telling


def _tied_by_place(incident: Incident, report: Report, alike: Likeness) -> bool:
    """An attack, a capture, a protest, of parties that do not differ."""
    if alike.place == "point":
        return alike.day != "later" or alike.telling
    if alike.place == "none":
        known = incident.places or incident.days or (incident.sources & report.sources)
        continues = alike.near and bool(known) and not report.places
        return alike.day != "later" and (alike.telling or continues)
    if alike.day == "later":
        return False
    return alike.near or alike.equal


def _tied_by_parties(incident: Incident, report: Report, alike: Likeness) -> bool:
    """A meeting, an exchange: what several do together."""
    ours, theirs = incident.sources | incident.targets, report.sources | report.targets
    common = ours & theirs
    if len(ours) > 1 and len(theirs) > 1 and len(common) < 2:
        return False
    visits = report.row["mode"] == incident.first.row["mode"] == "visit"
    if _other_persons(incident, report) or (visits and _differ(incident.sources, report.sources)):
        return False
    gap = min(abs(report.row["published"] - day) for day in incident.published)
    fits = len(common) > 1 or ours <= theirs or theirs <= ours
    if alike.place == "point" and fits:
        return alike.day != "later" or gap <= MEMORY * DAY
    if len(common) > 1 or (alike.place in ("area", "within") and fits):
        return alike.telling or alike.day != "later"
    return alike.near and alike.day != "later" and bool(common or not theirs)


def _tied_by_actors(incident: Incident, report: Report, alike: Likeness) -> bool:
    """A demand, a refusal, praise: acts of words, of which the same actor may do many to the same other in a day."""
    return alike.day == "same" and report.row["article_id"] not in incident.ends


_TIES = {"place": _tied_by_place, "parties": _tied_by_parties, "actors": _tied_by_actors}


def _same_actors(incident: Incident, report: Report) -> bool:
    first, actor = incident.first, report.row["source_actor"]
    same = actor is not None and actor == first.row["source_actor"]
    return same and bool(report.targets) and report.targets == first.targets


def _differ(ours: set[str], theirs: frozenset[str]) -> bool:
    """Whether both are known and have none in common."""
    return bool(ours and theirs) and not ours & theirs


def _other_persons(incident: Incident, report: Report) -> bool:
    """Whether some country is represented by others: the envoy's talks are not the president's."""
    ours, theirs = _by_country(incident.actors), _by_country(report.actors)
    return any(not ours[country] & theirs[country] for country in ours.keys() & theirs.keys())


def _by_country(actors: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for country, name in actors:
        found.setdefault(country, set()).add(name)
    return found


def _is_near(incident: Incident, report: Report) -> bool:
    """Whether the incident was told of just before, in the same paragraph."""
    row = report.row
    if row["article_id"] not in incident.ends:
        return False
    sentence, end = incident.ends[row["article_id"]]
    # Between two sentences of a paragraph stands one space.
    goes_on = row["sentence"] - sentence <= rules().near and row["sentence_start"] - end <= 1
    return bool(goes_on or row["sentence"] == sentence)


def _places(incident: Incident, report: Report) -> str:
    """Compare places: point or area (the same), within (one in the other), none (not known of both) or apart."""
    if not incident.places or not report.places:
        return "none"
    theirs = report.by_place
    if not incident.places.keys().isdisjoint(theirs):
        common = incident.places.keys() & theirs.keys()
        if 2 * len(common) < len(incident.places.keys() | theirs.keys()):
            return "apart"
        return "point" if any(theirs[name].is_point for name in common) else "area"
    if len(incident.places) == len(theirs) == 1:
        (one,), (other,) = incident.places.values(), theirs.values()
        if lies_in(one, other) or lies_in(other, one):
            wide = "country" in (one.kind, other.kind)  # too vague for all but talks
            return "apart" if wide and rules().types[report.kind[0]].tie != "parties" else "within"
    return "apart"


def _days(incident: Incident, report: Report) -> str:
    """Compare days: same, open (one article leaves it open), later (may be a new fact of a later day) or apart."""
    told, ours = report.days, incident.days
    if told is not None and ours is not None:
        if report.is_summary and told != ours:
            return "apart"
        if told[0] <= ours[1] and ours[0] <= told[1]:
            return "same"
        goes_on = rules().types[report.kind[0]].tie == "parties" and incident.places and report.places
        return "same" if goes_on and told[0] <= ours[1] + DAY and ours[0] <= told[1] + DAY else "apart"
    known_days = told or ours
    if report.row["article_id"] in incident.ends:
        fresh = known_days is None or abs(report.row["published"] - known_days[1]) <= FRESH * DAY
        return "open" if fresh or _is_near(incident, report) else "apart"
    if told is not None:  # a later article names the day of what was news then
        first = incident.first.row["published"]
        if (
            rules().types[report.kind[0]].tie == "parties"
            and not (incident.places and report.places)
            and not incident.actors & report.actors
        ):
            return "later"
        return "same" if told[0] <= first and first - DAY <= told[1] else "apart"
    if report.row["published"] in incident.published:
        fresh = ours is None or (
            ours[0] <= report.row["published"] and report.row["published"] - DAY <= ours[1]
        )
        return "same" if fresh else "apart"
    recent = MEMORY if rules().types[report.kind[0]].tie == "parties" else UPDATED
    return "later" if report.row["published"] - incident.last.row["published"] <= recent * DAY else "apart"


def _counts(incident: Incident, report: Report, *, near: bool, point: bool) -> str:
    """Compare counts: telling (the same, or a toll that grew, and large), equal, fit or apart."""
    found = "fit"
    here = report.row["article_id"] in incident.ends
    for measure, now in report.counts.items():
        before = incident.counts.get(measure)
        if before is None:
            continue
        if measure in rules().tolls:
            if now > max(GROWTH * before, before + LEAP) or (2 * now < before and not here):
                return "apart"
            if here and not near and not point and now != before:
                return "apart"
            telling = now >= before >= rules().tolls[measure]
        else:
            if abs(now - before) > TOLERANCE * max(now, before):
                return "apart"
            telling = now == before >= rules().telling_fixed and measure in rules().fixed
        if telling:
            found = "telling"
        elif now == before and found == "fit":
            found = "equal"
    return found
