"""How much happens: events or incidents counted by period and group."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from conflict_data.analysis.selection import check, counted, filled, period_starts

WEIGHTS = ("none", "article", "intensity")


def activity(
    events: pd.DataFrame,
    *,
    by: str | Sequence[str] = "domain",
    every: str = "week",
    unit: str = "event",
    weight: str = "none",
    factuality: Sequence[str] = ("actual",),
) -> pd.DataFrame:
    """Count events by period and group.

    Parameters
    ----------
    events : pandas.DataFrame
        As `conflict_data.load_events` gives it.
    by : str or sequence of str
        Columns to group by: domain, event_type, quad_class, source_actor, admin1 ...; ``["source_country",
        "target_country"]`` for dyads; ``[]`` for the total.
    every : str
        day, week (Monday to Sunday) or month.
    unit : str
        event: each mention counts. incident: what several sentences or articles report counts once, on its first day.
    weight : str
        none: each counts one. article: each article counts one, whatever its length, shared by its events. intensity:
        the sum of the PLOVER conflict-cooperation scores.
    factuality : sequence of str
        Which events count; those that happened by default, so that plans and denials do not.

    Returns
    -------
    pandas.DataFrame
        One row a period and group (period, the columns of `by`, value), periods without gaps, groups in order. Events
        that have no value in a column of `by` form a group of their own, with a missing value.

    Raises
    ------
    UnknownNameError
        For a column, period, unit, weight or factuality that does not exist; the message lists those that do.
    """
    groups = [by] if isinstance(by, str) else list(by)
    for column in groups:
        check("column", column, events.columns)
    check("weight", weight, WEIGHTS)
    chosen = counted(events, unit=unit, factuality=factuality, columns=["article_id", "intensity", *groups])
    chosen = chosen.assign(period=period_starts(chosen["day"], every))
    if weight == "none":
        value = pd.Series(1, index=chosen.index)
    elif weight == "article":
        value = 1 / chosen.groupby("article_id")["article_id"].transform("size")
    else:
        value = chosen["intensity"]
    table = chosen[["period", *groups]].assign(value=value)
    counts = table.groupby(["period", *groups], dropna=False, as_index=False, observed=True)[["value"]].sum()
    full = filled(counts, groups, every)
    return full.astype({"value": "int64"}) if weight == "none" else full.astype({"value": float})
