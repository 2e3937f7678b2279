"""How much happens: events counted by period and group."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from conflict_data.errors import UnknownNameError
from conflict_data.schema import table

# An event told of a longer time than this has no day to be counted on.
LONGEST = pd.Timedelta(days=7)
# pandas offset aliases by the name of the period.
PERIODS = {"day": "D", "week": "W-SUN", "month": "M"}


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
    return told.where(events["date_start"].notna(), events["published"]).rename("day")


def activity(
    events: pd.DataFrame,
    *,
    by: str = "domain",
    every: str = "week",
    factuality: Sequence[str] = ("actual",),
) -> pd.DataFrame:
    """Count events by period and group.

    Parameters
    ----------
    events : pandas.DataFrame
        As `conflict_data.load_events` gives it.
    by : str
        Column to group by, such as domain, event_type, quad_class or source_country.
    every : str
        day, week (Monday to Sunday) or month.
    factuality : sequence of str
        Which events count; those that happened by default, so that plans and denials do not.

    Returns
    -------
    pandas.DataFrame
        One row a period without gaps (index ``period``, the first day of each), one column a group, event mentions.

    Raises
    ------
    UnknownNameError
        For a column, period or factuality that does not exist; the message lists those that do.
    """
    if every not in PERIODS:
        raise UnknownNameError("period", every, PERIODS)
    if by not in events.columns:
        raise UnknownNameError("column", by, events.columns)
    allowed = table("events").field("factuality").values
    for value in factuality:
        if value not in allowed:
            raise UnknownNameError("factuality", value, allowed)
    chosen = events[events["factuality"].isin(list(factuality))]
    periods = event_days(chosen).dropna().dt.to_period(PERIODS[every])
    counts = pd.crosstab(periods, chosen.loc[periods.index, by])
    if counts.empty:
        return pd.DataFrame(index=pd.DatetimeIndex([], name="period"), columns=pd.Index([], name=by))
    every_period = pd.period_range(periods.min(), periods.max(), freq=PERIODS[every])
    counts = counts.reindex(every_period, fill_value=0)
    counts.index = every_period.to_timestamp()
    return counts.rename_axis(index="period", columns=by)
