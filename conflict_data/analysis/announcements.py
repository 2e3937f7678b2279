"""What was announced, and what came of it."""

from __future__ import annotations

import pandas as pd

from conflict_data.analysis.selection import LONGEST, event_days
from conflict_data.errors import UsageError

DATES = ("published", "date_start", "date_end", "day")
OUTCOMES = ("held", "slipped", "called off", "vanished", "open", "untraceable")
COLUMNS = [
    "event_id",
    "published",
    "event_type",
    "parties",
    "date_start",
    "date_end",
    "outcome",
    "delay",
    "followed_by",
]


def announced(
    events: pd.DataFrame, event_actors: pd.DataFrame, *, tolerance: int = 1, horizon: int = 14
) -> pd.DataFrame:
    """Follow each announced event to what the articles later report of it.

    An announced event (factuality ``planned``) with a date is held if a later article reports as having happened, on
    the days announced, an event of the same type that has two of its countries as parties or the same place. What the
    articles do not report counts as not having happened, and another meeting of the same parties on these days counts
    as this one: the shares are those of reports.

    Parameters
    ----------
    events : pandas.DataFrame
        As `conflict_data.load_events` gives it, with what happened, is planned and negated; those of one type
        (``CONSULT``) where only talks are to be followed.
    event_actors : pandas.DataFrame
        As `conflict_data.load_event_actors` gives it.
    tolerance : int
        Days that an event may be early or late and still be held as announced.
    horizon : int
        Days after which such an event is no longer taken as the one that was announced.

    Returns
    -------
    pandas.DataFrame
        One row an announcement: event_id, published, event_type, parties (countries, by comma), date_start, date_end,
        outcome, delay (days from the last day announced to the event, 0 if held in time), followed_by (the event's
        identifier). Outcomes: held; slipped (happened later, up to the horizon); called off (said not to happen);
        vanished (no more of it); open (the articles end before the horizon); untraceable (no date of a week or less,
        one before the announcement, or neither two countries as parties nor a place).

    Raises
    ------
    UsageError
        For a tolerance below 0 or a horizon that is not longer.
    """
    if not 0 <= tolerance < horizon:
        raise UsageError(
            f"tolerance {tolerance!r} and horizon {horizon!r}: 0 <= tolerance < horizon must hold"
        )
    columns = ["event_id", "published", "event_type", "date_start", "date_end", "factuality", "place_id"]
    events = events[columns].assign(day=event_days(events)).astype(dict.fromkeys(DATES, "datetime64[s]"))
    announcements = events[events["factuality"] == "planned"]
    told = events[events["event_type"].isin(announcements["event_type"].unique())].reset_index(drop=True)
    country, countries = pd.factorize(event_actors["country"], sort=True)
    # Numbers instead of identifiers: joins of millions of rows take a tenth of the time.
    event = pd.Index(told["event_id"]).get_indexer(event_actors["event_id"])
    parties = pd.DataFrame({"event": event, "country": country})[
        (event >= 0) & (country >= 0)
    ].drop_duplicates()
    keyed = _keyed(told, parties)
    short = announcements["date_end"] - announcements["date_start"] <= LONGEST
    traced = announcements[short & (announcements["date_end"] >= announcements["published"])]
    ahead = keyed[keyed["event_id"].isin(traced["event_id"])]
    actual = _first_reports(keyed[keyed["factuality"] == "actual"])
    negated = keyed[keyed["factuality"] == "negated"]

    held = _held(ahead, actual, tolerance)
    late = _later(ahead, actual, tolerance, horizon)
    off = _called_off(ahead, negated, horizon)
    table = announcements.assign(
        parties=announcements["event_id"].map(_names(told, parties, list(countries)))
    )
    table = table.merge(held, on="event_id", how="left").merge(late, on="event_id", how="left")
    table["delay"] = table["held_delay"].fillna(table["late_delay"])
    table["followed_by"] = table["held_by"].fillna(table["late_by"])
    ends = table["date_end"] + pd.Timedelta(days=horizon) > events["published"].max()
    outcome = pd.Series("vanished", index=table.index, dtype="str")
    # The strongest last.
    for name, where in (
        ("open", ends),
        ("called off", table["event_id"].isin(off)),
        ("slipped", table["late_by"].notna()),
        ("held", table["held_by"].notna()),
        ("untraceable", ~table["event_id"].isin(ahead["event_id"])),
    ):
        outcome = outcome.mask(where, name)
    return table.assign(outcome=outcome)[COLUMNS].reset_index(drop=True)


def _names(events: pd.DataFrame, parties: pd.DataFrame, countries: list[str]) -> dict[str, str]:
    """The countries of each announced event in one string."""
    planned = (events["factuality"] == "planned").to_numpy()
    names: dict[int, list[str]] = {}
    some = parties[planned[parties["event"]]].sort_values(["event", "country"])
    for event, country in zip(some["event"].tolist(), some["country"].tolist(), strict=True):
        names.setdefault(event, []).append(countries[country])
    return dict(zip(events["event_id"].iloc[list(names)], map(", ".join, names.values()), strict=True))


def _keyed(events: pd.DataFrame, parties: pd.DataFrame) -> pd.DataFrame:
    """One row an event and thing to know it by (each pair of its countries, its place), with its type as one number."""
    pairs = parties.merge(parties, on="event", suffixes=("", "_other"))
    pairs = pairs[pairs["country"] < pairs["country_other"]]
    place, _ = pd.factorize(events["place_id"])
    placed = pd.DataFrame({"event": events.index, "mark": -1 - place})[place >= 0]
    paired = pd.DataFrame(
        {
            "event": pairs["event"],
            "mark": pairs["country"] * (1 + parties["country"].max()) + pairs["country_other"],
        }
    )
    marks = pd.concat([paired, placed], ignore_index=True)
    columns = ["event_id", "published", "date_start", "date_end", "factuality", "day"]
    keyed = events[columns].iloc[marks["event"].to_numpy()].reset_index(drop=True)
    kind, kinds = pd.factorize(events["event_type"])
    return keyed.assign(key=marks["mark"] * max(1, len(kinds)) + kind[marks["event"]])


def _first_reports(actual: pd.DataFrame) -> pd.DataFrame:
    """One event for each type and mark, day and day of publication."""
    keys = ["key", "day", "published"]
    reports = actual.dropna(subset=["day"]).drop_duplicates(keys)[[*keys, "event_id"]]
    return reports.rename(columns={"event_id": "by", "published": "reported"})


def _held(ahead: pd.DataFrame, actual: pd.DataFrame, tolerance: int) -> pd.DataFrame:
    """The first event on the days announced, told by a later article."""
    spans = (ahead["date_end"] - ahead["date_start"]).dt.days + 2 * tolerance + 1
    days = ahead.loc[ahead.index.repeat(spans)]
    offset = days.groupby(level=0).cumcount() - tolerance
    day = (days["date_start"] + pd.to_timedelta(offset, unit="D")).astype("datetime64[s]")
    days = days.drop(columns="day").assign(day=day)
    found = days.merge(actual, on=["key", "day"])
    found = found[found["reported"] > found["published"]].sort_values(["day", "reported"], kind="stable")
    found = found.drop_duplicates("event_id")
    delay = (found["day"] - found["date_end"]).dt.days.clip(lower=0)
    return found[["event_id"]].assign(held_by=found["by"], held_delay=delay)


def _later(ahead: pd.DataFrame, actual: pd.DataFrame, tolerance: int, horizon: int) -> pd.DataFrame:
    """The first event after them, up to the horizon."""
    last = ahead["date_end"].where(ahead["date_end"] > ahead["published"], ahead["published"])
    last = (last + pd.Timedelta(days=tolerance)).astype("datetime64[s]")
    left = ahead.drop(columns="day").assign(last=last).sort_values("last", kind="stable")
    found = pd.merge_asof(
        left,
        actual.sort_values(["day", "reported"], kind="stable"),
        left_on="last",
        right_on="day",
        by="key",
        direction="forward",
        allow_exact_matches=False,
    ).dropna(subset=["by"])
    found = found.assign(late_delay=(found["day"] - found["date_end"]).dt.days)
    found = (
        found[found["late_delay"] <= horizon].sort_values("day", kind="stable").drop_duplicates("event_id")
    )
    return found[["event_id", "late_delay"]].assign(late_by=found["by"])


def _called_off(ahead: pd.DataFrame, negated: pd.DataFrame, horizon: int) -> pd.Series[str]:
    """Announcements of which a later article says, within the horizon, that they do not happen."""
    right = negated[["key", "published"]].rename(columns={"published": "denied"})
    found = pd.merge_asof(
        ahead.sort_values("published", kind="stable"),
        right.sort_values("denied", kind="stable"),
        left_on="published",
        right_on="denied",
        by="key",
        direction="forward",
        allow_exact_matches=False,
    )
    return found.loc[found["denied"] <= found["date_end"] + pd.Timedelta(days=horizon), "event_id"]
