"""Which rows an analysis counts, and on which day and in which period."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from conflict_data.errors import UnknownNameError
from conflict_data.schema import table

# An event told of a longer time than this has no day to be counted on.
LONGEST = pd.Timedelta(days=7)
# pandas offset aliases by the name of the period.
PERIODS = {"day": "D", "week": "W-MON", "month": "MS"}
UNITS = ("event", "incident")


def check(what: str, given: str, allowed: Iterable[str]) -> None:
    """Raise `UnknownNameError` unless a name is one of those allowed."""
    names = tuple(allowed)
    if given not in names:
        raise UnknownNameError(what, given, names)


def event_days(events: pd.DataFrame) -> pd.Series[pd.Timestamp]:
    """The day to count each event on.

    Its own first day where the text tells it, else the day of publication. An event of which the text tells only a
    longer time ("in 2022", "last month") has no day: on the first of it, a heap would stand that never was.

    Parameters
    ----------
    events : pandas.DataFrame
        With ``date_start``, ``date_end`` and ``published``.

    Returns
    -------
    pandas.Series of datetime64
        NaT where there is no day.
    """
    told = events["date_start"].where(events["date_end"] - events["date_start"] <= LONGEST)
    day = told.where(events["date_start"].notna(), events["published"])
    return day.astype("datetime64[s]").rename("day")


def covered(events: pd.DataFrame) -> pd.DataFrame:
    """Events of the days that the articles cover.

    Articles recall what happened before the first of them was published, and now and then. To count it as the activity
    of its day would show a lull that is only a lack of articles.

    Parameters
    ----------
    events : pandas.DataFrame
        As `conflict_data.load_events` gives it.

    Returns
    -------
    pandas.DataFrame
        The rows whose day (`event_days`) lies between the first and the last day of publication.
    """
    return events[event_days(events).between(events["published"].min(), events["published"].max())]


def counted(
    events: pd.DataFrame, *, unit: str, factuality: Sequence[str], columns: Sequence[str] | None = None
) -> pd.DataFrame:
    """The rows that count, with their ``day``; of an incident the first report alone.

    Parameters
    ----------
    events : pandas.DataFrame
        As `conflict_data.load_events` gives it.
    unit : str
        ``event`` counts each mention, ``incident`` each incident once, on its first day and as its first report (of
        those that count) has it, that is the one of that day that comes first in the table.
    factuality : sequence of str
        Which events count.
    columns : sequence of str, optional
        Columns to keep; all when omitted. A few are copied faster than all.

    Returns
    -------
    pandas.DataFrame
        Without the rows that have no day.

    Raises
    ------
    UnknownNameError
        For a unit or factuality that does not exist.
    """
    check("unit", unit, UNITS)
    allowed = table("events").field("factuality").values
    for value in factuality:
        check("factuality", value, allowed)
    day = event_days(events)
    kept = events if columns is None else events[list(dict.fromkeys(columns))]
    rows = np.flatnonzero(events["factuality"].isin(list(factuality)) & day.notna())
    if unit == "incident":
        incidents = pd.DataFrame(
            {"incident": events["incident_id"].iloc[rows].to_numpy(), "day": day.iloc[rows].array}
        )
        rows = rows[np.sort(incidents.groupby("incident", sort=False)["day"].idxmin())]
    return kept.iloc[rows].assign(day=day.iloc[rows])


def period_starts(days: pd.Series[pd.Timestamp], every: str) -> pd.Series[pd.Timestamp]:
    """The first day of the period that each day falls into.

    Parameters
    ----------
    days : pandas.Series of datetime64
        Days.
    every : str
        day, week (Monday to Sunday) or month.

    Raises
    ------
    UnknownNameError
        For another period.
    """
    check("period", every, PERIODS)
    if every == "week":
        days = days - pd.to_timedelta(days.dt.day_of_week, unit="D")
    elif every == "month":
        days = days - pd.to_timedelta(days.dt.day - 1, unit="D")
    return days.astype("datetime64[s]").rename("period")


def every_period(starts: pd.Series[pd.Timestamp], every: str) -> pd.DatetimeIndex:
    """All periods from the first to the last, without gaps."""
    check("period", every, PERIODS)
    if starts.empty:
        return pd.DatetimeIndex([], dtype="datetime64[s]", name="period")
    index = pd.date_range(starts.min(), starts.max(), freq=PERIODS[every], name="period", unit="s")
    return pd.DatetimeIndex(index)


def filled(counts: pd.DataFrame, by: Sequence[str], every: str) -> pd.DataFrame:
    """One row for each period and group that occurs, with 0 where nothing was counted; in order."""
    periods = every_period(counts["period"], every).to_frame(index=False)
    groups = counts[list(by)].drop_duplicates().sort_values(list(by)) if by else pd.DataFrame(index=[0])
    grid = periods.merge(groups, how="cross")
    full = grid.merge(counts, on=["period", *by], how="left")
    return full.fillna({"value": 0})
